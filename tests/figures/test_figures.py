"""Every figure, from data alone."""

import xml.etree.ElementTree as ElementTree
from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from app.figures.accuracy import ACCURACIES, accuracy_curve
from app.figures.boundary import boundary
from app.figures.cost_curve import CURVES, cost_curve
from app.figures.palette_in_use import palette
from app.figures.plane import ASPECT, plane_around
from app.figures.space import ball
from app.figures.thumbnail import thumbnail
from app.live.scene import NUMBERS
from app.pages.gradient_check.cases import EPSILONS
from app.pages.gradient_check.figure import epsilon_plot
from app.pages.moons.experiment import MOONS
from app.settings.changes import Change
from core.data.datasets import DATASETS
from core.explain.gradient_check import GradientCheck, check_gradient
from core.tutorials import exercise4_check


@pytest.mark.parametrize("name", DATASETS)
def test_boundary_shows_every_point_within_its_axes(name: str) -> None:
    task = MOONS.task(MOONS.settings(data=name, m=60, noise=0.2, test=25))
    plane = plane_around(np.vstack([task.X, task.X_test]))
    figure = boundary(task, plane)
    assert sum(len(trace.x) for trace in figure.data) == 60
    assert tuple(figure.layout.xaxis.range) == plane.x
    for trace in figure.data:
        assert plane.x[0] < min(trace.x)
        assert max(trace.x) < plane.x[1]
        assert plane.y[0] < min(trace.y)
        assert max(trace.y) < plane.y[1]
    # Color is never the only cue.
    for part in ("training", "test"):
        markers = [trace.marker for trace in figure.data if trace.legendgroup == part]
        symbols = {(one.color, one.line.color, one.symbol) for one in markers}
        assert len(symbols) == task.n_classes == len({symbol for _, _, symbol in symbols})
    # Test points are hollow.
    training, test = (
        {trace.marker.color for trace in figure.data if trace.legendgroup == part}
        for part in ("training", "test")
    )
    assert not training & test


def test_a_circle_looks_like_one() -> None:
    plane = plane_around(np.array([[0.0, 0.0], [1.0, 10.0]]))
    width, height = plane.x[1] - plane.x[0], plane.y[1] - plane.y[0]
    assert width / height == pytest.approx(ASPECT)


def test_plane_of_one_spot_has_a_size() -> None:
    plane = plane_around(np.zeros((3, 2)))
    assert plane.x[1] > plane.x[0]


def test_grid_runs_from_the_top_left_row_by_row() -> None:
    grid = plane_around(np.array([[-3.0, -2.0], [3.0, 2.0]])).grid(4, 3)
    assert grid.shape == (12, 2)
    assert grid[0, 0] == grid[4, 0] < grid[1, 0]
    assert grid[0, 1] == grid[3, 1] > grid[4, 1]
    np.testing.assert_allclose(grid.mean(axis=0), 0.0, atol=1e-12)


def test_cost_curve_names_what_a_frame_holds() -> None:
    figure = cost_curve(500, MOONS.settings(), "epoch")
    assert [trace.name for trace in figure.data] == [line.name for line in CURVES]
    assert {line.key for line in CURVES} <= set(NUMBERS)
    assert tuple(figure.layout.xaxis.range) == (0, 500)
    assert [note.text for note in figure.layout.annotations] == ["<i>J</i>", "epoch"]
    assert not figure.layout.showlegend


def test_cost_curve_marks_changes() -> None:
    figure = cost_curve(
        500,
        MOONS.settings(changes=(Change(120, "alpha", 0.5), Change(300, "lambda_", 0.0))),
        "epoch",
    )
    assert [shape.x0 for shape in figure.layout.shapes] == [120, 300]
    texts = [annotation.text for annotation in figure.layout.annotations]
    assert texts == ["α was 0.5", "λ was 0", "<i>J</i>", "epoch"]
    batch = cost_curve(500, MOONS.settings(changes=(Change(9, "batch", 0),)), "epoch")
    assert batch.layout.annotations[0].text == "batch was all"


@pytest.mark.parametrize("name", DATASETS)
def test_thumbnail_is_svg_with_its_points(name: str) -> None:
    root = ElementTree.fromstring(thumbnail(name, palette()))
    assert len(root) == 90
    assert {dot.get("fill") for dot in root} == set(palette().classes[: DATASETS[name].n_classes])


def test_epsilon_plot_falls_and_rises_along_its_two_causes() -> None:
    objective, theta = exercise4_check()
    checks = [check_gradient(objective, theta, epsilon) for epsilon in EPSILONS]
    figure = epsilon_plot(checks, 1e-4, objective(theta).J)
    curves = {trace.name: np.array(trace.y) for trace in figure.data}
    measured = curves["measured"]
    best = int(measured.argmin())
    assert 1e-6 < EPSILONS[best] < 1e-3
    fine, coarse = slice(0, best - 3), slice(best + 3, None)
    # Along its cause the measured error keeps to within a small factor of the line drawn.
    for part, cause in ((fine, "rounding, ∝ 1/ε"), (coarse, "truncation, ∝ ε²")):
        assert np.abs(np.log10(measured[part] / curves[cause][part])).max() < 0.8
    marked = next(trace for trace in figure.data if trace.name == "ε shown")
    assert (marked.x[0], marked.y[0]) == (1e-4, measured[EPSILONS.index(1e-4)])
    assert figure.layout.xaxis.type == figure.layout.yaxis.type == "log"


def test_epsilon_plot_of_a_gradient_that_is_zero() -> None:
    check = GradientCheck(("b1[1]",), np.zeros(1), np.zeros(1), 1e-4)
    assert len(epsilon_plot([check], 1e-4, 0.0).data) == 2


def test_accuracy_names_what_a_frame_holds() -> None:
    figure = accuracy_curve(50)
    assert [trace.name for trace in figure.data] == [line.name for line in ACCURACIES]
    assert {line.key for line in ACCURACIES} <= set(NUMBERS)
    assert tuple(figure.layout.xaxis.range) == (0, 50)
    assert figure.layout.yaxis.tickformat == ".0%"


def test_a_ball_is_round_and_closed() -> None:
    mesh = ball("#000000")
    points = np.array([mesh["meta"][axis] for axis in "xyz"])
    np.testing.assert_allclose(np.linalg.norm(points, axis=0), 1.0, atol=1e-3)
    corners = [tuple(point) for point in points.T.round(3).tolist()]
    faces = [
        {corners[i] for i in face} for face in zip(*(mesh[name] for name in "ijk"), strict=True)
    ]
    edges = Counter(
        frozenset(pair) for face in faces if len(face) == 3 for pair in combinations(face, 2)
    )
    assert set(edges.values()) == {2}  # every edge is between two faces: no hole
