"""Digits: handwritten digits, and hidden units that become detectors of strokes."""

from typing import Any

from app.live.experiment import Experiment
from app.pages.digits.experiment import DIGITS
from app.pages.digits.files import files_in_force, upload
from app.sections.grid.view import grid_section
from app.sections.luck.view import luck_section
from app.ui.live_page import live_page


def render() -> None:
    """Draw the page."""
    live_page(DIGITS, _below, files_in_force)
    # Also without a run, as a missing file may be the reason.
    upload()


def _below(experiment: Experiment[Any]) -> None:
    luck_section(experiment)
    grid_section(experiment)
