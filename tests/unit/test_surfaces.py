"""Cost over planes: the same numbers as one theta at a time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.activations import hidden_activations
from core.engine.costs import COSTS
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import GradientDescent
from core.engine.penalties import PENALTIES
from core.engine.training import Run
from core.explain.loss_surfaces import (
    ParameterPlane,
    cost_on_plane,
    costs_at,
    costs_of,
    gradients_at,
    principal_plane,
    random_plane,
    slice_through,
)
from core.types import Array

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
Y = np.array([[0], [1], [1], [0]], float)
NETWORK = Network((2, 3, 1), ("sigmoid", "sigmoid"))
XOR = Objective(NETWORK, "cross_entropy", X, Y)


@st.composite
def objectives(draw: st.DrawFn) -> tuple[Objective, Array]:
    """Draw an objective and many thetas."""
    hidden = draw(st.lists(st.integers(1, 4), max_size=2))
    n_out, m = draw(st.integers(1, 3)), draw(st.integers(1, 6))
    cost = draw(st.sampled_from(sorted(COSTS)))
    output = COSTS[cost].matched if COSTS[cost].takes_classes else "tanh"
    names = (*(draw(st.sampled_from(hidden_activations())) for _ in hidden), output or "tanh")
    network = Network((2, *hidden, n_out), names, draw(st.booleans()))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    y = np.eye(n_out)[rng.integers(0, n_out, m)]
    lambda_ = draw(st.sampled_from([0.0, 0.7]))
    penalty = draw(st.sampled_from(sorted(PENALTIES)))
    objective = Objective(network, cost, rng.normal(size=(m, 2)), y, lambda_, penalty)
    return objective, 3 * rng.normal(size=(draw(st.integers(1, 20)), network.n_parameters))


@given(objectives())
@settings(deadline=None, max_examples=60)
def test_many_thetas_at_once_are_one_after_the_other(drawn: tuple[Objective, Array]) -> None:
    objective, thetas = drawn
    one_by_one = [objective.parts(theta).J for theta in thetas]
    np.testing.assert_allclose(costs_at(objective, thetas), one_by_one, rtol=1e-12, atol=0)
    gradients = [objective(theta).dJ_dtheta for theta in thetas]
    np.testing.assert_allclose(gradients_at(objective, thetas), gradients, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("m", [4, 3000])  # at once, and in chunks
def test_several_costs_of_one_pass_are_those_of_a_pass_for_each(m: int) -> None:
    rng = np.random.default_rng(0)
    inputs, y = rng.normal(size=(m, 2)), rng.integers(0, 2, (m, 1)).astype(float)
    several = [
        Objective(NETWORK, cost, inputs, y, lambda_)
        for cost, lambda_ in (("mse", 0.0), ("cross_entropy", 0.3))
    ]
    thetas = rng.normal(size=(40, NETWORK.n_parameters))
    one_by_one = [costs_at(objective, thetas) for objective in several]
    np.testing.assert_array_equal(costs_of(several, thetas), one_by_one)


def test_chunks_leave_no_seam_and_tell_how_far_they_are() -> None:
    rng = np.random.default_rng(0)
    objective = Objective(NETWORK, "mse", rng.normal(size=(3000, 2)), np.ones((3000, 1)))
    thetas = rng.normal(size=(60, NETWORK.n_parameters))
    told: list[float] = []
    found = costs_at(objective, thetas, told.append)
    np.testing.assert_allclose(found, [objective.parts(theta).J for theta in thetas], rtol=1e-12)
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_slice_holds_all_other_parameters() -> None:
    theta = NETWORK.initialize("normal", 0)
    plane = slice_through(NETWORK, theta, 1, 9)
    assert plane.names == ("W1[1,2]", "W2[1,1]")
    s, t = np.array([-2.0, 0.0, 5.0]), np.array([1.0, 3.0])
    J = cost_on_plane(XOR, plane, s, t)
    assert J.shape == (2, 3)
    for row, column in np.ndindex(J.shape):
        at = theta.copy()
        at[[1, 9]] = s[column], t[row]
        assert J[row, column] == pytest.approx(XOR.parts(at).J, rel=1e-13)
    np.testing.assert_allclose(plane.coordinates(theta[np.newaxis]), [[theta[1], theta[9]]])


def test_random_directions_have_the_length_of_each_unit() -> None:
    theta = NETWORK.initialize("normal", 0)
    plane = random_plane(NETWORK, theta, seed=3)
    assert plane.origin is theta
    for direction in (plane.u, plane.v):
        for part, weights in zip(NETWORK.layers(direction), NETWORK.layers(theta), strict=True):
            np.testing.assert_allclose(
                np.linalg.norm(part, axis=0), np.linalg.norm(weights, axis=0), rtol=1e-12
            )
    again = random_plane(NETWORK, theta, seed=3)
    np.testing.assert_array_equal(plane.u, again.u)
    assert (plane.u != random_plane(NETWORK, theta, seed=4).u).any()


def test_principal_plane_of_a_path_in_a_plane_explains_all_of_it() -> None:
    rng = np.random.default_rng(0)
    u, v = rng.normal(size=(2, 13))
    steps = rng.normal(size=(50, 2))
    path = rng.normal(size=13) + steps @ np.array([u, v])
    plane, share = principal_plane(path)
    assert share == pytest.approx(1.0)
    coordinates = plane.coordinates(path)
    np.testing.assert_allclose(plane.at(*coordinates.T), path, atol=1e-10)
    np.testing.assert_allclose(coordinates[-1], 0.0, atol=1e-12)


def test_principal_plane_of_a_real_run_explains_most_of_it() -> None:
    run = Run(XOR, GradientDescent(0.5), NETWORK.initialize("xor", 0))
    run.extend(4000)
    path = np.array([run[k].theta for k in range(0, 4001, 40)])
    plane, share = principal_plane(path)
    assert 0.9 < share < 1.0
    # The plane is not the path: its cost is not that of the path's points, but at the end.
    there = costs_at(XOR, plane.at(*plane.coordinates(path).T))
    real = costs_at(XOR, path)
    assert there[-1] == pytest.approx(real[-1])
    assert np.abs(there - real).max() > 1e-3


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: costs_at(XOR, np.zeros((2, 12))), r"thetas: got shape \(2, 12\), takes \(n, 13\)"),
        (
            lambda: slice_through(NETWORK, np.zeros(13), 0, 13),
            "second: got 13, takes a whole",
        ),
        (lambda: slice_through(NETWORK, np.zeros(13), 4, 4), "second: got 4 again"),
        (lambda: costs_of([], np.zeros((2, 13))), "objectives: got none"),
        (
            lambda: costs_of([XOR, Objective(NETWORK, "mse", X + 1, Y)], np.zeros((2, 13))),
            "objectives: got several networks or inputs",
        ),
        (lambda: principal_plane(np.zeros((5, 13))), "path: got thetas on one line"),
        (lambda: principal_plane(np.outer(np.arange(9.0), np.ones(13))), "path: got thetas on one"),
    ],
)
def test_what_makes_no_surface_is_refused(call: object, message: str) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=message):
        call()


def test_coordinates_in_a_slanted_plane() -> None:
    plane = ParameterPlane(np.ones(3), np.array([1.0, 0, 0]), np.array([1.0, 1, 0]), ("s", "t"))
    np.testing.assert_allclose(plane.coordinates(np.array([[4.0, 3.0, 9.0]])), [[1.0, 2.0]])
