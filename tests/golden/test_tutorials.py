"""The figures that the tutorials print; tutorials.json beside this file names their sources."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import make_moons

from core.activations import sigmoid, sigmoid_prime
from core.datasets import accuracy, load
from core.gradient_check import check_gradient
from core.network import Network
from core.objective import Objective
from core.optimizers import GradientDescent
from core.training import Run

GOLDEN: dict[str, Any] = json.loads(Path(__file__).with_name("tutorials.json").read_text("utf-8"))


def test_sigmoid() -> None:
    golden = GOLDEN["sigmoid"]
    assert sigmoid(np.array([1.0]))[0] == pytest.approx(golden["sigmoid(1)"], rel=1e-15)
    z = np.array([-1.0, 0.0, 1.0])
    np.testing.assert_allclose(sigmoid(z), golden["sigmoid([-1,0,1])"], atol=5e-9)
    z = np.array([-1, -0.5, 0, 0.5, 1])
    expected = golden["sigmoid_gradient([-1,-0.5,0,0.5,1])"]
    np.testing.assert_allclose(sigmoid_prime(z, sigmoid(z)), expected, atol=5e-9)


def check_objective(lambda_: float) -> tuple[Objective, np.ndarray]:
    """Return the network by which exercise 4 checks its gradient, and its theta."""
    golden = GOLDEN["ex4_check_network"]

    def filled(rows: int, columns: int) -> np.ndarray:
        values = np.sin(np.arange(1, rows * columns + 1)) / 10
        return values.reshape(rows, columns, order="F")

    n_in, n_hidden, n_out = golden["sizes"]
    network = Network((n_in, n_hidden, n_out), ("sigmoid", "sigmoid"))
    thetas = [filled(n_hidden, n_in + 1), filled(n_out, n_hidden + 1)]
    theta = network.pack([t[:, 1:].T for t in thetas], [t[:, 0] for t in thetas])
    m = golden["m"]
    y = np.eye(n_out)[np.arange(1, m + 1) % n_out]
    return Objective(network, "cross_entropy", filled(m, n_in), y, lambda_), theta


def in_the_exercises_order(network: Network, gradient: np.ndarray) -> np.ndarray:
    """Return a gradient as Theta1 and Theta2 row by row, biases in the first column."""
    W, b = network.unpack(gradient)
    thetas = [np.vstack([b_l, W_l]).T for W_l, b_l in zip(W, b, strict=True) if b_l is not None]
    return np.concatenate([t.ravel() for t in thetas])


def test_ex4_check_network() -> None:
    objective, theta = check_objective(0.0)
    gradient = in_the_exercises_order(objective.network, objective(theta).dJ_dtheta)
    np.testing.assert_allclose(
        gradient, GOLDEN["ex4_check_network"]["gradient_lambda_0"], rtol=5e-9
    )


@pytest.mark.parametrize("lambda_", [0.0, 1.0, 3.0])
def test_ex4_relative_difference_is_under_the_exercises_bound(lambda_: float) -> None:
    objective, theta = check_objective(lambda_)
    assert check_gradient(objective, theta).norm_ratio < 1e-9


def test_moons_sigmoid() -> None:
    golden = GOLDEN["moons_sigmoid"]
    split = load("moons", 1000, 0.1, 0, 0.0)
    network = Network((2, 5, 5, 2), ("sigmoid",) * 3)
    objective = Objective(network, "cross_entropy", split.X_train, split.y_train)
    run = Run(objective, GradientDescent(golden["alpha"]), network.initialise("tutorial", 0))
    run.extend(1000)
    for k, J in golden["recomputed_cost_at_iteration"].items():
        assert run[int(k)].J == pytest.approx(J, rel=1e-9), k
    y_hat = objective.parts_and_output(run.last.theta)[1]
    share = accuracy(y_hat, split.labels_train)
    assert share == golden["recomputed_training_accuracy_after_1000"]


def test_moons_sigmoid_story() -> None:
    """A straight line after 1,000 iterations; a bend after 5,000 on the first 500 examples."""
    split = load("moons", 1000, 0.1, 0, 0.5)
    network = Network((2, 5, 5, 2), ("sigmoid",) * 3)
    objective = Objective(network, "cross_entropy", split.X_train, split.y_train)
    run = Run(objective, GradientDescent(0.5), network.initialise("tutorial", 0))
    run.extend(1000)
    straight = accuracy(network.predict(run.last.theta, split.X_test), split.labels_test)
    run.extend(4000)
    bent = accuracy(network.predict(run.last.theta, split.X_test), split.labels_test)
    trained = accuracy(network.predict(run.last.theta, split.X_train), split.labels_train)
    assert straight < 0.9
    assert bent == trained == 0.998


def test_moons_tanh() -> None:
    golden = GOLDEN["moons_tanh"]
    rng = np.random.RandomState(0)
    X, labels = make_moons(200, noise=0.20, random_state=rng)
    network = Network((2, 3, 3, 1), ("tanh", "tanh", "sigmoid"))
    W, b = [], []
    for n_in, n_out in ((2, 3), (3, 3), (3, 1)):
        W.append(rng.rand(n_in, n_out))
        b.append(rng.rand(n_out))
    objective = Objective(network, "cross_entropy_sum", X, labels[:, np.newaxis].astype(float))
    run = Run(objective, GradientDescent(golden["alpha"]), network.pack(W, b))
    run.extend(300)
    for k, J in golden["loss_at_epoch"].items():
        assert run[int(k)].J == pytest.approx(J, rel=1e-9), k
