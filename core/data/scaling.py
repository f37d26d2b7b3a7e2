"""Scaling of inputs, a step before the network that is fitted on the training data."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..checks import finite, matrix, vector, vectors
from ..language import _
from ..types import Array


@dataclass(frozen=True)
class Scaling:
    """x -> (x - shift) / scale, column by column.

    Attributes
    ----------
    shift, scale : ndarray of shape (n,)
        In the units of the data; scale is never 0.

    Raises
    ------
    ValueError
        If they are not vectors of the same length, or not finite.
    """

    shift: Array
    scale: Array

    def __post_init__(self) -> None:
        shift = finite("shift", self.shift)
        object.__setattr__(self, "shift", vector("shift", shift, shift.size))
        object.__setattr__(self, "scale", vector("scale", self.scale, shift.size))
        if not self.scale.all():
            raise ValueError(_("scale: got a 0, takes numbers other than 0"))

    def apply(self, X: ArrayLike) -> Array:
        """Return X scaled, shape (m, n).

        Raises
        ------
        ValueError
            If X has another number of columns, is not finite, or overflows.
        """
        data = vectors("X", X, self.shift.size)
        if not self.shift.any() and (self.scale == 1.0).all():
            return finite("X", data)  # the same array, as many may share it
        with np.errstate(over="ignore"):
            return finite("X", (data - self.shift) / self.scale)

    def invert(self, X: ArrayLike) -> Array:
        """Return the inverse of `apply`; raises likewise."""
        with np.errstate(over="ignore"):
            return finite("X", vectors("X", X, self.shift.size) * self.scale + self.shift)


def _nonzero(scale: Array) -> Array:
    """Return scale with 1 in place of 0, so that a constant column is not divided by 0."""
    return np.where(scale == 0.0, 1.0, scale)


def none(X: ArrayLike) -> Scaling:
    """Leave X as it is."""
    n = matrix("X", X).shape[1]
    return Scaling(np.zeros(n), np.ones(n))


def maximum(X: ArrayLike) -> Scaling:
    """Divide by the column's largest absolute value."""
    size = np.abs(matrix("X", X)).max(axis=0)
    return Scaling(np.zeros(len(size)), _nonzero(size))


def standard(X: ArrayLike) -> Scaling:
    """Subtract the column's mean and divide by its standard deviation."""
    data = matrix("X", X)
    with np.errstate(over="ignore", invalid="ignore"):  # the Scaling refuses what overflows
        return Scaling(data.mean(axis=0), _nonzero(data.std(axis=0)))


#: Name -> function that fits a Scaling to the training data, shape (m, n).
SCALINGS: dict[str, Callable[[ArrayLike], Scaling]] = {
    "none": none,
    "maximum": maximum,
    "standard": standard,
}
