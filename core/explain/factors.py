"""The factors of one gradient: of a unit, of a weight or bias, and of every path back to it.

Records of numbers for each example; the app writes them out in words and formulas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ..checks import instance, sequence, vector, whole
from ..engine.network import Network
from ..engine.objective import Objective
from ..language import _
from ..types import Array
from .chain_rule import LayerPass, derivative_of_penalty, passes


class Downstream(NamedTuple):
    """What one unit of the next layer passes back: its delta, over the weight that leads to it.

    Attributes
    ----------
    unit : int
        From 0.
    w : float
    delta : ndarray of shape (m,)
    """

    unit: int
    w: float
    delta: Array


@dataclass(frozen=True)
class UnitFactors:
    """One unit's part in the chain rule, for each example: delta = dJ/da * da/dz.

    Attributes
    ----------
    layer, unit : int
        Layers from 1, units from 0.
    z, a, delta : ndarray of shape (m,)
    y : ndarray of shape (m,) or None
        Its targets; None in a hidden layer.
    dJ_da, f_prime : ndarray of shape (m,) or None
        None where delta = scale * (a - y).
    scale : float
        That of the cost, 1/m or 1.
    downstream : tuple of Downstream
        What dJ_da of a hidden unit is the sum of; empty in the output layer.
    """

    layer: int
    unit: int
    z: Array
    a: Array
    delta: Array
    y: Array | None
    dJ_da: Array | None
    f_prime: Array | None
    scale: float
    downstream: tuple[Downstream, ...]


@dataclass(frozen=True)
class WeightFactors:
    """One parameter's gradient: dJ/dw = sum over the examples of a_i delta_j, and the penalty.

    Attributes
    ----------
    index : int
        Its place in theta.
    layer, j : int
        The unit that it leads to.
    i : int or None
        The unit, or input, that it comes from; None for a bias.
    w : float
    a : ndarray of shape (m,)
        What comes in over it; all 1 for a bias.
    unit : UnitFactors
        Of the unit that it leads to.
    penalty : float
        The penalty's derivative with respect to it.
    """

    index: int
    layer: int
    i: int | None
    j: int
    w: float
    a: Array
    unit: UnitFactors
    penalty: float

    @property
    def contributions(self) -> Array:
        """Return what each example contributes, shape (m,)."""
        return self.a * self.unit.delta

    @property
    def dJ_dw(self) -> float:
        """Return the gradient: the sum over the examples, and the penalty's derivative."""
        return float(self.contributions.sum()) + self.penalty


class Place(NamedTuple):
    """Where a parameter stands in its network.

    Attributes
    ----------
    layer, j : int
        The unit that it leads to: layers from 1, units from 0.
    i : int or None
        The unit, or input, that it comes from; None for a bias.
    """

    layer: int
    i: int | None
    j: int


def place_of(network: Network, index: int) -> Place:
    """Return where the parameter at a place in theta stands.

    Raises
    ------
    ValueError
        If there is none at that place.
    """
    n = instance("network", network, Network).n_parameters
    index = whole("index", index, 0, n - 1)
    block = next(one for one in network.blocks if index < one.stop)
    at = [int(n) for n in np.unravel_index(index - block.start, block.shape)]
    i, j = at if block.kind == "W" else (None, at[0])
    return Place(block.layer, i, j)


def _both_passes(
    objective: Objective, theta: Array, layers: Sequence[LayerPass] | None
) -> Sequence[LayerPass]:
    """Return the passes at theta: those that are known already, or fresh ones."""
    if layers is None:
        return passes(objective, theta)
    known = sequence("layers", layers, _("what `passes` returns"))
    if len(known) != objective.network.depth:
        raise ValueError(
            _("layers: got {n_known}, takes {depth}").format(
                n_known=len(known), depth=objective.network.depth
            )
        )
    return tuple(instance("layers", layer, LayerPass) for layer in known)


def unit_factors(
    objective: Objective,
    theta: ArrayLike,
    layer: int,
    unit: int,
    layers: Sequence[LayerPass] | None = None,
) -> UnitFactors:
    """Return a unit's factors for all examples.

    Parameters
    ----------
    objective : Objective
    theta : array_like of shape (n_parameters,)
    layer, unit : int
        Layers from 1, units from 0.
    layers : sequence of LayerPass, optional
        What `passes` returns at theta, where it is known already.

    Raises
    ------
    ValueError
        If there is no such layer (from 1) or unit (from 0).
    """
    network = instance("objective", objective, Objective).network
    layer = whole("layer", layer, 1, network.depth)
    unit = whole("unit", unit, 0, network.sizes[layer] - 1)
    theta = vector("theta", theta, network.n_parameters)
    layers = _both_passes(objective, theta, layers)
    own, following = layers[layer - 1], layers[layer : layer + 1]
    downstream = tuple(
        Downstream(k, float(network.unpack(theta)[0][layer][unit, k]), one.delta[:, k])
        for one in following
        for k in range(network.sizes[layer + 1])
    )
    return UnitFactors(
        layer,
        unit,
        own.z[:, unit],
        own.a[:, unit],
        own.delta[:, unit],
        None if following else objective.y[:, unit],
        None if own.dJ_da is None else own.dJ_da[:, unit],
        None if own.f_prime is None else own.f_prime[:, unit],
        objective.cost.scale(objective.m),
        downstream,
    )


def weight_factors(
    objective: Objective,
    theta: ArrayLike,
    index: int,
    layers: Sequence[LayerPass] | None = None,
) -> WeightFactors:
    """Return the factors of the gradient of one parameter, for all examples.

    Parameters
    ----------
    objective : Objective
    theta : array_like of shape (n_parameters,)
    index : int
        The parameter's place in theta.
    layers : sequence of LayerPass, optional
        What `passes` returns at theta, where it is known already.

    Raises
    ------
    ValueError
        If there is none at that place.
    """
    place = place_of(instance("objective", objective, Objective).network, index)
    index = int(index)
    theta = vector("theta", theta, objective.n_parameters)
    layers = _both_passes(objective, theta, layers)
    a_in = layers[place.layer - 1].a_in
    return WeightFactors(
        index,
        *place,
        float(theta[index]),
        np.ones(len(a_in)) if place.i is None else a_in[:, place.i],
        unit_factors(objective, theta, place.layer, place.j, layers),
        float(derivative_of_penalty(objective, theta)[index]),
    )


@dataclass(frozen=True)
class PathFactors:
    """One path from an output back to a parameter, for one example.

    Attributes
    ----------
    units : tuple of int
        The unit of each layer that it passes, from the output's back to the parameter's own.
    factors : tuple of float
        delta of the output; then for each layer further back the weight that was crossed and the
        derivative da/dz of the unit behind it; at last the a that comes in over the parameter.
    """

    units: tuple[int, ...]
    factors: tuple[float, ...]

    @property
    def product(self) -> float:
        """Return what this path contributes to dJ/dw."""
        return prod(self.factors)


def n_paths(network: Network, index: int) -> int:
    """Return how many paths lead from the outputs back to a parameter; raises as `place_of`."""
    place = place_of(network, index)
    return prod(network.sizes[place.layer + 1 :])


def path_factors(
    objective: Objective,
    theta: ArrayLike,
    index: int,
    example: int,
    layers: Sequence[LayerPass] | None = None,
) -> tuple[PathFactors, ...]:
    """Return the chain rule in full: each path back to a parameter as one product of factors.

    The products add up to what the example contributes, as sum over k of delta_k w_jk is
    multiplied out.

    Parameters
    ----------
    objective : Objective
    theta : array_like of shape (n_parameters,)
    index : int
        The parameter's place in theta.
    example : int
        From 0.
    layers : sequence of LayerPass, optional
        What `passes` returns at theta, where it is known already.

    Raises
    ------
    ValueError
        If there is no such parameter, or no such example.
    """
    network = instance("objective", objective, Objective).network
    place = place_of(network, index)
    example = whole("example", example, 0, objective.m - 1)
    theta = vector("theta", theta, network.n_parameters)
    layers = _both_passes(objective, theta, layers)
    W, _ = network.unpack(theta)
    a = 1.0 if place.i is None else float(layers[place.layer - 1].a_in[example, place.i])

    def back(layer: int, unit: int) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
        """Return the paths from the outputs to a unit, and the factors on each."""
        one = layers[layer - 1]
        if layer == network.depth:
            return [((unit,), (float(one.delta[example, unit]),))]
        assert one.f_prime is not None  # a hidden layer has one
        own = float(one.f_prime[example, unit])
        return [
            ((*units, unit), (*factors, float(W[layer][unit, k]), own))
            for k in range(network.sizes[layer + 1])
            for units, factors in back(layer + 1, k)
        ]

    return tuple(PathFactors(units, (*factors, a)) for units, factors in back(place.layer, place.j))
