"""Units that cannot learn: twins, dead ones, saturated ones."""

import numpy as np

from ...engine.network import Network
from ...types import Array
from ..unit_doctor import LayerHealth
from .finding import Finding, Suggestion
from .measurements import Measurements
from .rates import reduced

#: Units are twins where their weights differ by no more than this share of the largest of them.
ALIKE = 1e-6
#: A unit is saturated where its derivative has all but vanished at so many of the examples.
SATURATED = 0.9
#: Share of a layer's units from which on it holds up the run.
MOST = 0.5
#: Inputs larger than this saturate units whose weights are of usual size.
LARGE_INPUT = 3.0


def symmetric_weights(run: Measurements) -> Finding | None:
    """Find hidden units that began with the same weights and still have the same.

    Measure: weights into and out of two units of a layer that differ by less than ALIKE of the
    largest of them, in the initial weights as well as now, while more can be learned. Threshold:
    rounding alone. Why: such units get the same gradient and stay alike, so the layer is worth
    fewer units than it has. Units that a penalty has made alike are no such case: they did not
    begin so. Source: Goodfellow, Bengio and Courville, "Deep learning", 2016, section 8.4.
    """
    network = run.objective.network
    units = twins(network, run.step.theta)
    if run.epoch < 1 or not units & twins(network, run.theta_at(0)) or not run.can_learn_more:
        return None
    layer = min(layer for layer, _ in units)
    n = sum(at == layer for at, _ in units)
    return Finding({"layer": layer, "n": n, "epoch": run.epoch}, (drawn(network),))


def dead_units(run: Measurements) -> Finding | None:
    """Find a hidden layer most of whose units pass nothing back at any example.

    Measure: units without bounds whose derivative is 0 at all examples (`unit_doctor.examine`).
    Threshold: MOST of a layer, while J does not fall and more can be learned: a few dead units
    beside others that learn do no harm. Why: no gradient reaches their weights. Source: Lu, Shin,
    Su and Karniadakis, "Dying ReLU and initialization", 2020.
    """
    if not is_stuck(run):
        return None
    for one in hidden(run):
        if not one.is_bounded and len(one.dead) >= MOST * len(one.saturated):
            # A step too long is what kills units most often.
            slower = {} if run.alpha is None else {"alpha": reduced(run.alpha)}
            return Finding(
                {"layer": one.layer, "n": len(one.dead), "of": len(one.saturated)},
                (
                    Suggestion({"init": "he", **slower}, from_start=True),
                    Suggestion({"activation": "tanh", **slower}, from_start=True),
                ),
            )
    return None


def saturated_units(run: Measurements) -> Finding | None:
    """Find a hidden layer most of whose units are saturated.

    Measure: units with bounds whose derivative is less than FLAT of its largest at SATURATED of
    the examples (`unit_doctor.examine`). Threshold: MOST of a layer, while J does not fall and
    more can be learned: a network that has learned well is saturated at most examples, too. Why:
    the gradient of their weights has that derivative as a factor. Source: Glorot and Bengio,
    "Understanding the difficulty of training deep feedforward neural networks", 2010.
    """
    if not is_stuck(run):
        return None
    for one in hidden(run):
        n = int((one.saturated >= SATURATED).sum())
        if one.is_bounded and n >= MOST * len(one.saturated):
            tries = [drawn(run.objective.network)]
            if float(np.abs(run.objective.X).max()) > LARGE_INPUT:
                tries.insert(0, Suggestion({"scaling": "standard"}, from_start=True))
            return Finding({"layer": one.layer, "n": n, "of": len(one.saturated)}, tuple(tries))
    return None


#: By how much J may have fallen in the newest part of a run that is stuck.
STUCK = 0.02


def is_stuck(run: Measurements) -> bool:
    """Return whether J hardly falls although more can be learned."""
    return run.has_history and run.history.fall < STUCK and run.can_learn_more


def hidden(run: Measurements) -> tuple[LayerHealth, ...]:
    """Return the state of the hidden layers; none where there is not the time."""
    return run.health[:-1]


def drawn(network: Network) -> Suggestion:
    """Return the initial weights that suit the activation of the hidden layers."""
    init = "he" if network.functions[0].bounds is None and network.depth > 1 else "xavier"
    return Suggestion({"init": init}, from_start=True)


def twins(network: Network, theta: Array) -> set[tuple[int, int]]:
    """Return the hidden units, (layer, unit) from 1 and 0, that have the weights of another one.

    Parameters
    ----------
    network : Network
    theta : ndarray of shape (n_parameters,)
    """
    W, b = network.unpack(theta)
    found: set[tuple[int, int]] = set()
    for layer, (into, bias, out) in enumerate(zip(W[:-1], b[:-1], W[1:], strict=True), 1):
        own = np.vstack([into, out.T, *([] if bias is None else [bias])])
        # Twins are neighbors in any order by a sum of their weights; others hardly are by this one.
        order = np.argsort(np.random.default_rng(0).random(len(own)) @ own, kind="stable")
        gaps = np.abs(np.diff(own[:, order], axis=1)).max(axis=0)
        alike = gaps <= ALIKE * np.abs(own[:, order[1:]]).max(axis=0)
        found |= {(layer, int(i)) for pair in (order[1:], order[:-1]) for i in pair[alike]}
    return found
