"""The moons page: a network learns to classify points in the plane."""

from app.pages.moons.experiment import MOONS
from app.sections.loss_surface.view import loss_surface_section
from app.ui.live_page import live_page


def render() -> None:
    """Draw the page."""
    live_page(MOONS, loss_surface_section)
