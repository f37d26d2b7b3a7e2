"""Figures that belong to one page or section: what they hold is what they were given."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial import Polynomial

from app.figures.palette_in_use import palette
from app.figures.plane import plane_around
from app.figures.surface import BALL, TRAIL, contour_figure, surface_figure
from app.pages.downhill import figure as downhill
from app.pages.one_weight import figure as one_weight
from app.pages.sleep.chapter_figures import activation_plot, guess_plot, lambda_plot, step_plot
from app.pages.sleep.score_figure import relief, score_bytes, score_map
from app.sections.loss_surface import figure as loss_surface
from core.data.polynomials import POLYNOMIALS
from core.engine.activations import ACTIVATIONS
from core.engine.curve import Curve, ends
from core.engine.optimizers import GradientDescent
from core.tutorials import HOURS, SCORES

NIGHTS = np.hstack([HOURS, SCORES])
#: Two weights, and a cost over them that differs in both.
S, T = np.linspace(-2.0, 2.0, 5), np.linspace(0.0, 3.0, 4)
J = np.add.outer(T, S**2)


@pytest.mark.parametrize("name", POLYNOMIALS)
def test_a_curve_shows_its_minima_and_where_each_start_ends(name: str) -> None:
    record = POLYNOMIALS[name]
    curve = Curve(record.polynomial)
    starts = np.linspace(record.low, record.high, 41)
    found = ends(curve, GradientDescent(record.alpha), starts, 400)
    bare = downhill.curve_figure(curve, record.low, record.high)
    figure = downhill.with_strip(bare, curve, starts, found)
    drawn = next(trace for trace in figure.data if trace.name == "minimum")
    inside = [x for x in curve.minima() if record.low <= x <= record.high]
    np.testing.assert_allclose(drawn.x, inside)
    np.testing.assert_allclose(drawn.y, curve.f(np.array(inside)))
    strip = next(trace for trace in figure.data if trace.name == "start")
    assert list(strip.marker.color) == downhill.colors(found)
    assert len(strip.customdata) == len(starts)
    assert not any(trace.name == "start" for trace in bare.data)
    assert bare.layout == figure.layout


def test_what_moves_on_a_curve_is_empty_and_in_its_place() -> None:
    curve = Curve(Polynomial([0.0, 0.0, 1.0]))
    figure = downhill.curve_figure(curve, -1.0, 1.0)
    places = {
        downhill.TRAIL: "trail",
        downhill.TANGENT: "tangent",
        downhill.STEP: "step −α f′(x)",
        downhill.BALL: "x",
    }
    for place, name in places.items():
        assert figure.data[place].name == name
        assert not figure.data[place].x


def test_the_cost_of_one_weight_is_drawn_with_room_for_two_balls() -> None:
    w = np.linspace(-3.0, 3.0, 50)
    figure = one_weight.weight_figure(w, w**2)
    np.testing.assert_array_equal(figure.data[0].y, w**2)
    balls = [figure.data[place] for place in (one_weight.BALL, one_weight.OTHER_BALL)]
    assert [ball.name for ball in balls] == ["true gradient", "step without x"]
    low, high = figure.layout.yaxis.range
    assert low < 0.0 < 9.0 < high


@pytest.mark.parametrize("top", [2.0, 10.0])
def test_surface_and_map_show_the_cost_and_tint_what_is_flat(top: float) -> None:
    flat = J < 0.5
    clipped = np.minimum(J, top)
    surface = surface_figure(S, T, clipped, flat, top, ("w1", "w2"))
    np.testing.assert_allclose(surface.data[0].z, clipped)
    colors = np.asarray(surface.data[0].surfacecolor)
    assert (colors[flat] < 0.0).all()
    np.testing.assert_allclose(colors[~flat], clipped[~flat])
    map_ = contour_figure(S, T, clipped, flat, top, ("w1", "w2"))
    assert (np.asarray(map_.data[0].z)[flat] < 0.0).all()
    for figure in (surface, map_):
        assert figure.data[0].colorscale[0][1] == palette().flat
        assert figure.data[TRAIL].name == "trail"
        assert figure.data[BALL].name == "ball"


def test_a_loss_surface_begins_empty_with_path_shadow_and_ball() -> None:
    figure = loss_surface.surface_with_path(1.5, 7)
    assert np.shape(figure.data[loss_surface.SURFACE].z) == (7, 7)
    assert figure.data[loss_surface.SURFACE].cmax == 1.5
    names = {loss_surface.PATH: loss_surface.TRUE, loss_surface.SHADOW: loss_surface.BELOW}
    for place, name in names.items():
        assert figure.data[place].name == name
        assert not figure.data[place].x
    assert figure.data[loss_surface.BALL].meta


def test_costs_along_the_path_have_a_true_and_a_dotted_line_each() -> None:
    figure = loss_surface.compare_figure(("mse", "cross_entropy"))
    assert len(figure.data) == 4
    assert [trace.line.dash for trace in figure.data] == ["solid", "dot"] * 2
    assert figure.data[0].line.color == figure.data[1].line.color != figure.data[2].line.color


def test_the_score_map_has_every_night_with_its_score_and_the_next_test() -> None:
    plane = plane_around(HOURS)
    figure = score_map(NIGHTS, NIGHTS[:1], plane, (8.0, 3.0))
    traces = {trace.name: trace for trace in figure.data}
    np.testing.assert_array_equal(traces["night"].x, HOURS[:, 0])
    np.testing.assert_array_equal(traces["night"].customdata, SCORES[:, 0])
    assert len(traces["held out"].x) == 1
    assert (traces["your next test"].x, traces["your next test"].y) == ((8.0,), (3.0,))
    without = score_map(NIGHTS, NIGHTS[:0], plane, (8.0, 3.0))
    assert "held out" not in {trace.name for trace in without.data}


def test_the_relief_has_the_nights_at_their_scores() -> None:
    figure = relief(NIGHTS, plane_around(HOURS))
    nights = next(trace for trace in figure.data if trace.name == "nights")
    np.testing.assert_array_equal(nights.z, SCORES[:, 0])


def test_higher_scores_are_brighter() -> None:
    colors = np.array(score_bytes(palette())).reshape(-1, 3).sum(axis=1)
    assert len(colors) == 255
    assert colors[0] < colors[127] < colors[254]


@pytest.mark.parametrize("name", [n for n, one in ACTIVATIONS.items() if one.f_prime is not None])
def test_an_activation_is_drawn_with_its_derivative(name: str) -> None:
    f, derivative = activation_plot(name).data
    slope = np.gradient(np.asarray(f.y), np.asarray(f.x))
    # Central differences of the drawn curve; a kink is off by half of its jump at one point.
    off = np.abs(slope - np.asarray(derivative.y))[1:-1]
    assert (off > 0.01).sum() <= 1


@given(st.lists(st.floats(0, 100), min_size=1, max_size=10))
def test_bars_are_scores_and_guesses(scores: list[float]) -> None:
    guesses = [100.0 - score for score in scores]
    figure = guess_plot(scores, guesses)
    assert [list(bars.y) for bars in figure.data] == [scores, guesses]
    assert len(figure.data[0].x) == len(scores)


def test_costs_along_the_gradient_are_written_on_their_bars() -> None:
    figure = step_plot(["up", "here", "down"], [0.5, 0.3, 0.1])
    assert list(figure.data[0].text) == ["0.5000", "0.3000", "0.1000"]
    assert figure.layout.yaxis.range[1] > 0.5


@pytest.mark.parametrize(("now", "lines"), [(0.1, 1), (0.2, 0)])
def test_the_present_lambda_is_marked_where_it_is_one_of_those_compared(
    now: float, lines: int
) -> None:
    figure = lambda_plot((0.0, 0.1), [1.0, 2.0], [3.0, 2.0], now)
    assert [list(line.y) for line in figure.data] == [[1.0, 2.0], [3.0, 2.0]]
    assert len(figure.layout.shapes) == lines
