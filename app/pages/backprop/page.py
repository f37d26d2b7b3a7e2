"""Backprop by hand: every factor of every gradient, and what each classic mistake does."""

from app.pages.backprop.experiment import BACKPROP
from app.sections.worksheet.view import worksheet_section
from app.ui.live_page import live_page


def render() -> None:
    """Draw the page."""
    live_page(BACKPROP, worksheet_section)
