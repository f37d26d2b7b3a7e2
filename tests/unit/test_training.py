"""The laws: a run is a function of its settings, and any step of it can be had again."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.data.datasets import load
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import OPTIMIZERS, Adam, GradientDescent, Momentum, Optimizer, Step
from core.engine.training import HISTORY_STEPS, Run

#: For each optimizer, settings that differ in what may differ.
VARIANTS: list[Optimizer] = [
    *(optimizer() for optimizer in OPTIMIZERS.values()),
    GradientDescent(0.5, batch_size=7, seed=3),
    GradientDescent(0.5, batch_size=1),
    Momentum(0.5, batch_size=7, seed=None, schedule="step", period=9),
    Adam(0.01, batch_size=10, schedule="cosine", period=30),
]


def moons(lambda_: float = 0.0) -> Objective:
    """Return a small objective."""
    split = load("moons", 30, 0.1, 0, 0.0)
    network = Network((2, 3, 2), ("tanh", "sigmoid"))
    return Objective(network, "cross_entropy", split.X_train, split.y_train, lambda_)


def run_of(optimizer: Optimizer, **kwargs: int) -> Run[Objective]:
    """Return a run that has not begun."""
    objective = moons()
    return Run(objective, optimizer, objective.network.initialize("xavier", 0), **kwargs)


def same(a: Step, b: Step) -> bool:
    """Say whether two steps are the same to the bit."""
    return (
        (a.k, a.J, a.n_evals, a.n_gradients) == (b.k, b.J, b.n_evals, b.n_gradients)
        and a.theta.tobytes() == b.theta.tobytes()
        and a.dJ_dtheta.tobytes() == b.dJ_dtheta.tobytes()
    )


@pytest.mark.parametrize("optimizer", VARIANTS, ids=str)
def test_extending_twice_equals_extending_once(optimizer: Optimizer) -> None:
    once, twice = run_of(optimizer), run_of(optimizer)
    assert once.extend(7) == 7
    twice.extend(3)
    twice.extend(4)
    assert all(same(once[k], twice[k]) for k in range(8))


@pytest.mark.parametrize("optimizer", VARIANTS, ids=str)
def test_stepping_again_from_a_stored_step_repeats_the_rest(optimizer: Optimizer) -> None:
    run = run_of(optimizer)
    run.extend(20)
    assert run.last.k > 12
    stored = run[9]
    for k in range(10, run.last.k):
        following = optimizer.step(run.objective, stored)
        assert following is not None
        stored = following
        assert same(stored, run[k])


@pytest.mark.parametrize("optimizer", VARIANTS, ids=str)
def test_bounded_history_rewinds_exactly(optimizer: Optimizer) -> None:
    whole, bounded = run_of(optimizer), run_of(optimizer, max_bytes=9000)
    n = whole.extend(300)
    assert bounded.extend(300) == n
    assert bounded.nbytes <= 9000 < whole.nbytes

    @given(st.lists(st.integers(0, n), min_size=1, max_size=4))
    @settings(deadline=None, max_examples=15)
    def rewind(ks: list[int]) -> None:
        assert all(same(whole[k], bounded[k]) for k in ks)

    rewind()
    assert same(whole.last, bounded.last)
    assert whole.message == bounded.message


def test_number_of_kept_steps_is_bounded_too() -> None:
    run = run_of(GradientDescent(0.1))
    run.extend(3 * HISTORY_STEPS)
    assert run.nbytes <= (HISTORY_STEPS + 1) * run.last.nbytes
    assert run[2 * HISTORY_STEPS + 1].k == 2 * HISTORY_STEPS + 1


@pytest.mark.parametrize("optimizer", VARIANTS, ids=str)
def test_a_fork_without_a_change_is_the_same_run(optimizer: Optimizer) -> None:
    run = run_of(optimizer)
    last = run.extend(40)
    k = last // 2
    fork = run.fork(k)
    fork.extend(40 - k)
    assert len(fork) == len(run)
    for at in (0, k - 1, k, k + 1, last):
        np.testing.assert_array_equal(fork[at].theta, run[at].theta)
        assert fork[at].J == run[at].J


def test_a_fork_takes_over_from_its_step_on() -> None:
    run = run_of(GradientDescent(0.5), max_bytes=9000)
    run.extend(200)
    fork = run.fork(77, optimizer=GradientDescent(0.05), objective=moons(lambda_=3.0))
    fork.extend(50)
    assert same(fork[76], run[76])
    np.testing.assert_array_equal(fork[77].theta, run[77].theta)
    assert fork[77].J > run[77].J  # the penalty is part of it now
    expected = fork[77].theta - 0.05 * fork[77].dJ_dtheta
    np.testing.assert_allclose(fork[78].theta, expected, rtol=0, atol=1e-15)
    again = run.fork(77, optimizer=GradientDescent(0.05), objective=moons(lambda_=3.0))
    again.extend(50)
    assert same(again[120], fork[120])


def test_steps_cannot_be_changed() -> None:
    run = run_of(GradientDescent(0.5))
    run.extend(1)
    with pytest.raises(ValueError, match="read-only"):
        run[1].theta[0] = 0.0


@pytest.mark.parametrize("alpha", [50.0, 1e300])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "linear"])
def test_divergence_ends_the_run_with_a_sentence(alpha: float, activation: str) -> None:
    split = load("moons", 200, 0.1, 0, 0.0)
    network = Network((2, 5, 5, 2), (activation, activation, "sigmoid"))
    objective = Objective(network, "cross_entropy", split.X_train, split.y_train)
    run = Run(objective, GradientDescent(alpha), network.initialize("tutorial", 0))
    run.extend(2000)
    assert run.status == "diverged"
    assert "alpha" in run.message
    assert "Try alpha" in run.message
    assert np.isfinite(run.last.J)
    assert np.isfinite(run.last.theta).all()
    assert run.extend(5) == 0


@pytest.mark.parametrize("alpha", [0.5, 5.0])
def test_a_cost_that_only_jumps_is_no_divergence(alpha: float) -> None:
    split = load("moons", 500, 0.1, 0, 0.0)
    network = Network((2, 5, 5, 2), ("tanh", "tanh", "sigmoid"))
    objective = Objective(network, "cross_entropy", split.X_train, split.y_train)
    run = Run(objective, GradientDescent(alpha), network.initialize("tutorial", 0))
    assert run.extend(1500) == 1500
    assert max(run[k].J for k in range(200)) > run[0].J or alpha < 1


def test_zero_weights_stay_twins() -> None:
    split = load("moons", 31, 0.1, 0, 0.0)
    network = Network((2, 5, 2), ("sigmoid", "sigmoid"))
    objective = Objective(network, "cross_entropy", split.X_train, split.y_train)
    run = Run(objective, GradientDescent(0.5), network.initialize("zeros", 0))
    run.extend(200)
    W, b = objective.network.unpack(run.last.theta)
    assert b[0] is not None
    # Rounding may differ from unit to unit in the last digit, and nothing else.
    assert np.ptp(W[0], axis=1).max() < 1e-12
    assert np.ptp(b[0]) < 1e-12
    assert np.ptp(W[0], axis=0).min() > 0.1  # though it does learn


class ThreeSteps(GradientDescent):
    """An optimizer that is at its end after three updates."""

    def step(self, objective: Objective, current: Step) -> Step | None:  # type: ignore[override]
        return None if current.k == 3 else super().step(objective, current)


def test_an_optimizer_at_its_end_finishes_the_run() -> None:
    run = run_of(ThreeSteps(0.5))
    assert run.extend(10) == 3
    assert run.status == "finished"
    assert "after 3 updates" in run.message


@pytest.mark.parametrize("k", [-4, 3, 10**30])
def test_a_step_that_is_not_there_is_refused(k: int) -> None:
    run = run_of(GradientDescent(0.5))
    run.extend(2)
    with pytest.raises(IndexError, match=f"k: got {k}, takes 0 to 2"):
        run[k]
    with pytest.raises(IndexError, match=f"k: got {k}, takes 0 to 2"):
        run.fork(k)


@pytest.mark.parametrize("k", [2.5, "1", None])
def test_what_is_no_number_of_a_step_is_refused(k: Any) -> None:
    run = run_of(GradientDescent(0.5))
    run.extend(3)
    with pytest.raises(TypeError, match=f"k: got {k!r}, takes a whole number"):
        run[k]


def test_a_run_is_a_sequence_of_its_steps() -> None:
    run = run_of(GradientDescent(0.5), max_bytes=3000)
    run.extend(50)
    assert [step.k for step in run] == list(range(51))
    assert [step.k for step in run[::-10]] == [50, 40, 30, 20, 10, 0]
    assert [step.k for step in run[45:]] == [45, 46, 47, 48, 49, 50]
    assert run[-1] is run.last
    assert same(run[-51], run[0])
    assert run.fork(-11).last.k == 40


@pytest.mark.parametrize("n", [-1, 2.5, "3", True])
def test_extend_takes_a_whole_number(n: Any) -> None:
    with pytest.raises(ValueError, match=r"n: got .*, takes a whole number of 0 or more"):
        run_of(GradientDescent(0.5)).extend(n)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"alpha": 0.0}, "alpha: got 0, takes a number of more than 0"),
        ({"alpha": float("nan")}, "alpha: got nan"),
        ({"batch_size": 0}, "batch_size: got 0, takes a whole number of 1 or more"),
    ],
)
def test_bad_hyperparameters_are_refused(arguments: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        GradientDescent(**arguments)  # type: ignore[arg-type]


def test_a_batch_larger_than_the_data_is_refused() -> None:
    with pytest.raises(ValueError, match="batch_size: got 31, takes 1 to 30"):
        run_of(GradientDescent(0.5, batch_size=31))


def test_the_batch_is_a_function_of_seed_and_k() -> None:
    objective = moons()

    def J(seed: int, k: int) -> float:
        run = Run(objective, GradientDescent(1e-300, batch_size=4, seed=seed), theta)
        run.extend(k)
        return run.last.J  # theta stays where it is: only the batch makes a difference

    theta = objective.network.initialize("normal", 0)
    for k in (0, 5, 9):
        examples = objective.batches(4, 1, k // 8)[k % 8]
        assert J(1, k) == objective(theta, examples).J
    assert len({J(seed, k) for seed in (1, 2) for k in (5, 6, 13, 14)}) == 8
