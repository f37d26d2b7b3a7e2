"""The gradient check: it passes what is right and finds what is wrong."""

from typing import Any

import numpy as np
import pytest

from core.engine.differentiable import Evaluation
from core.engine.examples import Examples
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.patience import UnfinishedError, patient_until
from core.explain.gradient_check import (
    CentralDifferences,
    GradientCheck,
    check_gradient,
    sample_parameters,
)
from core.types import Array


class Forgetful(Objective):
    """An objective whose gradient has one element wrong."""

    def evaluate(self, theta: Array, batch: Examples | None = None) -> Evaluation:
        J, dJ_dtheta = super().evaluate(theta, batch)
        wrong = dJ_dtheta.copy()
        wrong[2] *= 1.5
        return Evaluation(J, wrong)


def arguments() -> tuple[Network, str, Array, Array]:
    rng = np.random.default_rng(0)
    network = Network((2, 3, 1), ("tanh", "sigmoid"))
    return network, "cross_entropy", rng.normal(size=(5, 2)), np.ones((5, 1))


def test_one_wrong_element_is_found() -> None:
    theta = arguments()[0].initialize("normal", 0)
    right = check_gradient(Objective(*arguments()), theta)
    wrong = check_gradient(Forgetful(*arguments()), theta)
    assert right.norm_ratio < 1e-8
    assert wrong.norm_ratio > 1e-4
    assert int(wrong.relative_difference.argmax()) == 2


def test_chosen_parameters_only() -> None:
    theta = arguments()[0].initialize("normal", 0)
    check = check_gradient(Objective(*arguments()), theta, indices=[0, 8])
    assert check.names == ("W1[1,1]", "b1[3]")
    np.testing.assert_allclose(check.analytic, check.numerical, rtol=1e-6)


def test_two_zero_gradients_agree() -> None:
    check = GradientCheck(("b1[1]",), np.zeros(1), np.zeros(1), 1e-4)
    assert check.norm_ratio == 0.0
    assert check.relative_difference == pytest.approx(0.0)


@pytest.mark.parametrize("n", [1, 40, 500, 10**6])
def test_a_sample_holds_some_of_every_block(n: int) -> None:
    network = Network((400, 25, 10), ("sigmoid", "sigmoid"))
    chosen = sample_parameters(network, n, seed=3)
    assert len(set(chosen)) == len(chosen)
    assert len(chosen) == pytest.approx(min(n, network.n_parameters), abs=4)
    for block in network.blocks:
        assert ((chosen >= block.start) & (chosen < block.stop)).any()
    np.testing.assert_array_equal(chosen, sample_parameters(network, n, seed=3))


def test_a_large_network_is_checked_by_a_sample() -> None:
    rng = np.random.default_rng(0)
    network = Network((400, 25, 10), ("sigmoid", "sigmoid"))
    y = np.eye(10)[rng.integers(0, 10, 30)]
    objective = Objective(network, "cross_entropy", rng.random((30, 400)), y, 1.0)
    chosen = sample_parameters(network, 60)
    check = check_gradient(objective, network.initialize("exercise4", 0), indices=chosen)
    assert len(check.names) == len(chosen)
    assert check.norm_ratio < 1e-8


def test_truncation_and_rounding_leave_a_best_epsilon_between() -> None:
    objective = Objective(*arguments())
    theta = objective.network.initialize("normal", 0)
    coarse, best, fine = (
        check_gradient(objective, theta, epsilon).norm_ratio for epsilon in (1e-1, 1e-5, 1e-12)
    )
    assert best < 1e-8
    assert coarse > 1e-5
    assert fine > 1e-5


@pytest.mark.parametrize(
    ("theta", "epsilon", "indices", "message"),
    [
        (np.zeros(13), 0.0, None, "epsilon: got 0, takes a number of more than 0"),
        (np.zeros(12), 1e-4, None, r"theta: got shape \(12,\), takes \(13,\)"),
        (np.zeros(13), 1e-4, [13], "indices: got 13, takes whole numbers from 0 to 12"),
    ],
)
def test_bad_arguments_are_refused(
    theta: Array, epsilon: float, indices: list[int] | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        check_gradient(Objective(*arguments()), theta, epsilon, indices)


def test_theta_in_single_precision_is_as_well_checked() -> None:
    objective = Objective(*arguments())
    theta = objective.network.initialize("normal", 0).astype(np.float32)
    assert check_gradient(objective, theta).norm_ratio < 1e-8


def test_a_mask_stands_for_its_parameters() -> None:
    objective = Objective(*arguments())
    theta = objective.network.initialize("normal", 0)
    mask = np.zeros(13, dtype=bool)
    mask[[3, 12]] = True
    found = check_gradient(objective, theta, indices=mask)
    assert found.names == ("W1[2,1]", "b2[1]")
    fraction: Any = [1.9]
    with pytest.raises(ValueError, match=r"indices: got \[1.9\], takes whole numbers from 0 to 12"):
        check_gradient(objective, theta, indices=fraction)


def test_central_differences_go_on_where_there_was_no_more_time() -> None:
    network = Network((2, 3, 1), ("tanh", "sigmoid"))
    objective = Objective(network, "mse", [[0.0, 1.0], [1.0, 0.5]], [[0.0], [1.0]])
    theta = network.initialize("xavier", seed=1)
    whole = check_gradient(objective, theta)
    differences = CentralDifferences(objective, theta, 1e-4, np.arange(network.n_parameters))
    with patient_until(-np.inf):
        for n in range(1, network.n_parameters):
            with pytest.raises(UnfinishedError):
                differences.finish()
            assert differences.n_done == n
        assert np.array_equal(differences.finish(), whole.numerical)
