"""Activation functions a = f(z), each one record with all that is its own: the function, its
derivative, both as formulas and as NumPy code.

Not here: anything that knows about layers or costs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.special import expit

from ..language import N_, _, translated
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


@translated("label")
@dataclass(frozen=True)
class Activation:
    """One activation function.

    Attributes
    ----------
    name : str
        Key in ``ACTIVATIONS``.
    label : str
        What people call it.
    f : callable
        ``f(z, out=None) -> a``; z and a have shape (m, n).
    f_prime : callable or None
        ``f_prime(z, a, out=None) -> da/dz``, shape (m, n). None where the derivative
        is not element-wise (softmax): such a function can only be an output, with the
        cost that it matches.
    bounds : tuple of float or None
        Smallest and largest value of a; None where a is not bounded. A picture of a
        unit puts its neutral color in the middle of them.
    formula : callable
        ``formula(z)`` -> f(z) in LaTeX, for the symbol of z.
    formula_derivative : callable or None
        ``formula_derivative(z, a)`` -> f'(z) in LaTeX, for the symbols of z and a; None where
        f_prime is.
    code : str
        f(z) as a NumPy expression of an array `z`, shape (m, n).
    code_derivative : str
        f'(z) as a NumPy expression of arrays `z` and `a`; empty where f_prime is None.
    derivative_is_factor : bool
        Whether formula_derivative needs no brackets in a product.
    f_of_few : callable or None
        How `f` computes arrays of at most EXPIT_SIZE elements, where the last digit differs. The
        layers of many networks side by side are computed by it where a layer alone is as small, so
        that each network gets the numbers that it gets alone.
    """

    name: str
    label: str
    f: Function
    f_prime: Derivative | None
    bounds: tuple[float, float] | None
    formula: Callable[[str], str]
    formula_derivative: Callable[[str, str], str] | None
    code: str
    code_derivative: str
    derivative_is_factor: bool = False
    f_of_few: Function | None = None

    def beside_others(self, size: int) -> Function:
        """Return f for many arrays of `size` elements side by side: each as it would be alone."""
        return self.f if self.f_of_few is None or size > EXPIT_SIZE else self.f_of_few

    def derivative_factor(self, z: str, a: str) -> str:
        """Return f'(z) in LaTeX as a factor of a product, for the symbols of z and a.

        Raises
        ------
        ValueError
            If there is no element-wise derivative.
        """
        if self.formula_derivative is None:
            raise ValueError(_("{name}: has no element-wise derivative").format(name=self.name))
        formula = self.formula_derivative(z, a)
        return formula if self.derivative_is_factor else f"({formula})"


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


def _squared(symbol: str) -> str:
    """Return the square of a symbol in LaTeX; one with an index of its own needs brackets."""
    return f"{symbol}^2" if len(symbol) == 1 else f"({symbol})^2"


ACTIVATIONS: dict[str, Activation] = {
    record.name: record
    for record in (
        Activation(
            name="sigmoid",
            label=N_("sigmoid"),
            f=sigmoid,
            f_prime=sigmoid_prime,
            bounds=(0.0, 1.0),
            formula=lambda z: rf"\frac{{1}}{{1 + e^{{-{z}}}}}",
            formula_derivative=lambda z, a: f"{a} (1 - {a})",
            code="1 / (1 + np.exp(-z))",
            code_derivative="a * (1 - a)",
            derivative_is_factor=True,
            f_of_few=expit,
        ),
        Activation(
            name="tanh",
            label="tanh",
            f=tanh,
            f_prime=tanh_prime,
            bounds=(-1.0, 1.0),
            formula=lambda z: rf"\tanh {z}",
            formula_derivative=lambda z, a: f"1 - {_squared(a)}",
            code="np.tanh(z)",
            code_derivative="1 - a**2",
        ),
        Activation(
            name="relu",
            label="ReLU",
            f=relu,
            f_prime=relu_prime,
            bounds=None,
            formula=lambda z: rf"\max({z}, 0)",
            formula_derivative=lambda z, a: f"[{z} > 0]",
            code="np.maximum(z, 0)",
            code_derivative="(z > 0) * 1.0",
            derivative_is_factor=True,
        ),
        Activation(
            name="linear",
            label=N_("linear"),
            f=linear,
            f_prime=linear_prime,
            bounds=None,
            formula=lambda z: z,
            formula_derivative=lambda z, a: "1",
            code="z",
            code_derivative="np.ones_like(z)",
            derivative_is_factor=True,
        ),
        Activation(
            name="softmax",
            label=N_("softmax"),
            f=softmax,
            f_prime=None,
            bounds=(0.0, 1.0),
            formula=lambda z: rf"\frac{{e^{{{z}}}}}{{\sum_k e^{{z_k}}}}",
            formula_derivative=None,
            code="np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)",
            code_derivative="",
        ),
    )
}


def hidden_activations() -> tuple[str, ...]:
    """Return the names of the activations that a hidden layer can have, as the table stands now."""
    return tuple(name for name, record in ACTIVATIONS.items() if record.f_prime is not None)
