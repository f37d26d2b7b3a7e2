"""Digits: handwritten figures, and hidden units that turn into detectors of strokes."""

from app.digit_files import files_in_force, upload
from app.experiments.digits import DIGITS
from app.views.digit_grid import grid_section
from app.views.live import live_page


def render() -> None:
    """Draw the page."""
    live_page(DIGITS, lambda _: grid_section(), files_in_force)
    # Also where there is no run: it may be for want of a file.
    upload()
