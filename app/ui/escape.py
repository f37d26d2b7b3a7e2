"""Escaping of text that a visitor or an address supplied."""

import re


def escape_markdown(text: str) -> str:
    """Return Markdown that shows `text` literally: an address may contain anything."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
