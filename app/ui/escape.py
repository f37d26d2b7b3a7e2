"""Escaping of text that a visitor or an address supplied."""

import re


def escape_markdown(text: str) -> str:
    """Return Markdown that shows `text` literally: an address may contain anything."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def code(text: str) -> str:
    """Return Markdown that shows `text` literally as code, where no part of it becomes a link."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence} {' '.join(text.split())} {fence}"
