"""The moons: the L-layer network notebook, and the exercise with two tanh layers."""

import numpy as np
import pytest
from sklearn.datasets import make_moons

from core.data.datasets import accuracy, load
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import GradientDescent
from core.engine.training import Run
from tests.golden import slips
from tests.golden.figures import GOLDEN

SIGMOID, TANH = GOLDEN["moons_sigmoid"], GOLDEN["moons_tanh"]
NETWORK = Network((2, 5, 5, 2), ("sigmoid",) * 3)


def test_sigmoid_network() -> None:
    split = load("moons", 1000, 0.1, 0, 0.0)
    objective = Objective(NETWORK, "cross_entropy", split.X_train, split.y_train)
    run = Run(objective, GradientDescent(SIGMOID["alpha"]), NETWORK.initialize("tutorial", 0))
    run.extend(1000)
    for k, J in SIGMOID["recomputed_cost_at_iteration"].items():
        assert run[int(k)].J == pytest.approx(J, rel=1e-9), k
    y_hat = objective.parts_and_output(run.last.theta)[1]
    share = accuracy(y_hat, split.labels_train)
    assert share == SIGMOID["recomputed_training_accuracy_after_1000"]


def test_story_of_the_sigmoid_network() -> None:
    """A straight line after 1,000 iterations; a bend after 5,000 on the first 500 examples."""
    split = load("moons", 1000, 0.1, 0, 0.5)
    objective = Objective(NETWORK, "cross_entropy", split.X_train, split.y_train)
    run = Run(objective, GradientDescent(0.5), NETWORK.initialize("tutorial", 0))
    run.extend(1000)
    straight = accuracy(NETWORK.predict(run.last.theta, split.X_test), split.labels_test)
    run.extend(4000)
    bent = accuracy(NETWORK.predict(run.last.theta, split.X_test), split.labels_test)
    trained = accuracy(NETWORK.predict(run.last.theta, split.X_train), split.labels_train)
    assert straight < 0.9
    assert bent == trained == 0.998


def test_slip_half_the_initial_range() -> None:
    """The notebook's text asks for [-epsilon, epsilon]; its code draws half of that range.

    Both give the same first draws up to the factor 2. The notebook's numbers are those of the
    half; with the whole range the cost starts and goes otherwise.
    """
    half = NETWORK.to_thetas(NETWORK.initialize("tutorial", 0))
    rng = np.random.RandomState(0)
    whole = [slips.whole_range(rng, n_in, n_out) for n_in, n_out in ((2, 5), (5, 5), (5, 2))]
    for layer, (Theta_half, Theta_whole) in enumerate(zip(half, whole, strict=True)):
        np.testing.assert_allclose(2 * Theta_half, Theta_whole, rtol=1e-13)
        n_out, n_in = Theta_whole.shape[0], Theta_whole.shape[1] - 1
        bound = np.sqrt(6 / (n_in + n_out + 1))
        assert np.abs(Theta_whole).max() > bound / 2 > np.abs(Theta_half).max(), layer
    split = load("moons", 1000, 0.1, 0, 0.0)
    objective = Objective(NETWORK, "cross_entropy", split.X_train, split.y_train)
    costs = [objective.parts(NETWORK.from_thetas(thetas)).J for thetas in (half, whole)]
    assert costs[0] == pytest.approx(SIGMOID["recomputed_cost_at_iteration"]["0"], rel=1e-9)
    a = split.X_train
    for Theta in whole:
        a = slips.sigmoid(np.hstack([np.ones((len(a), 1)), a]) @ Theta.T)
    by_hand = -np.mean(np.sum(np.log(np.where(split.y_train == 1, a, 1 - a)), axis=1))
    assert costs[1] == pytest.approx(by_hand, rel=1e-12)
    assert costs[1] > costs[0] + 0.05  # 1.452 against 1.401


def test_tanh_network() -> None:
    rng = np.random.RandomState(0)
    X, labels = make_moons(200, noise=0.20, random_state=rng)
    network = Network((2, 3, 3, 1), ("tanh", "tanh", "sigmoid"))
    W, b = [], []
    for n_in, n_out in ((2, 3), (3, 3), (3, 1)):
        W.append(rng.rand(n_in, n_out))
        b.append(rng.rand(n_out))
    objective = Objective(network, "cross_entropy_sum", X, labels[:, np.newaxis].astype(float))
    run = Run(objective, GradientDescent(TANH["alpha"]), network.pack(W, b))
    run.extend(300)
    for k, J in TANH["loss_at_epoch"].items():
        assert run[int(k)].J == pytest.approx(J, rel=1e-9), k
