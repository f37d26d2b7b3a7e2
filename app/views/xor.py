"""XOR: four examples, a table of truth, and the cost around the present weights."""

from app.experiments.xor import XOR
from app.views.live import live_page
from app.views.worksheet import worksheet_section


def render() -> None:
    """Draw the page."""
    live_page(XOR, worksheet_section)
