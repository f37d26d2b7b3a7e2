"""The moons lab: a network learns to tell points in the plane apart, before your eyes."""

from app.experiments.moons import MOONS
from app.views.ground import ground_section
from app.views.live import live_page


def render() -> None:
    """Draw the page."""
    live_page(MOONS, ground_section)
