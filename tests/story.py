"""The moons tutorial's settings: a line that stays straight for long, and then bends.

The page opens with others. Tests that count on the story's numbers name its settings.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MoonsSettings

TUTORIAL: dict[str, Any] = {
    "activation": "sigmoid",
    "init": "tutorial",
    "alpha": 0.5,
    "epochs": 5000,
    "speed": 10,
}


def story(**values: Any) -> MoonsSettings:
    """Return the tutorial's settings, but for some values."""
    return MOONS.settings(**TUTORIAL | values)


def with_story(query: str) -> str:
    """Return a query of an address that says the tutorial's settings where it says nothing else."""
    return urlencode(TUTORIAL | dict(parse_qsl(query, keep_blank_values=True)))
