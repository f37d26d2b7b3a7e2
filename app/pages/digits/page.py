"""Digits: handwritten digits, and hidden units that become detectors of strokes."""

from app.pages.digits.experiment import DIGITS
from app.pages.digits.files import files_in_force, upload
from app.pages.digits.grid_view import grid_section
from app.ui.live_page import live_page


def render() -> None:
    """Draw the page."""
    live_page(DIGITS, lambda _: grid_section(), files_in_force)
    # Also without a run, as a missing file may be the reason.
    upload()
