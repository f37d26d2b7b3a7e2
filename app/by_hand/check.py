"""The gradient check beside the chain rule: one parameter with any epsilon, and all at once."""

from typing import Any

import numpy as np

from app.by_hand.lines import number
from app.by_hand.moment import Moment
from core.gradient_check import check_gradient, sample_parameters
from core.types import Array, Labels

#: Multiplications that a check of all parameters may take: about 30 ms. Of a network for which
#: that is too few, a sample is checked.
WORK = 30_000_000
#: Half steps by which all parameters are checked: one may be too coarse for a cost that bends, or
#: too fine for its last digits. A gradient is wrong that no one of them agrees with.
EPSILONS = (1e-4, 1e-5, 1e-6)
#: Relative difference from which on a gradient is wrong, and the share of the largest gradient
#: below which a difference is rounding.
WRONG, ROUNDING = 1e-4, 1e-6


def check(moment: Moment, index: int, epsilon: float) -> dict[str, Any]:
    """Return the check of one parameter with an epsilon, and of all with those of EPSILONS."""
    one = check_gradient(moment.goal, moment.theta, epsilon, [index])
    sampled = chosen(moment, index)
    checked = check_gradient(moment.goal, moment.theta, EPSILONS[0], sampled)
    wrong = wrong_parameters(moment, sampled, checked.numerical)
    return {
        "analytic": number(float(one.analytic[0])),
        "numerical": number(float(one.numerical[0])),
        "relative": number(float(one.relative_difference[0])),
        "epsilon": epsilon,
        "norm": number(checked.norm_ratio),
        "norm_epsilon": EPSILONS[0],
        "n": len(sampled),
        "of": moment.lab.network.n_parameters,
        "wrong": wrong.tolist(),
        "names": [moment.lab.network.parameter_names[i] for i in wrong[:40]],
    }


def chosen(moment: Moment, index: int) -> Labels:
    """Return the parameters that are checked: all, or as many as do not take too long."""
    network = moment.lab.network
    n = max(1, WORK // (2 * moment.objective.m * network.n_parameters))
    sampled = sample_parameters(network, min(n, network.n_parameters))
    return np.union1d(sampled, [index])


def wrong_parameters(moment: Moment, indices: Labels, numerical: Array) -> Labels:
    """Return those of some parameters whose gradient is wrong, by every epsilon."""
    suspects = indices[_differ(moment.gradient_taken[indices], numerical)]
    for epsilon in EPSILONS[1:]:
        if not len(suspects):
            break
        again = check_gradient(moment.goal, moment.theta, epsilon, suspects)
        suspects = suspects[_differ(again.analytic, again.numerical)]
    return np.asarray(suspects, dtype=np.intp)


def _differ(analytic: Array, numerical: Array) -> Array:
    """Say of each pair whether the two differ by more than a check is off by itself."""
    gap = np.abs(analytic - numerical)
    size = np.maximum(np.abs(analytic), np.abs(numerical))
    floor = ROUNDING * max(float(np.abs(numerical).max(initial=0.0)), 1e-6)
    return np.asarray((gap > WRONG * size) & (gap > floor))
