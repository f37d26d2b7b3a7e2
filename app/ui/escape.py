"""Text that came from outside, as Markdown that shows it as it is."""

import re


def plain(text: str) -> str:
    """Return Markdown that shows `text` as it is: an address may say anything."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
