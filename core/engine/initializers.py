"""Ways to draw the initial weights, as records in one table.

Each draws the parameters of one layer in the order in which its source draws them, so that a
published seed gives the published weights.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ..language import N_, translated
from ..types import Array

#: (rng, n_in, n_out) -> (W of shape (n_in, n_out), b of shape (n_out,)).
Draw: TypeAlias = Callable[[np.random.RandomState, int, int], tuple[Array, Array]]


@translated("label", "note")
@dataclass(frozen=True)
class Initializer:
    """One way to draw the initial weights of a layer.

    Attributes
    ----------
    name, label : str
        Key in ``INITIALIZERS`` and what people call it.
    formula : str
        The distribution in LaTeX.
    draw : callable
        ``draw(rng, n_in, n_out) -> (W, b)``.
    note : str
        What to expect of it, in a sentence.
    """

    name: str
    label: str
    formula: str
    draw: Draw
    note: str


def tutorial(rng: np.random.RandomState, n_in: int, n_out: int) -> tuple[Array, Array]:
    """Uniform over half the range that the moons tutorial's text asks for, bias included.

    The text says [-epsilon, epsilon] with epsilon = sqrt(6) / sqrt(n_out + n_in + 1); its
    code multiplies (rand - 0.5) by epsilon, which is half of it. Drawn as the tutorial's
    matrix of shape (n_out, 1 + n_in), first column the bias.
    """
    theta = (rng.rand(n_out, 1 + n_in) - 0.5) * np.sqrt(6.0) / np.sqrt(n_out + n_in + 1)
    return np.ascontiguousarray(theta[:, 1:].T), theta[:, 0].copy()


def exercise4(rng: np.random.RandomState, n_in: int, n_out: int) -> tuple[Array, Array]:
    """Uniform in [-0.12, 0.12], bias included (Coursera, exercise 4, section 2.2).

    Drawn as the exercise's matrix of shape (n_out, 1 + n_in), first column the bias.
    """
    theta = (2.0 * rng.rand(n_out, 1 + n_in) - 1.0) * 0.12
    return np.ascontiguousarray(theta[:, 1:].T), theta[:, 0].copy()


def xor(rng: np.random.RandomState, n_in: int, n_out: int) -> tuple[Array, Array]:
    """Normal with standard deviation sqrt(6 / (n_in + n_out)) / 2, as the XOR tutorial's.

    The tutorial prints neither its seed nor its initial weights; biases start at 0 here.
    """
    W = rng.standard_normal((n_in, n_out)) * 0.5 * np.sqrt(6.0 / (n_in + n_out))
    return W, np.zeros(n_out)


def xavier(rng: np.random.RandomState, n_in: int, n_out: int) -> tuple[Array, Array]:
    """Uniform in [-sqrt(6 / (n_in + n_out)), +...], biases 0 (Glorot and Bengio 2010)."""
    epsilon = np.sqrt(6.0 / (n_in + n_out))
    return rng.uniform(-epsilon, epsilon, (n_in, n_out)), np.zeros(n_out)


def he(rng: np.random.RandomState, n_in: int, n_out: int) -> tuple[Array, Array]:
    """Normal with variance 2 / n_in, biases 0 (He et al. 2015)."""
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2.0 / n_in), np.zeros(n_out)


def normal(rng: np.random.RandomState, n_in: int, n_out: int) -> tuple[Array, Array]:
    """Standard normal, weights first, then biases."""
    return rng.standard_normal((n_in, n_out)), rng.standard_normal(n_out)


def uniform(rng: np.random.RandomState, n_in: int, n_out: int) -> tuple[Array, Array]:
    """Uniform in [0, 1), weights first, then biases, as in the exercise with two tanh layers."""
    return rng.rand(n_in, n_out), rng.rand(n_out)


def zeros(rng: np.random.RandomState, n_in: int, n_out: int) -> tuple[Array, Array]:
    """All zero."""
    return np.zeros((n_in, n_out)), np.zeros(n_out)


INITIALIZERS: dict[str, Initializer] = {
    record.name: record
    for record in (
        Initializer(
            "tutorial",
            N_("small"),
            r"U(-\tfrac12, \tfrac12) \cdot \sqrt{6 / (n_{out} + n_{in} + 1)}",
            tutorial,
            N_("Small: the first epochs are slow, as in the tutorial."),
        ),
        Initializer(
            "xavier",
            "Xavier",
            r"U(-1, 1) \cdot \sqrt{6 / (n_{in} + n_{out})}",
            xavier,
            N_("Made for sigmoid and tanh: a layer passes on about the variance it gets."),
        ),
        Initializer(
            "he",
            "He",
            r"N(0, 2 / n_{in})",
            he,
            N_("Made for ReLU, which drops half of what it gets."),
        ),
        Initializer(
            "normal",
            N_("normal"),
            "N(0, 1)",
            normal,
            N_("Large: units may start saturated."),
        ),
        Initializer(
            "exercise4",
            N_("uniform ±0.12"),
            r"U(-0.12, 0.12)",
            exercise4,
            N_("Small for every layer, however wide: chosen for 25 units behind 400 pixels."),
        ),
        Initializer(
            "xor",
            N_("Xavier, normal"),
            r"N(0, 1.5 / (n_{in} + n_{out}))",
            xor,
            N_("Close to Xavier's, drawn from a normal distribution."),
        ),
        Initializer(
            "uniform",
            N_("uniform 0–1"),
            r"U(0, 1)",
            uniform,
            N_("All positive, as in the exercise with two tanh layers: units begin much alike."),
        ),
        Initializer(
            "zeros",
            N_("zeros"),
            "0",
            zeros,
            N_("All units of a layer stay twins: the symmetry never breaks, rounding aside."),
        ),
    )
}
