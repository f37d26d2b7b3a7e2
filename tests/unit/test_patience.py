"""Work that has no more time is left where it is, and comes to the same end later, to the bit."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf

import numpy as np
import pytest

from core.engine.objective import Objective
from core.engine.optimizers import OPTIMIZERS, GradientDescent, Optimizer
from core.engine.optimizers.scipy_minimize import ScipyMinimize
from core.engine.patience import UnfinishedError, deadline, patient_until
from core.engine.training import Run
from tests.unit.test_scipy_minimize import expect_solvers, problem

SOLVERS = [o for o in OPTIMIZERS.values() if issubclass(o, ScipyMinimize)]
LONG_AGO = 0.0  # the time is over before anything has begun
MANY = 100_000


@contextmanager
def hurried() -> Iterator[None]:
    """Have no time at all: each question is answered by one evaluation at the most."""
    with patient_until(LONG_AGO):
        yield


def iterations(run: Run[Objective], n: int) -> int:
    """Make n iterations in a hurry; return how often that was asked for."""
    with hurried():
        for asked in range(MANY):
            if run.last.k >= n or run.status != "ready":
                return asked
            run.extend(1)
    raise AssertionError("it never comes to its end")


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_solver_in_a_hurry_takes_the_same_path(solver: type[Optimizer]) -> None:
    objective, theta = problem()
    calm, run = Run(objective, solver(), theta), Run(objective, solver(), theta)
    calm.extend(8)
    asked = iterations(run, calm.last.k)
    # An iteration takes an evaluation or more; where it took several, it was asked for several
    # times.
    assert asked >= run.last.k
    assert run.last.theta.tobytes() == calm.last.theta.tobytes()
    assert (run.last.n_evals, run.last.n_gradients) == (calm.last.n_evals, calm.last.n_gradients)


def test_an_iteration_of_many_evaluations_is_interrupted() -> None:
    objective, theta = problem()
    run = Run(objective, OPTIMIZERS["newton_cg"](), theta)
    assert iterations(run, 3) > 3


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_solver_ends_in_a_hurry_as_it_does_else(solver: type[Optimizer]) -> None:
    objective, theta = problem()
    calm, run = Run(objective, solver(), theta), Run(objective, solver(), theta)
    calm.extend(MANY)
    iterations(run, MANY)
    assert (run.status, run.message, run.last.k) == (calm.status, calm.message, calm.last.k)
    assert run.last.theta.tobytes() == calm.last.theta.tobytes()


def test_no_thread_is_left_of_a_search_that_was_interrupted() -> None:
    objective, theta = problem()
    run = Run(objective, OPTIMIZERS["newton_cg"](), theta)
    with hurried():
        run.extend(1)
        run.extend(1)
    expect_solvers(1)
    del run
    expect_solvers(0)


@pytest.mark.parametrize("optimizer", [GradientDescent(0.5), *(solver() for solver in SOLVERS)])
def test_an_earlier_step_comes_back_bit_for_bit_however_often_there_is_no_time(
    optimizer: Optimizer,
) -> None:
    objective, theta = problem()
    run = Run(objective, optimizer, theta, max_bytes=1)  # which keeps hardly any step
    run.extend(20)
    calm = Run(objective, optimizer, theta)
    calm.extend(20)
    expected = [step.theta.tobytes() for step in calm]
    for k in (min(one, run.last.k) for one in (7, 3, 12)):
        tries = 0
        while True:
            try:
                with hurried():
                    found = run[k]
                break
            except UnfinishedError:
                tries += 1
                assert tries < MANY
        assert found.theta.tobytes() == expected[k]
        assert run[k].theta.tobytes() == expected[k]


def test_a_block_within_another_does_not_extend_it() -> None:
    assert deadline() == inf
    with patient_until(5.0):
        with patient_until(9.0):
            assert deadline() == 5.0
        with patient_until(2.0):
            assert deadline() == 2.0
        assert deadline() == 5.0
    assert deadline() == inf


def test_whoever_has_time_waits() -> None:
    objective, theta = problem()
    run = Run(objective, OPTIMIZERS["bfgs"](), theta)
    with patient_until(inf):
        assert run.extend(5) == 5
    assert np.isfinite(run.last.J)
