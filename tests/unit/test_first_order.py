"""First-order optimizers: their formulas by hand, and the same numbers as other libraries'."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from core.data.datasets import load
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import (
    BFGS,
    SCHEDULES,
    Adam,
    FirstOrder,
    GradientDescent,
    Momentum,
    Nesterov,
    RMSProp,
    make_optimizer,
)
from core.engine.training import Run
from core.types import Array

ALPHA, MU, RHO, BETA_1, BETA_2, EPSILON = 0.3, 0.8, 0.7, 0.6, 0.95, 1e-3
UPDATES = 12


def problem() -> tuple[Objective, Array]:
    """Return a small objective and its first theta."""
    split = load("moons", 40, 0.1, 0, 0.0)
    network = Network((2, 3, 2), ("tanh", "softmax"))
    y = split.y_train
    objective = Objective(network, "softmax_cross_entropy", split.X_train, y, 0.5)
    return objective, network.initialize("xavier", 3)


def gradient_descent(g: Array, theta: Array, t: int, state: dict[str, Array]) -> Array:
    return theta - ALPHA * g


def momentum(g: Array, theta: Array, t: int, state: dict[str, Array]) -> Array:
    state["v"] = MU * state.get("v", 0 * g) - ALPHA * g
    return theta + state["v"]


def nesterov(g: Array, theta: Array, t: int, state: dict[str, Array]) -> Array:
    state["v"] = MU * state.get("v", 0 * g) - ALPHA * g
    return theta + MU * state["v"] - ALPHA * g


def rmsprop(g: Array, theta: Array, t: int, state: dict[str, Array]) -> Array:
    state["s"] = RHO * state.get("s", 0 * g) + (1 - RHO) * g**2
    return np.asarray(theta - ALPHA * g / (np.sqrt(state["s"]) + EPSILON))


def adam(g: Array, theta: Array, t: int, state: dict[str, Array]) -> Array:
    state["v"] = BETA_1 * state.get("v", 0 * g) + (1 - BETA_1) * g
    state["s"] = BETA_2 * state.get("s", 0 * g) + (1 - BETA_2) * g**2
    v_hat, s_hat = state["v"] / (1 - BETA_1**t), state["s"] / (1 - BETA_2**t)
    return np.asarray(theta - ALPHA * v_hat / (np.sqrt(s_hat) + EPSILON))


@pytest.mark.parametrize(
    ("optimizer", "by_hand"),
    [
        (GradientDescent(ALPHA), gradient_descent),
        (Momentum(ALPHA, mu=MU), momentum),
        (Nesterov(ALPHA, mu=MU), nesterov),
        (RMSProp(ALPHA, rho=RHO, epsilon=EPSILON), rmsprop),
        (Adam(ALPHA, beta_1=BETA_1, beta_2=BETA_2, epsilon=EPSILON), adam),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_updates_are_those_of_the_formula(
    optimizer: FirstOrder, by_hand: Callable[[Array, Array, int, dict[str, Array]], Array]
) -> None:
    objective, theta = problem()
    run = Run(objective, optimizer, theta)
    run.extend(UPDATES)
    state: dict[str, Array] = {}
    for k in range(1, UPDATES + 1):
        theta = by_hand(objective(theta).dJ_dtheta, theta, k, state)
        np.testing.assert_allclose(run[k].theta, theta, rtol=1e-12, atol=1e-14)
        assert (run[k].n_evals, run[k].n_gradients) == (k + 1, k + 1)


@pytest.mark.parametrize(
    ("optimizer", "name", "arguments"),
    [
        (GradientDescent(ALPHA), "SGD", {}),
        (Momentum(ALPHA, mu=MU), "SGD", {"momentum": MU}),
        (Nesterov(ALPHA, mu=MU), "SGD", {"momentum": MU, "nesterov": True}),
        (RMSProp(ALPHA, rho=RHO), "RMSprop", {"alpha": RHO}),
        (Adam(ALPHA, beta_1=BETA_1), "Adam", {"betas": (BETA_1, 0.999)}),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, FirstOrder) else "",
)
def test_updates_are_pytorchs(optimizer: FirstOrder, name: str, arguments: dict[str, Any]) -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is not installed: make bench brings it")
    objective, theta = problem()
    run = Run(objective, optimizer, theta)
    run.extend(UPDATES)
    parameter = torch.nn.Parameter(torch.tensor(theta))
    theirs = getattr(torch.optim, name)([parameter], lr=ALPHA, **arguments)
    for _ in range(UPDATES):
        gradient = objective(parameter.detach().numpy()).dJ_dtheta
        parameter.grad = torch.tensor(gradient.copy())
        theirs.step()
    np.testing.assert_allclose(run.last.theta, parameter.detach().numpy(), rtol=1e-9)


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_begins_at_alpha_and_never_rises(name: str) -> None:
    optimizer = GradientDescent(0.4, schedule=name, period=10)
    rates = [optimizer.alpha_at(epoch) for epoch in range(40)]
    assert rates[0] == 0.4
    assert all(later <= earlier for earlier, later in pairwise(rates))
    assert all(rate >= 0 for rate in rates)


def test_schedules_at_a_few_epochs() -> None:
    step = GradientDescent(1.0, schedule="step", period=10)
    assert [step.alpha_at(epoch) for epoch in (0, 9, 10, 19, 20)] == [1, 1, 0.5, 0.5, 0.25]
    cosine = GradientDescent(1.0, schedule="cosine", period=10)
    assert [cosine.alpha_at(epoch) for epoch in (5, 10, 99)] == pytest.approx([0.5, 0.0, 0.0])


def test_a_schedule_counts_epochs_not_updates() -> None:
    objective, theta = problem()  # 40 examples make 3 batches of up to 15
    run = Run(objective, GradientDescent(0.4, 15, schedule="step", period=1), theta)
    run.extend(7)
    assert [(step.epoch, step.batch_index) for step in run] == [(k // 3, k % 3) for k in range(8)]
    for before, after in pairwise(run):
        alpha = 0.4 * 0.5**before.epoch
        np.testing.assert_array_equal(after.theta, before.theta - alpha * before.dJ_dtheta)


def test_epochs_go_on_through_a_change_of_the_batch_size() -> None:
    objective, theta = problem()
    run = Run(objective, GradientDescent(0.4, 15, schedule="step", period=1), theta)
    run.extend(6)
    # At the end of an epoch, and in the middle of one that has no more batches of that size.
    for k, size, expected in ((6, 8, (2, 0)), (5, 40, (2, 0)), (4, 20, (1, 1)), (4, None, (2, 0))):
        fork = run.fork(k, optimizer=GradientDescent(0.4, size, schedule="step", period=1))
        assert (fork.last.epoch, fork.last.batch_index) == expected
        fork.extend(1)
        alpha = 0.4 * 0.5 ** expected[0]
        after = fork[k].theta - alpha * fork[k].dJ_dtheta
        np.testing.assert_array_equal(fork[k + 1].theta, after)
    renumbered = objective.with_epochs_from(2)
    fork = run.fork(6, objective=renumbered, optimizer=GradientDescent(0.4, 8))
    first = objective.batches(8, 0, 0)[0]
    assert fork.last.J == objective(fork.last.theta, first).J


def test_an_iteration_of_a_solver_is_an_epoch() -> None:
    objective, theta = problem()
    run = Run(objective, GradientDescent(0.4, 15), theta)
    run.extend(4)
    fork = run.fork(4, optimizer=BFGS())
    fork.extend(3)
    assert [step.epoch for step in fork[3:]] == [1, 1, 2, 3, 4]
    back = fork.fork(7, optimizer=GradientDescent(0.4, 15))
    back.extend(3)
    assert (back.last.epoch, back.last.batch_index) == (5, 0)


@pytest.mark.parametrize("nesterov", [False, True])
def test_a_velocity_is_kept_where_the_other_optimizer_can_use_it(nesterov: bool) -> None:
    objective, theta = problem()
    run = Run(objective, Momentum(ALPHA), theta)
    run.extend(5)
    other = Nesterov(ALPHA) if nesterov else Adam(ALPHA)
    fork = run.fork(5, optimizer=other)
    if nesterov:
        np.testing.assert_array_equal(fork.last.memory.v, run.last.memory.v)
    else:
        assert fork.last.memory.t == 0


def test_a_step_counts_the_bytes_of_its_memory() -> None:
    objective, theta = problem()
    light, heavy = (
        opt.start(objective, theta).nbytes for opt in (GradientDescent(ALPHA), Adam(ALPHA))
    )
    assert heavy == light + 2 * theta.nbytes


def test_adam_in_scikit_learns_order_is_scikit_learns() -> None:
    split = load("moons", 40, 0.1, 0, 0.0)
    network = Network((2, 3, 1), ("tanh", "sigmoid"))
    objective = Objective(
        network, "cross_entropy", split.X_train, split.labels_train[:, np.newaxis]
    )
    model = MLPClassifier((3,), activation="tanh", alpha=0.0, batch_size=40, shuffle=False)
    model.partial_fit(split.X_train, split.labels_train, classes=[0, 1])
    theta = network.pack(model.coefs_, model.intercepts_)
    model._optimizer.t = 0
    for mean in (*model._optimizer.ms, *model._optimizer.vs):
        mean[:] = 0.0
    run = Run(objective, Adam(epsilon_hat=True), theta)
    for k in range(1, 20):
        model.partial_fit(split.X_train, split.labels_train)
        run.extend(1)
        expected = network.pack(model.coefs_, model.intercepts_)
        np.testing.assert_allclose(run[k].theta, expected, rtol=1e-10, atol=1e-13)


def test_make_optimizer_takes_what_the_optimizer_knows() -> None:
    values = {"alpha": 0.25, "mu": 0.5, "seed": 3, "color": "red", "batch_size": 4}
    assert make_optimizer("momentum", values) == Momentum(0.25, 4, 3, mu=0.5)
    assert make_optimizer("adam", values) == Adam(0.25, 4, 3)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Momentum(mu=1.0), "mu: got 1, takes a number of 0 or more, less than 1"),
        (lambda: Nesterov(mu=-0.1), "mu: got -0.1"),
        (lambda: RMSProp(rho=1.5), "rho: got 1.5"),
        (lambda: RMSProp(epsilon=0.0), "epsilon: got 0, takes a number of 1e-300 or more"),
        (lambda: Adam(beta_1=1.0), "beta_1: got 1"),
        (lambda: Adam(beta_2=float("nan")), "beta_2: got nan"),
        (lambda: Adam(alpha=-1.0), "alpha: got -1"),
        (lambda: GradientDescent(period=0), "period: got 0, takes a whole number of 1 or more"),
        (lambda: make_optimizer("adam", {"alpha": "0.1"}), "alpha: got '0.1', takes a number"),
        (lambda: make_optimizer("adam", {"batch_size": 2.5}), "batch_size: got 2.5, takes a whole"),
        (lambda: GradientDescent(alpha=float("inf")), "alpha: got inf, takes a finite number"),
        (lambda: GradientDescent(seed=-1), "seed: got -1, takes a whole number of 0 or more"),
        (lambda: problem()[0].batches(0, 0, 0), "size: got 0, takes a whole number from 1 to 40"),
        (lambda: GradientDescent(schedule="warm"), r"schedule: got 'warm', takes one of \['const"),
        (lambda: make_optimizer("sgd", {}), r"optimizer: got 'sgd', takes one of \['gradient"),
    ],
)
def test_bad_hyperparameters_are_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()
