"""Penalties on the weights, never on the biases, as records in one table.

Each is a sum over the parameters of strength_i * p(theta_i), where the strength of a weight is
lambda_ / m and that of a bias 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..types import Array


@dataclass(frozen=True)
class Penalty:
    """One penalty.

    Attributes
    ----------
    name, label : str
        Key in ``PENALTIES`` and what people call it.
    formula : str
        In LaTeX, with its factor.
    value : callable
        ``value(strength, theta)`` -> the penalty, for strength of shape (n_parameters,); an
        array of shape (n,) for n thetas, one a row. In theta the biases are 0: the square of a
        large one would overflow.
    derivative : callable
        ``derivative(strength, theta)`` -> its gradient, of the shape of theta.
    note : str
        What it does to the weights, in a sentence.
    """

    name: str
    label: str
    formula: str
    value: Callable[[Array, Array], Any]
    derivative: Callable[[Array, Array], Array]
    note: str


PENALTIES: dict[str, Penalty] = {
    record.name: record
    for record in (
        Penalty(
            "l2",
            "L2, Σ W²",
            r"\frac{\lambda}{2m} \sum W^2",
            lambda strength, theta: 0.5 * np.dot(theta * theta, strength),
            lambda strength, theta: strength * theta,
            "L2 (λ/2m · Σ W², as in exercise 4) keeps all weights small.",
        ),
        Penalty(
            # At W = 0, where |W| has no derivative, sign(0) = 0 is one of its subgradients.
            "l1",
            "L1, Σ |W|",
            r"\frac{\lambda}{m} \sum |W|",
            lambda strength, theta: np.dot(np.abs(theta), strength),
            lambda strength, theta: strength * np.sign(theta),
            "L1 (λ/m · Σ |W|) pulls on every weight alike, so that those of little use go to 0.",
        ),
    )
}
