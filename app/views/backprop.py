"""Backprop by hand: every factor of every gradient, and what each classic mistake does."""

from app.experiments.backprop import BACKPROP
from app.views.live import live_page
from app.views.worksheet import worksheet_section


def render() -> None:
    """Draw the page."""
    live_page(BACKPROP, worksheet_section)
