"""Functions of one variable, to be minimized by the same optimizers as a network's cost."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.polynomial import Polynomial

from ..types import Array, Labels
from .differentiable import CostParts, Evaluation
from .optimizers import FirstOrder


class Curve:
    """J(theta) = f(x) for theta = [x], with f a polynomial.

    Parameters
    ----------
    f : numpy.polynomial.Polynomial
        Its derivatives are exact, coefficient by coefficient.
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

    def minima(self) -> Array:
        """Return the x of all local minima in order, from the real roots of f'."""
        roots = np.atleast_1d(self.f_prime.roots())
        real = np.sort(roots[np.abs(roots.imag) < 1e-7].real)
        return real[self.f_prime.deriv()(real) > 1e-9]


#: As a share of the starts' range: nearer to a minimum than that is there.
ARRIVED = 0.01
#: Times the farthest start: farther than that is away for good.
AWAY = 10.0


def ends(curve: Curve, optimizer: FirstOrder, starts: Array, n: int) -> Labels:
    """Return for each start the index of the minimum at which the optimizer arrives.

    All starts at once, by the optimizer's own update.

    Parameters
    ----------
    curve : Curve
    optimizer : FirstOrder
    starts : ndarray of shape (n_starts,)
    n : int
        Updates.

    Returns
    -------
    ndarray of shape (n_starts,)
        An index of ``curve.minima()``; -1 for one that is still on its way or stuck elsewhere,
        -2 for one that ran away.
    """
    x, memory = starts.astype(np.float64), optimizer.begin(len(starts))
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(n):
            change, memory = optimizer.move(curve.f_prime(x), memory, optimizer.alpha_at(k, 1))
            x = x + change
    minima = curve.minima()
    found = np.full(len(starts), -1, dtype=np.intp)
    found[~(np.abs(x) < AWAY * max(1.0, float(np.abs(starts).max())))] = -2
    for index, minimum in enumerate(minima):
        found[np.abs(x - minimum) < ARRIVED * (starts.max() - starts.min())] = index
    return found
