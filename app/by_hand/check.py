"""The gradient check beside the chain rule: one parameter with any epsilon, and all at once."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.by_hand.epoch_state import EpochState
from app.by_hand.selection import Selection
from app.run.lab import Goal
from app.run.wire import finite
from core.engine.patience import UnfinishedError, deadline
from core.explain.gradient_check import (
    CentralDifferences,
    check_gradient,
    compared,
    sample_parameters,
)
from core.types import Array, Labels

#: Wrong parameters that are named.
MAX_NAMED = 40
#: Multiplications that a check of all parameters may take: about 30 ms. Of a network that needs
#: more, a sample of the parameters is checked.
MAX_WORK = 30_000_000
#: What a unit takes of one example, as many times as a weight does: its activation is a function.
UNIT_WORK = 80
#: Multiplications of a check from which on it is for an epoch that is asked for twice: while a run
#: plays, none is, and what is begun would be of no use.
DEAR_WORK = 2 * MAX_WORK
#: Half steps by which all parameters are checked: a large one has the larger truncation error, a
#: small one the larger rounding error. A gradient is wrong if it disagrees with every one.
EPSILONS = (1e-4, 1e-5, 1e-6)
#: Relative difference from which on a gradient is wrong.
WRONG = 1e-4
#: Rounding error of a difference of two costs, relative to the cost: some units in the last place.
ROUNDING = 32 * 2.0**-53


def check_json(state: EpochState, selection: Selection) -> dict[str, Any]:
    """Return the check of one parameter with the epsilon selected, and of all by EPSILONS."""
    index, epsilon = selection.index, selection.epsilon
    sampled = parameters_to_check(state, index)
    begun = _begun(state, sampled)
    every = compared(
        state.goal, state.theta, EPSILONS[0], sampled, begun.differences(EPSILONS[0], sampled)
    )
    wrong = wrong_parameters(state, begun, every.numerical)
    one = check_gradient(state.goal, state.theta, epsilon, [index])
    return {
        "check": {
            "analytic": finite(one.analytic[0]),
            "numerical": finite(one.numerical[0]),
            "relative": finite(one.relative_difference[0]),
            "epsilon": epsilon,
            "norm": finite(every.norm_ratio),
            "off": finite(_length(every.analytic - every.numerical) / _length(every.numerical)),
            "tiny": bool(np.abs(every.analytic).max() < 1e3 * uncertainty(state, EPSILONS[0])),
            "norm_epsilon": EPSILONS[0],
            "n": len(sampled),
            "of": state.lab.network.n_parameters,
            "wrong": wrong.tolist(),
            "names": [state.lab.network.parameter_names[i] for i in wrong[:MAX_NAMED]],
        }
    }


@dataclass
class Begun:
    """A check that may take several answers, with the differences that are there."""

    epoch: int
    theta: Array
    goal: Goal
    sampled: Labels
    found: dict[float, CentralDifferences] = field(default_factory=dict)

    def is_of(self, state: EpochState, sampled: Labels) -> bool:
        """Return whether it is the check of these parameters there."""
        return (
            self.epoch == state.epoch
            and self.goal is state.goal
            and np.array_equal(self.sampled, sampled)
            and np.array_equal(self.theta, state.theta)
        )

    def differences(self, epsilon: float, indices: Labels) -> Array:
        """Return central differences; raises UnfinishedError as ``CentralDifferences.finish``."""
        if epsilon not in self.found:
            self.found[epsilon] = CentralDifferences(self.goal, self.theta, epsilon, indices)
        return self.found[epsilon].finish()


def _begun(state: EpochState, sampled: Labels) -> Begun:
    """Return the check that was begun, or a new one.

    Raises
    ------
    UnfinishedError
        If a new one is dear and somebody waits for it: to ask again is to begin it.
    """
    begun: Begun | None = state.lab.unfinished.get("check")
    if begun is not None and begun.is_of(state, sampled):
        return begun
    begun = Begun(state.epoch, state.theta, state.goal, sampled)
    state.lab.unfinished["check"] = begun
    network = state.lab.network
    of_one = network.n_parameters + UNIT_WORK * sum(network.sizes[1:])
    if deadline() < np.inf and 2 * len(sampled) * state.objective.m * of_one > DEAR_WORK:
        raise UnfinishedError
    return begun


def parameters_to_check(state: EpochState, index: int) -> Labels:
    """Return which parameters are checked: all, or as many as MAX_WORK allows, with this one."""
    network = state.lab.network
    n = max(1, MAX_WORK // (2 * state.objective.m * network.n_parameters))
    sampled = sample_parameters(network, min(n, network.n_parameters))
    return np.union1d(sampled, [index])


def wrong_parameters(state: EpochState, begun: Begun, numerical: Array) -> Labels:
    """Return those of the parameters whose gradient disagrees with every epsilon."""
    floor, indices = uncertainty(state, EPSILONS[0]), begun.sampled
    suspects = indices[_differ(state.gradient_taken[indices], numerical, floor)]
    for epsilon in EPSILONS[1:]:
        if not len(suspects):
            break
        again = begun.differences(epsilon, suspects)
        floor = uncertainty(state, epsilon)
        suspects = suspects[_differ(state.gradient_taken[suspects], again, floor)]
    return np.asarray(suspects, dtype=np.intp)


def uncertainty(state: EpochState, epsilon: float) -> float:
    """Return an estimate of the error of a central difference: rounding and truncation.

    Both grow with the terms that the cost is summed from: near the end of a training J is almost
    0, yet it is a difference of terms that are not.
    """
    cost, output = state.objective.cost, state.layers[-1]
    terms = cost.scale(state.objective.m) * float(np.abs(output.z).sum())
    size = state.objective.parts(state.theta).J + terms
    return size * (ROUNDING / epsilon + epsilon * epsilon)


def _differ(analytic: Array, numerical: Array, floor: float) -> Array:
    """Return for each pair whether the two differ by more than the error of a check."""
    gap = np.abs(analytic - numerical)
    size = np.maximum(np.abs(analytic), np.abs(numerical))
    return np.asarray((gap > WRONG * size) & (gap > floor))


def _length(vector: Array) -> float:
    """Return the length of a vector; at least 1e-300, so that one can divide by it."""
    return max(float(np.linalg.norm(vector)), 1e-300)
