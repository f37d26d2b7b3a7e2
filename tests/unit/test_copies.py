"""Copies of objectives and runs: each its own, by every way to make one."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import cloudpickle
import joblib
import numpy as np
import pytest

from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import BFGS, OPTIMIZERS, FirstOrder, make_optimizer
from core.engine.training import Run
from core.explain.mistakes import MISTAKES, Mistaken
from core.types import Array

WAYS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda thing: pickle.loads(pickle.dumps(thing)),
    "cloudpickle": lambda thing: pickle.loads(cloudpickle.dumps(thing)),
}


def problem() -> tuple[Objective, Array, Array]:
    """Return an objective that has been used, and two thetas."""
    rng = np.random.default_rng(0)
    network = Network((2, 3, 1), ("tanh", "sigmoid"))
    y = (rng.random((12, 1)) > 0.5).astype(float)
    objective = Objective(network, "cross_entropy", rng.normal(size=(12, 2)), y, 0.3, "l1")
    first, second = (network.initialize("normal", seed) for seed in (0, 1))
    objective(second)
    return objective, first, second


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_of_an_objective_follows_its_own_theta(way: str) -> None:
    objective, first, second = problem()
    expected = [objective(theta) for theta in (first, second)]
    objective.batches(5, 1, 0)
    other = WAYS[way](objective)
    for _ in range(2):
        for theta, (J, dJ_dtheta) in zip((first, second), expected, strict=True):
            objective(second)  # writes into its own buffers, and not into the other's
            found = other(theta)
            assert found.J == J
            np.testing.assert_array_equal(found.dJ_dtheta, dJ_dtheta)
    y_hat = other.parts_and_output(first)[1]
    before = y_hat.copy()
    objective(second)
    np.testing.assert_array_equal(y_hat, before)
    assert (other.lambda_, other.penalty.name) == (0.3, "l1")
    renumbered = WAYS[way](objective.with_epochs_from(4))
    np.testing.assert_array_equal(
        renumbered.batches(5, 1, 4)[0].inputs, objective.batches(5, 1, 0)[0].inputs
    )


def test_processes_of_joblib_each_have_their_own() -> None:
    objective, first, second = problem()
    found = joblib.Parallel(n_jobs=2)(
        joblib.delayed(objective)(theta) for theta in (first, second, first)
    )
    for theta, evaluation in zip((first, second, first), found, strict=True):
        assert evaluation.J == objective(theta).J
    assert found[0].J != found[1].J


@pytest.mark.parametrize("way", ["deepcopy", "pickle", "cloudpickle"])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_copied_run_goes_on_as_the_run_itself_does(name: str, way: str) -> None:
    objective, first, _ = problem()
    size = 5 if issubclass(OPTIMIZERS[name], FirstOrder) else None
    run = Run(objective, make_optimizer(name, {"batch_size": size}), first)
    run.extend(3)
    other = WAYS[way](run)
    assert run.extend(4) == other.extend(4)
    for one, copied in zip(run, other, strict=True):
        np.testing.assert_array_equal(one.theta, copied.theta)
        assert one.J == copied.J


def test_a_mistaken_objective_is_copied_with_its_mistake() -> None:
    objective, first, second = problem()
    mistaken = Mistaken(objective, MISTAKES["transposed"])
    other = copy.deepcopy(mistaken)
    expected = mistaken(first).dJ_dtheta
    mistaken(second)
    np.testing.assert_array_equal(other(first).dJ_dtheta, expected)


def test_a_network_is_copied_by_its_shape() -> None:
    network = Network((2, 3, 1), ("tanh", "sigmoid"), biases=False)
    assert len(network.functions) == 2
    for way in WAYS.values():
        other = way(network)
        assert other == network
        assert hash(other) == hash(network)
    assert b"tanh_prime" not in pickle.dumps(network)


def test_an_objective_keeps_its_own_data() -> None:
    X, y = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[1.0], [0.0]])
    network = Network((2, 1), ("sigmoid",))
    objective = Objective(network, "mse", X, y)
    theta = network.initialize("normal", 0)
    before = objective(theta)
    X *= 3.0
    y[:] = 0.5
    assert objective(theta).J == before.J
    assert objective.parts(theta).J == before.J
    np.testing.assert_array_equal(objective.X, [[0.0, 1.0], [1.0, 0.0]])
    for array in (objective.X, objective.y, objective.strength):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 9.0
    assert Objective(network, "mse", objective.X, objective.y).X is objective.X  # no second copy


def test_a_search_that_was_copied_is_repeated_from_its_start() -> None:
    objective, first, _ = problem()
    run = Run(objective, BFGS(), first)
    run.extend(5)
    search = copy.deepcopy(run.last.memory)
    assert search.solvers == []
    assert search.origin.k == 0
