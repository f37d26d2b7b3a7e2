"""What a visitor of the digits page has selected: a drawing, a unit, a list of examples.

A wish comes from a browser, so all of it is validated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

import numpy as np

from core.types import Array, Labels

#: Maximum number of points and strokes of a drawing: a minute of scribbling has fewer.
MAX_POINTS, MAX_STROKES = 6000, 300
#: Largest |coordinate| of a point, where the sheet has size 1.
MAX_COORDINATE = 10.0
#: Lists of examples: the first ones, or those that are misclassified.
EXAMPLE_LISTS = ("first", "wrong")


@dataclass(frozen=True)
class Wish:
    """What a visitor has selected.

    Attributes
    ----------
    number : int
        Number of the wish, counted by the browser.
    drawing : int
        Number of the drawing, counted by the browser; 0 is an empty sheet.
    strokes : tuple of ndarray of shape (n, 2)
        The points (x, y) of each stroke, y downwards.
    unit : int or None
        Index of the selected unit of the first hidden layer.
    examples : str
        One of EXAMPLE_LISTS.
    """

    number: int = 0
    drawing: int = 0
    strokes: tuple[Array, ...] = ()
    unit: int | None = 0
    examples: str = "first"


def read_wish(wish: object) -> Wish | None:
    """Return the wish of a browser; None if it is not a valid one."""
    if not isinstance(wish, Mapping):
        return None
    try:
        number, drawing = (int(wish.get(key, 0)) for key in ("number", "drawing"))
        unit = wish.get("unit")
        return Wish(
            number,
            drawing,
            _read_strokes(wish.get("strokes", ())),
            None if unit is None else int(unit),
            str(wish["wall"]) if wish.get("wall") in EXAMPLE_LISTS else EXAMPLE_LISTS[0],
        )
    except (TypeError, ValueError, OverflowError):
        return None


def _read_strokes(strokes: object) -> tuple[Array, ...]:
    """Return the points of each stroke.

    Raises
    ------
    TypeError, ValueError
        If they are not a valid drawing.
    """
    if not isinstance(strokes, list | tuple) or len(strokes) > MAX_STROKES:
        raise ValueError(strokes)
    arrays = tuple(
        np.array([(float(x), float(y)) for x, y in stroke]).reshape(-1, 2) for stroke in strokes
    )
    n = sum(map(len, arrays))
    if n > MAX_POINTS or any(not (np.abs(array) <= MAX_COORDINATE).all() for array in arrays):
        raise ValueError(n)
    return tuple(array for array in arrays if len(array))


@dataclass(frozen=True)
class Chosen:
    """Some examples.

    Attributes
    ----------
    index : ndarray of int, shape (n,)
    value : ndarray of shape (n,)
        The number by which each was chosen.
    """

    index: Labels
    value: Array


def most_and_least(z: Array, n: int) -> tuple[Chosen, Chosen]:
    """Return the examples at which a unit's weighted sum is largest, and smallest.

    Parameters
    ----------
    z : ndarray of shape (m,)
        The unit's sum at each example, which differs even where all activations round to 1.
    n : int
        Number of examples of each kind, or all if there are fewer.
    """
    order = np.argsort(z, kind="stable")
    most, least = order[::-1][:n], order[:n]
    return Chosen(most, z[most]), Chosen(least, z[least])


def mistakes(y_hat: Array, labels: Labels) -> Chosen:
    """Return the misclassified examples, those with the largest outputs first.

    Parameters
    ----------
    y_hat : ndarray of shape (m, n_classes)
    labels : ndarray of int, shape (m,)

    Returns
    -------
    Chosen
        Its values are the largest outputs.
    """
    wrong = np.flatnonzero(y_hat.argmax(axis=1) != labels)
    largest = y_hat.max(axis=1)[wrong]
    order = np.argsort(-largest, kind="stable")
    return Chosen(wrong[order], largest[order])


def relative_activations(a: Array, bounds: tuple[float, float] | None) -> Array:
    """Return activations as shares from 0 to 1.

    For a bounded activation the share of the range between its bounds, otherwise |a| as a share
    of the largest.
    """
    if bounds is not None and all(map(isfinite, bounds)):
        low, high = bounds
        return np.asarray((a - low) / (high - low))
    top = float(np.abs(a).max())
    return np.abs(a) / top if top > 0 else np.zeros_like(a)
