"""Backpropagation written out: both passes with nothing thrown away, each step by its name.

Objective computes the same faster and keeps nothing. Here one of the steps can be replaced by a
mistake (mistakes.py), and the factors of one gradient can be picked out (factors.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from ..engine.activations import Activation
from ..engine.costs import Cost
from ..engine.examples import Examples
from ..engine.objective import Objective
from ..types import Array

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


def derivative_of_penalty(objective: Objective, theta: Array) -> Array:
    """Return the penalty's gradient, 0 for every bias, shape (n_parameters,)."""
    return objective.penalty.derivative(objective.strength, theta)


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
    penalty : callable
        As `derivative_of_penalty`.
    sign : float
        1; -1 climbs.
    """

    f_prime: Derivative = derivative
    dJ_dW: Callable[[Array, Array], Array] = gradient_of_weights
    dJ_db: Callable[[Array], Array] = gradient_of_biases
    scale: Callable[[Cost, int], float] = factor_of
    penalty: Callable[[Objective, Array], Array] = derivative_of_penalty
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
        Output: the cost's derivative. Hidden: sum over the next layer's units k of delta_k w_jk.
        None where cost and activation match, and delta is known without it.
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
                assert cost.derivative is not None  # the objective has seen to it
                dJ_da = rules.scale(cost, m) * cost.derivative(a, y)
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
    return rules.sign * (dJ_dtheta + rules.penalty(objective, theta))
