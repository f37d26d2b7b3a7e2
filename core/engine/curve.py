"""Functions of one variable, to be minimized by the same optimizers as a network's cost."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.polynomial import Polynomial
from numpy.typing import ArrayLike

from ..checks import finite, instance, vector, whole
from ..language import _
from ..types import Array, Labels, read_only
from .differentiable import Evaluation
from .optimizers import FirstOrder
from .parameters import overflow


class Curve:
    """J(theta) = f(x) for theta = [x], with f a polynomial.

    Parameters
    ----------
    f : numpy.polynomial.Polynomial
        Its derivatives are exact, coefficient by coefficient.

    Raises
    ------
    ValueError
        If a coefficient is not finite.
    TypeError
        If f is no Polynomial.
    """

    #: There are no examples to choose from.
    m = 1
    #: x.
    n_parameters = 1

    def __init__(self, f: Polynomial) -> None:
        self.f = instance("f", f, Polynomial)
        finite("f", f.coef)
        self.f_prime = f.deriv()

    def __call__(self, theta: ArrayLike) -> Evaluation:
        """Return f(x) and f'(x) as shape (1,).

        Raises
        ------
        ValueError
            If theta has not shape (1,), is not finite, or so large that f or f' overflows.
        """
        at = vector("theta", theta, 1)
        with np.errstate(over="ignore", invalid="ignore"):
            found = self.evaluate(at)
        if not np.isfinite([found.J, *found.dJ_dtheta]).all():
            raise overflow(at)
        return found

    def evaluate(self, theta: Array, batch: Any = None) -> Evaluation:
        """Return the same at a theta that has been checked; there are no batches."""
        gradient = read_only(np.asarray(self.f_prime(theta), dtype=np.float64))
        return Evaluation(float(self.f(theta[0])), gradient)

    def batches(self, size: int, seed: int | None, epoch: int) -> Sequence[Any]:
        """Return the one batch there is: everything."""
        return (None,)

    def minima(self) -> Array:
        """Return the x of all local minima in order, from the real roots of f'."""
        roots = np.atleast_1d(self.f_prime.roots())
        real = np.sort(roots[np.abs(roots.imag) < 1e-7].real)
        return real[self.f_prime.deriv()(real) > 1e-9]


#: As a share of the starts' range: how near to a minimum counts as having reached it.
ARRIVED = 0.01
#: Times the farthest start: what is farther away than that has run away.
AWAY = 10.0


def ends(curve: Curve, optimizer: FirstOrder, starts: ArrayLike, n: int) -> Labels:
    """Return for each start the index of the minimum at which the optimizer arrives.

    All starts at once, by the optimizer's own update.

    Parameters
    ----------
    curve : Curve
    optimizer : FirstOrder
    starts : array_like of shape (n_starts,)
        1 or more.
    n : int
        Updates, 0 or more.

    Returns
    -------
    ndarray of shape (n_starts,)
        An index of ``curve.minima()``; -1 for one that is still on its way or stuck elsewhere,
        -2 for one that ran away.

    Raises
    ------
    ValueError
        Naming the argument, what it got and what it takes.
    TypeError
        If curve is no Curve, or optimizer not of first order.
    """
    instance("curve", curve, Curve)
    instance("optimizer", optimizer, FirstOrder)
    first = finite("starts", starts)
    if first.ndim != 1 or not len(first):
        raise ValueError(
            _("starts: got shape {shape}, takes (n,), n of 1 or more").format(shape=first.shape)
        )
    x, memory = first, optimizer.begin(len(first))
    with np.errstate(over="ignore", invalid="ignore"):
        for epoch in range(whole("n", n, 0)):
            change, memory = optimizer.move(curve.f_prime(x), memory, optimizer.alpha_at(epoch))
            x = x + change
        minima = curve.minima()
        found = np.full(len(first), -1, dtype=np.intp)
        found[~(np.abs(x) < AWAY * max(1.0, float(np.abs(first).max())))] = -2
        for index, minimum in enumerate(minima):
            found[np.abs(x - minimum) < ARRIVED * (first.max() - first.min())] = index
    return found
