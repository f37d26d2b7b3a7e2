"""Cost functions J(y_hat, y), as records in one table.

THE place that fixes every 1/m, every 1/2 and every "sum or mean": tutorials differ in them,
and each keeps its own, by name. The penalty on the weights is not here but in objective.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from scipy.special import logsumexp

from ..types import Array

#: As arrays, so that a ufunc on a mini-batch need not convert a Python float each time.
ZERO, ONE = np.array(0.0), np.array(1.0)

#: (z, a, y) -> the cost of each example, with z and a = y_hat of the output layer.
Value: TypeAlias = Callable[[Array, Array, Array], Array]
#: (a, y) -> dJ/da, shape (m, n_L).
Slope: TypeAlias = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Cost:
    r"""One cost function, its data term only.

    Attributes
    ----------
    name : str
        Key in ``COSTS``.
    label : str
        What people call it.
    formula : str
        J in LaTeX, with its reduction.
    formula_slope : str
        Its derivative with respect to one output in LaTeX, from \hat y, y and m; empty where
        dJ_da is None.
    J : callable
        ``J(z, a, y) -> float``. It is given z too, because a cross-entropy that is
        computed from a alone meets log(0).
    dJ_da : callable or None
        ``dJ_da(a, y) -> dJ/da``; None where only the matched form exists.
    matched : str or None
        The output activation with which delta simplifies to scale(m) * (a - y).
    each : callable
        ``each(z, a, y)`` -> what each example costs before the reduction: the sum over its
        units, shape (..., m) for z and a of shape (..., m, n_L). J = scale(m) * their sum.
    scale : callable
        m -> the factor in front of that sum, and of the matched delta.
    takes_classes : bool
        True for a cross-entropy: it makes sense with the matched activation only, and with
        targets from 0 to 1.
    """

    name: str
    label: str
    formula: str
    formula_slope: str
    J: Callable[[Array, Array, Array], float]
    dJ_da: Slope | None
    matched: str | None
    each: Value
    scale: Callable[[int], float]
    takes_classes: bool = False
    short: str = ""
    offered: bool = True
    reduction: str = "mean"


def mean(m: int) -> float:
    """Return the factor that makes a sum over m examples their mean: 1/m."""
    return 1.0 / m


def total(m: int) -> float:
    """Return the factor that leaves a sum over m examples a sum: 1."""
    return 1.0


def sum_of_squares(a: Array, y: Array) -> float:
    """Sum over examples and units of (a - y)^2."""
    d = np.subtract(a, y)
    np.multiply(d, d, out=d)
    return float(np.add.reduce(d, axis=None))


def sum_of_cross_entropy(z: Array, a: Array, y: Array) -> float:
    """-sum of y log a + (1 - y) log(1 - a) for a = sigmoid(z), safe for every z.

    It equals max(z, 0) - y z + log(1 + exp(-|z|)), and
    1 / (1 + exp(-|z|)) is the larger of a and 1 - a, which the forward pass left:
    no logarithm of anything under 1/2, no exponential at all.
    """
    larger = np.subtract(ONE, a)
    np.maximum(larger, a, out=larger)
    np.log(larger, out=larger)
    positive = np.maximum(z, ZERO)
    np.subtract(positive, larger, out=positive)
    # vdot wants contiguous memory, which the transposes of the objective's arrays are.
    return float(np.add.reduce(positive, axis=None)) - float(np.vdot(y.T, z.T))


def sum_of_softmax_cross_entropy(z: Array, a: Array, y: Array) -> float:
    """-sum of y log a for a = softmax(z), as sum of y (log sum_k exp(z_k) - z): safe for all z."""
    top = z.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(z - top).sum(axis=-1, keepdims=True)) + top
    return float((y * (log_sum - z)).sum())


def squares_of_each(z: Array, a: Array, y: Array) -> Array:
    """Return the sum over the units of (a - y)^2, for each example."""
    return np.asarray(np.square(a - y).sum(axis=-1))


def half_squares_of_each(z: Array, a: Array, y: Array) -> Array:
    """Return half of that."""
    return 0.5 * squares_of_each(z, a, y)


def cross_entropy_of_each(z: Array, a: Array, y: Array) -> Array:
    """Return max(z, 0) - y z + log(1 + exp(-|z|)) summed over the units, for each example."""
    return np.asarray((np.maximum(z, 0.0) - y * z + np.log1p(np.exp(-np.abs(z)))).sum(axis=-1))


def softmax_cross_entropy_of_each(z: Array, a: Array, y: Array) -> Array:
    """Return the sum of y (log sum_k exp(z_k) - z), for each example."""
    return np.asarray((y * (logsumexp(z, axis=-1, keepdims=True) - z)).sum(axis=-1))


def cross_entropy_slope(a: Array, y: Array) -> Array:
    """d/da of -(y log a + (1 - y) log(1 - a)) = (a - y) / (a (1 - a))."""
    return (a - y) / (a * (1.0 - a))


COSTS: dict[str, Cost] = {
    record.name: record
    for record in (
        Cost(
            name="cross_entropy",
            short="cross-entropy",
            offered=True,
            reduction="mean",
            label="cross-entropy",
            formula=r"-\frac1m \sum_i \sum_j y_j \log \hat y_j + (1 - y_j) \log (1 - \hat y_j)",
            formula_slope=r"\frac{1}{m} \frac{\hat y - y}{\hat y (1 - \hat y)}",
            J=lambda z, a, y: sum_of_cross_entropy(z, a, y) / len(y),
            dJ_da=lambda a, y: cross_entropy_slope(a, y) / len(y),
            matched="sigmoid",
            each=cross_entropy_of_each,
            scale=mean,
            takes_classes=True,
        ),
        Cost(
            name="cross_entropy_sum",
            short="summed CE",
            offered=True,
            reduction="sum",
            label="summed cross-entropy",
            formula=r"-\sum_i \sum_j y_j \log \hat y_j + (1 - y_j) \log (1 - \hat y_j)",
            formula_slope=r"\frac{\hat y - y}{\hat y (1 - \hat y)}",
            J=sum_of_cross_entropy,
            dJ_da=cross_entropy_slope,
            matched="sigmoid",
            each=cross_entropy_of_each,
            scale=total,
            takes_classes=True,
        ),
        Cost(
            name="softmax_cross_entropy",
            short="softmax",
            offered=True,
            reduction="mean",
            label="softmax cross-entropy",
            formula=r"-\frac1m \sum_i \sum_j y_j \log \hat y_j",
            formula_slope="",
            J=lambda z, a, y: sum_of_softmax_cross_entropy(z, a, y) / len(y),
            dJ_da=None,
            matched="softmax",
            each=softmax_cross_entropy_of_each,
            scale=mean,
            takes_classes=True,
        ),
        Cost(
            name="mse",
            short="MSE",
            offered=True,
            reduction="mean",
            label="mean squared error",
            formula=r"\frac1m \sum_i \sum_j (\hat y_j - y_j)^2",
            formula_slope=r"\frac{2}{m} (\hat y - y)",
            J=lambda z, a, y: sum_of_squares(a, y) / len(y),
            dJ_da=lambda a, y: (2.0 / len(y)) * (a - y),
            matched=None,
            each=squares_of_each,
            scale=mean,
        ),
        Cost(
            name="half_mse",
            short="half the MSE",
            offered=False,
            reduction="mean",
            label="half the mean squared error",
            formula=r"\frac1{2m} \sum_i \sum_j (\hat y_j - y_j)^2",
            formula_slope=r"\frac{1}{m} (\hat y - y)",
            J=lambda z, a, y: 0.5 * sum_of_squares(a, y) / len(y),
            dJ_da=lambda a, y: (a - y) / len(y),
            matched="linear",
            each=half_squares_of_each,
            scale=mean,
        ),
        Cost(
            name="half_squares",
            short="half the squares",
            offered=False,
            reduction="sum",
            label="half the sum of squares",
            formula=r"\frac12 \sum_i \sum_j (\hat y_j - y_j)^2",
            formula_slope=r"(\hat y - y)",
            J=lambda z, a, y: 0.5 * sum_of_squares(a, y),
            dJ_da=lambda a, y: a - y,
            matched="linear",
            each=half_squares_of_each,
            scale=total,
        ),
    )
}
