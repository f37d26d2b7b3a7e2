"""Backpropagation against central differences, for networks, costs and data that are drawn."""

import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.activations import hidden_activations
from core.engine.costs import COSTS
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import Adam
from core.engine.penalties import PENALTIES
from core.engine.training import Run
from core.explain.gradient_check import check_gradient

SMOOTH = tuple(name for name in hidden_activations() if name != "relu")


@st.composite
def objectives(draw: st.DrawFn) -> tuple[Objective, np.ndarray]:
    """Draw an objective and a theta to look at it from."""
    hidden = draw(st.lists(st.integers(1, 4), max_size=3))
    n_in, n_out, m = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 6))
    cost = draw(st.sampled_from(sorted(COSTS)))
    output = draw(st.sampled_from(SMOOTH))
    if COSTS[cost].takes_classes:
        output = COSTS[cost].matched or output
    names = tuple(draw(st.sampled_from(SMOOTH)) for _ in hidden)
    network = Network((n_in, *hidden, n_out), (*names, output), draw(st.booleans()))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    y = np.eye(n_out)[rng.integers(0, n_out, m)]
    lambda_ = draw(st.sampled_from([0.0, 0.3, 5.0]))
    penalty = draw(st.sampled_from(sorted(PENALTIES)))
    objective = Objective(network, cost, rng.normal(size=(m, n_in)), y, lambda_, penalty)
    return objective, rng.normal(size=network.n_parameters)


@given(objectives())
@settings(deadline=None, max_examples=150)
def test_gradient_equals_central_differences(drawn: tuple[Objective, np.ndarray]) -> None:
    objective, theta = drawn
    # Where the gradient is next to nothing, one epsilon is too coarse and another too fine.
    checks = (check_gradient(objective, theta, epsilon) for epsilon in (1e-5, 1e-4, 1e-6))
    assert min(check.norm_ratio for check in checks) < 1e-7
    assert objective(theta).J == pytest.approx(objective.parts(theta).J, rel=1e-13)


def test_relu_gradient_equals_central_differences_away_from_its_kink() -> None:
    rng = np.random.default_rng(1)
    network = Network((2, 5, 4, 2), ("relu", "relu", "softmax"))
    objective = Objective(
        network, "softmax_cross_entropy", rng.normal(size=(20, 2)), np.eye(2)[np.arange(20) % 2]
    )
    assert check_gradient(objective, network.initialize("he", 2), 1e-6).norm_ratio < 1e-7


def test_penalty_leaves_biases_alone() -> None:
    network = Network((2, 3, 1), ("tanh", "sigmoid"))
    X, y = np.ones((4, 2)), np.ones((4, 1))
    theta = np.ones(network.n_parameters)
    plain, heavy = (Objective(network, "mse", X, y, lambda_) for lambda_ in (0.0, 8.0))
    assert heavy.parts(theta).penalty == pytest.approx(8.0 / (2 * 4) * 9)
    difference = heavy(theta).dJ_dtheta - plain(theta).dJ_dtheta
    np.testing.assert_allclose(difference, network.is_weight * 8.0 / 4)


def test_l1_is_the_sum_of_absolute_weights() -> None:
    network = Network((2, 1), ("sigmoid",))
    theta = np.array([-2.0, 3.0, 50.0])  # the last is the bias
    plain = Objective(network, "mse", np.ones((4, 2)), np.ones((4, 1)))
    heavy = plain.with_penalty(8.0, "l1")
    assert heavy.parts(theta).penalty == pytest.approx(8.0 / 4 * 5)
    difference = heavy(theta).dJ_dtheta - plain(theta).dJ_dtheta
    np.testing.assert_allclose(difference, [-2.0, 2.0, 0.0])


def test_cost_and_gradient_are_pytorchs() -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is not installed: make bench brings it")
    rng = np.random.default_rng(0)
    network = Network((3, 4, 5, 2), ("tanh", "relu", "softmax"))
    X, labels = rng.normal(size=(20, 3)), rng.integers(0, 2, 20)
    theta = rng.normal(size=network.n_parameters)
    at = torch.tensor(theta, requires_grad=True)
    a, (W, b) = torch.tensor(X), network.unpack(at)  # its views are tensors, with their gradient
    for f, W_l, b_l in zip((torch.tanh, torch.relu, lambda z: z), W, b, strict=True):
        a = f(a @ W_l + b_l)
    penalty = sum((W_l**2).sum() for W_l in W) * 0.7 / (2 * 20)
    J = torch.nn.functional.cross_entropy(a, torch.tensor(labels)) + penalty
    J.backward()
    objective = Objective(network, "softmax_cross_entropy", X, np.eye(2)[labels], 0.7)
    assert objective(theta).J == pytest.approx(J.item(), rel=1e-13)
    np.testing.assert_allclose(objective(theta).dJ_dtheta, at.grad.numpy(), rtol=1e-11, atol=1e-15)


def test_output_of_parts_is_the_networks() -> None:
    network = Network((2, 3, 2), ("tanh", "softmax"))
    X = np.random.default_rng(0).normal(size=(7, 2))
    objective = Objective(network, "softmax_cross_entropy", X, np.eye(2)[[0, 1, 0, 1, 0, 1, 0]])
    theta = network.initialize("normal", 0)
    y_hat = objective.parts_and_output(theta)[1]
    np.testing.assert_allclose(y_hat, network.predict(theta, X))


@pytest.mark.parametrize("size", [1, 3, 7])
def test_batches_of_an_epoch_hold_each_example_once(size: int) -> None:
    X = np.arange(7.0)[:, np.newaxis]
    objective = Objective(Network((1, 1), ("linear",)), "mse", X, 10 * X)
    batches = objective.batches(size, seed=5, epoch=2)
    assert [batch.m for batch in batches] == [min(size, 7 - i) for i in range(0, 7, size)]
    seen = np.concatenate([batch.inputs[0] for batch in batches])
    np.testing.assert_array_equal(np.sort(seen), X[:, 0])
    np.testing.assert_array_equal(np.concatenate([b.y[:, 0] for b in batches]), 10 * seen)


def test_mean_over_batches_is_the_whole() -> None:
    rng = np.random.default_rng(0)
    network = Network((2, 3, 1), ("tanh", "sigmoid"))
    y = (rng.random((12, 1)) > 0.5).astype(float)
    objective = Objective(network, "cross_entropy", rng.normal(size=(12, 2)), y, 0.7)
    theta = network.initialize("normal", 1)
    batches = [objective(theta, batch) for batch in objective.batches(4, seed=0, epoch=0)]
    whole = objective(theta)
    assert np.mean([batch.J for batch in batches]) == pytest.approx(whole.J)
    mean = np.mean([batch.dJ_dtheta for batch in batches], axis=0)
    np.testing.assert_allclose(mean, whole.dJ_dtheta, atol=1e-14)


def test_gradient_cannot_be_written_to() -> None:
    network = Network((1, 1), ("sigmoid",))
    objective = Objective(network, "mse", [[1.0]], [[0.0]])
    with pytest.raises(ValueError, match="read-only"):
        objective(np.zeros(2)).dJ_dtheta[0] = 1.0


X, Y = np.ones((3, 2)), np.ones((3, 1))


@pytest.mark.parametrize(
    ("cost", "output", "X", "y", "lambda_", "message"),
    [
        ("mse", "sigmoid", np.ones(3), Y, 0.0, "X: got 1 dimensions, takes 2"),
        ("mse", "sigmoid", np.ones((0, 2)), Y, 0.0, "X: got no example, takes 1 or more"),
        ("mse", "sigmoid", np.ones((3, 4)), Y, 0.0, "X: got 4 columns, takes 2"),
        ("mse", "sigmoid", X * np.nan, Y, 0.0, "X: got a value that is not finite"),
        ("mse", "sigmoid", X, np.ones((2, 1)), 0.0, "y: got 2 rows, takes 3"),
        ("mse", "sigmoid", X, Y, -1.0, "lambda_: got -1, takes a number of 0 or more"),
        ("mse", "sigmoid", X, Y, float("nan"), "lambda_: got nan"),
        ("cross_entropy", "tanh", X, Y, 0.0, "activations: got 'tanh' as the output"),
        ("mse", "softmax", X, Y, 0.0, "cost: got 'mse' with a softmax output"),
        ("cross_entropy", "sigmoid", X, 2 * Y, 0.0, "y: got 2, takes 0 to 1 with the cost"),
        ("cross_entropy_sum", "sigmoid", X, -Y, 0.0, "y: got -1, takes 0 to 1 with the cost"),
        ("softmax_cross_entropy", "softmax", X, 0 * Y, 0.0, "y: got a row that adds up to 0"),
    ],
)
def test_bad_arguments_are_refused(
    cost: str, output: str, X: np.ndarray, y: np.ndarray, lambda_: float, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Objective(Network((2, 1), (output,)), cost, X, y, lambda_)


def test_another_lambda_is_another_objective_and_leaves_this_one() -> None:
    network = Network((2, 3, 1), ("tanh", "sigmoid"))
    objective = Objective(network, "mse", X, Y)
    theta = network.initialize("normal", 0)
    before = objective.parts(theta)
    other = objective.with_penalty(2.0, "l2")
    fresh = Objective(network, "mse", X, Y, 2.0)
    assert other.parts(theta) == fresh.parts(theta)
    np.testing.assert_array_equal(other(theta).dJ_dtheta, fresh(theta).dJ_dtheta)
    assert objective.parts(theta) == before


def small() -> tuple[Objective, np.ndarray]:
    """Return an objective of 13 parameters and a theta."""
    network = Network((2, 3, 1), ("tanh", "sigmoid"))
    return Objective(network, "mse", X, Y, 0.5), network.initialize("normal", 0)


@pytest.mark.parametrize("theta", [0.5, [1.0], np.ones((1, 13)), np.ones((13, 1)), np.ones(12)])
def test_theta_is_not_broadcast(theta: Any) -> None:
    objective, _ = small()
    takes = r"theta: got shape \(.*\), takes \(13,\)"
    for call in (objective, objective.parts, objective.network.to_thetas):
        with pytest.raises(ValueError, match=takes):
            call(theta)
    with pytest.raises(ValueError, match=takes):
        objective.network.predict(theta, X)
    with pytest.raises(ValueError, match=takes):
        Run(objective, Adam(), theta)


def test_theta_of_another_type_is_converted() -> None:
    objective, theta = small()
    expected = objective(theta.astype("f").astype("d"))
    for other in (theta.astype("f"), theta.astype("f").astype(">f8"), theta.astype("f").tolist()):
        found = objective(other)
        assert found.J == expected.J
        np.testing.assert_array_equal(found.dJ_dtheta, expected.dJ_dtheta)


def test_another_objectives_batch_is_refused() -> None:
    objective, theta = small()
    three: Any = 3
    other = Objective(Network((3, 1), ("sigmoid",)), "mse", np.ones((3, 3)), Y)
    with pytest.raises(ValueError, match=r"batch: got .*, takes one of this objective's batches"):
        objective(theta, other.examples)
    with pytest.raises(TypeError, match="batch: got 3, takes an object of class Examples"):
        objective(theta, three)


def test_a_penalty_of_a_large_bias_is_no_nan() -> None:
    objective, theta = small()
    theta[-1] = 1e200
    assert objective.parts(theta).penalty == pytest.approx(
        0.5 / 6 * (theta[:-1] ** 2 @ objective.network.is_weight[:-1])
    )
    assert np.isfinite(objective(theta).dJ_dtheta).all()


def test_targets_of_a_softmax_add_up_to_one() -> None:
    network, y = Network((2, 3), ("softmax",)), np.full((3, 3), 1 / 3)
    objective = Objective(network, "softmax_cross_entropy", X, y)  # 1 to rounding
    assert check_gradient(objective, network.initialize("normal", 0)).norm_ratio < 1e-8
    with pytest.raises(ValueError, match=r"y: got a row that adds up to 1\.00001, takes rows that"):
        Objective(network, "softmax_cross_entropy", X, y + 1e-5 / 3)


def test_numpys_numbers_are_pythons_afterwards() -> None:
    lambda_: Any = np.float32(0.25)
    objective = small()[0].with_penalty(lambda_, "l1")
    assert type(objective.lambda_) is float
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        objective(small()[1])


def test_what_overflows_is_refused_without_a_warning() -> None:
    network = Network((2, 1), ("linear",))
    objective = Objective(network, "mse", X, Y)
    for call in (objective, objective.parts):
        with pytest.raises(ValueError, match=r"theta: got numbers up to 1e\+200, takes smaller"):
            call([1e200, 1e200, 0.0])
