"""The gradient check beside the chain rule: one parameter with any epsilon, and all at once."""

from typing import Any

import numpy as np

from app.by_hand.epoch_state import Moment
from app.by_hand.lines import number
from core.explain.gradient_check import check_gradient, sample_parameters
from core.types import Array, Labels

#: Multiplications that a check of all parameters may take: about 30 ms. Of a network for which
#: that is too few, a sample is checked.
WORK = 30_000_000
#: Half steps by which all parameters are checked: one may be too coarse for a cost that bends, or
#: too fine for its last digits. A gradient is wrong that no one of them agrees with.
EPSILONS = (1e-4, 1e-5, 1e-6)
#: Relative difference from which on a gradient is wrong.
WRONG = 1e-4
#: A difference of two costs is off by some units in their last place.
ROUNDING = 32 * 2.0**-53


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
        "off": number(_length(checked.analytic - checked.numerical) / _length(checked.numerical)),
        "tiny": bool(np.abs(checked.analytic).max() < 1e3 * uncertainty(moment, EPSILONS[0])),
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
    floor = uncertainty(moment, EPSILONS[0])
    suspects = indices[_differ(moment.gradient_taken[indices], numerical, floor)]
    for epsilon in EPSILONS[1:]:
        if not len(suspects):
            break
        again = check_gradient(moment.goal, moment.theta, epsilon, suspects)
        floor = uncertainty(moment, epsilon)
        suspects = suspects[_differ(again.analytic, again.numerical, floor)]
    return np.asarray(suspects, dtype=np.intp)


def uncertainty(moment: Moment, epsilon: float) -> float:
    """Return by how much a central difference may be off by itself: rounding and truncation.

    Both grow with what the cost is a sum of: near the end of a training J is next to nothing, but
    the difference of terms that are not.
    """
    cost, output = moment.objective.cost, moment.layers[-1]
    terms = cost.scale(moment.objective.m) * float(np.abs(output.z).sum())
    size = moment.objective.parts(moment.theta).J + terms
    return size * (ROUNDING / epsilon + epsilon * epsilon)


def _differ(analytic: Array, numerical: Array, floor: float) -> Array:
    """Say of each pair whether the two differ by more than a check is off by itself."""
    gap = np.abs(analytic - numerical)
    size = np.maximum(np.abs(analytic), np.abs(numerical))
    return np.asarray((gap > WRONG * size) & (gap > floor))


def _length(vector: Array) -> float:
    """Return the length of a vector, never quite 0."""
    return max(float(np.linalg.norm(vector)), 1e-300)
