"""SciPy's solvers in lock-step: SciPy's own path, one iteration a step, and nothing left over."""

import gc
import threading

import numpy as np
import pytest
from scipy.optimize import minimize

from core.data.datasets import load
from core.engine.differentiable import Evaluation
from core.engine.examples import Examples
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import BFGS, LBFGSB, OPTIMIZERS, TNC, Adam, Optimizer
from core.engine.optimizers.scipy_minimize import ScipyMinimize
from core.engine.training import Run
from core.types import Array

SOLVERS = [o for o in OPTIMIZERS.values() if issubclass(o, ScipyMinimize)]


def problem(m: int = 60, lambda_: float = 0.1) -> tuple[Objective, Array]:
    """Return a small objective and its first theta."""
    split = load("moons", m, 0.1, 0, 0.0)
    network = Network((2, 4, 2), ("tanh", "sigmoid"))
    objective = Objective(network, "cross_entropy", split.X_train, split.y_train, lambda_)
    return objective, network.initialize("xavier", 1)


def expect_solvers(n: int) -> None:
    """Check that n solvers are alive; those that were told to end may take a moment for it."""
    gc.collect()
    alive = [thread for thread in threading.enumerate() if thread.name.endswith(" solver")]
    for thread in alive if len(alive) > n else ():
        thread.join(0.1)
    assert sum(thread.is_alive() for thread in alive) == n


@pytest.mark.parametrize("lambda_", [0.0, 0.1])
@pytest.mark.parametrize("solver", SOLVERS)
def test_a_run_ends_with_scipys_own_result(solver: type[ScipyMinimize], lambda_: float) -> None:
    objective, theta = problem(lambda_=lambda_)
    optimizer = solver()
    path: list[Array] = []
    result = minimize(
        lambda at: tuple(objective(at)),
        theta,
        jac=True,
        method=optimizer.method,
        callback=lambda at: path.append(np.array(at)),
    )
    run = Run(objective, optimizer, theta)
    made = run.extend(10_000)
    assert run.status == "finished"
    assert (made, run.last.k, run.last.n_evals) == (result.nit, result.nit, result.nfev)
    assert run.last.n_gradients == result.get("njev", result.nfev)
    assert run.last.theta.tobytes() == result.x.tobytes()
    assert run.last.J == result.fun
    assert all(run[k + 1].theta.tobytes() == at.tobytes() for k, at in enumerate(path))
    assert f"{result.nit:,} iterations and {result.nfev:,} evaluations" in run.message
    expect_solvers(0)


@pytest.mark.parametrize("optimizer", [TNC(max_evals=30), LBFGSB(max_evals=30, ftol=0.0)])
def test_a_limit_of_evaluations_is_scipys_maxfun(optimizer: ScipyMinimize) -> None:
    objective, theta = problem()
    result = minimize(
        lambda at: tuple(objective(at)),
        theta,
        jac=True,
        method=optimizer.method,
        options={"maxfun": 30},
    )
    run = Run(objective, optimizer, theta)
    run.extend(1000)
    assert run.last.theta.tobytes() == result.x.tobytes()
    assert (run.last.k, run.last.n_evals) == (result.nit, result.nfev)


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_paused_run_waits_and_a_dropped_one_leaves_no_thread(solver: type[ScipyMinimize]) -> None:
    objective, theta = problem()
    run = Run(objective, solver(), theta)
    expect_solvers(0)  # none before it is needed
    run.extend(3)
    evaluations = run.last.n_evals
    expect_solvers(1)
    assert run.last.n_evals == evaluations
    run.extend(1)
    stored = run[2]
    del run
    expect_solvers(1)  # the stored step can still go on
    assert stored.memory is not None
    del stored
    expect_solvers(0)


def test_rewinding_needs_one_solver_more_and_no_others() -> None:
    objective, theta = problem()
    run = Run(objective, BFGS(), theta, max_bytes=2000)
    run.extend(40)
    for k in (31, 5, 30, 6, 7, 39, 1):
        assert run[k].k == k
    expect_solvers(2)
    run.extend(1)
    assert run.last.k == 41
    expect_solvers(1)


@pytest.mark.parametrize("solver", SOLVERS)
def test_of_many_searches_in_a_run_few_have_solvers(solver: type[ScipyMinimize]) -> None:
    """Forty changes between Adam and BFGS kept twenty of them, each with its square matrix."""
    objective, theta = problem()
    run = Run(objective, Adam(), theta)
    optimizers: list[Optimizer] = [solver(), Adam()]
    for number in range(8):
        run.extend(6)
        run = run.fork(run.last.k - 1, optimizer=optimizers[number % 2])
    run = run.fork(run.last.k, optimizer=solver())
    run.extend(6)
    expect_solvers(1)
    before = [step.theta.tobytes() for step in run]
    run._keys = {k: run._keys[k] for k in (segment.k for segment in run.segments)}
    run._stride = 1000
    for k in (len(run) - 3, *range(len(run) - 1, 0, -1), *range(0, len(run), 3)):
        assert run[k].theta.tobytes() == before[k]
        alive = [thread for thread in threading.enumerate() if thread.name.endswith(" solver")]
        for thread in alive if len(alive) > 3 else ():
            thread.join(0.1)
        assert sum(thread.is_alive() for thread in alive) <= 3
    run.extend(1)
    expect_solvers(1)
    del run
    expect_solvers(0)


@pytest.mark.parametrize("solver", SOLVERS)
def test_another_objective_is_another_search(solver: type[ScipyMinimize]) -> None:
    objective, theta = problem()
    run = Run(objective, solver(), theta)
    run.extend(5)
    heavy = objective.with_penalty(3.0, "l2")
    fork = run.fork(4, objective=heavy)
    fork.extend(3)
    fresh = Run(heavy, solver(), run[4].theta)
    fresh.extend(3)
    assert fork.last.theta.tobytes() == fresh.last.theta.tobytes()
    assert fork.last.n_evals == run[4].n_evals + fresh.last.n_evals
    again = run.fork(4, objective=heavy)
    again.extend(3)
    assert again.last.theta.tobytes() == fork.last.theta.tobytes()


@pytest.mark.parametrize("solver", SOLVERS)
def test_the_first_iterate_comes_at_once_however_large_the_data(
    solver: type[ScipyMinimize],
) -> None:
    rng = np.random.default_rng(0)
    # BFGS stores the square of the number of parameters: 0.85 GB with 25 hidden units.
    network = Network((400, 5 if solver is BFGS else 25, 10), ("sigmoid", "sigmoid"))
    y = np.eye(10)[rng.integers(0, 10, 5000)]
    objective = Objective(network, "cross_entropy", rng.random((5000, 400)), y, 1.0)
    run = Run(objective, solver(), network.initialize("exercise4", 0))
    assert run.extend(1) == 1
    assert run.last.J < run[0].J
    assert run.last.n_gradients < 30  # of the thousands that the whole search takes
    assert run.status == "ready"


class Failing(Objective):
    """An objective that breaks down at its fifth evaluation."""

    left = 5

    def evaluate(self, theta: Array, batch: Examples | None = None) -> Evaluation:
        Failing.left -= 1
        if Failing.left < 0:
            raise ArithmeticError("out of order")
        return super().evaluate(theta, batch)


@pytest.mark.parametrize("solver", SOLVERS)
def test_an_error_in_the_solver_reaches_who_waits(solver: type[ScipyMinimize]) -> None:
    whole, theta = problem()
    Failing.left = 5
    objective = Failing(whole.network, "cross_entropy", whole.X, whole.y)
    run = Run(objective, solver(), theta)
    with pytest.raises(ArithmeticError, match="out of order"):
        run.extend(20)
    del run
    expect_solvers(0)


@pytest.mark.parametrize("solver", SOLVERS)
def test_mini_batches_are_refused_with_a_sentence(solver: type[Optimizer]) -> None:
    with pytest.raises(ValueError, match=f"batch_size: got 10, but {solver.label} takes all"):
        solver(batch_size=10)  # type: ignore[call-arg]


def test_bad_tolerances_are_refused() -> None:
    with pytest.raises(ValueError, match="gtol: got -1, takes a number of 0 or more"):
        BFGS(gtol=-1.0)
    with pytest.raises(ValueError, match="max_evals: got -5, takes a whole number from 1 to"):
        TNC(max_evals=-5)
