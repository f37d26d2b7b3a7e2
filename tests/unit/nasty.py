"""Arguments that no function is made for: numbers out of range, arrays of every kind, objects."""

import datetime
import warnings
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.polynomial import Polynomial

from core.engine import Curve, GradientDescent, Network, Objective

NETWORK = Network((2, 3, 1), ("tanh", "sigmoid"))
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
Y = np.array([[0], [1], [1], [0]], float)
OBJECTIVE = Objective(NETWORK, "cross_entropy", X, Y, 0.1)
CURVE = Curve(Polynomial([2.0, 0.0, 0.0, -3.0, 1.0]))
THETA = NETWORK.initialize("xavier", 2)


class Evil:
    """An object that lets nobody convert or show it."""

    def __repr__(self) -> str:
        raise RuntimeError("no")

    def __array__(self, *arguments: Any, **more: Any) -> Any:
        raise RuntimeError("no")

    def __float__(self) -> float:
        raise RuntimeError("no")

    def __iter__(self) -> Any:
        raise RuntimeError("no")


#: Numbers: round, out of range, not finite, and no number.
NUMBERS: tuple[Any, ...] = (
    0, 1, 2, 3, -1, 7, 10**30, -(10**30), 2**31, 2**63, 10**400, 0.0, -0.0, 0.5, -0.5, 1.0, 1.5,
    2.5, 1e-320, 5e-324, 1e300, -1e300, 1.7e308, float("inf"), -float("inf"), float("nan"), 1j,
    True, False, None, Fraction(1, 3), Decimal("0.1"),
)  # fmt: skip
DTYPES = ("b", "B", "h", "H", "i", "I", "q", "Q", "e", "f", "d", "g", "F", "D", "?", "O", "S3",
          "U3", "M8[s]", "m8[s]", ">f8", ">i4")  # fmt: skip
SHAPES = ((), (0,), (1,), (2,), (3,), (4,), (13,), (1, 13), (4, 1), (4, 2), (2, 2), (5, 13), (0, 2),
          (2, 2, 2), (64,), (3, 64))  # fmt: skip
OTHERS: tuple[Any, ...] = (
    "", "0.1", "tanh", "adam", "none such", "é" * 200, b"", b"ab", bytearray(b"abc"), (), [], {},
    {"a": 1}, {1, 2}, range(4), slice(1, 2), object(), Evil(), Evil, len, lambda *a: a, int,
    Ellipsis, NotImplemented, datetime.date(2020, 1, 1), [[1, 2], [3]], [[[[]]]], [None],
    ["a", "b"], [1, "a"],
    [Evil()], NETWORK, OBJECTIVE, CURVE, GradientDescent(0.5), np.random.default_rng(0), np,
    print,
    iter([1, 2]), memoryview(b"abcd"), ("sigmoid",), ("softmax", "sigmoid"), [10**400], [1.5, 2],
    [True, False], [-1], [99], [Fraction(1, 3)] * 13, [0.1] * 13, np.matrix([[1.0, 2.0]]),
    np.ma.masked_array([1.0, 2.0], mask=[True, False]),
    GradientDescent(0.5).start(OBJECTIVE, THETA),
)  # fmt: skip


def nasty(rng: np.random.Generator) -> Any:
    """Return something that a function may not be made for."""
    kind = rng.integers(4)
    if kind == 0:
        return NUMBERS[rng.integers(len(NUMBERS))]
    if kind == 1:
        return OTHERS[rng.integers(len(OTHERS))]
    shape = SHAPES[rng.integers(len(SHAPES))]
    numbers = rng.choice([-2, -1, 0, 1, 2, 3, 100]) * rng.random(shape) * rng.choice([1, 3])
    values = np.asarray(numbers)
    if kind == 2:  # float64, of all sizes
        values = values * rng.choice([1.0, 1e10, 1e160, 1e300])
        spoiled = rng.choice([0.0, np.nan, np.inf, -np.inf], p=[0.7, 0.1, 0.1, 0.1])
        return np.where(rng.random(shape) < 0.3, spoiled, values) if spoiled else values
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dtype = np.dtype(DTYPES[rng.integers(len(DTYPES))])
        # Dates come by way of whole numbers.
        array = (values.astype("q") if dtype.kind in "Mm" else values).astype(dtype)
    return array[()] if rng.integers(2) else array


def twisted(value: Any, rng: np.random.Generator) -> Any:
    """Return a right value of another size, type or layout, or with one number replaced.

    What is no number or array of numbers is replaced by something else.
    """
    is_array = isinstance(value, np.ndarray | list | tuple | float | int)
    array = np.asarray(value, dtype=object) if is_array and not isinstance(value, bool) else None
    if array is None or not all(isinstance(one, float | int) for one in array.flat):
        return nasty(rng)
    kind = rng.integers(5)
    if kind == 0:
        return array.tolist() if rng.integers(2) else array
    if kind == 1 and array.size:
        changed = array.copy()
        changed.flat[rng.integers(array.size)] = NUMBERS[rng.integers(len(NUMBERS))]
        return changed.tolist() if rng.integers(2) else changed
    numbers = array.astype(np.float64)
    if kind == 2:
        return numbers * rng.choice([0.0, -1.0, 1e-300, 1e3, 1e150, 1e200, 1e300])
    if kind == 3:
        return np.asfortranarray(np.repeat(numbers[np.newaxis], 2, axis=0)[0])[::1]
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return numbers.astype(rng.choice(["b", "B", "h", "i", "q", "e", "f", "g", ">f8", "?"]))[()]
