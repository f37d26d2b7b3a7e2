"""Backprop by hand: every factor of every gradient, and what each classic mistake does."""

from typing import Any

from app.live.experiment import Experiment
from app.pages.backprop.experiment import BACKPROP
from app.sections.grid.view import grid_section
from app.sections.luck.view import luck_section
from app.sections.worksheet.view import worksheet_section
from app.ui.live_page import live_page


def render() -> None:
    """Draw the page."""
    live_page(BACKPROP, _below)


def _below(experiment: Experiment[Any]) -> None:
    luck_section(experiment)
    grid_section(experiment)
    worksheet_section(experiment)
