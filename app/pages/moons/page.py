"""The moons page: a network learns to classify points in the plane."""

from typing import Any

from app.live.experiment import Experiment
from app.pages.moons.experiment import MOONS
from app.sections.grid.view import grid_section
from app.sections.loss_surface.view import loss_surface_section
from app.sections.luck.view import luck_section
from app.ui.live_page import live_page


def render() -> None:
    """Draw the page."""
    live_page(MOONS, _below)


def _below(experiment: Experiment[Any]) -> None:
    luck_section(experiment)
    grid_section(experiment)
    loss_surface_section(experiment)
