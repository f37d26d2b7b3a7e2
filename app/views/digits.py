"""Digits: handwritten figures, and hidden units that turn into detectors of strokes."""

from app.digit_files import files_in_force, upload
from app.experiments.digits import DIGITS
from app.experiments.experiment import Experiment
from app.views.digit_grid import grid_section
from app.views.live import live_page


def render() -> None:
    """Draw the page."""
    live_page(DIGITS, _below, files_in_force)


def _below(_: Experiment) -> None:
    """Draw what comes under the live view."""
    grid_section()
    upload()
