"""Checks of arguments, written once: each raises a ValueError that names the argument,
says what it got and what it takes.
"""

from collections.abc import Mapping
from numbers import Integral
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from .types import Array

Record = TypeVar("Record")


def matrix(name: str, value: ArrayLike, n_columns: int | None = None) -> Array:
    """Return `value` as a float matrix (m, n) of finite numbers with m >= 1.

    Raises
    ------
    ValueError
        If it is not two-dimensional, has no row, another number of columns than
        `n_columns`, or a number that is not finite.
    """
    array = np.asarray(value, dtype=np.float64)
    if array.ndim != 2:
        raise ValueError(f"{name}: got {array.ndim} dimensions, takes 2: rows are examples")
    if len(array) == 0:
        raise ValueError(f"{name}: got no example, takes 1 or more")
    if n_columns is not None and array.shape[1] != n_columns:
        raise ValueError(f"{name}: got {array.shape[1]} columns, takes {n_columns}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name}: got a value that is not finite, takes finite numbers")
    return array


def within(name: str, value: float, low: float, high: float, *, open_low: bool = False) -> float:
    """Return `value` if low <= value <= high (low < value with `open_low`).

    Raises
    ------
    ValueError
        If it is not; NaN never is.
    """
    if not (low < value <= high if open_low else low <= value <= high):
        least = f"more than {low:g}" if open_low else f"{low:g} or more"
        most = "" if high >= np.finfo(float).max else f", at most {high:g}"
        raise ValueError(f"{name}: got {value:g}, takes a number of {least}{most}")
    return value


def is_count(value: object) -> bool:
    """Say whether `value` is a whole number of 1 or more."""
    return isinstance(value, Integral) and int(value) >= 1


def one_of(argument: str, name: str, table: Mapping[str, Record]) -> Record:
    """Return the record called `name` from a table.

    Raises
    ------
    ValueError
        If there is none; the message lists those there are.
    """
    try:
        return table[name]
    except (KeyError, TypeError):
        raise ValueError(f"{argument}: got {name!r}, takes one of {list(table)}") from None
