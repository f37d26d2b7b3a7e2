"""XOR: four examples, a truth table, and the loss surface around the current weights."""

from typing import Any

from app.live.experiment import Experiment
from app.pages.xor.experiment import XOR
from app.sections.grid.view import grid_section
from app.sections.luck.view import luck_section
from app.sections.worksheet.view import worksheet_section
from app.ui.live_page import live_page


def render() -> None:
    """Draw the page."""
    live_page(XOR, _below)


def _below(experiment: Experiment[Any]) -> None:
    luck_section(experiment)
    grid_section(experiment)
    worksheet_section(experiment)
