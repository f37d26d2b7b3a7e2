"""Cost surfaces: golden numbers, plateaus, trails, the page."""

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.pages.cost_surfaces.descent import (
    TOPS,
    cost_grid,
    optimizer_of,
    path,
    playback,
    published_path,
    share_stuck,
)
from app.pages.cost_surfaces.settings import COST_SURFACES_FORM, OPTIMIZER
from app.pages.cost_surfaces.settings import CostSurfacesSettings as CostSurfaces
from app.playback.playback import FEW_FRAMES, frames_dense_at_start
from core.tutorials import inverter
from tests.golden.figures import GOLDEN
from tests.pages.harness import address_of

SCRIPT = "from app.pages.cost_surfaces.page import render\nrender()\n"
GOLD = GOLDEN["inverter"]


def test_both_balls_end_where_the_tutorial_says() -> None:
    assert path(CostSurfaces(), "mse")[0] == pytest.approx(GOLD["w0"])
    np.testing.assert_allclose(
        path(CostSurfaces(), "mse")[-1], GOLD["correct_gradient_same_step_scaling"]["w"], rtol=1e-8
    )
    np.testing.assert_allclose(
        published_path(CostSurfaces())[-1], GOLD["published"]["w"], rtol=1e-8
    )


@pytest.mark.parametrize("cost", TOPS)
def test_the_grid_is_the_engines_cost_and_gradient(cost: str) -> None:
    grid, objective = cost_grid(cost), inverter(cost)
    for row, column in ((0, 0), (17, 42), (60, 3)):
        J, dJ_dtheta = objective(np.array([grid.s[column], grid.s[row]]))
        assert grid.J[row, column] == pytest.approx(J)
        assert grid.gradient_norm[row, column] == pytest.approx(np.linalg.norm(dJ_dtheta))


def test_mean_squared_error_has_plateaus_and_cross_entropy_none_to_speak_of() -> None:
    flat = {cost: float(np.mean(cost_grid(cost).gradient_norm < 0.01)) for cost in TOPS}
    assert flat["mse"] > 0.5 > 10 * flat["cross_entropy"]
    # What is flat under cross-entropy is flat because it is right.
    grid = cost_grid("cross_entropy")
    assert grid.J[grid.gradient_norm < 0.01].max() < 0.05


@pytest.mark.parametrize("name", ["gradient_descent", "momentum", "nesterov"])
def test_fewer_are_stuck_under_cross_entropy(name: str) -> None:
    optimizer = optimizer_of(CostSurfaces(optimizer=name))
    stuck = {cost: share_stuck(cost, optimizer, 200) for cost in TOPS}
    assert stuck["cross_entropy"] < stuck["mse"] < 1.0
    assert share_stuck("mse", optimizer, 0) == share_stuck("cross_entropy", optimizer, 0)


@pytest.mark.parametrize("name", ["rmsprop", "adam"])
def test_those_that_divide_by_the_gradients_size_hardly_mind_plateaus(name: str) -> None:
    plain, divided = (
        optimizer_of(CostSurfaces(optimizer=one)) for one in ("gradient_descent", name)
    )
    assert share_stuck("mse", divided, 200) < 0.5 * share_stuck("mse", plain, 200)


def test_every_first_order_optimizer_is_offered() -> None:
    assert list(OPTIMIZER.options()) == [
        "gradient_descent",
        "momentum",
        "nesterov",
        "rmsprop",
        "adam",
    ]


def test_a_few_starts_that_are_stuck_are_so_by_real_runs() -> None:
    optimizer = optimizer_of(CostSurfaces())
    s = np.linspace(-15, 15, 31)
    wrong = 0
    for w_1 in s:
        thetas = path(CostSurfaces(w_1=w_1, w_2=5.0, steps=50), "mse")
        said_of_0, said_of_1 = thetas[-1][1], thetas[-1].sum()
        wrong += not (said_of_0 > 0 > said_of_1)
    assert 0 < wrong < 31
    assert share_stuck("mse", optimizer, 50) > 0.3


def test_frames_include_first_and_last_and_are_dense_at_the_start() -> None:
    assert list(frames_dense_at_start(5)) == [0, 1, 2, 3, 4]
    shown = frames_dense_at_start(12_001)
    assert len(shown) <= FEW_FRAMES
    assert (shown[0], shown[-1]) == (0, 12_000)
    assert np.diff(shown)[0] < np.diff(shown)[-1]


@pytest.mark.parametrize("slip", ["hidden", "shown"])
@pytest.mark.parametrize("alpha", [0.001, 0.05, 10.0])
def test_a_walk_says_all_and_no_nan(slip: str, alpha: float) -> None:
    told = playback(CostSurfaces(slip=slip, alpha=alpha, steps=100)).message()
    content = json.loads(told, parse_constant=lambda name: pytest.fail(f"{name} in the message"))
    assert len(content["panels"]) == 4
    assert content["linked"] == [0, 1]
    assert content["pick"] == [2, 3]
    amber = [one for one in content["moving"] if one["trace"] > 2]
    assert len(amber) == (4 if slip == "shown" else 0)
    assert ("step without x" in content["ending"]) == (slip == "shown")
    heights = [z for one in content["moving"] if one["z"] for z in np.ravel(one["z"])]
    assert max(heights) <= 1.05 * max(TOPS.values())  # clipped as the surface is
    assert "drawn up to J = 6" in content["panels"][1]["note"]


def test_the_page_opens_with_the_tutorials_start() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=30).run()
    assert not page.exception
    assert address_of(page)["w_1"] == "-0.14935895"
    assert page.select_slider(key="cost_surfaces.w_2").value == 7.10444213
    page.select_slider(key="cost_surfaces.w_1").set_value(3.0).run()
    assert address_of(page)["w_1"] == "3.0"
    page.selectbox(key="cost_surfaces.optimizer").set_value("momentum").run()
    assert page.select_slider(key="cost_surfaces.mu").value == 0.9


def test_an_address_of_before_opens() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=30)
    old = {"ball": "nesterov", "ball_rate": "0.1", "ball_mu": "0.5", "ball_steps": "100"}
    for key, value in old.items():
        page.query_params[key] = value
    page.run()
    present = {"optimizer": "nesterov", "alpha": "0.1", "mu": "0.5", "steps": "100"}
    assert present.items() <= address_of(page).items()


def test_every_field_is_explained() -> None:
    assert all(field.explanation.endswith(".") for field in COST_SURFACES_FORM.fields.values())
