"""What many runs that differ in their seeds say together: how much of a result is luck."""

from dataclasses import dataclass
from math import isqrt

import numpy as np
from numpy.typing import ArrayLike

# SciPy: the interval of a share.
from scipy.stats import binomtest

from ..checks import array, whole, within
from ..language import _
from ..types import Array

#: Stands for infinity in a mean of two numbers, so that what is between it and a cost is infinite.
HUGE = 1e300
#: Of the interval of a share.
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Spread:
    """The middle of many curves, each of shape (k,): quartiles and median at every epoch."""

    lower: Array
    median: Array
    upper: Array


def spread(costs: ArrayLike) -> Spread:
    """Return median and quartiles of many costs at each epoch.

    Parameters
    ----------
    costs : array_like of shape (n, k)
        Of n networks, 1 or more, at k epochs. One that has diverged costs infinity, or NaN.

    Returns
    -------
    Spread
        Infinity where so many have diverged.

    Raises
    ------
    ValueError
        If costs has another shape.
    """
    given = array("costs", costs)
    if given.ndim != 2 or not len(given):
        raise ValueError(
            _("costs: got shape {shape}, takes (n, k), n of 1 or more").format(shape=given.shape)
        )
    known = np.nan_to_num(given, nan=HUGE, posinf=HUGE)
    quartiles = np.quantile(known, [0.25, 0.5, 0.75], axis=0)
    quartiles[quartiles > 1e-3 * HUGE] = np.inf
    return Spread(*quartiles)


@dataclass(frozen=True)
class ShareSolved:
    """How many of some networks have solved a task.

    Attributes
    ----------
    solved, n : int
    low, high : float
        Between which the share of all networks lies of which these n were drawn: Wilson's
        interval, CONFIDENCE of which hold the share.
    """

    solved: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the share of these networks."""
        return self.solved / self.n


def share_solved(results: ArrayLike, target: float, *, at_least: bool) -> ShareSolved:
    """Return how many results are as good as a target.

    Parameters
    ----------
    results : array_like of shape (n,)
        Accuracies, or costs; NaN is never good.
    target : float
    at_least : bool
        Whether a result is good from the target on upwards, as an accuracy is, or downwards.

    Raises
    ------
    ValueError
        If results has another shape or is empty, or target is no finite number.

    Notes
    -----
    Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22, 1927.
    """
    given = array("results", results)
    if given.ndim != 1 or not len(given):
        raise ValueError(
            _("results: got shape {shape}, takes (n,), n of 1 or more").format(shape=given.shape)
        )
    bound = within("target", target, -np.inf, np.inf)
    solved = int(((given >= bound) if at_least else (given <= bound)).sum())
    interval = binomtest(solved, len(given)).proportion_ci(CONFIDENCE, method="wilson")
    return ShareSolved(solved, len(given), float(interval.low), float(interval.high))


@dataclass(frozen=True)
class VarianceParts:
    """What the variance of results comes from, each as a variance; their sum is `total`.

    Attributes
    ----------
    weights : float
        The draw of the initial weights (and whatever else their seed draws).
    data : float
        The draw of the data.
    both : float
        The two together: that weights which are good for one draw of the data are bad for another.
    """

    weights: float
    data: float
    both: float

    @property
    def total(self) -> float:
        """Return the sum of the parts: the variance of one network's result."""
        return self.weights + self.data + self.both

    @property
    def shares(self) -> tuple[float, float, float]:
        """Return the parts as shares of the total, 0 where nothing varies."""
        total = self.total or 1.0
        return self.weights / total, self.data / total, self.both / total


def variance_parts(results: ArrayLike) -> VarianceParts:
    """Split the variance of results in the draw of the weights, that of the data, and the rest.

    Parameters
    ----------
    results : array_like of shape (n_w, n_d)
        A row for each seed of the weights, a column for each seed of the data; finite.

    Returns
    -------
    VarianceParts
        Of a design with one row or one column alone, all of the variance is that of what varies.

    Raises
    ------
    ValueError
        If results has another shape, fewer than two numbers, or one that is not finite.

    Notes
    -----
    The two-way analysis of variance with both factors random and one result in each cell, by the
    method of moments: with the mean squares MS_w, MS_d and MS_r of rows, columns and residuals, the
    components are (MS_w - MS_r) / n_d, (MS_d - MS_r) / n_w and MS_r, and an estimate below 0 is
    taken for 0. Training is a function of its seeds, so that there is no error besides: what
    remains is the interaction. Searle, Casella and McCulloch, "Variance Components", 1992,
    chapter 4.
    """
    given = array("results", results)
    if given.ndim != 2 or given.size < 2:
        raise ValueError(
            _("results: got shape {shape}, takes (n_w, n_d), 2 results or more in all").format(
                shape=given.shape
            )
        )
    if not np.isfinite(given).all():
        raise ValueError(_("results: got one that is not finite, takes finite numbers"))
    n_w, n_d = given.shape
    if n_d == 1:
        return VarianceParts(float(given.var(ddof=1)), 0.0, 0.0)
    if n_w == 1:
        return VarianceParts(0.0, float(given.var(ddof=1)), 0.0)
    of_rows, of_columns, mean = given.mean(axis=1), given.mean(axis=0), given.mean()
    residuals = given - of_rows[:, np.newaxis] - of_columns + mean
    MS_w = n_d * float(((of_rows - mean) ** 2).sum()) / (n_w - 1)
    MS_d = n_w * float(((of_columns - mean) ** 2).sum()) / (n_d - 1)
    MS_r = float((residuals**2).sum()) / ((n_w - 1) * (n_d - 1))
    return VarianceParts(max(0.0, (MS_w - MS_r) / n_d), max(0.0, (MS_d - MS_r) / n_w), MS_r)


def two_way(n: int) -> tuple[int, int]:
    """Return how many seeds of the weights and of the data to cross, for about n networks.

    About as many of the one as of the other: n_w * n_d is n or, where that has no such divisors, a
    little less.

    Parameters
    ----------
    n : int
        4 or more.

    Raises
    ------
    ValueError
        If it is not.
    """
    n = whole("n", n, 4)
    root = isqrt(n)
    divisor = max(d for d in range(1, root + 1) if n % d == 0)
    n_d = divisor if divisor > 1 and n <= 4 * divisor**2 else root
    return n // n_d, n_d
