"""Every cost: its derivative, its reduction, its safety."""

from itertools import pairwise

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS
from core.engine.costs import COSTS
from core.engine.network import Network
from core.engine.objective import Objective

RNG = np.random.default_rng(0)
Y = np.eye(3)[RNG.integers(0, 3, 8)]


def output_of(name: str) -> str:
    """Return the output activation that goes with a cost."""
    return COSTS[name].matched or "sigmoid"


@pytest.mark.parametrize("name", [n for n, record in COSTS.items() if record.dJ_da])
def test_slope_equals_central_difference(name: str) -> None:
    record, epsilon = COSTS[name], 1e-6
    f = ACTIVATIONS[output_of(name)]
    z = RNG.normal(size=Y.shape)
    a = f.f(z)
    assert record.dJ_da is not None
    assert f.f_prime is not None
    analytic = record.dJ_da(a, Y) * f.f_prime(z, a)
    for index in np.ndindex(z.shape):
        step = np.zeros_like(z)
        step[index] = epsilon
        above = record.J(z + step, f.f(z + step), Y)
        below = record.J(z - step, f.f(z - step), Y)
        assert (above - below) / (2 * epsilon) == pytest.approx(analytic[index], abs=1e-8)


@pytest.mark.parametrize("name", [n for n, record in COSTS.items() if record.matched])
def test_matched_delta_equals_central_difference(name: str) -> None:
    record, epsilon = COSTS[name], 1e-6
    f = ACTIVATIONS[output_of(name)].f
    z = RNG.normal(size=Y.shape)
    delta = record.scale(len(Y)) * (f(z) - Y)
    for index in np.ndindex(z.shape):
        step = np.zeros_like(z)
        step[index] = epsilon
        above, below = record.J(z + step, f(z + step), Y), record.J(z - step, f(z - step), Y)
        assert (above - below) / (2 * epsilon) == pytest.approx(delta[index], abs=1e-8)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cross_entropy", 3 * np.log(2)),
        ("cross_entropy_sum", 8 * 3 * np.log(2)),
        ("softmax_cross_entropy", np.log(3)),
        ("mse", 3 * 0.25),
        ("half_squares", 0.5 * 8 * 1),
        ("half_mse", 0.5 * 1),
    ],
)
def test_value_where_every_z_is_zero(name: str, expected: float) -> None:
    z = np.zeros(Y.shape)
    assert COSTS[name].J(z, ACTIVATIONS[output_of(name)].f(z), Y) == pytest.approx(expected)


@pytest.mark.parametrize("name", COSTS)
@pytest.mark.parametrize("hidden", [(), (3,)], ids=["no hidden layer", "a hidden layer"])
def test_extreme_sums_give_an_exact_finite_cost_and_gradient(
    name: str, hidden: tuple[int, ...]
) -> None:
    """With |z| = 1000 at the output: no log(0), no overflow, no warning, delta = a - y."""
    names = ("tanh",) * len(hidden)
    network = Network((1, *hidden, 2), (*names, output_of(name)))
    X, y = np.array([[1.0], [-1.0]]), np.array([[1.0, 0.0], [1.0, 0.0]])
    objective = Objective(network, name, X, y)
    W = [np.full(s, 1000.0) for s in pairwise(network.sizes)]
    W[-1][:, 1] *= -1.0
    theta = network.pack(W, [np.zeros(n) for n in network.sizes[1:]])
    J, dJ_dtheta = objective(theta)
    assert np.isfinite(J)
    assert np.isfinite(dJ_dtheta).all()
    assert J == objective.parts(theta).J
    record = COSTS[name]
    if record.takes_classes:  # each example's classes are told apart with certainty
        # The second example is wrong in both of its sigmoids; softmax sees their difference.
        size = 3000.0 if hidden else 1000.0
        wrong = {"softmax": 2 * size, "sigmoid": 2 * size}[output_of(name)]
        assert pytest.approx(wrong * record.scale(2), rel=1e-12) == J


@pytest.mark.parametrize("name", ["cross_entropy", "softmax_cross_entropy"])
def test_certainty_that_is_wrong_costs_what_it_should(name: str) -> None:
    z, y = np.array([[-1000.0, 1000.0]]), np.array([[1.0, 0.0]])
    J = COSTS[name].J(z, ACTIVATIONS[output_of(name)].f(z), y)
    assert J == pytest.approx(2000.0)
