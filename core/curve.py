"""A function of one variable, to be minimised by the same optimizers as a network's cost."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.polynomial import Polynomial

from core.differentiable import CostParts, Evaluation
from core.types import Array


class Curve:
    """J(theta) = f(x) for theta = [x], with f a polynomial.

    Parameters
    ----------
    f : numpy.polynomial.Polynomial
        Its derivative f' is exact, coefficient by coefficient.
    """

    #: There are no examples to choose from.
    m = 1

    def __init__(self, f: Polynomial) -> None:
        self.f = f
        self.f_prime = f.deriv()

    def __call__(self, theta: Array, batch: Any = None) -> Evaluation:
        """Return f(x) and f'(x) as shape (1,); there are no batches."""
        gradient = np.asarray(self.f_prime(theta), dtype=np.float64)
        gradient.setflags(write=False)
        return Evaluation(float(self.f(theta[0])), gradient)

    def parts(self, theta: Array) -> CostParts:
        """Return f(x); there is no penalty."""
        return CostParts(float(self.f(theta[0])), 0.0)

    def batches(self, size: int, seed: int | None, epoch: int) -> Sequence[Any]:
        """Return the one batch there is: everything."""
        return (None,)
