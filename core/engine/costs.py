"""Cost functions J(y_hat, y), as records in one table.

A cost is two functions: what one example costs, and the derivative of that with respect to the
output. Whether J is the mean over the examples or their sum stands beside them, once for both:
tutorials differ in it, and each keeps its own, by name. The penalty is in penalties.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from ..language import N_, translated
from ..types import Array

#: As arrays, so that a ufunc on a mini-batch need not convert a Python float each time.
ZERO, HALF, TWO = (np.array(number) for number in (0.0, 0.5, 2.0))

#: (z, a, y) -> the cost of each output of each example, with z and a = y_hat of the output layer.
Each: TypeAlias = Callable[[Array, Array, Array], Array]
#: (a, y) -> its derivative with respect to each element of a.
EachDerivative: TypeAlias = Callable[[Array, Array], Array]
#: (y_hat, y) -> LaTeX, from the symbols of one output and its target.
Formula: TypeAlias = Callable[[str, str], str]


@translated("label", "short")
@dataclass(frozen=True)
class Cost:
    r"""One cost function, its data term only.

    Attributes
    ----------
    name : str
        Key in ``COSTS``.
    label, short : str
        What people call it, and the same where there is little room.
    formula : str
        J in LaTeX, with its reduction.
    formula_each : callable
        ``formula_each(y_hat, y)`` -> what one example with one output costs, in LaTeX; no 1/m.
    formula_derivative : callable or None
        ``formula_derivative(y_hat, y)`` -> the derivative of that with respect to y_hat, in
        LaTeX; None where `derivative` is None.
    each : callable
        ``each(z, a, y)`` -> what each output of each example costs before the reduction, of the
        shape of z and a, (..., m, n_L), for y of shape (m, n_L). It is given z too, because a
        cross-entropy computed from a alone meets log(0) and loses digits.
    derivative : callable or None
        ``derivative(a, y)`` -> d each / da, shape (..., m, n_L); None where only the matched form
        exists.
    matched : str or None
        The output activation with which delta simplifies to scale(m) * (a - y).
    reduction : {"mean", "sum"}
        What makes J of the costs of m examples.
    takes_classes : bool
        True for a cross-entropy: it makes sense with the matched activation only, and with
        targets from 0 to 1.
    offered : bool
        Whether a page that lets one choose a cost offers it. Those that are not are there for
        their tutorials and for the estimators.
    code : str
        The data term as a NumPy expression of the arrays y_hat and y and the number m.
    code_derivative : str
        `derivative` as a NumPy expression of y_hat and y; empty where it is None.
    """

    name: str
    label: str
    short: str
    formula: str
    formula_each: Formula
    formula_derivative: Formula | None
    each: Each
    derivative: EachDerivative | None
    matched: str | None
    reduction: Literal["mean", "sum"]
    takes_classes: bool
    offered: bool
    code: str
    code_derivative: str

    def scale(self, m: int) -> float:
        """Return the factor in front of the sum over m examples: 1/m for a mean, else 1."""
        return 1.0 / m if self.reduction == "mean" else 1.0

    def J(self, z: Array, a: Array, y: Array) -> Array:
        """Return the data term, shape (...) for z and a of shape (..., m, n_L).

        y has shape (m, n_L), or that of a where the examples differ too.
        """
        total: Array = np.add.reduce(self.each(z, a, y), axis=(-2, -1))
        return total if self.reduction == "sum" else total / y.shape[-2]


def squares(z: Array, a: Array, y: Array) -> Array:
    """Return (a - y)^2."""
    d = np.subtract(a, y)
    np.multiply(d, d, out=d)
    return d


def half_squares(z: Array, a: Array, y: Array) -> Array:
    """Return half of that."""
    d = squares(z, a, y)
    np.multiply(d, HALF, out=d)
    return d


def cross_entropy(z: Array, a: Array, y: Array) -> Array:
    """Return -(y log a + (1 - y) log(1 - a)) for a = sigmoid(z).

    It equals ([z > 0] - y) z + log(1 + exp(-|z|)): two terms that are never negative, so that a
    cost next to 0 keeps its digits, for every z and without an overflow. The larger of a and
    1 - a says which is the nearer class: rounded, a is [z > 0].
    """
    costs = np.abs(z)
    np.negative(costs, out=costs)
    np.exp(costs, out=costs)
    np.log1p(costs, out=costs)
    wrong = np.rint(a)
    np.subtract(wrong, y, out=wrong)
    np.multiply(wrong, z, out=wrong)
    np.add(costs, wrong, out=costs)
    return costs


def cross_entropy_derivative(a: Array, y: Array) -> Array:
    """Return (a - y) / (a (1 - a))."""
    return np.asarray((a - y) / (a * (1.0 - a)))


def softmax_cross_entropy(z: Array, a: Array, y: Array) -> Array:
    """Return -y log a for a = softmax(z) and y that adds up to 1.

    With t the largest z of an example it equals y (t - z + log(1 + the sum of exp(z - t) over all
    other units)): terms that are never negative, as in `cross_entropy`.
    """
    below = np.subtract(z, np.maximum.reduce(z, axis=-1, keepdims=True))
    largest = np.equal(below, ZERO)
    others = np.exp(below)
    np.subtract(others, largest, out=others)
    rest = np.add.reduce(others, axis=-1, keepdims=True)
    if np.count_nonzero(largest) != rest.size:  # several are the largest: one of them is t
        rest += np.add.reduce(largest, axis=-1, dtype=np.float64, keepdims=True) - 1.0
    np.log1p(rest, out=rest)
    np.subtract(rest, below, out=below)
    np.multiply(below, y, out=below)
    return below


def difference(a: Array, y: Array) -> Array:
    """Return a - y."""
    return np.subtract(a, y)


def twice_difference(a: Array, y: Array) -> Array:
    """Return 2 (a - y)."""
    d: Array = np.subtract(a, y)
    np.multiply(d, TWO, out=d)
    return d


def _binary(y_hat: str, y: str) -> str:
    return rf"-\left[ {y} \log {y_hat} + (1 - {y}) \log (1 - {y_hat}) \right]"


def _binary_derivative(y_hat: str, y: str) -> str:
    return rf"\frac{{{y_hat} - {y}}}{{{y_hat} (1 - {y_hat})}}"


COSTS: dict[str, Cost] = {
    record.name: record
    for record in (
        Cost(
            name="cross_entropy",
            label=N_("cross-entropy"),
            short=N_("cross-entropy"),
            formula=r"-\frac1m \sum_i \sum_j y_j \log \hat y_j + (1 - y_j) \log (1 - \hat y_j)",
            formula_each=_binary,
            formula_derivative=_binary_derivative,
            each=cross_entropy,
            derivative=cross_entropy_derivative,
            matched="sigmoid",
            reduction="mean",
            takes_classes=True,
            offered=True,
            code="-np.sum(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat)) / m",
            code_derivative="(y_hat - y) / (y_hat * (1 - y_hat))",
        ),
        Cost(
            name="cross_entropy_sum",
            label=N_("summed cross-entropy"),
            short=N_("summed CE"),
            formula=r"-\sum_i \sum_j y_j \log \hat y_j + (1 - y_j) \log (1 - \hat y_j)",
            formula_each=_binary,
            formula_derivative=_binary_derivative,
            each=cross_entropy,
            derivative=cross_entropy_derivative,
            matched="sigmoid",
            reduction="sum",
            takes_classes=True,
            offered=True,
            code="-np.sum(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))",
            code_derivative="(y_hat - y) / (y_hat * (1 - y_hat))",
        ),
        Cost(
            name="softmax_cross_entropy",
            label=N_("softmax cross-entropy"),
            short=N_("cross-entropy"),
            formula=r"-\frac1m \sum_i \sum_j y_j \log \hat y_j",
            formula_each=lambda y_hat, y: rf"-\left[ {y} \log {y_hat} \right]",
            formula_derivative=None,
            each=softmax_cross_entropy,
            derivative=None,
            matched="softmax",
            reduction="mean",
            takes_classes=True,
            offered=True,
            code="-np.sum(y * np.log(y_hat)) / m",
            code_derivative="",
        ),
        Cost(
            name="mse",
            label=N_("mean squared error"),
            short="MSE",
            formula=r"\frac1m \sum_i \sum_j (\hat y_j - y_j)^2",
            formula_each=lambda y_hat, y: f"({y_hat} - {y})^2",
            formula_derivative=lambda y_hat, y: f"2 ({y_hat} - {y})",
            each=squares,
            derivative=twice_difference,
            matched=None,
            reduction="mean",
            takes_classes=False,
            offered=True,
            code="np.sum((y_hat - y) ** 2) / m",
            code_derivative="2 * (y_hat - y)",
        ),
        Cost(
            name="half_mse",
            label=N_("half the mean squared error"),
            short=N_("half the MSE"),
            formula=r"\frac1{2m} \sum_i \sum_j (\hat y_j - y_j)^2",
            formula_each=lambda y_hat, y: rf"\frac12 ({y_hat} - {y})^2",
            formula_derivative=lambda y_hat, y: f"({y_hat} - {y})",
            each=half_squares,
            derivative=difference,
            matched="linear",
            reduction="mean",
            takes_classes=False,
            offered=False,
            code="np.sum((y_hat - y) ** 2) / (2 * m)",
            code_derivative="y_hat - y",
        ),
        Cost(
            name="half_squares",
            label=N_("half the sum of squares"),
            short=N_("half the squares"),
            formula=r"\frac12 \sum_i \sum_j (\hat y_j - y_j)^2",
            formula_each=lambda y_hat, y: rf"\frac12 ({y_hat} - {y})^2",
            formula_derivative=lambda y_hat, y: f"({y_hat} - {y})",
            each=half_squares,
            derivative=difference,
            matched="linear",
            reduction="sum",
            takes_classes=False,
            offered=False,
            code="np.sum((y_hat - y) ** 2) / 2",
            code_derivative="y_hat - y",
        ),
    )
}
