"""The moons lab: a network learns to tell points in the plane apart, before your eyes."""

from app.pages.moons.experiment import MOONS
from app.sections.loss_surface.view import ground_section
from app.ui.live_page import live_page


def render() -> None:
    """Draw the page."""
    live_page(MOONS, ground_section)
