"""Backpropagation written out: both passes with nothing thrown away, each step by its name.

`Objective` computes the same faster and keeps nothing. Here one of the steps can be replaced by a
mistake (mistakes.py), the factors of one gradient can be picked out (factors.py), and many
networks go side by side (loss_surfaces.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from ..checks import instance, vector
from ..engine.activations import Activation
from ..engine.costs import Cost
from ..engine.examples import Examples
from ..engine.forward import forward_pass
from ..engine.objective import Objective
from ..engine.parameters import overflow
from ..types import Array

#: (record, z, a) -> da/dz.
DerivativeRule: TypeAlias = Callable[[Activation, Array, Array], Array]


def derivative(f: Activation, z: Array, a: Array) -> Array:
    """Return da/dz, shape (..., m, n)."""
    assert f.f_prime is not None  # softmax is an output only, with the cost that it matches
    return f.f_prime(z, a)


def gradient_of_weights(a: Array, delta: Array) -> Array:
    """Return dJ/dW = a.T @ delta, shape (..., n_in, n_out), a (..., m, n_in), delta likewise."""
    return a.swapaxes(-1, -2) @ delta


def gradient_of_biases(delta: Array) -> Array:
    """Return dJ/db, the sum of delta over the examples, shape (..., n_out)."""
    return np.asarray(delta.sum(axis=-2))


def factor_of(cost: Cost, m: int) -> float:
    """Return what the cost multiplies its sum over m examples by: 1/m, or 1."""
    return cost.scale(m)


def derivative_of_penalty(objective: Objective, theta: Array) -> Array:
    """Return the penalty's gradient, 0 for every bias, shape (..., n_parameters)."""
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

    f_prime: DerivativeRule = derivative
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
    a_in : ndarray of shape (..., m, n_in)
        What comes in: X, of shape (m, n_0), or the activations of the layer before.
    z, a : ndarray of shape (..., m, n_out)
        z = a_in @ W + b, a = f(z).
    dJ_da : ndarray of shape (..., m, n_out) or None
        Output: the cost's derivative. Hidden: sum over the next layer's units k of delta_k w_jk.
        None where cost and activation match, and delta is known without it.
    f_prime : ndarray of shape (..., m, n_out) or None
        da/dz; None likewise.
    delta : ndarray of shape (..., m, n_out)
        dJ/dz: dJ_da * f_prime, or scale(m) * (a - y) where they match.
    """

    a_in: Array
    z: Array
    a: Array
    dJ_da: Array | None
    f_prime: Array | None
    delta: Array


def both_passes(
    objective: Objective, theta: Array, X: Array, y: Array, rules: Rules = RIGHT
) -> tuple[LayerPass, ...]:
    """Return both passes of one theta, or of many side by side, over some examples.

    Parameters
    ----------
    objective : Objective
    theta : ndarray of shape (..., n_parameters)
    X, y : ndarray of shape (m, n_0), (m, n_L)
    rules : Rules

    Notes
    -----
    Source: Coursera Machine Learning, programming exercise 4, section 2; M. Nielsen, Neural
    Networks and Deep Learning, chapter 2, equations BP1 to BP4.
    """
    network, cost, m = objective.network, objective.cost, len(X)
    W, _ = network.unpack(theta)
    forward = forward_pass(network, theta, X)
    found: list[LayerPass] = []
    dJ_da: Array | None = None
    for index in range(network.depth - 1, -1, -1):
        f, layer = network.functions[index], forward[index]
        if index == network.depth - 1 and cost.matched == f.name:
            delta = rules.scale(cost, m) * (layer.a - y)
            found.append(LayerPass(*layer, None, None, delta))
        else:
            if dJ_da is None:
                assert cost.derivative is not None  # the objective has seen to it
                dJ_da = rules.scale(cost, m) * cost.derivative(layer.a, y)
            f_prime = rules.f_prime(f, layer.z, layer.a)
            found.append(LayerPass(*layer, dJ_da, f_prime, dJ_da * f_prime))
        dJ_da = found[-1].delta @ W[index].swapaxes(-1, -2)
    return tuple(reversed(found))


def gradient_of(
    objective: Objective, theta: Array, X: Array, y: Array, rules: Rules = RIGHT
) -> Array:
    """Return dJ/dtheta of one theta, or of many, as `both_passes` takes them and of that shape."""
    layers = both_passes(objective, theta, X, y, rules)
    dJ_dtheta = np.empty_like(theta)
    for block in objective.network.blocks:
        layer = layers[block.layer - 1]
        if block.kind == "W":
            part = rules.dJ_dW(layer.a_in, layer.delta)
        else:
            part = rules.dJ_db(layer.delta)
        dJ_dtheta[..., block.where] = part.reshape(*theta.shape[:-1], block.stop - block.start)
    return rules.sign * (dJ_dtheta + rules.penalty(objective, theta))


def passes(
    objective: Objective,
    theta: ArrayLike,
    rules: Rules = RIGHT,
    batch: Examples | None = None,
) -> tuple[LayerPass, ...]:
    """Return both passes over a batch or all examples, one record a layer.

    Parameters
    ----------
    objective : Objective
    theta : array_like of shape (n_parameters,)
    rules : Rules
    batch : Examples, optional
        Default: all examples.

    Raises
    ------
    ValueError
        If theta has another shape, is not finite, or so large that a layer overflows.
    TypeError
        If another argument is an object of another kind.
    """
    at, X, y = _checked(objective, theta, rules, batch)
    with np.errstate(over="ignore", invalid="ignore"):
        layers = both_passes(objective, at, X, y, rules)
    if not all(np.isfinite(one.z).all() and np.isfinite(one.delta).all() for one in layers):
        raise overflow(at)
    return layers


def gradient(
    objective: Objective,
    theta: ArrayLike,
    rules: Rules = RIGHT,
    batch: Examples | None = None,
) -> Array:
    """Return dJ/dtheta as these rules compute it, shape (n_parameters,); raises as `passes`."""
    at, X, y = _checked(objective, theta, rules, batch)
    with np.errstate(over="ignore", invalid="ignore"):
        found = gradient_of(objective, at, X, y, rules)
    if not np.isfinite(found).all():
        raise overflow(at)
    return found


def inputs_of(objective: Objective, batch: Examples | None) -> tuple[Array, Array]:
    """Return X and y of a batch, or of all examples."""
    examples = objective.examples if batch is None else batch
    return examples.inputs[: objective.network.sizes[0]].T, examples.y


def _checked(
    objective: Objective, theta: ArrayLike, rules: Rules, batch: Examples | None
) -> tuple[Array, Array, Array]:
    """Return theta, X and y."""
    instance("objective", objective, Objective)
    instance("rules", rules, Rules)
    if batch is not None:
        objective.check_batch(batch)
    return vector("theta", theta, objective.n_parameters), *inputs_of(objective, batch)
