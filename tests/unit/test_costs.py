"""Every cost: its derivative, its reduction, its code, and its digits next to 0."""

from decimal import Decimal, getcontext
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.activations import ACTIVATIONS
from core.engine.costs import COSTS, Cost
from core.engine.network import Network
from core.engine.objective import Objective
from core.types import Array

RNG = np.random.default_rng(0)
Y = np.eye(3)[RNG.integers(0, 3, 8)]


def output_of(name: str) -> str:
    """Return the output activation that goes with a cost."""
    return COSTS[name].matched or "sigmoid"


def J(name: str, z: Array, y: Array = Y) -> float:
    """Return the data term of a cost."""
    return float(COSTS[name].J(z, ACTIVATIONS[output_of(name)].f(z), y))


def numerical(name: str, z: Array) -> Array:
    """Return dJ/dz by central differences."""
    found, epsilon = np.empty_like(z), 1e-6
    for index in np.ndindex(z.shape):
        step = np.zeros_like(z)
        step[index] = epsilon
        found[index] = (J(name, z + step) - J(name, z - step)) / (2 * epsilon)
    return found


@pytest.mark.parametrize("name", [n for n, record in COSTS.items() if record.derivative])
def test_derivative_equals_central_difference(name: str) -> None:
    record, f = COSTS[name], ACTIVATIONS[output_of(name)]
    z = RNG.normal(size=Y.shape)
    a = f.f(z)
    assert record.derivative is not None
    assert f.f_prime is not None
    analytic = record.scale(len(Y)) * record.derivative(a, Y) * f.f_prime(z, a)
    np.testing.assert_allclose(analytic, numerical(name, z), atol=1e-8)


@pytest.mark.parametrize("name", [n for n, record in COSTS.items() if record.matched])
def test_matched_delta_equals_central_difference(name: str) -> None:
    record, f = COSTS[name], ACTIVATIONS[output_of(name)].f
    z = RNG.normal(size=Y.shape)
    delta = record.scale(len(Y)) * (f(z) - Y)
    np.testing.assert_allclose(delta, numerical(name, z), atol=1e-8)


@pytest.mark.parametrize("record", COSTS.values(), ids=COSTS.keys())
def test_the_code_and_the_formulas_are_the_costs(record: Cost) -> None:
    z = RNG.normal(size=Y.shape)
    y_hat = ACTIVATIONS[output_of(record.name)].f(z)
    found = eval(record.code, {"np": np, "y_hat": y_hat, "y": Y, "m": len(Y)})
    assert found == pytest.approx(float(record.J(z, y_hat, Y)), rel=1e-14)
    symbols = (r"\hat y_{2}", "y_{2}")
    assert all(symbol in record.formula_each(*symbols) for symbol in symbols)
    assert r"\frac1m" not in record.formula_each(*symbols)
    assert (record.formula_derivative is None) == (record.derivative is None)
    if record.formula_derivative is not None:
        assert all(symbol in record.formula_derivative(*symbols) for symbol in symbols)
    assert (r"m}" in record.formula or r"\frac1m" in record.formula) == (record.scale(8) != 1.0)


@pytest.mark.parametrize("name", COSTS)
def test_many_networks_side_by_side_cost_what_each_does(name: str) -> None:
    z = RNG.normal(size=(2, 4, *Y.shape))
    a = ACTIVATIONS[output_of(name)].f(z)
    together = COSTS[name].J(z, a, Y)
    assert together.shape == (2, 4)
    for index in np.ndindex(2, 4):
        assert together[index] == pytest.approx(float(COSTS[name].J(z[index], a[index], Y)))
    assert COSTS[name].each(z, a, Y).shape == z.shape


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
    assert J(name, np.zeros(Y.shape)) == pytest.approx(expected)


#: Targets: certain, uncertain, and next to certain.
TARGETS = st.sampled_from([0.0, 1.0, 0.5, 0.9, 1e-9, 1.0 - 1e-9, 1.0 / 3.0])
#: exp(-700) beside 1 still has its digits.
DIGITS = 340
#: The least number that a float can be.
TINIEST = Decimal(2) ** -1074
SUMS = st.one_of(st.floats(-700.0, 700.0), st.floats(-2.0, 2.0), st.floats(-40.0, 40.0))


def exact_cross_entropy(z: float, y: float) -> Decimal:
    """Return y log(1 + exp(-z)) + (1 - y) log(1 + exp(z)) to DIGITS digits."""
    getcontext().prec = DIGITS
    target, up = Decimal(y), Decimal(z).exp()
    return target * (1 + 1 / up).ln() + (1 - target) * (1 + up).ln()


@given(SUMS, TARGETS)
@settings(deadline=None, max_examples=60)
def test_cross_entropy_has_all_its_digits(z: float, y: float) -> None:
    found, exact = J("cross_entropy", np.array([[z]]), np.array([[y]])), exact_cross_entropy(z, y)
    assert found >= 0.0
    assert abs(Decimal(found) - exact) <= Decimal(8 * 2.0**-53) * exact + TINIEST


@given(st.lists(SUMS, min_size=1, max_size=5), st.integers(0, 4), st.sampled_from([0.0, 0.2]))
@settings(deadline=None, max_examples=60)
def test_softmax_cross_entropy_has_all_its_digits(
    sums: list[float], place: int, spread: float
) -> None:
    getcontext().prec = DIGITS
    n = len(sums)
    y = np.full(n, spread / n)
    y[place % n] += 1.0 - spread
    found = J("softmax_cross_entropy", np.array([sums]), y[np.newaxis])
    exps = [Decimal(z).exp() for z in sums]
    log_sum = sum(exps, Decimal(0)).ln()
    exact = sum((Decimal(t) * (log_sum - Decimal(z)) for t, z in zip(y, sums, strict=True)),
                Decimal(0))  # fmt: skip
    # y adds up to 1 to rounding only.
    slack = Decimal(abs(float(y.sum()) - 1.0) + n * 2.0**-52) * (log_sum - Decimal(max(sums)))
    assert found >= 0.0
    # And a difference of two sums is rounded: exp makes of that a share of itself.
    ulps = 8.0 + max(sums) - min(sums)
    assert abs(Decimal(found) - exact) <= Decimal(ulps * 2.0**-53) * exact + slack + TINIEST


def test_a_softmax_between_equals_is_the_logarithm_of_their_number() -> None:
    z = np.array([[3.0, 3.0, -1000.0, 3.0]])
    assert J("softmax_cross_entropy", z, np.eye(4)[[1]]) == pytest.approx(np.log(3), rel=1e-15)


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
    cost, dJ_dtheta = objective(theta)
    assert np.isfinite(cost)
    assert np.isfinite(dJ_dtheta).all()
    assert cost == objective.parts(theta).J
    record = COSTS[name]
    if record.takes_classes:  # each example's classes are told apart with certainty
        # The second example is wrong in both of its sigmoids; softmax sees their difference.
        size = 3000.0 if hidden else 1000.0
        wrong = {"softmax": 2 * size, "sigmoid": 2 * size}[output_of(name)]
        assert pytest.approx(wrong * record.scale(2), rel=1e-12) == cost


@pytest.mark.parametrize("name", ["cross_entropy", "softmax_cross_entropy"])
def test_certainty_that_is_wrong_costs_what_it_should(name: str) -> None:
    assert J(name, np.array([[-1000.0, 1000.0]]), np.array([[1.0, 0.0]])) == pytest.approx(2000.0)
