"""One unit: its rules are what the engine does, and what is known of perceptrons holds."""

from itertools import islice

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.data.gates import GATES, Gate, X
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import GradientDescent
from core.engine.training import Run
from core.explain.unit_rules import (
    RULES,
    Rule,
    boundary,
    half_plane,
    is_right,
    steps,
    through,
)
from core.tutorials import XOR_X, XOR_Y
from core.types import Array

SEPARABLE = [gate for gate in GATES.values() if gate.is_separable]
NUMBERS = st.floats(-5.0, 5.0, allow_subnormal=False)
THETAS = st.tuples(NUMBERS, NUMBERS, NUMBERS).map(np.array)


def test_the_gates_are_those_of_their_names() -> None:
    a, b = X.T > 0.5
    np.testing.assert_array_equal(GATES["and"].y, a & b)
    np.testing.assert_array_equal(GATES["or"].y, a | b)
    np.testing.assert_array_equal(GATES["nand"].y, ~(a & b))
    np.testing.assert_array_equal(GATES["xor"].y, a ^ b)
    np.testing.assert_array_equal(X, XOR_X)
    np.testing.assert_array_equal(GATES["xor"].y, XOR_Y[:, 0])


@pytest.mark.parametrize(
    ("name", "cost"), [("delta", "half_squares"), ("logistic", "cross_entropy")]
)
@pytest.mark.parametrize("gate", GATES.values(), ids=lambda gate: gate.name)
def test_a_rule_with_a_derivative_is_the_engines_gradient_descent(
    name: str, cost: str, gate: Gate
) -> None:
    theta, alpha = np.array([0.3, -0.2, 0.1]), 0.7
    objective = Objective(Network((2, 1), ("sigmoid",)), cost, X, gate.y[:, np.newaxis])
    run = Run(objective, GradientDescent(alpha, 1, seed=None), theta)
    for step in islice(steps(RULES[name], X, gate.y, theta, alpha), 41):
        assert run.last.k == step.k
        np.testing.assert_allclose(run.last.theta, step.theta, rtol=1e-12, atol=1e-14)
        run.extend(1)


@given(THETAS, st.sampled_from(SEPARABLE), st.sampled_from([0.1, 0.5, 1.0, 3.0]))
def test_a_perceptron_ends_on_what_a_line_can_part(theta: Array, gate: Gate, alpha: float) -> None:
    # As A. Novikoff has proved in 1962, it makes a bounded number of changes. Here, with steps of
    # 0.1 and weights of up to 5 at first, each gate takes a few hundred.
    most = 10_000
    right_before = 0
    for step in islice(steps(RULES["perceptron"], X, gate.y, theta, alpha), most):
        right_before = 0 if step.delta else right_before + 1
        if right_before == 4:
            break
    assert right_before == 4
    assert is_right(X, gate.y, step.theta).all()


@given(THETAS)
def test_no_line_parts_a_gate_that_is_not_separable(theta: Array) -> None:
    others = [gate for gate in GATES.values() if not gate.is_separable]
    assert GATES["xor"] in others
    for gate in others:
        assert is_right(X, gate.y, theta).sum() <= 3


@given(THETAS, st.sampled_from([*RULES.values()]))
def test_a_step_goes_towards_the_target(theta: Array, rule: Rule) -> None:
    y = GATES["and"].y
    step = next(steps(rule, X[3:], y[3:], theta, 0.1))
    after = step.theta + step.change
    assert np.append(X[3], 1.0) @ after >= step.z


@given(THETAS)
def test_the_half_plane_is_where_z_is_positive(theta: Array) -> None:
    polygon = half_plane(theta, -0.5, 1.5)
    assert len(polygon) <= 5
    assert ((polygon >= -0.5 - 1e-9) & (polygon <= 1.5 + 1e-9)).all()
    assert (polygon @ theta[:2] + theta[2] >= -1e-9).all()
    x = np.linspace(-0.5, 1.5, 41)
    points = np.stack(np.meshgrid(x, x), axis=-1).reshape(-1, 2)
    share = float((points @ theta[:2] + theta[2] > 0.0).mean())
    if len(polygon):
        a, b = polygon.T
        area = 0.5 * abs(float(a @ np.roll(b, 1) - b @ np.roll(a, 1))) / 4.0
        assert area == pytest.approx(share, abs=0.06)
    else:
        assert share == 0.0


@given(THETAS)
def test_both_ends_of_the_line_lie_on_it(theta: Array) -> None:
    ends = boundary(theta, -0.5, 1.5)
    assert len(ends) in (0, 2)
    assert np.abs(ends @ theta[:2] + theta[2]).max(initial=0.0) < 1e-8


@given(THETAS, st.tuples(NUMBERS, NUMBERS).map(np.array), st.tuples(NUMBERS, NUMBERS).map(np.array))
def test_a_line_that_is_dragged_goes_through_both_points(
    theta: Array,
    one: Array,
    other: Array,
) -> None:
    assume(np.hypot(*(other - one)) > 1e-3)
    assume(np.hypot(*theta[:2]) > 1e-3)
    moved = through(theta, one, other)
    for point in (one, other):
        assert moved[:2] @ point + moved[2] == pytest.approx(0.0, abs=1e-9)
    assert np.hypot(*moved[:2]) == pytest.approx(np.hypot(*theta[:2]))
    assert moved[:2] @ theta[:2] >= -1e-9


def test_one_point_gives_no_line() -> None:
    with pytest.raises(ValueError, match="the same point"):
        through(np.array([1.0, 1.0, 0.0]), np.ones(2), np.ones(2))
