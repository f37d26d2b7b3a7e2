"""Downhill: the numbers of the tutorial, the sentences, the page."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from app.figures.palette_in_use import palette
from app.hosting.paths import ASSETS
from app.lessons.buttons import Button
from app.lessons.cards import read_cards
from app.pages.downhill.descent import descend, playback, sentence
from app.pages.downhill.figure import colors
from app.pages.downhill.settings import DOWNHILL_FORM, MAX_STEPS
from app.pages.downhill.settings import DownhillSettings as Downhill
from app.playback.playback import MAX_FRAMES, evenly_spaced_frames
from core.data.polynomials import POLYNOMIALS
from tests.golden.figures import GOLDEN
from tests.pages.harness import address_of, opened, read

SCRIPT = "from app.pages.downhill.page import render\nrender()\n"


def open_page(**query: str) -> AppTest:
    """Open the page at an address."""
    return opened(AppTest.from_string(SCRIPT, default_timeout=30), query)


def test_first_steps_are_those_written_by_hand() -> None:
    content = json.loads(playback(Downhill(alpha=0.001)).message())
    assert content["columns"] == ["step", "x", "f(x)", "f′(x)", "−α f′(x)"]
    assert content["rows"][0] == ["0", "4", "66", "112", "-0.112"]
    assert content["rows"][1][1] == "3.888"
    assert round(float(content["rows"][2][1]), 2) == 3.79


def test_it_stops_where_the_tutorial_does() -> None:
    gold = GOLDEN["descent_1d"]
    descent = descend(Downhill(alpha=gold["gamma"]))
    assert descent.status == "converged"
    assert descent.x[-1] == gold["x_min"]
    said = sentence(descent)
    assert repr(gold["x_min"]) in said
    assert f"the minimum itself is at {gold['analytic']}." in said


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"alpha": 0.09}, "diverged", "so long that it leaves the valley"),
        ({"alpha": 0.2}, "diverged", "α must stay under 2/f″ = 0.0988"),
        ({"f": "ravine", "x_0": 1.8, "alpha": 0.2}, "diverged", "α must stay under 2/f″ = 0.1"),
        ({"f": "ravine", "x_0": 1.8, "alpha": 0.1}, "out of steps", "swings to and fro"),
        ({"f": "plateau", "x_0": 1.5, "alpha": 0.02, "steps": 5000}, "converged", "no minimum"),
        ({"alpha": 0.0001, "steps": 50}, "out of steps", "Still on its way after 50 steps"),
        (
            {"f": "own", "coefficients": "-1 0 0", "x_0": 1.0, "steps": 500},
            "diverged",
            "f has no minimum",
        ),
    ],
)
def test_a_sentence_says_how_it_ended_and_why(
    changes: dict[str, Any], status: str, words: str
) -> None:
    descent = descend(Downhill(**changes))
    assert descent.status == status
    assert words in sentence(descent)
    assert np.isfinite(descent.x).all()


@given(
    st.sampled_from(list(POLYNOMIALS)),
    st.floats(0, 1),
    st.floats(1e-4, 10.0),
    st.floats(0.0, 0.999),
    st.sampled_from([1, 20, 200]),
)
@settings(deadline=None, max_examples=60)
def test_no_descent_puts_a_nan_on_the_page(
    f: str, share: float, alpha: float, mu: float, steps: int
) -> None:
    record = POLYNOMIALS[f]
    x_0 = record.low + share * (record.high - record.low)
    told = playback(Downhill(f=f, x_0=x_0, alpha=alpha, mu=mu, steps=steps)).message()
    content = json.loads(told, parse_constant=lambda name: pytest.fail(f"{name} in the message"))
    texts = [text for _, _, texts in content["readouts"] for text in texts]
    assert not any("nan" in text for text in (*texts, content["ending"]))
    n = len(content["steps"])
    assert n <= steps + 1
    assert all(len(texts) == n for _, _, texts in content["readouts"])
    assert all(len(one["x"]) == n for one in content["moving"])
    assert len(content["rows"]) == n


def test_a_long_path_leaves_out_steps_and_keeps_its_ends() -> None:
    kept = evenly_spaced_frames(MAX_STEPS + 1)
    assert len(kept) <= MAX_FRAMES
    assert (kept[0], kept[-1]) == (0, MAX_STEPS)


def test_the_strip_has_a_color_for_each_end() -> None:
    own = palette()
    ends = [*own.classes[:2], own.not_converged, own.diverged]
    assert colors(np.array([0, 1, -1, -2])) == ends


def test_the_page_opens_with_the_tutorials_descent() -> None:
    page = open_page()
    assert not page.error
    assert address_of(page)["f"] == "tutorial"
    assert page.select_slider(key="downhill.x_0").value == 4.0


def test_another_function_brings_its_own_start() -> None:
    page = open_page()
    page.selectbox(key="downhill.f").set_value("wells").run()
    assert not page.error
    assert page.select_slider(key="downhill.x_0").value == POLYNOMIALS["wells"].x_0
    assert page.select_slider(key="downhill.alpha").value == POLYNOMIALS["wells"].alpha
    assert address_of(page)["x_0"] == "2.2"


def test_a_polynomial_of_ones_own_is_read_or_refused_with_a_sentence() -> None:
    page = open_page()
    page.selectbox(key="downhill.f").set_value("own").run()
    assert not page.error
    page.text_input(key="downhill.coefficients").set_value("1 two 3").run()
    assert "Coefficients: got 'two', takes numbers" in _plain(page)
    page.text_input(key="downhill.coefficients").set_value("1 0 -2 0 1").run()
    assert not page.error


def _plain(page: AppTest) -> str:
    return read(page.error[0].value)


def test_a_start_outside_the_plot_is_refused_with_a_sentence() -> None:
    page = open_page(f="wells", x_0="4")
    assert "Start x₀: got 4, takes a number of -2.4 or more, at most 2.4" in _plain(page)
    page.select_slider(key="downhill.x_0").set_value(1.0).run()
    assert not page.error


BUTTONS = [
    button
    for step in read_cards(DOWNHILL_FORM, ASSETS / "cards" / "downhill.md").steps
    for button in step.buttons
]


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.label)
def test_every_button_of_the_cards_sets_the_page_up(button: Button) -> None:
    page = open_page(f="ravine", x_0="0.5", mu="0.5")
    next(one for one in page.button if one.label == button.label).click().run()
    assert not page.error
    assert address_of(page) == button.settings.to_address()


def test_what_the_cards_say_of_the_two_valleys_is_so() -> None:
    plain, rolling = (one.settings for one in BUTTONS[-2:])
    assert (plain.mu, rolling.mu) == (0.0, 0.9)
    assert descend(plain).x[-1] > 0 > descend(rolling).x[-1]


def test_an_address_of_before_opens() -> None:
    page = open_page(f="wells", x_0="1.0", rate="0.05", inertia="0.5")
    assert page.select_slider(key="downhill.alpha").value == 0.05
    assert (address_of(page)["alpha"], address_of(page)["mu"]) == ("0.05", "0.5")


def test_every_field_is_explained() -> None:
    assert all(field.explanation.endswith(".") for field in DOWNHILL_FORM.fields.values())


def test_a_path_that_is_held_is_the_same_path() -> None:
    free = playback(Downhill(alpha=0.001))
    held = replace(free, held="Say first what will happen.", tells_end=True)
    before, after = json.loads(free.message()), json.loads(held.message())
    assert (before["held"], before["tells_end"]) == ("", False)
    assert after == {**before, "held": "Say first what will happen.", "tells_end": True}


def test_what_is_to_be_predicted_is_not_in_what_the_browser_is_sent() -> None:
    free = playback(Downhill(alpha=0.001))
    held = json.loads(free.held_back("Say first where it stops.").message())
    assert held["steps"] == [0]
    assert not held["rows"]
    assert all(len(one["x"]) == 1 for one in held["moving"])
    assert {text for _name, _hint, texts in held["readouts"] for text in texts} == {"?"}
    assert (held["held"], held["ending"]) == ("Say first where it stops.", "")
    shown = json.loads(free.message())
    assert held["name"] != shown["name"]
    [panel], [drawn] = held["panels"], shown["panels"]
    # The strip would tell where each start ends; the curve stays where it is.
    assert "start" in {trace["name"] for trace in drawn["figure"]["data"]}
    assert "start" not in {trace["name"] for trace in panel["figure"]["data"]}
    assert not panel["note"]
    assert panel["figure"]["layout"] == drawn["figure"]["layout"]
