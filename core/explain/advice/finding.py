"""What keeps a run from learning, as data: the numbers that show it, and what to try."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .measurements import Measurements


@dataclass(frozen=True)
class Suggestion:
    """Settings to try.

    Attributes
    ----------
    set : mapping
        Name of a hyperparameter, of an argument of the network or of the initial weights, or
        "epochs", where the run is to end -> its new value.
    from_start : bool
        Whether the run has to begin again to profit from them.
    other_weights : bool
        Whether it has to begin with other initial weights.
    """

    set: Mapping[str, Any] = field(default_factory=dict)
    from_start: bool = False
    other_weights: bool = False


@dataclass(frozen=True)
class Finding:
    """What was found.

    Attributes
    ----------
    evidence : mapping
        The numbers that show it, all finite, by their names.
    suggestions : tuple of Suggestion
        The one that helps most often first.
    """

    evidence: Mapping[str, float]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Check:
    """One thing that can keep a run from learning.

    Attributes
    ----------
    name : str
    find : callable
        ``find(measurements)`` returns the Finding, or None.
    about : str
        What it speaks of, where others speak of the same: of these only the first is found, as they
        would say it twice, or the opposite.
    is_last : bool
        Whether there is nothing more to be found in a run of which it is true.
    """

    name: str
    find: Callable[[Measurements], Finding | None]
    about: str = ""
    is_last: bool = False
