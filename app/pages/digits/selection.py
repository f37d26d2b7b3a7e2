"""What a visitor of the digits page looks at more closely: data in, data out. No Streamlit here.

What is wished for comes from a browser, so nothing about it is taken for granted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

import numpy as np

from core.types import Array, Labels

#: Points and strokes of a drawing at the most: a minute of scribbling has fewer.
MAX_POINTS, MAX_STROKES = 6000, 300
#: Points further away than this from a sheet of size 1 are no drawing.
MAX_REACH = 10.0
WALLS = ("first", "wrong")


@dataclass(frozen=True)
class Wish:
    """What a visitor wants to see.

    Attributes
    ----------
    number : int
        The browser's own number of this wish.
    drawing : int
        Its number of the drawing; 0 is an empty sheet.
    strokes : tuple of ndarray of shape (n, 2)
        The points (x, y) of each stroke, y downwards.
    unit : int or None
        The hidden unit of the first layer that is looked at, from 0.
    wall : str
        One of WALLS: the first examples, or those that are read wrong.
    """

    number: int = 0
    drawing: int = 0
    strokes: tuple[Array, ...] = ()
    unit: int | None = 0
    wall: str = "first"


def read_wish(wish: object) -> Wish | None:
    """Return what a browser wishes; None where it is no wish."""
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
            str(wish["wall"]) if wish.get("wall") in WALLS else WALLS[0],
        )
    except (TypeError, ValueError, OverflowError):
        return None


def _read_strokes(strokes: object) -> tuple[Array, ...]:
    """Return the points of each stroke.

    Raises
    ------
    TypeError, ValueError
        If they are no drawing.
    """
    if not isinstance(strokes, list | tuple) or len(strokes) > MAX_STROKES:
        raise ValueError(strokes)
    arrays = tuple(
        np.array([(float(x), float(y)) for x, y in stroke]).reshape(-1, 2) for stroke in strokes
    )
    n = sum(map(len, arrays))
    if n > MAX_POINTS or any(not (np.abs(array) <= MAX_REACH).all() for array in arrays):
        raise ValueError(n)
    return tuple(array for array in arrays if len(array))


@dataclass(frozen=True)
class Chosen:
    """Some examples.

    Attributes
    ----------
    index : ndarray of int, shape (n,)
        Which they are.
    value : ndarray of shape (n,)
        What they were chosen by.
    """

    index: Labels
    value: Array


def most_and_least(z: Array, n: int) -> tuple[Chosen, Chosen]:
    """Return the examples at which a unit's weighted sum is largest, and smallest.

    Parameters
    ----------
    z : ndarray of shape (m,)
        The unit's sum at each example: where activations all round to 1 it still tells which
        excites more.
    n : int
        So many of each, or as many as there are.
    """
    order = np.argsort(z, kind="stable")
    most, least = order[::-1][:n], order[:n]
    return Chosen(most, z[most]), Chosen(least, z[least])


def mistakes(y_hat: Array, labels: Labels) -> Chosen:
    """Return the examples that are read wrong, the surest mistake first.

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
    sure = y_hat.max(axis=1)[wrong]
    order = np.argsort(-sure, kind="stable")
    return Chosen(wrong[order], sure[order])


def lit(a: Array, bounds: tuple[float, float] | None) -> Array:
    """Return how strongly units answer, each from 0 to 1.

    Of a bounded activation that is its place between the bounds, of another its share of the
    largest one.
    """
    if bounds is not None and all(map(isfinite, bounds)):
        low, high = bounds
        return np.asarray((a - low) / (high - low))
    top = float(np.abs(a).max())
    return np.abs(a) / top if top > 0 else np.zeros_like(a)
