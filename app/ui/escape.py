"""Escaping of text that a visitor or an address supplied."""

import re


def escape_markdown(text: str) -> str:
    """Return Markdown that shows `text` literally: an address may contain anything."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def code_span(text: str) -> str:
    """Return Markdown that shows `text` on one line as it stands, in the letters of code."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence} {' '.join(text.split()) or ' '} {fence}"
