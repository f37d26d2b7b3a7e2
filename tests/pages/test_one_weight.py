"""One weight: the tutorial's figures, its published step and the true gradient."""

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.pages.one_weight.descent import path, playback, published_path
from app.pages.one_weight.settings import OneWeightSettings
from core.tutorials import one_weight
from tests.golden.figures import GOLDEN
from tests.pages.harness import address_of

SCRIPT = "from app.pages.one_weight.page import render\nrender()\n"
GOLD = GOLDEN["one_weight"]
DEFAULTS = OneWeightSettings()


def test_the_tutorials_figures_are_told_at_the_end() -> None:
    content = json.loads(playback(DEFAULTS).message())
    assert f"{GOLD['cost_before']:.12g}" in content["ending"]
    assert "w = -24.3428836" in content["ending"]
    assert f"J = {GOLD['cost_after']:.12g}" in content["ending"]


def test_both_ways_go_down_and_the_published_one_further() -> None:
    true, published = path(DEFAULTS, "mse"), published_path(DEFAULTS)
    assert published[-1] == pytest.approx(GOLD["w_after"], rel=1e-8)
    assert published[-1] < true[-1] < true[0]
    assert path(DEFAULTS, "cross_entropy")[-1] < true[-1]  # no plateau on the way


def test_pictures_hold_what_the_engine_says() -> None:
    content = json.loads(playback(DEFAULTS).message())
    steps = content["steps"]
    ball = next(one for one in content["moving"] if (one["panel"], one["trace"]) == (0, 2))
    w = path(DEFAULTS, "mse")
    at = len(steps) // 2
    assert ball["x"][at][0] == pytest.approx(w[steps[at]], rel=1e-6)
    J = one_weight("mse").parts(w[steps[at] : steps[at] + 1]).J
    assert ball["y"][at][0] == pytest.approx(J, rel=1e-6)
    assert [name for name, _, _ in content["readouts"]] == [
        "w, MSE", "w, without x", "w, cross-entropy",
    ]  # fmt: skip


@pytest.mark.parametrize("w_0", [-30.0, 0.0, 15.0])
@pytest.mark.parametrize("alpha", [0.001, 10.0])
def test_no_nan_however_wild(w_0: float, alpha: float) -> None:
    told = playback(OneWeightSettings(w_0=w_0, alpha=alpha, steps=50)).message()
    content = json.loads(told, parse_constant=lambda name: pytest.fail(f"{name} in the message"))
    assert np.isfinite([value for one in content["moving"] for value in np.ravel(one["y"])]).all()


def test_the_page_opens() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=30).run()
    assert not page.exception
    assert address_of(page) == {"w_0": "5.0", "alpha": "0.5", "steps": "2000"}


def test_an_address_of_before_opens() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=30)
    for key, value in {"w_start": "2.0", "w_rate": "0.1", "w_steps": "50"}.items():
        page.query_params[key] = value
    page.run()
    assert address_of(page) == {"w_0": "2.0", "alpha": "0.1", "steps": "50"}


def test_how_far_a_held_path_goes_cannot_be_read_from_its_axes() -> None:
    near = OneWeightSettings(w_0=1.0, alpha=0.1, steps=1)
    far = OneWeightSettings(w_0=1.0, alpha=50.0, steps=500)
    ranges = []
    for one in (near, far):
        held = json.loads(playback(one).held_back("Say first where it ends.").message())
        ranges.append([panel["figure"]["layout"]["xaxis"]["range"] for panel in held["panels"]])
    assert ranges[0] == ranges[1]
    shown = json.loads(playback(far).message())
    assert [panel["figure"]["layout"]["xaxis"]["range"] for panel in shown["panels"]] != ranges[1]
