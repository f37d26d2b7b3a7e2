"""Every cost: its derivative, its reduction, its safety."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.costs import COSTS

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
    ],
)
def test_value_where_every_z_is_zero(name: str, expected: float) -> None:
    z = np.zeros(Y.shape)
    assert COSTS[name].J(z, ACTIVATIONS[output_of(name)].f(z), Y) == pytest.approx(expected)


@pytest.mark.parametrize("name", ["cross_entropy", "softmax_cross_entropy"])
def test_certainty_that_is_wrong_costs_what_it_should(name: str) -> None:
    z, y = np.array([[-1000.0, 1000.0]]), np.array([[1.0, 0.0]])
    J = COSTS[name].J(z, ACTIVATIONS[output_of(name)].f(z), y)
    assert J == pytest.approx(2000.0)
