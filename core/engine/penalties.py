"""Penalties on the weights, never on the biases, each one record with its derivative, formulas and
NumPy code.

Each is a sum over the parameters of strength_i * p(theta_i), where the strength of a weight is
lambda_ / m and that of a bias 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..language import N_, translated
from ..types import Array


@translated("label", "note")
@dataclass(frozen=True)
class Penalty:
    """One penalty.

    Attributes
    ----------
    name, label : str
        Key in ``PENALTIES`` and what people call it.
    value : callable
        ``value(strength, theta)`` -> the penalty, for strength of shape (n_parameters,); an
        array of shape (n,) for n thetas, one a row. In theta the biases are 0: the square of a
        large one would overflow.
    derivative : callable
        ``derivative(strength, theta)`` -> its gradient, of the shape of theta.
    formula : str
        What is added to J, in LaTeX, over all weights W.
    formula_derivative : callable
        ``formula_derivative(w)`` -> what is added to dJ/dw in LaTeX, for the symbol of a weight,
        or of a matrix of them.
    code : str
        What a layer adds to J, as a NumPy expression of its weights `W_l`, `lambda_` and `m`.
    code_derivative : str
        What is added to dJ/dW_l, as such an expression, shape (n_in, n_out).
    note : str
        What it does to the weights, in a sentence.
    """

    name: str
    label: str
    value: Callable[[Array, Array], Any]
    derivative: Callable[[Array, Array], Array]
    formula: str
    formula_derivative: Callable[[str], str]
    code: str
    code_derivative: str
    note: str


PENALTIES: dict[str, Penalty] = {
    record.name: record
    for record in (
        Penalty(
            name="l2",
            label="L2, Σ W²",
            value=lambda strength, theta: 0.5 * np.dot(theta * theta, strength),
            derivative=lambda strength, theta: strength * theta,
            formula=r"\frac{\lambda}{2m} \sum W^2",
            formula_derivative=lambda w: rf"\frac{{\lambda}}{{m}} {w}",
            code="lambda_ / (2 * m) * np.sum(W_l**2)",
            code_derivative="lambda_ / m * W_l",
            note=N_("L2 (λ/2m · Σ W²) keeps all weights small."),
        ),
        Penalty(
            name="l1",
            label="L1, Σ |W|",
            value=lambda strength, theta: np.dot(np.abs(theta), strength),
            # At W = 0, where |W| has no derivative, sign(0) = 0 is one of its subgradients.
            derivative=lambda strength, theta: strength * np.sign(theta),
            formula=r"\frac{\lambda}{m} \sum |W|",
            formula_derivative=lambda w: rf"\frac{{\lambda}}{{m}} \mathrm{{sign}}\, {w}",
            code="lambda_ / m * np.sum(np.abs(W_l))",
            code_derivative="lambda_ / m * np.sign(W_l)",
            note=N_(
                "L1 (λ/m · Σ |W|) pulls on every weight alike, so that those of little use go to 0."
            ),
        ),
    )
}
