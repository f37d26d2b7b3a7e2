"""The state of a network's units (saturated, dead, twins) and the gradient in each layer.

Numbers only: the app says in a sentence what they mean.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..checks import instance
from ..engine.activations import Activation
from ..engine.objective import Objective
from ..types import Array
from .chain_rule import passes

#: A unit is saturated at an example where f'(z) is less than this share of the largest f'.
FLAT = 0.05
#: The largest f' is found among these z, which hold 0.
SAMPLE_Z = np.linspace(-5.0, 5.0, 101)[:, np.newaxis]
#: Units are twins where their sums differ by no more than this, in units of the layer's largest.
ALIKE = 1e-6


@dataclass(frozen=True)
class LayerHealth:
    """The state of one layer.

    Attributes
    ----------
    layer : int
        From 1.
    is_bounded : bool
        Whether its activation has bounds, and its units can therefore saturate.
    saturated : ndarray of shape (n,)
        Share of the examples, 0 to 1, at which each unit's derivative has all but vanished: less
        than FLAT of the largest that f' can have. For ReLU, at which it is exactly 0.
    twins : tuple of tuple of int
        Groups of units, from 0, whose sums z are the same at every example. That two activations
        are is not enough: both may be 0.
    gradient : float
        Root mean square of dJ/dW over the layer's weights.
    """

    layer: int
    is_bounded: bool
    saturated: Array
    twins: tuple[tuple[int, ...], ...]
    gradient: float

    @property
    def dead(self) -> tuple[int, ...]:
        """Return the units that pass nothing back at any example."""
        return tuple(int(unit) for unit in np.flatnonzero(self.saturated == 1.0))


def examine(objective: Objective, theta: ArrayLike) -> tuple[LayerHealth, ...]:
    """Return the state of every layer, the output's last, over all examples.

    Parameters
    ----------
    objective : Objective
    theta : array_like of shape (n_parameters,)

    Notes
    -----
    Saturation and the fading gradient: Glorot and Bengio, "Understanding the difficulty of
    training deep feedforward neural networks", 2010. Units that begin alike get the same gradient
    and stay alike: Coursera Machine Learning, programming exercise 4, section 2.2.
    """
    network = instance("objective", objective, Objective).network
    gradient = objective(theta).dJ_dtheta
    blocks = {block.layer: block for block in network.blocks if block.kind == "W"}
    found = []
    for layer, (f, one) in enumerate(
        zip(network.functions, passes(objective, theta), strict=True), 1
    ):
        dJ_dW = gradient[blocks[layer].where]
        found.append(
            LayerHealth(
                layer,
                f.bounds is not None,
                _saturated(f, one.z, one.a),
                _twins(one.z) if layer < network.depth else (),
                float(np.sqrt(np.mean(dJ_dW * dJ_dW))),
            )
        )
    return tuple(found)


def _saturated(f: Activation, z: Array, a: Array) -> Array:
    """Return the share of examples at which each unit's derivative has all but vanished."""
    if f.f_prime is None:  # softmax: an output only, whose delta needs no derivative
        return np.zeros(z.shape[1])
    largest = float(np.abs(f.f_prime(SAMPLE_Z, f.f(SAMPLE_Z))).max())
    return np.asarray((np.abs(f.f_prime(z, a)) < FLAT * largest).mean(axis=0))


def _twins(z: Array) -> tuple[tuple[int, ...], ...]:
    """Return the groups of columns that are equal, those of one alone left out."""
    size = max(float(np.abs(z).max()), 1e-300)
    groups: list[list[int]] = []
    for unit in range(z.shape[1]):
        for group in groups:
            if float(np.abs(z[:, unit] - z[:, group[0]]).max()) <= ALIKE * size:
                group.append(unit)
                break
        else:
            groups.append([unit])
    return tuple(tuple(group) for group in groups if len(group) > 1)
