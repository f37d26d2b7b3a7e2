"""Coursera Machine Learning, programming exercise 4: handwritten digits, 400-25-10."""

import numpy as np
import pytest
from scipy.io import loadmat

from app.pages.digits import uploads
from app.pages.digits.experiment import DIGITS
from core.data.digits import read_examples, read_weights
from core.engine.activations import sigmoid, sigmoid_prime
from core.engine.network import Network
from core.engine.objective import Objective
from core.explain.gradient_check import check_gradient
from core.tutorials import exercise4_check
from core.types import Array, Labels
from tests.golden.figures import DATA, GOLDEN

EX4, CHECK = GOLDEN["ex4"], GOLDEN["ex4"]["check_network"]


def test_sigmoid() -> None:
    golden = GOLDEN["sigmoid"]
    assert sigmoid(np.array([1.0]))[0] == pytest.approx(golden["sigmoid(1)"], rel=1e-15)
    z = np.array([-1.0, 0.0, 1.0])
    np.testing.assert_allclose(sigmoid(z), golden["sigmoid([-1,0,1])"], atol=5e-9)
    z = np.array([-1, -0.5, 0, 0.5, 1])
    expected = golden["sigmoid_gradient([-1,-0.5,0,0.5,1])"]
    np.testing.assert_allclose(sigmoid_prime(z, sigmoid(z)), expected, atol=5e-9)


def test_gradient_of_the_check_network() -> None:
    objective, theta = exercise4_check()
    assert list(objective.network.sizes) == CHECK["sizes"]
    assert objective.m == CHECK["m"]
    thetas = objective.network.to_thetas(objective(theta).dJ_dtheta)
    gradient = np.concatenate([part.ravel() for part in thetas])
    np.testing.assert_allclose(gradient, CHECK["gradient_lambda_0"], rtol=5e-9)


@pytest.mark.parametrize("lambda_", [0.0, 1.0, 3.0])
def test_relative_difference_is_under_the_exercises_bound(lambda_: float) -> None:
    objective, theta = exercise4_check(lambda_)
    assert check_gradient(objective, theta).norm_ratio < 1e-9


def exercise(name: str) -> tuple[Network, Array, Array, Labels]:
    """Return the network, the published theta, and the inputs and labels of a data file.

    Label 10 stands for the digit 0; output unit j says how much an example looks like label j.
    """
    for file in (name, "ex4weights.mat"):
        if not (DATA / file).exists():
            pytest.skip(f"{file} is not there; it cannot be shipped (GLASSNET_DATA says where)")
    data, weights = loadmat(DATA / name), loadmat(DATA / "ex4weights.mat")
    network = Network((400, 25, 10), ("sigmoid", "sigmoid"))
    theta = network.from_thetas([weights["Theta1"], weights["Theta2"]])
    return network, theta, data["X"], data["y"].ravel().astype(np.intp) - 1


def test_published_weights_on_digits20() -> None:
    golden = EX4["digits20"]
    network, theta, X, labels = exercise("digits20.mat")
    assert X.shape == (5000, 400)
    objective = Objective(network, "cross_entropy", X, np.eye(10)[labels])
    parts, y_hat = objective.parts_and_output(theta)
    assert parts.J == pytest.approx(golden["cost_lambda_0"], rel=1e-14)
    assert np.mean(y_hat.argmax(axis=1) == labels) == golden["accuracy"]
    thetas = network.to_thetas(theta)
    assert [part.shape for part in thetas] == [(25, 401), (10, 26)]


@pytest.mark.parametrize("lambda_", [0, 1, 3])
def test_published_weights_on_the_exercises_own_data(lambda_: int) -> None:
    network, theta, X, labels = exercise("ex4data1.mat")
    objective = Objective(network, "cross_entropy", X, np.eye(10)[labels], lambda_)
    expected = EX4["with_ex4data1_mat_and_ex4weights_mat"][f"cost_lambda_{lambda_}"]
    assert objective.parts(theta).J == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize(
    ("evaluations", "accuracy"), [(100, 0.94), pytest.param(1000, 0.99, marks=pytest.mark.slow)]
)
def test_the_page_learns_digits20(evaluations: int, accuracy: float) -> None:
    if not (DATA / "digits20.mat").exists():
        pytest.skip("digits20.mat is not there; it cannot be shipped (GLASSNET_DATA says where)")
    data = (DATA / "digits20.mat").read_bytes()
    file = uploads.keep(data, read_examples(data))
    lab = DIGITS.lab(
        DIGITS.settings(source="upload", file=file, test=0, max_evals=evaluations, epochs=5000)
    )
    epoch = lab.advance(5000)
    assert lab.readings(lab.step(epoch).theta, epoch).train_accuracy >= accuracy


def test_published_weights_on_the_page() -> None:
    for name in ("digits20.mat", "ex4weights.mat"):
        if not (DATA / name).exists():
            pytest.skip(f"{name} is not there; it cannot be shipped (GLASSNET_DATA says where)")
    pictures, weights = ((DATA / name).read_bytes() for name in ("digits20.mat", "ex4weights.mat"))
    lab = DIGITS.lab(
        DIGITS.settings(
            source="upload",
            file=uploads.keep(pictures, read_examples(pictures)),
            weights=uploads.keep(weights, read_weights(weights)),
            test=0,
            lambda_=0.0,
        )
    )
    readings = lab.readings(lab.task.theta, 0)
    assert readings.J == pytest.approx(EX4["digits20"]["cost_lambda_0"], rel=1e-14)
    assert readings.train_accuracy == EX4["digits20"]["accuracy"]
