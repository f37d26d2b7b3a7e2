"""What a visitor looks at in a network: a weight or a unit, an example, and which side of it.

It comes from a browser, so nothing about it is taken for granted.
"""

from collections.abc import Mapping
from dataclasses import dataclass

#: What the panel can show, in the order of its tabs.
TABS = ("chain", "steps", "votes", "check", "broken", "doctor")
#: Half step of a check, as exercise 4 takes it, and what the slider allows.
EPSILON, LEAST_EPSILON, MOST_EPSILON = 1e-4, 1e-12, 1.0


@dataclass(frozen=True)
class Look:
    """What is looked at.

    Attributes
    ----------
    number : int
        The browser's own number of this wish.
    tab : str
        One of TABS; empty while the panel is closed.
    index : int
        The parameter's place in theta.
    unit : tuple of int or None
        (layer from 1, unit from 0) where a unit is looked at rather than a parameter.
    example : int or None
        From 0; None for all of them, summed.
    epsilon : float
        Half step of the gradient check.
    answer : str
        The mistake that the visitor takes a hidden one for; empty for none.
    """

    number: int = 0
    tab: str = ""
    index: int = 0
    unit: tuple[int, int] | None = None
    example: int | None = 0
    epsilon: float = EPSILON
    answer: str = ""


def read_look(wish: object) -> Look | None:
    """Return what a browser wants to look at; None where it says nothing of the kind."""
    if not isinstance(wish, Mapping):
        return None
    try:
        unit, example = wish.get("unit"), wish.get("example")
        epsilon = float(wish.get("epsilon", EPSILON))
        return Look(
            int(wish.get("number", 0)),
            str(wish["tab"]) if wish.get("tab") in TABS else "",
            int(wish.get("index", 0)),
            None if unit is None else (int(unit[0]), int(unit[1])),
            None if example is None else int(example),
            epsilon if LEAST_EPSILON <= epsilon <= MOST_EPSILON else EPSILON,
            str(wish.get("answer", ""))[:40],
        )
    except (TypeError, ValueError, OverflowError, LookupError):
        return None
