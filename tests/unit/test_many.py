"""Many networks at once: each is the run that it is alone, whatever stands beside it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.data.datasets import load
from core.engine import (
    ACTIVATIONS,
    COSTS,
    OPTIMIZERS,
    PENALTIES,
    SCHEDULES,
    Adam,
    GradientDescent,
    Momentum,
    Network,
    Objective,
    Optimizer,
    Run,
    Status,
    make_optimizer,
)
from core.engine.activations import hidden_activations
from core.engine.many import ManyRuns
from core.engine.many.worth import FEWEST, networks_at_once
from core.engine.optimizers import FirstOrder
from core.explain.mistakes import MISTAKES, Mistaken
from core.types import Array

UPDATES = 100
FIRST_ORDER = [name for name, one in OPTIMIZERS.items() if issubclass(one, FirstOrder)]


def objective_of(
    activation: str = "tanh",
    cost: str = "mse",
    penalty: str = "l2",
    lambda_: float = 0.0,
    m: int = 23,
    data: int = 0,
    hidden: tuple[int, ...] = (4, 3),
) -> Objective:
    """Return an objective of a small network, whose examples a seed draws."""
    output = COSTS[cost].matched or "sigmoid"
    network = Network((2, *hidden, 2), (*(activation for _ in hidden), output))
    split = load("moons", m, 0.2, data, 0.0)
    return Objective(network, cost, split.X_train, split.y_train, lambda_, penalty)


def thetas_of(network: Network, n: int) -> Array:
    """Return the initial parameters of n networks."""
    return np.array([network.initialize("xavier", seed) for seed in range(n)])


def assert_each_is_its_run(
    objectives: Sequence[Objective],
    optimizers: Sequence[Optimizer],
    thetas: Array,
    at_once: int | None,
) -> ManyRuns:
    """Train networks at once and one by one, and compare; return those at once."""
    many = ManyRuns(objectives, optimizers, thetas, at_once)
    for n in (1, UPDATES - 1):  # two calls: the second goes on where the first stopped
        many.extend(n)
    for i, (objective, optimizer) in enumerate(zip(objectives, optimizers, strict=True)):
        run = Run(objective, optimizer, thetas[i])
        run.extend(UPDATES)
        scale = max(1.0, float(np.abs(run.last.theta).max()))
        np.testing.assert_allclose(many.thetas[i], run.last.theta, rtol=0, atol=1e-12 * scale)
        np.testing.assert_allclose(many.J[i], run.last.J, rtol=1e-10, atol=1e-12)
        assert many.k[i] == run.last.k
        assert many.statuses[i] is run.status
        assert many.messages[i] == run.message
    return many


@st.composite
def problems(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what many networks have in common, and what they differ in."""
    cost = draw(st.sampled_from(sorted(COSTS)))
    n, m = draw(st.integers(1, 5)), draw(st.integers(4, 30))
    optimizer = draw(st.sampled_from(FIRST_ORDER))
    same_order = draw(st.booleans())
    hyperparameters = {
        "alpha": draw(st.sampled_from([1e-3, 0.05])),
        "batch_size": draw(st.one_of(st.none(), st.integers(1, m))),
        "schedule": draw(st.sampled_from(sorted(SCHEDULES))),
        "period": draw(st.integers(1, 20)),
    }
    n_data = draw(st.integers(1, 3))
    objectives = [
        objective_of(
            draw(st.sampled_from(hidden_activations())) if i == 0 else "",
            cost,
            draw(st.sampled_from(sorted(PENALTIES))) if i == 0 else "l2",
            draw(st.sampled_from([0.0, 0.5])) if i == 0 else 0.0,
            m,
            0,
            tuple(draw(st.lists(st.integers(1, 4), max_size=3))) if i == 0 else (),
        )
        for i in range(1)
    ]
    first = objectives[0]
    for data in range(1, n_data):
        split = load("moons", m, 0.2, data, 0.0)
        objectives.append(
            Objective(
                first.network,
                cost,
                split.X_train,
                split.y_train,
                first.lambda_,
                first.penalty.name,
            )
        )
    return {
        "objectives": [objectives[i % n_data] for i in range(n)],
        "optimizers": [
            make_optimizer(optimizer, {**hyperparameters, "seed": 7 if same_order else i})
            for i in range(n)
        ],
        "thetas": thetas_of(first.network, n),
        "at_once": draw(st.sampled_from([n, max(1, n - 1), None])),
    }


@given(problems())
@settings(deadline=None, max_examples=60)
def test_each_network_is_the_run_that_it_is_alone(problem: dict[str, Any]) -> None:
    assert_each_is_its_run(**problem)


@pytest.mark.parametrize("batch_size", [1, 10, None])
@pytest.mark.parametrize("outputs", [1, 2])
def test_with_one_thread_of_blas_it_is_so_to_the_bit(batch_size: int | None, outputs: int) -> None:
    split = load("moons", 61, 0.2, 0, 0.0)  # batches of 10 leave one example
    network = Network((2, 5, 3, outputs), ("sigmoid",) * 3)
    objective = Objective(network, "cross_entropy", split.X_train, split.y_train[:, :outputs], 0.1)
    optimizers = [GradientDescent(0.5, batch_size, seed) for seed in range(6)]
    thetas = thetas_of(network, 6)
    many = ManyRuns([objective] * 6, optimizers, thetas, at_once=6)
    many.extend(UPDATES)
    for i, optimizer in enumerate(optimizers):
        run = Run(objective, optimizer, thetas[i])
        run.extend(UPDATES)
        assert np.array_equal(many.thetas[i], run.last.theta)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer(name: str) -> None:
    objective = objective_of(m=12)
    optimizers = [make_optimizer(name, {"seed": seed, "alpha": 0.05}) for seed in range(3)]
    assert_each_is_its_run([objective] * 3, optimizers, thetas_of(objective.network, 3), 3)


@pytest.mark.parametrize("name", FIRST_ORDER)
def test_every_optimizer_in_batches_of_examples_of_their_own(name: str) -> None:
    objectives = [objective_of(m=12, data=data) for data in range(3)]
    optimizers = [make_optimizer(name, {"seed": i, "batch_size": 5}) for i in range(3)]
    assert_each_is_its_run(objectives, optimizers, thetas_of(objectives[0].network, 3), 3)


@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize("penalty", PENALTIES)
def test_every_cost_with_every_penalty(cost: str, penalty: str) -> None:
    objectives = [objective_of(cost=cost, penalty=penalty, lambda_=0.3, data=i) for i in range(2)]
    optimizers = [GradientDescent(0.01, batch_size=5, seed=i) for i in range(2)]
    assert_each_is_its_run(objectives, optimizers, thetas_of(objectives[0].network, 2), 2)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation(activation: str) -> None:
    if activation == "softmax":
        objective = objective_of(cost="softmax_cross_entropy")
    else:
        objective = objective_of(activation)
    optimizers = [Momentum(0.05, seed=i) for i in range(4)]
    assert_each_is_its_run([objective] * 4, optimizers, thetas_of(objective.network, 4), 4)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_schedule(schedule: str) -> None:
    objective = objective_of()
    optimizers = [Adam(0.05, 10, seed, schedule, 3) for seed in range(4)]
    assert_each_is_its_run([objective] * 4, optimizers, thetas_of(objective.network, 4), 4)


@pytest.mark.parametrize("batch_size", [None, 6])
def test_one_that_diverges_is_taken_out_and_the_rest_goes_on(batch_size: int | None) -> None:
    # A linear output with weights so large overshoots: the one at once, the other after a few.
    objective = objective_of("relu", "half_mse", hidden=(4,))
    optimizers = [GradientDescent(0.01, batch_size, seed) for seed in (0, 1, 2, 0)]
    thetas = thetas_of(objective.network, 4)
    thetas[1] *= 1e3
    thetas[3] = 30.0 * thetas[0]
    many = assert_each_is_its_run([objective] * 4, optimizers, thetas, 4)
    assert 0 < many.k[3] < 10
    assert many.statuses[0::2] == [Status.READY] * 2
    assert many.statuses[1::2] == [Status.DIVERGED] * 2
    assert "Try alpha = 0.001." in many.messages[1]
    assert many.k.tolist()[0::2] == [UPDATES, UPDATES]


def test_when_all_have_diverged_nothing_is_left_to_do() -> None:
    objective = objective_of(cost="half_squares", hidden=(4,))
    optimizers = [GradientDescent(50.0, seed=seed) for seed in range(4)]
    thetas = 10.0 * thetas_of(objective.network, 4)
    many = ManyRuns([objective] * 4, optimizers, thetas, at_once=4)
    many.extend(UPDATES)
    assert many.statuses == [Status.DIVERGED] * 4
    before = many.thetas
    many.extend(UPDATES)
    assert np.array_equal(many.thetas, before)
    assert (many.k < UPDATES).all()


def test_those_that_differ_in_more_than_seeds_are_trained_beside_each_other_all_the_same() -> None:
    objectives = [
        objective_of(lambda_=0.1),
        objective_of(lambda_=0.2),
        objective_of(lambda_=0.1),
    ]
    optimizers: list[Optimizer] = [GradientDescent(0.1), Adam(0.1), GradientDescent(0.2)]
    assert_each_is_its_run(objectives, optimizers, thetas_of(objectives[0].network, 3), 8)


def test_a_gradient_with_a_mistake_is_trained_alone() -> None:
    objective = objective_of()
    mistaken = Mistaken(objective, next(iter(MISTAKES.values())))
    theta = thetas_of(objective.network, 1)
    many = ManyRuns([mistaken, mistaken], [GradientDescent()] * 2, np.vstack([theta, theta]), 8)
    many.extend(5)
    run = Run(mistaken, GradientDescent(), theta[0])
    run.extend(5)
    assert np.array_equal(many.thetas, [run.last.theta] * 2)


def test_a_move_by_the_length_of_the_whole_gradient_would_be_noticed() -> None:
    """The law that every optimizer is tested for can fail: this one moves by all parameters."""

    class Normed(GradientDescent):
        def move(self, gradient: Array, memory: None, alpha: float) -> tuple[Array, None]:
            return -alpha * gradient / np.linalg.norm(gradient), None

    objective = objective_of()
    with pytest.raises(AssertionError):
        assert_each_is_its_run(
            [objective] * 3, [Normed(0.1)] * 3, thetas_of(objective.network, 3), 3
        )


def test_how_many_are_worth_one_pass() -> None:
    small, large = Network((2, 5, 5, 2), ("tanh",) * 3), Network((2, 32, 32, 2), ("tanh",) * 3)
    assert networks_at_once(small, 250, 10) >= 128
    assert FEWEST <= networks_at_once(small, 500, None) <= 32
    assert networks_at_once(large, 1000, None) == 1
    digits = Network((784, 25, 10), ("sigmoid",) * 2)
    assert networks_at_once(digits, 20_000, 10) == 1  # for the copies of the examples


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"objectives": []}, "objectives"),
        ({"objectives": 3}, "objectives"),
        ({"optimizers": [GradientDescent()]}, "optimizers"),
        ({"thetas": np.zeros((2, 3))}, "thetas"),
        ({"thetas": np.zeros((5, 29))}, "thetas"),
        ({"at_once": 0}, "at_once"),
        ({"optimizers": [GradientDescent(batch_size=99)] * 2}, "batch_size"),
        ({"thetas": np.full((2, 29), np.nan)}, "thetas"),
        ({"thetas": np.full((2, 29), 1e308)}, "theta"),
    ],
)
@pytest.mark.parametrize("at_once", [1, 4])
def test_refusals_name_the_argument(change: dict[str, Any], name: str, at_once: int) -> None:
    objective = objective_of("relu", hidden=(4,))
    n = objective.n_parameters
    arguments: dict[str, Any] = {
        "objectives": [objective] * 2,
        "optimizers": [GradientDescent()] * 2,
        "thetas": np.zeros((2, n)),
        "at_once": at_once,
    }
    if isinstance(change.get("thetas"), np.ndarray) and change["thetas"].shape[1] == 29:
        change = {"thetas": np.resize(change["thetas"], (len(change["thetas"]), n))}
    with pytest.raises(ValueError, match=rf"^{name}: got "):
        ManyRuns(**{**arguments, **change})


def test_what_is_no_objective_or_optimizer_is_refused() -> None:
    objective = objective_of()
    thetas = thetas_of(objective.network, 1)
    with pytest.raises(TypeError, match="objectives"):
        ManyRuns([3], [GradientDescent()], thetas)  # type: ignore[list-item]
    with pytest.raises(TypeError, match="optimizers"):
        ManyRuns([objective], ["adam"], thetas)  # type: ignore[list-item]
    many = ManyRuns([objective], [GradientDescent()], thetas)
    with pytest.raises(ValueError, match=r"^n: got -1"):
        many.extend(-1)
