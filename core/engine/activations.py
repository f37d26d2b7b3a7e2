"""Activation functions a = f(z) and their derivatives, as records in one table.

Not here: anything that knows about layers or costs.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.special import expit

from ..types import Array

#: As an array, so that a ufunc on a mini-batch need not convert a Python float each time.
ONE = np.array(1.0)

#: Arrays of at most so many elements are faster through one call of ``expit``.
EXPIT_SIZE = 256


class Function(Protocol):
    """An element-wise function of z that can write into a given array."""

    def __call__(self, z: Array, out: Array | None = None) -> Array:
        """Return f(z)."""
        ...


class Derivative(Protocol):
    """da/dz, given z and the a = f(z) that the forward pass left."""

    def __call__(self, z: Array, a: Array, out: Array | None = None) -> Array:
        """Return f'(z)."""
        ...


@dataclass(frozen=True)
class Activation:
    """One activation function.

    Attributes
    ----------
    name : str
        Key in ``ACTIVATIONS``.
    label : str
        What people call it.
    formula : str
        f(z) in LaTeX.
    formula_prime : str
        f'(z) in LaTeX, from z and a; empty where f_prime is None.
    f : callable
        ``f(z, out=None) -> a``; z and a have shape (m, n).
    f_prime : callable or None
        ``f_prime(z, a, out=None) -> da/dz``, shape (m, n). None where the derivative
        is not element-wise (softmax): such a function can only be an output, with the
        cost that it matches.
    bounds : tuple of float or None
        Smallest and largest value of a; None where a is not bounded. A picture of a
        unit puts its neutral color in the middle of them.
    """

    name: str
    label: str
    formula: str
    formula_prime: str
    f: Function
    f_prime: Derivative | None
    bounds: tuple[float, float] | None


def sigmoid(z: Array, out: Array | None = None) -> Array:
    """Logistic function 1 / (1 + exp(-z)).

    Small arrays go to SciPy's ``expit``, one call; large ones to NumPy's vectorized ``exp``,
    three times as fast on a layer of 1,000 examples. There exp(-z) overflows to inf for
    z < -709, where 1 / (1 + inf) = 0 is the right answer: that overflow is no error.
    """
    if z.size <= EXPIT_SIZE:
        return expit(z, out=out)  # type: ignore[no-any-return]
    a: Array = np.negative(z, out=out)
    with np.errstate(over="ignore"):
        np.exp(a, out=a)
    np.add(a, ONE, out=a)
    np.reciprocal(a, out=a)
    return a


def sigmoid_prime(z: Array, a: Array, out: Array | None = None) -> Array:
    """Return a (1 - a)."""
    d: Array = np.subtract(ONE, a, out=out)
    np.multiply(d, a, out=d)
    return d


def tanh(z: Array, out: Array | None = None) -> Array:
    """Hyperbolic tangent."""
    return np.tanh(z, out=out)


def tanh_prime(z: Array, a: Array, out: Array | None = None) -> Array:
    """Return 1 - a^2."""
    d: Array = np.multiply(a, a, out=out)
    np.subtract(ONE, d, out=d)
    return d


def relu(z: Array, out: Array | None = None) -> Array:
    """Rectified linear unit max(z, 0)."""
    return np.maximum(z, 0.0, out=out)


def relu_prime(z: Array, a: Array, out: Array | None = None) -> Array:
    """Return 1 where z > 0, else 0; at z = 0, where there is no derivative, 0 by convention."""
    d = np.empty_like(z) if out is None else out
    np.greater(z, 0.0, out=d)
    return d


def linear(z: Array, out: Array | None = None) -> Array:
    """The identity: a = z."""
    return np.positive(z, out=out)


def linear_prime(z: Array, a: Array, out: Array | None = None) -> Array:
    """Return 1 everywhere."""
    d = np.empty_like(z) if out is None else out
    d.fill(1.0)
    return d


def softmax(z: Array, out: Array | None = None) -> Array:
    """Return exp(z_j) / sum_k exp(z_k) over the units of a row.

    The row's maximum is subtracted first; it cancels, and nothing overflows.
    """
    a: Array = np.subtract(z, np.maximum.reduce(z, axis=-1, keepdims=True), out=out)
    np.exp(a, out=a)
    np.divide(a, np.add.reduce(a, axis=-1, keepdims=True), out=a)
    return a


ACTIVATIONS: dict[str, Activation] = {
    record.name: record
    for record in (
        Activation(
            "sigmoid",
            "sigmoid",
            r"\frac{1}{1 + e^{-z}}",
            "a (1 - a)",
            sigmoid,
            sigmoid_prime,
            (0.0, 1.0),
        ),
        Activation("tanh", "tanh", r"\tanh z", "1 - a^2", tanh, tanh_prime, (-1.0, 1.0)),
        Activation("relu", "ReLU", r"\max(z, 0)", "[z > 0]", relu, relu_prime, None),
        Activation("linear", "linear", "z", "1", linear, linear_prime, None),
        Activation(
            "softmax",
            "softmax",
            r"\frac{e^{z_j}}{\sum_k e^{z_k}}",
            "",
            softmax,
            None,
            (0.0, 1.0),
        ),
    )
}


def hidden_activations() -> tuple[str, ...]:
    """Return the names of the activations that a hidden layer can have, as the table stands now."""
    return tuple(name for name, record in ACTIVATIONS.items() if record.f_prime is not None)
