"""Backpropagation by hand: every factor of every gradient, for each example, as numbers.

Objective computes the same faster and keeps nothing. Here nothing is thrown away, each step of
the chain rule has a name, and one of them can be replaced by a mistake. What it says in words
and formulas is the app's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from core.activations import Activation
from core.costs import Cost
from core.examples import Examples
from core.network import Block
from core.objective import Objective
from core.types import Array

#: (record, z, a) -> da/dz.
Derivative: TypeAlias = Callable[[Activation, Array, Array], Array]


def derivative(f: Activation, z: Array, a: Array) -> Array:
    """Return da/dz, shape (m, n)."""
    assert f.f_prime is not None  # softmax is an output only, with the cost that it matches
    return f.f_prime(z, a)


def gradient_of_weights(a: Array, delta: Array) -> Array:
    """Return dJ/dW = a.T @ delta, shape (n_in, n_out), for a (m, n_in) and delta (m, n_out)."""
    return a.T @ delta


def gradient_of_biases(delta: Array) -> Array:
    """Return dJ/db, the sum of delta over the examples, shape (n_out,)."""
    return np.asarray(delta.sum(axis=0))


def factor_of(cost: Cost, m: int) -> float:
    """Return what the cost multiplies its sum over m examples by: 1/m, or 1."""
    return cost.scale(m)


def slope_of_penalty(objective: Objective, theta: Array) -> Array:
    """Return the penalty's gradient, 0 for every bias, shape (n_parameters,)."""
    return objective.penalty.slope(objective.strength, theta)


@dataclass(frozen=True)
class Rules:
    """The steps of backpropagation that a mistake can replace.

    Attributes
    ----------
    f_prime : callable
        As `derivative`.
    dJ_dW, dJ_db : callable
        As `gradient_of_weights` and `gradient_of_biases`.
    scale : callable
        As `factor_of`.
    slope : callable
        As `slope_of_penalty`.
    sign : float
        1; -1 climbs.
    """

    f_prime: Derivative = derivative
    dJ_dW: Callable[[Array, Array], Array] = gradient_of_weights
    dJ_db: Callable[[Array], Array] = gradient_of_biases
    scale: Callable[[Cost, int], float] = factor_of
    slope: Callable[[Objective, Array], Array] = slope_of_penalty
    sign: float = 1.0


RIGHT = Rules()


class LayerPass(NamedTuple):
    """What one layer computes, forward and back, for each example.

    Attributes
    ----------
    a_in : ndarray of shape (m, n_in)
        What comes in: X, or the activations of the layer before.
    z, a : ndarray of shape (m, n_out)
        z = a_in @ W + b, a = f(z).
    dJ_da : ndarray of shape (m, n_out) or None
        Output: the cost's slope. Hidden: sum over the next layer's units k of delta_k w_jk. None
        where cost and activation match, and delta is known without it.
    f_prime : ndarray of shape (m, n_out) or None
        da/dz; None likewise.
    delta : ndarray of shape (m, n_out)
        dJ/dz: dJ_da * f_prime, or scale(m) * (a - y) where they match.
    """

    a_in: Array
    z: Array
    a: Array
    dJ_da: Array | None
    f_prime: Array | None
    delta: Array


def passes(
    objective: Objective, theta: Array, rules: Rules = RIGHT, batch: Examples | None = None
) -> tuple[LayerPass, ...]:
    """Return both passes over a batch or all examples, one record a layer.

    Parameters
    ----------
    objective : Objective
    theta : ndarray of shape (n_parameters,)
    rules : Rules
    batch : Examples, optional
        Default: all examples.

    Notes
    -----
    Source: Coursera Machine Learning, programming exercise 4, section 2; M. Nielsen, Neural
    Networks and Deep Learning, chapter 2, equations BP1 to BP4.
    """
    network, cost = objective.network, objective.cost
    examples = objective.examples if batch is None else batch
    X, y, m = examples.inputs[: network.sizes[0]].T, examples.y, examples.m
    W, b = network.unpack(theta)
    forward: list[tuple[Array, Array, Array]] = []
    a = X
    for f, W_l, b_l in zip(network.functions, W, b, strict=True):
        a_in, z = a, a @ W_l if b_l is None else a @ W_l + b_l
        a = f.f(z)
        forward.append((a_in, z, a))
    found: list[LayerPass] = []
    dJ_da: Array | None = None
    for index in range(network.depth - 1, -1, -1):
        f, (a_in, z, a) = network.functions[index], forward[index]
        if index == network.depth - 1 and cost.matched == f.name:
            delta = rules.scale(cost, m) * (a - y)
            found.append(LayerPass(a_in, z, a, None, None, delta))
        else:
            if dJ_da is None:
                assert cost.dJ_da is not None  # the objective has seen to it
                dJ_da = cost.dJ_da(a, y) * (rules.scale(cost, m) / cost.scale(m))
            f_prime = rules.f_prime(f, z, a)
            found.append(LayerPass(a_in, z, a, dJ_da, f_prime, dJ_da * f_prime))
        dJ_da = found[-1].delta @ W[index].T
    return tuple(reversed(found))


def gradient(
    objective: Objective, theta: Array, rules: Rules = RIGHT, batch: Examples | None = None
) -> Array:
    """Return dJ/dtheta as these rules compute it, shape (n_parameters,)."""
    layers = passes(objective, theta, rules, batch)
    dJ_dtheta = np.empty_like(theta)
    for block in objective.network.blocks:
        layer = layers[block.layer - 1]
        if block.kind == "W":
            dJ_dtheta[block.where] = rules.dJ_dW(layer.a_in, layer.delta).ravel()
        else:
            dJ_dtheta[block.where] = rules.dJ_db(layer.delta)
    return rules.sign * (dJ_dtheta + rules.slope(objective, theta))


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
    """One parameter's gradient, as a product for each example: dJ/dw = sum of a_i delta_j + slope.

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
    slope : float
        The penalty's part.
    """

    index: int
    layer: int
    i: int | None
    j: int
    w: float
    a: Array
    unit: UnitFactors
    slope: float

    @property
    def votes(self) -> Array:
        """Return what each example contributes, shape (m,)."""
        return self.a * self.unit.delta

    @property
    def dJ_dw(self) -> float:
        """Return the gradient: the sum of the votes, and the penalty's slope."""
        return float(self.votes.sum()) + self.slope


def unit_factors(objective: Objective, theta: Array, layer: int, unit: int) -> UnitFactors:
    """Return a unit's factors for all examples.

    Raises
    ------
    ValueError
        If there is no such layer (from 1) or unit (from 0).
    """
    network = objective.network
    if not (1 <= layer <= network.depth and 0 <= unit < network.sizes[layer]):
        raise ValueError(
            f"unit: got unit {unit} of layer {layer}, takes layers 1 to {network.depth} and units "
            f"from 0 of a network {'-'.join(map(str, network.sizes))}"
        )
    layers = passes(objective, theta)
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


def weight_factors(objective: Objective, theta: Array, index: int) -> WeightFactors:
    """Return the factors of the gradient of one parameter, for all examples.

    Parameters
    ----------
    objective : Objective
    theta : ndarray of shape (n_parameters,)
    index : int
        The parameter's place in theta.

    Raises
    ------
    ValueError
        If there is none at that place.
    """
    network = objective.network
    if not 0 <= index < network.n_parameters:
        raise ValueError(f"index: got {index}, takes 0 to {network.n_parameters - 1}")
    block: Block = next(one for one in network.blocks if index < one.stop)
    place = np.unravel_index(index - block.start, block.shape)
    i, j = (int(place[0]), int(place[1])) if block.kind == "W" else (None, int(place[0]))
    a_in = passes(objective, theta)[block.layer - 1].a_in
    return WeightFactors(
        index,
        block.layer,
        i,
        j,
        float(theta[index]),
        np.ones(len(a_in)) if i is None else a_in[:, i],
        unit_factors(objective, theta, block.layer, j),
        float(slope_of_penalty(objective, theta)[index]),
    )
