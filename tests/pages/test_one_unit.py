"""One unit: its steps, its page, the line that is dragged."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from app.hosting.paths import ASSETS
from app.lessons.cards import read_cards
from app.pages.one_unit.figure import HIGH, LINE, LOW, WRONG
from app.pages.one_unit.learning import learn, playback
from app.pages.one_unit.settings import MAX_STEPS, ONE_UNIT_FORM, REACH, OneUnitSettings
from core.data.gates import GATES, X
from core.explain.unit_rules import RULES, is_right
from tests.pages.harness import address_of

SCRIPT = "from app.pages.one_unit.page import render\nrender()\n"
DEFAULTS = OneUnitSettings()
WEIGHTS = st.floats(-REACH, REACH, allow_subnormal=False)


def content(settings: OneUnitSettings) -> dict[str, Any]:
    """Return what the browser is sent."""
    told = playback(settings).message()
    found: dict[str, Any] = json.loads(told, parse_constant=lambda name: pytest.fail(name))
    return found


def moving(found: dict[str, Any], trace: int) -> dict[str, Any]:
    """Return one of the traces that move."""
    return next(one for one in found["moving"] if one["trace"] == trace)


def test_the_perceptron_learns_and_and_says_when() -> None:
    found = content(DEFAULTS)
    assert found["ending"] == "All four are right from step 18 on."
    assert found["good"]
    assert found["steps"] == list(range(22))
    # Rosenblatt's rule by hand: (0, 0) is wrong at first, as z = b = 0.5 is positive.
    assert found["rows"][0] == ["0", "0 0", "0", "0.5", "1", "+1", "-1", "2", "0.5"]
    assert found["rows"][1][-3:] == ["-1", "2", "0"]


@pytest.mark.parametrize("rule", RULES)
def test_what_is_ringed_is_wrong_and_the_line_is_where_z_is_0(rule: str) -> None:
    settings = DEFAULTS.but(rule=rule, gate="or")
    found, made = content(settings), learn(settings)
    wrong, line = moving(found, WRONG), moving(found, LINE)
    for k, step in enumerate(made):
        right = is_right(X, GATES["or"].y, step.theta)
        assert [x is None for x in wrong["x"][k]] == right.tolist()
        for x, y in zip(line["x"][k], line["y"][k], strict=True):
            if x is not None:
                assert step.theta @ [x, y, 1.0] == pytest.approx(0.0, abs=1e-5)
                assert LOW - 1e-9 <= min(x, y) <= max(x, y) <= HIGH + 1e-9


@given(
    st.sampled_from([*GATES]),
    st.tuples(WEIGHTS, WEIGHTS, WEIGHTS),
    st.sampled_from([*RULES]),
    st.floats(1e-3, 10.0),
    st.integers(1, MAX_STEPS),
)
def test_whatever_is_set_it_is_drawn_and_ends_in_a_sentence(
    gate: str, theta: tuple[float, float, float], rule: str, alpha: float, steps: int
) -> None:
    w_1, w_2, b = theta
    found = content(OneUnitSettings(gate, w_1, w_2, b, rule, alpha, steps))
    assert len(found["rows"]) == len(found["steps"]) <= steps + 1
    assert found["ending"].endswith(".") or found["ending"].endswith("?")
    if not GATES[gate].is_separable:
        assert not found["good"]


def test_weights_of_zero_have_no_line_and_nothing_to_drag() -> None:
    found = content(OneUnitSettings(w_1=0.0, w_2=0.0, b=0.0))
    assert found["panels"][0]["figure"]["layout"].get("shapes", []) == []
    assert moving(found, LINE)["x"][0] == [None, None]


def test_what_the_cards_ask_has_an_answer() -> None:
    # Of the two rules with a derivative, cross-entropy has all four right first.
    def first(rule: str) -> int:
        made = learn(DEFAULTS.but(rule=rule, steps=200))
        right = is_right(X, GATES["and"].y, np.array([step.theta for step in made])).all(axis=1)
        return int(np.flatnonzero(~right).max()) + 1

    assert (first("logistic"), first("delta")) == (40, 137)


def test_each_button_of_the_cards_makes_a_playback() -> None:
    cards = read_cards(ONE_UNIT_FORM, ASSETS / "cards" / "one_unit.md")
    buttons = [button for step in cards.steps for button in step.buttons]
    assert len(buttons) == 7
    for button in buttons:
        assert content(button.settings)["ending"]


def open_page(**query: str) -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=30)
    page.query_params.update(query)
    page.run()
    assert not page.exception
    return page


def test_the_page_opens() -> None:
    page = open_page()
    assert address_of(page) == {
        "gate": "and", "w_1": "-1.0", "w_2": "2.0", "b": "0.5", "rule": "perceptron",
        "alpha": "0.5", "steps": "100", "pace": "2",
    }  # fmt: skip
    assert any("Suppose that a unit says 0" in one.value for one in page.markdown)


@pytest.mark.parametrize("rule", RULES)
def test_the_formula_of_the_rule_is_shown(rule: str) -> None:
    page = open_page(rule=rule)
    assert any(RULES[rule].formula in one.value for one in page.markdown)
    assert not any("{delta}" in one.value for one in page.markdown)


@pytest.mark.parametrize(
    "query", [{"w_1": "9"}, {"gate": "maybe"}, {"alpha": "nan"}, {"b": "1e300"}]
)
def test_what_cannot_be_is_told_and_the_default_stays(query: dict[str, str]) -> None:
    page = open_page(**query)
    assert page.warning or page.error or any("takes" in one.value for one in page.markdown)
    (name,) = query
    assert address_of(page)[name] == DEFAULTS.to_address()[name]
