"""The gradient check: it passes what is right and finds what is wrong."""

import numpy as np
import pytest

from core.gradient_check import GradientCheck, check_gradient
from core.network import Network
from core.objective import Evaluation, Examples, Objective
from core.types import Array


class Forgetful(Objective):
    """An objective whose gradient has one element wrong."""

    def __call__(self, theta: Array, batch: Examples | None = None) -> Evaluation:
        J, dJ_dtheta = super().__call__(theta, batch)
        wrong = dJ_dtheta.copy()
        wrong[2] *= 1.5
        return Evaluation(J, wrong)


def arguments() -> tuple[Network, str, Array, Array]:
    rng = np.random.default_rng(0)
    network = Network((2, 3, 1), ("tanh", "sigmoid"))
    return network, "cross_entropy", rng.normal(size=(5, 2)), np.ones((5, 1))


def test_one_wrong_element_is_found() -> None:
    theta = arguments()[0].initialise("normal", 0)
    right = check_gradient(Objective(*arguments()), theta)
    wrong = check_gradient(Forgetful(*arguments()), theta)
    assert right.norm_ratio < 1e-8
    assert wrong.norm_ratio > 1e-4
    assert int(wrong.relative_difference.argmax()) == 2


def test_chosen_parameters_only() -> None:
    theta = arguments()[0].initialise("normal", 0)
    check = check_gradient(Objective(*arguments()), theta, indices=[0, 8])
    assert check.names == ("W1[1,1]", "b1[3]")
    np.testing.assert_allclose(check.analytic, check.numerical, rtol=1e-6)


def test_two_zero_gradients_agree() -> None:
    check = GradientCheck(("b1[1]",), np.zeros(1), np.zeros(1), 1e-4)
    assert check.norm_ratio == 0.0
    assert check.relative_difference == pytest.approx(0.0)
