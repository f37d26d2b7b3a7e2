"""Brute force: try every combination of a few weights, and estimate how long nine would take."""

from dataclasses import dataclass
from time import perf_counter

import numpy as np

from core.engine.objective import Objective
from core.explain.loss_surfaces import costs_at
from core.language import _
from core.types import Array

#: The values of each weight go from -REACH to REACH.
REACH = 5.0
#: Values of each weight: a search over three weights takes about a second.
VALUES = 100
#: Those of the notebook.
NOTEBOOK_VALUES, NOTEBOOK_WEIGHTS = 1000, 9
YEAR = 365.25 * 24 * 3600


@dataclass(frozen=True)
class Trial:
    """One search: number of weights and of combinations, seconds, and the lowest cost."""

    weights: int
    combinations: int
    seconds: float
    J: float


def search(objective: Objective, theta: Array, weights: int, values: int = VALUES) -> Trial:
    """Try every combination of `values` values of some weights; all others are as in theta.

    Parameters
    ----------
    objective : Objective
    theta : ndarray of shape (n_parameters,)
    weights : int
        Number of weights, 1 or more; the first ones of theta.
    values : int
        Number of values of each, evenly spaced from -REACH to REACH; 1 or more.

    Raises
    ------
    ValueError
        If the network has fewer weights.
    """
    if not 1 <= weights <= theta.size:
        raise ValueError(
            _("weights: got {weights}, takes 1 to {size}").format(weights=weights, size=theta.size)
        )
    began = perf_counter()
    line = np.linspace(-REACH, REACH, values)
    best = np.inf
    # The last two weights take all their values at once; the others one by one, to bound memory.
    for held in np.ndindex(*(values,) * max(0, weights - 2)):
        free = np.meshgrid(*(line,) * min(2, weights), indexing="ij")
        thetas = np.repeat(theta[np.newaxis], free[0].size, axis=0)
        thetas[:, : len(held)] = line[list(held)]
        for axis, part in enumerate(free):
            thetas[:, len(held) + axis] = part.ravel()
        best = min(best, float(costs_at(objective, thetas).min()))
    return Trial(weights, values**weights, perf_counter() - began, best)


def years(trial: Trial, values: int, weights: int) -> float:
    """Return the years that a search would take at the speed of a trial."""
    return trial.seconds / trial.combinations * float(values) ** weights / YEAR
