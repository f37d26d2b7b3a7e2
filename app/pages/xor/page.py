"""XOR: four examples, a truth table, and the loss surface around the current weights."""

from app.pages.xor.experiment import XOR
from app.sections.worksheet.view import worksheet_section
from app.ui.live_page import live_page


def render() -> None:
    """Draw the page."""
    live_page(XOR, worksheet_section)
