"""Scaling of inputs as a step of its own, fitted on the training data and kept."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..types import Array


@dataclass(frozen=True)
class Scaling:
    """x -> (x - shift) / scale, column by column.

    Attributes
    ----------
    shift, scale : ndarray of shape (n,)
        In the units of the data; scale is never 0.
    """

    shift: Array
    scale: Array

    def apply(self, X: Array) -> Array:
        """Return X scaled, shape (m, n)."""
        return np.asarray((X - self.shift) / self.scale)

    def invert(self, X: Array) -> Array:
        """Return the X that `apply` would scale to the one given."""
        return np.asarray(X * self.scale + self.shift)


def _nonzero(scale: Array) -> Array:
    """A column that does not vary is left as it is, not divided by 0."""
    return np.where(scale == 0.0, 1.0, scale)


def none(X: Array) -> Scaling:
    """Leave X as it is."""
    return Scaling(np.zeros(X.shape[1]), np.ones(X.shape[1]))


def maximum(X: Array) -> Scaling:
    """Divide by the column's largest absolute value."""
    return Scaling(np.zeros(X.shape[1]), _nonzero(np.abs(X).max(axis=0)))


def standard(X: Array) -> Scaling:
    """Subtract the column's mean and divide by its standard deviation."""
    return Scaling(X.mean(axis=0), _nonzero(X.std(axis=0)))


#: Name -> function that fits a Scaling to the training data, shape (m, n).
SCALINGS: dict[str, Callable[[Array], Scaling]] = {
    "none": none,
    "maximum": maximum,
    "standard": standard,
}
