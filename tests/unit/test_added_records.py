"""An activation, a cost, a penalty and an optimizer, each added as one record while this runs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple

import numpy as np
import pytest

from core.engine import OPTIMIZERS, Network, Objective, Run, Status, make_optimizer
from core.engine.activations import ACTIVATIONS, hidden_activations
from core.engine.costs import COSTS
from core.engine.optimizers import FirstOrder
from core.engine.penalties import PENALTIES
from core.estimators import NetworkClassifier, NetworkRegressor
from core.explain.chain_rule import gradient, passes
from core.explain.factors import path_factors, weight_factors
from core.explain.gradient_check import check_gradient
from core.explain.loss_surfaces import costs_at, gradients_at, random_plane
from core.explain.mistakes import MISTAKES, Mistaken, hidden_mistake, those_that_show
from core.explain.unit_doctor import examine
from core.types import Array, read_only


def softplus(z: Array, out: Array | None = None) -> Array:
    """Return log(1 + exp(z)); it leaves `out` alone."""
    return np.logaddexp(0.0, z)


def softplus_prime(z: Array, a: Array, out: Array | None = None) -> Array:
    """Return 1 - exp(-a); it leaves `out` alone."""
    return -np.expm1(-a)


def gaussian(z: Array, out: Array | None = None) -> Array:
    """Return exp(-z^2); it writes into `out` before it has done with z."""
    a: Array = np.multiply(z, -1.0, out=out)
    np.multiply(a, z, out=a)
    np.exp(a, out=a)
    return a


def gaussian_prime(z: Array, a: Array, out: Array | None = None) -> Array:
    """Return -2 z exp(-z^2)."""
    d: Array = np.multiply(z, -2.0, out=out)
    np.multiply(d, a, out=d)
    return d


def log_cosh(z: Array, a: Array, y: Array) -> Array:
    """Return log cosh(a - y)."""
    return np.asarray(np.logaddexp(a - y, y - a) - np.log(2.0))


def elastic(strength: Array, theta: Array) -> Any:
    """Return the sum of |W| + W^2."""
    return np.dot(np.abs(theta) + theta * theta, strength)


class SumOfSquares(NamedTuple):
    """The sum of the squared gradients so far."""

    s: Array


@dataclass(frozen=True)
class AdaGrad(FirstOrder):
    """Every step is divided by the root of the sum of the squared gradients."""

    label: ClassVar[str] = "AdaGrad"
    formula: ClassVar[str] = r"\theta \leftarrow \theta - \alpha g / \sqrt{s}"
    note: ClassVar[str] = "It slows down."
    alpha: float = 0.1

    def begin(self, n_parameters: int) -> SumOfSquares:
        return SumOfSquares(read_only(np.zeros(n_parameters)))

    def move(
        self, gradient: Array, memory: SumOfSquares, alpha: float
    ) -> tuple[Array, SumOfSquares]:
        s = memory.s + gradient * gradient
        return -alpha * gradient / np.sqrt(s + 1e-12), SumOfSquares(read_only(s))


@pytest.fixture(autouse=True)
def records(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add one record to each table, for the time of a test."""
    tanh, mse, l2 = ACTIVATIONS["tanh"], COSTS["mse"], PENALTIES["l2"]
    added: tuple[tuple[dict[str, Any], Any], ...] = (
        (ACTIVATIONS, replace(tanh, name="softplus", f=softplus, f_prime=softplus_prime,
                              bounds=None)),
        (ACTIVATIONS, replace(tanh, name="gaussian", f=gaussian, f_prime=gaussian_prime,
                              bounds=(0.0, 1.0))),
        (COSTS, replace(mse, name="log_cosh", each=log_cosh,
                        derivative=lambda a, y: np.tanh(a - y))),
        (PENALTIES, replace(l2, name="elastic", value=elastic,
                            derivative=lambda strength, theta: strength
                            * (np.sign(theta) + 2 * theta))),
    )  # fmt: skip
    for table, record in added:
        monkeypatch.setitem(table, record.name, record)
    monkeypatch.setitem(OPTIMIZERS, "adagrad", AdaGrad)
    yield


def problem(activation: str) -> tuple[Objective, Array]:
    """Return an objective made of the added records, and a theta."""
    rng = np.random.default_rng(3)
    network = Network((2, 4, 3, 2), (activation, activation, "sigmoid"))
    X = rng.normal(size=(30, 2))
    y = np.eye(2)[(X[:, 0] * X[:, 1] > 0).astype(int)]
    objective = Objective(network, "log_cosh", X, y, 0.01, "elastic")
    return objective, network.initialize("normal", 1)


ADDED = ("softplus", "gaussian")


@pytest.mark.parametrize("activation", ADDED)
def test_it_trains_and_its_gradient_is_right(activation: str) -> None:
    objective, theta = problem(activation)
    assert activation in hidden_activations()
    assert check_gradient(objective, theta).norm_ratio < 1e-8
    for batch_size in (None, 7):
        run = Run(objective, make_optimizer("adagrad", {"batch_size": batch_size}), theta)
        run.extend(300)
        assert run.status is Status.READY
        assert objective.parts(run.last.theta).J < 0.9 * objective.parts(theta).J
        assert all(after.k == before.k + 1 for before, after in pairwise(run))
        assert run.fork(100).last.memory.s.tobytes() == run[100].memory.s.tobytes()


@pytest.mark.parametrize("activation", ADDED)
def test_predictions_are_those_of_the_objective(activation: str) -> None:
    objective, theta = problem(activation)
    y_hat = objective.parts_and_output(theta)[1]
    np.testing.assert_allclose(objective.network.predict(theta, objective.X), y_hat, rtol=1e-13)
    network = Network((2, 3), (activation,))  # as an output too
    at = network.initialize("normal", 0)
    W, b = network.unpack(at)
    f = {"softplus": lambda z: np.log1p(np.exp(z)), "gaussian": lambda z: np.exp(-z * z)}
    assert b[0] is not None
    expected = f[activation](objective.X @ W[0] + b[0])
    np.testing.assert_allclose(network.predict(at, objective.X), expected, rtol=1e-12)


@pytest.mark.parametrize("activation", ADDED)
def test_chain_rule_factors_mistakes_and_surfaces_take_it(activation: str) -> None:
    objective, theta = problem(activation)
    expected = objective(theta).dJ_dtheta
    np.testing.assert_allclose(gradient(objective, theta), expected, rtol=1e-10, atol=1e-14)
    layers = passes(objective, theta)
    for index in range(0, theta.size, 5):
        factors = weight_factors(objective, theta, index, layers)
        assert factors.dJ_dw == pytest.approx(expected[index], rel=1e-9, abs=1e-13)
        paths = path_factors(objective, theta, index, 3, layers)
        assert sum(path.product for path in paths) == pytest.approx(
            factors.contributions[3], rel=1e-9
        )
    thetas = random_plane(objective.network, theta, 0).at(np.linspace(-1, 1, 5), np.zeros(5))
    for at, J, dJ_dtheta in zip(
        thetas, costs_at(objective, thetas), gradients_at(objective, thetas), strict=True
    ):
        assert pytest.approx(objective(at).J, rel=1e-13) == J
        np.testing.assert_allclose(dJ_dtheta, objective(at).dJ_dtheta, rtol=1e-9, atol=1e-13)
    for name in those_that_show(objective):
        mistaken = Mistaken(objective, MISTAKES[name])
        assert check_gradient(mistaken, theta).norm_ratio > 1e-4
        Run(mistaken, AdaGrad(), theta).extend(5)
    assert hidden_mistake(objective, 7) in MISTAKES
    assert [one.layer for one in examine(objective, theta)] == [1, 2, 3]


def test_the_estimators_take_them() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(80, 2))
    labels = (X[:, 0] > X[:, 1]).astype(int)
    arguments: dict[str, Any] = {
        "optimizer": "adagrad",
        "penalty": "elastic",
        "alpha": 0.3,
        "random_state": 0,
        "tol": 1e-9,
        "n_iter_no_change": 1000,
        "max_iter": 150,
    }
    with pytest.warns(match="still falling"):
        classifier = NetworkClassifier((6,), "gaussian", cost="log_cosh", **arguments)
        assert classifier.fit(X, labels).score(X, labels) > 0.9
    with pytest.warns(match="still falling"):
        regressor = NetworkRegressor((6,), "softplus", cost="log_cosh", **arguments)
        assert regressor.fit(X, X[:, 0] + X[:, 1]).score(X, X[:, 0] + X[:, 1]) > 0.9


def test_a_record_that_went_is_refused_with_those_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(ACTIVATIONS, "softplus")
    with pytest.raises(ValueError, match=r"activations: got 'softplus', takes one of \['sigmoid'"):
        Network((2, 3, 1), ("softplus", "sigmoid"))
    monkeypatch.setitem(ACTIVATIONS, "rows", replace(ACTIVATIONS["softmax"], name="rows"))
    with pytest.raises(ValueError, match=r"'rows' in a hidden layer, takes one of .*'gaussian'"):
        Network((2, 3, 1), ("rows", "sigmoid"))
