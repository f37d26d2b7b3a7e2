"""Checks of arguments, written once: each converts what it takes, and refuses the rest by a
ValueError that names the argument, says what it got and what it takes.

They stand at the door: in constructors and in functions that users call, never in a loop.
"""

from collections.abc import Callable, Iterable, Mapping
from math import inf, isfinite, nan
from numbers import Integral, Real
from operator import index as exactly
from typing import Any, SupportsIndex, TypeVar

import numpy as np

from .language import _
from .types import Array, Labels

Record = TypeVar("Record")
Kind = TypeVar("Kind")

#: Characters of a value that a refusal shows.
SHOWN = 60


def shown(value: object) -> str:
    """Return a value as a refusal shows it: short, whatever it is."""
    try:
        if isinstance(value, np.ndarray | np.generic) and value.ndim == 0:
            value = value.item()
        if isinstance(value, np.ndarray):
            return _("an array of shape {shape} of {dtype}").format(
                shape=value.shape, dtype=value.dtype
            )
        text = f"{value:g}" if isinstance(value, float) else " ".join(repr(value).split())
    except Exception:  # whatever a foreign object's repr raises
        text = _("an object of {name}").format(name=type(value).__name__)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."


def within(
    name: str,
    value: object,
    low: float,
    high: float,
    *,
    open_low: bool = False,
    open_high: bool = False,
) -> float:
    """Return `value` as a float if it is a finite number, low <= value <= high.

    With `open_low` it must be more than low, with `open_high` less than high; a `high` of infinity
    is no bound.

    Raises
    ------
    ValueError
        If it is not; NaN never is, nor is True.
    """
    number = _number(value)
    is_above = low < number if open_low else low <= number
    is_below = number < high if open_high else number <= high
    if not (is_above and is_below and isfinite(number)):
        kind = _("a finite number") if number in (inf, -inf) else _("a number")
        bounds = []
        if low != -inf:
            above = _("more than {n:g}") if open_low else _("{n:g} or more")
            bounds.append(above.format(n=low))
        if high != inf:
            below = _("less than {n:g}") if open_high else _("at most {n:g}")
            bounds.append(below.format(n=high))
        takes = _("{kind} of {bounds}") if bounds else "{kind}"
        raise ValueError(
            _("{name}: got {value}, takes {takes}").format(
                name=name,
                value=shown(value),
                takes=takes.format(kind=kind, bounds=", ".join(bounds)),
            )
        )
    return number + 0.0  # no negative zero


def whole(name: str, value: object, low: int, high: float = inf) -> int:
    """Return `value` as an int if it is a whole number, low <= value <= high.

    Raises
    ------
    ValueError
        If it is not; 2.0 and True are none.
    """
    if type(value) is int and low <= value <= high:
        return value
    scalar = _scalar(value)
    if isinstance(scalar, Integral):
        number = int(scalar)
        if low <= number <= high:
            return number
    span = (
        _("of {low} or more").format(low=low)
        if high == inf
        else _("from {low} to {high:,.0f}").format(low=low, high=high)
    )
    raise ValueError(
        _("{name}: got {value}, takes a whole number {span}").format(
            name=name, value=shown(value), span=span
        )
    )


def flag(name: str, value: object) -> bool:
    """Return `value` as a bool if it is True or False.

    Raises
    ------
    ValueError
        If it is anything else; 1 and "no" are.
    """
    if isinstance(value, bool | np.bool_):
        return bool(value)
    raise ValueError(
        _("{name}: got {value}, takes True or False").format(name=name, value=shown(value))
    )


def array(name: str, value: object) -> Array:
    """Return `value` as an array of float64, whatever its shape; itself where it is one.

    Raises
    ------
    ValueError
        If it is none of real numbers: text, complex numbers and ragged lists are not.
    """
    if type(value) is np.ndarray and value.dtype == np.float64:
        return value
    try:
        found = np.asarray(value)
        if found.dtype == object and all(map(_is_real, found.flat)):
            found = found.astype(np.float64)  # of whole numbers larger than 64 bits, for one
    except Exception:  # whatever a foreign object's conversion raises
        raise ValueError(
            _("{name}: got {value}, takes an array of numbers").format(
                name=name, value=shown(value)
            )
        ) from None
    if found.dtype.kind not in "biuf":
        raise ValueError(
            _("{name}: got {value}, takes an array of real numbers").format(
                name=name, value=shown(value)
            )
        )
    with np.errstate(over="ignore"):  # a number too large is infinite, and refused as such
        return found.astype(np.float64, copy=False)


def finite(name: str, value: object) -> Array:
    """Return `value` as an array of finite float64.

    Raises
    ------
    ValueError
        As `array`, or if an element is not finite.
    """
    found = array(name, value)
    if not np.isfinite(found).all():
        raise ValueError(
            _("{name}: got a value that is not finite, takes finite numbers").format(name=name)
        )
    return found


def vector(name: str, value: object, n: int) -> Array:
    """Return `value` as a vector of n finite float64, shape (n,): nothing is broadcast.

    Raises
    ------
    ValueError
        If it has another shape, or an element is no finite number.
    """
    found = array(name, value)
    if found.shape != (n,):
        raise ValueError(
            _("{name}: got shape {shape}, takes ({n},)").format(name=name, shape=found.shape, n=n)
        )
    return finite(name, found)


def vectors(name: str, value: object, n: int) -> Array:
    """Return `value` as rows of n finite float64 each, shape (k, n), k >= 0.

    Raises
    ------
    ValueError
        If it has another shape, or an element is no finite number.
    """
    found = array(name, value)
    if found.ndim != 2 or found.shape[1] != n:
        raise ValueError(
            _("{name}: got shape {shape}, takes (n, {n}), one a row").format(
                name=name, shape=found.shape, n=n
            )
        )
    return finite(name, found)


def matrix(name: str, value: object, n_columns: int | None = None) -> Array:
    """Return `value` as a matrix (m, n) of finite float64 with m >= 1.

    Raises
    ------
    ValueError
        If it is not two-dimensional, has no row, another number of columns than
        `n_columns`, or a number that is not finite.
    """
    found = array(name, value)
    if found.ndim != 2:
        raise ValueError(
            _("{name}: got {ndim} dimensions, takes 2: rows are examples").format(
                name=name, ndim=found.ndim
            )
        )
    if len(found) == 0:
        raise ValueError(_("{name}: got no example, takes 1 or more").format(name=name))
    if n_columns is not None and found.shape[1] != n_columns:
        raise ValueError(
            _("{name}: got {n} columns, takes {n_columns}").format(
                name=name, n=found.shape[1], n_columns=n_columns
            )
        )
    return finite(name, found)


def indices(name: str, value: object, n: int) -> Labels:
    """Return `value` as indices, from 0 to n - 1; a mask of n booleans stands for its true ones.

    Raises
    ------
    ValueError
        If it is no one-dimensional sequence of these.
    """
    found = np.atleast_1d(_as_array(name, value))
    if found.dtype == bool and found.shape == (n,):
        return np.flatnonzero(found)
    if found.shape == (0,) and found.dtype.kind == "f":  # what an empty list is for NumPy
        return found.astype(np.intp)
    if found.ndim != 1 or found.dtype.kind not in "iu":
        raise ValueError(
            _("{name}: got {value}, takes whole numbers from 0 to {last}, or {n} booleans").format(
                name=name, value=shown(value), last=n - 1, n=n
            )
        )
    for strange in found[(found < 0) | (found >= n)]:
        raise ValueError(
            _("{name}: got {strange}, takes whole numbers from 0 to {last}").format(
                name=name, strange=strange, last=n - 1
            )
        )
    return found.astype(np.intp)


def one_of(argument: str, name: object, table: Mapping[str, Record]) -> Record:
    """Return the record called `name` from a table.

    Raises
    ------
    ValueError
        If there is none; the message lists those there are.
    """
    if isinstance(name, str) and name in table:
        return table[name]
    raise ValueError(
        _("{argument}: got {name}, takes one of {names}").format(
            argument=argument, name=shown(name), names=list(table)
        )
    )


def sequence(name: str, value: object, what: str) -> tuple[Any, ...]:
    """Return the items of a sequence; text and bytes are none.

    Raises
    ------
    ValueError
        If it cannot be gone through; `what` says what it should hold.
    """
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        try:
            return tuple(value)
        except Exception:  # an array without a dimension, or what a foreign object raises
            pass
    raise ValueError(
        _("{name}: got {value}, takes a sequence of {what}").format(
            name=name, value=shown(value), what=what
        )
    )


def instance(name: str, value: Kind, kind: type) -> Kind:
    """Return `value` if it is an object of a class.

    Raises
    ------
    TypeError
        If it is of another: which Python says so of.
    """
    if isinstance(value, kind):
        return value
    raise TypeError(
        _("{name}: got {value}, takes an object of class {kind}").format(
            name=name, value=shown(value), kind=kind.__name__
        )
    )


def function(name: str, value: object) -> Callable[..., Any]:
    """Return `value` if it can be called.

    Raises
    ------
    TypeError
        If it cannot.
    """
    if callable(value):
        return value
    raise TypeError(
        _("{name}: got {value}, takes a function").format(name=name, value=shown(value))
    )


def position(name: str, value: SupportsIndex, n: int) -> int:
    """Return the place from 0 that `value` stands for in n of them; -1 is the last.

    Raises
    ------
    TypeError
        If it is no whole number, as Python's own sequences do.
    IndexError
        If there is no such place.
    """
    try:
        place = exactly(value)
    except TypeError:
        raise TypeError(
            _("{name}: got {value}, takes a whole number").format(name=name, value=shown(value))
        ) from None
    if not -n <= place < n:
        raise IndexError(
            _("{name}: got {place}, takes 0 to {last}, or -1 to {first}").format(
                name=name, place=shown(place), last=n - 1, first=-n
            )
        )
    return int(place) % n


def _as_array(name: str, value: object) -> np.ndarray[Any, Any]:
    try:
        return np.asarray(value)
    except Exception:  # whatever a foreign object's conversion raises
        raise ValueError(
            _("{name}: got {value}, takes an array of numbers").format(
                name=name, value=shown(value)
            )
        ) from None


def _scalar(value: object) -> Any:
    """Return the number in an array without dimensions, None for a bool or a time, else itself."""
    scalar = value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value
    return None if isinstance(scalar, bool | np.timedelta64) else scalar


def _is_real(value: object) -> bool:
    return isinstance(_scalar(value), Real)


def _number(value: object) -> float:
    """Return a real number as a float, NaN for anything else."""
    scalar = _scalar(value)
    is_real = isinstance(scalar, Real)
    if not is_real:
        return nan
    try:
        return float(scalar)
    except OverflowError:  # a whole number of more than 308 digits, or a fraction of such
        return inf if scalar >= 0 else -inf
