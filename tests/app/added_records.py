"""One record more for each table: an activation, a cost, a penalty and an optimizer."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS, Activation
from core.engine.costs import COSTS, Cost
from core.engine.optimizers import OPTIMIZERS, FirstOrder
from core.engine.penalties import PENALTIES, Penalty
from core.types import Array


def silu(z: Array, out: Array | None = None) -> Array:
    """Return z times the logistic function of z: neither bounded nor monotone."""
    return np.divide(z, 1.0 + np.exp(-z), out=out)


def silu_prime(z: Array, a: Array, out: Array | None = None) -> Array:
    """Return (1 + a exp(-z)) / (1 + exp(-z)): it takes z and a."""
    return np.divide(1.0 + a * np.exp(-z), 1.0 + np.exp(-z), out=out)


SILU = Activation(
    name="silu",
    label="SiLU",
    f=silu,
    f_prime=silu_prime,
    bounds=None,
    formula=lambda z: rf"\frac{{{z}}}{{1 + e^{{-{z}}}}}",
    formula_derivative=lambda z, a: rf"\frac{{1 + {a} e^{{-{z}}}}}{{1 + e^{{-{z}}}}}",
    code="z / (1 + np.exp(-z))",
    code_derivative="(1 + a * np.exp(-z)) / (1 + np.exp(-z))",
    derivative_is_factor=True,
)

QUARTIC = Cost(
    name="quartic",
    label="mean fourth power",
    short="fourth power",
    formula=r"\frac1m \sum_i \sum_j (\hat y_j - y_j)^4",
    formula_each=lambda y_hat, y: f"({y_hat} - {y})^4",
    formula_derivative=lambda y_hat, y: f"4 ({y_hat} - {y})^3",
    each=lambda z, a, y: (a - y) ** 4,
    derivative=lambda a, y: 4.0 * (a - y) ** 3,
    matched=None,
    reduction="mean",
    takes_classes=False,
    offered=True,
    code="np.sum((y_hat - y) ** 4) / m",
    code_derivative="4 * (y_hat - y) ** 3",
)

PSEUDO_HUBER = Penalty(
    name="pseudo_huber",
    label="pseudo-Huber",
    value=lambda strength, theta: np.dot(np.sqrt(1.0 + theta * theta) - 1.0, strength),
    derivative=lambda strength, theta: strength * theta / np.sqrt(1.0 + theta * theta),
    formula=r"\frac{\lambda}{m} \sum (\sqrt{1 + W^2} - 1)",
    formula_derivative=lambda w: rf"\frac{{\lambda}}{{m}} \frac{{{w}}}{{\sqrt{{1 + ({w})^2}}}}",
    code="lambda_ / m * np.sum(np.sqrt(1 + W_l**2) - 1)",
    code_derivative="lambda_ / m * W_l / np.sqrt(1 + W_l**2)",
    note="Pseudo-Huber treats small weights as L2 does and large ones as L1 does.",
)


@dataclass(frozen=True)
class SignDescent(FirstOrder):
    """theta <- theta - alpha sign(dJ/dtheta)."""

    label: ClassVar[str] = "sign descent"
    formula: ClassVar[str] = (
        r"\theta \leftarrow \theta - \alpha\, \mathrm{sign} \frac{\partial J}{\partial\theta}"
    )
    note: ClassVar[str] = "Every weight changes by the same amount."
    alpha: float = 0.01

    def begin(self, n_parameters: int) -> None:
        """Return nothing: it remembers nothing."""

    def move(self, gradient: Array, memory: None, alpha: float) -> tuple[Array, None]:
        """Return -alpha sign(gradient)."""
        return -alpha * np.sign(gradient), None


#: Field of a page -> the value that stands for a record, or makes use of it.
ADDED: dict[str, Any] = {
    "activation": "silu",
    "cost": "quartic",
    "penalty": "pseudo_huber",
    "lambda_": 0.5,
    "optimizer": "sign_descent",
    "alpha": 0.01,
}


def add_to_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add one record to each table, for the time of a test."""
    monkeypatch.setitem(ACTIVATIONS, SILU.name, SILU)
    monkeypatch.setitem(COSTS, QUARTIC.name, QUARTIC)
    monkeypatch.setitem(PENALTIES, PSEUDO_HUBER.name, PSEUDO_HUBER)
    monkeypatch.setitem(OPTIMIZERS, "sign_descent", SignDescent)
