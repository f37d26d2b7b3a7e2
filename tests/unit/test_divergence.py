"""When a run ends as diverged, and when not: costs of batches are no costs of the whole."""

import numpy as np
import pytest
from numpy.polynomial import Polynomial

from core.data.datasets import load
from core.engine import Curve, GradientDescent, Network, Objective, Run, Status
from core.types import Array


def line(outlier: float, m: int = 200) -> tuple[Objective, Array]:
    """Return a straight line through noise, with one target far off."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(m, 1))
    y = 2.0 * X + 0.1 * rng.normal(size=(m, 1))
    y[m // 2] = outlier
    network = Network((1, 1), ("linear",))
    return Objective(network, "mse", X, y), np.zeros(2)


@pytest.mark.parametrize("seed", [None, 0, 1])
def test_one_costly_example_is_no_divergence(seed: int | None) -> None:
    objective, theta = line(outlier=300.0)
    run = Run(objective, GradientDescent(1e-4, batch_size=1, seed=seed), theta)
    assert run.extend(1000) == 1000
    J = [step.J for step in run]
    assert max(J) > 100 * objective.parts(theta).J  # a single example's
    assert objective.parts(run.last.theta).J < objective.parts(theta).J


def test_many_costly_examples_on_end_are_no_divergence() -> None:
    m = 200
    X, y = np.ones((m, 1)), np.zeros((m, 1))
    y[100:] = 20.0  # in order, all of them follow each other
    objective = Objective(Network((1, 1), ("linear",), biases=False), "mse", X, y)
    run = Run(objective, GradientDescent(1e-6, batch_size=1, seed=None), np.zeros(1))
    assert run.extend(m) == m
    start = objective.parts(np.zeros(1)).J
    assert sum(step.J > 1.5 * start for step in run) > 90


@pytest.mark.parametrize("batch_size", [1, 10])
def test_a_run_of_batches_that_does_diverge_is_ended(batch_size: int) -> None:
    objective, theta = line(outlier=3.0)
    run = Run(objective, GradientDescent(2.5, batch_size=batch_size), theta)
    run.extend(2000)
    assert run.status is Status.DIVERGED
    assert run.message.startswith("The cost ran away: ")
    assert "Try alpha = 0.25." in run.message
    assert np.isfinite(run.last.theta).all()


def test_saturated_units_are_a_divergence_in_batches_too() -> None:
    split = load("moons", 200, 0.1, 0, 0.0)
    network = Network((2, 5, 5, 2), ("sigmoid", "sigmoid", "sigmoid"))
    objective = Objective(network, "cross_entropy", split.X_train, split.y_train)
    run = Run(objective, GradientDescent(300.0, 20), network.initialize("tutorial", 0))
    run.extend(2000)
    assert run.status is Status.DIVERGED


def test_a_gradient_whose_square_overflows_is_none() -> None:
    # J falls from 1e300: |gradient|^2 would be infinite.
    curve = Curve(Polynomial([0.0, 0.0, 1e298]))
    run = Run(curve, GradientDescent(1e-299), np.array([10.0]))
    assert run.extend(30) == 30
    assert run.last.J < run[0].J


def test_a_theta_that_overflows_is_a_divergence_though_its_cost_is_finite() -> None:
    # A saturated unit has its target and no gradient, whatever the weights.
    objective = Objective(Network((1, 1), ("sigmoid",)), "mse", [[100.0]], [[1.0]])
    run = Run(objective, GradientDescent(1.7e308), np.array([-0.03, 0.0]))
    assert run.extend(50) == 0
    assert run.status is Status.DIVERGED
    assert "overflowed at update 1" in run.message
    assert np.isfinite(run.last.theta).all()


def test_what_overflows_at_the_start_is_refused() -> None:
    objective, _ = line(outlier=3.0)
    for theta in ([1e200, 0.0], [1e308, -1e308]):
        with pytest.raises(ValueError, match=r"theta: got numbers up to 1e\+\d+, takes smaller"):
            Run(objective, GradientDescent(0.1), np.array(theta))
    with pytest.raises(ValueError, match="theta: got a value that is not finite"):
        Run(objective, GradientDescent(0.1), np.array([np.nan, 0.0]))


def test_the_highest_start_is_the_reference_after_a_change() -> None:
    run = Run(Curve(Polynomial([0.0, 0.0, 1.0])), GradientDescent(0.1), np.array([10.0]))
    run.extend(50)
    # Every step lands farther out: above the cost at update 50, but not above the first for long.
    fork = run.fork(50, optimizer=GradientDescent(1.01))
    fork.extend(500)
    assert fork.last.J > 1e6 * fork[50].J
    half_way = fork.status
    fork.extend(500)
    assert (half_way, fork.status) == (Status.READY, Status.DIVERGED)
    assert "The cost ran away: 100 before" in fork.message
