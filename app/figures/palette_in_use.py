"""Which palette everything is drawn with: the host's choice, made in the environment.

Figures and scenes ask for it when they are made, none keeps it: another choice may hold for one
visitor, or for one test.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from app.figures.palette import PALETTES, Palette

VARIABLE, DEFAULT = "GLASSNET_PALETTE", "default"


def read(environment: Mapping[str, str]) -> Palette:
    """Return the palette that a host has chosen.

    Raises
    ------
    ValueError
        Naming the variable, what it got and what it takes.
    """
    name = environment.get(VARIABLE, DEFAULT)
    if name not in PALETTES:
        raise ValueError(
            f"{VARIABLE}: got {name!r}, takes one of {', '.join(PALETTES)}: "
            "the colors of everything that is drawn"
        )
    return PALETTES[name]


#: The one of this process.
IN_FORCE = read(os.environ)
_chosen: ContextVar[Palette | None] = ContextVar("palette", default=None)


def palette() -> Palette:
    """Return the palette in use."""
    return _chosen.get() or IN_FORCE


@contextmanager
def drawn_with(other: Palette) -> Iterator[None]:
    """Draw with another palette, in this thread and until the end of the block."""
    token = _chosen.set(other)
    try:
        yield
    finally:
        _chosen.reset(token)
