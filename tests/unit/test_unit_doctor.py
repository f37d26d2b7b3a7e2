"""The unit doctor finds what was put there, and nothing in a sound network."""

import numpy as np
import pytest

from core.engine.network import Network
from core.engine.objective import Objective
from core.explain.unit_doctor import FLAT, examine
from core.types import Array

RNG = np.random.default_rng(3)
X = RNG.normal(size=(40, 2))
Y = (X[:, :1] > 0).astype(float)


def objective(activation: str, hidden: tuple[int, ...] = (3,)) -> Objective:
    network = Network((2, *hidden, 1), (*(activation for _ in hidden), "sigmoid"))
    return Objective(network, "cross_entropy", X, Y)


def drawn(network: Network, scale: float = 0.5) -> Array:
    return np.random.default_rng(1).normal(scale=scale, size=network.n_parameters)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "linear"])
def test_small_different_weights_are_healthy(activation: str) -> None:
    sound = objective(activation)
    hidden, output = examine(sound, drawn(sound.network))
    assert not hidden.dead
    assert hidden.twins == ()
    assert (hidden.saturated < 0.1).all()
    assert output.gradient > 0


def test_a_dead_unit_is_found_and_gets_no_gradient() -> None:
    sick = objective("relu")
    theta = drawn(sick.network)
    _, b = sick.network.unpack(theta)
    assert b[0] is not None
    b[0][1] = -100.0  # below 0 at every example
    hidden, _ = examine(sick, theta)
    assert hidden.dead == (1,)
    assert not hidden.is_bounded
    dW, db = sick.network.unpack(sick(theta).dJ_dtheta)
    assert db[0] is not None
    assert db[0][1] == 0
    assert not dW[0][:, 1].any()


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_a_saturated_unit_is_found(activation: str) -> None:
    sick = objective(activation)
    theta = drawn(sick.network)
    _, b = sick.network.unpack(theta)
    assert b[0] is not None
    b[0][2] = 30.0
    hidden, _ = examine(sick, theta)
    assert hidden.saturated[2] == 1.0
    assert (hidden.saturated[:2] < 1.0).all()


def test_saturation_is_counted_where_the_slope_is_flat() -> None:
    half = objective("tanh", (1,))
    theta = np.zeros(half.network.n_parameters)
    theta[0] = 2.0
    hidden, _ = examine(half, theta)
    flat = 1.0 - np.tanh(2.0 * X[:, 0]) ** 2 < FLAT
    assert hidden.saturated[0] == flat.mean()


def test_twins_are_found_in_their_groups() -> None:
    sick = objective("tanh", (5,))
    theta = drawn(sick.network)
    W, b = sick.network.unpack(theta)
    assert b[0] is not None
    for one, other in ((0, 3), (1, 4)):
        W[0][:, other], b[0][other] = W[0][:, one], b[0][one]
    hidden, output = examine(sick, theta)
    assert hidden.twins == ((0, 3), (1, 4))
    assert output.twins == ()


def test_two_dead_units_are_no_twins() -> None:
    sick = objective("relu")
    theta = drawn(sick.network)
    _, b = sick.network.unpack(theta)
    assert b[0] is not None
    b[0][:2] = (-50.0, -80.0)
    hidden, _ = examine(sick, theta)
    assert hidden.dead == (0, 1)
    assert hidden.twins == ()


def test_all_zero_weights_make_twins_of_all() -> None:
    sick = objective("sigmoid", (4,))
    hidden, _ = examine(sick, np.zeros(sick.network.n_parameters))
    assert hidden.twins == ((0, 1, 2, 3),)


def test_the_gradient_fades_through_many_sigmoids() -> None:
    deep = objective("sigmoid", (4, 4, 4, 4))
    layers = examine(deep, drawn(deep.network))
    sizes = [layer.gradient for layer in layers]
    assert sizes[0] < sizes[-1] / 50
    expected = np.sqrt(np.mean(deep.network.unpack(deep(drawn(deep.network)).dJ_dtheta)[0][0] ** 2))
    assert sizes[0] == pytest.approx(expected)


def test_softmax_has_no_derivative_of_its_own() -> None:
    network = Network((2, 3, 2), ("tanh", "softmax"))
    both = Objective(network, "softmax_cross_entropy", X, np.hstack([Y, 1 - Y]))
    assert not examine(both, drawn(network))[-1].saturated.any()
