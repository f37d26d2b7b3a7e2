"""A few controls in front, the others under "More": remembered, opened by a link, never unseen."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.settings.settings import Form
from app.ui.forms import page_key
from tests.forms import FORMS
from tests.pages.harness import address_of, opened, read

#: As many controls as a beginner can take in.
MOST = 6


def page_of(name: str) -> AppTest:
    script = f"from app.pages.{name}.page import render\nrender()\n"
    return AppTest.from_string(script, default_timeout=60)


def more_of(page: AppTest) -> Any:
    (found,) = [one for one in page.expander if one.label == "More"]
    return found


def captions(page: AppTest) -> list[str]:
    return [read(one.value) for one in page.sidebar.caption if "Set under More" in one.value]


@pytest.mark.parametrize("name", FORMS)
def test_few_controls_are_in_front_and_every_one_is_somewhere(name: str) -> None:
    form: Form[Any] = FORMS[name]
    fields, values = form.fields, form.settings().values
    in_front = [one for rows in form.front_groups.values() for row in rows for one in row]
    more = [one for rows in form.more_groups.values() for row in rows for one in row]
    assert sorted([*in_front, *more]) == sorted(form.placed)
    assert set(form.front) <= form.placed
    assert 1 <= sum(fields[one].shown_if(values) for one in in_front) <= MOST


def test_more_is_closed_and_its_settings_count_all_the_same() -> None:
    page = opened(page_of("moons"), {"lambda_": "0.1", "batch": "10", "alpha": "2"})
    assert not more_of(page).proto.expanded
    (said,) = captions(page)
    assert said.endswith(" λ 0.1, Batch size 10")
    assert page.session_state[page_key(FORMS["moons"])].settings.lambda_ == 0.1
    assert (address_of(page)["lambda_"], address_of(page)["batch"]) == ("0.1", "10")


def test_nothing_is_said_of_what_is_at_its_default() -> None:
    assert not captions(opened(page_of("moons"), {"alpha": "2"}))


def test_a_link_opens_it_and_the_address_holds_the_settings_alone() -> None:
    page = opened(page_of("moons"), {"more": "1", "lambda_": "0.1"})
    assert more_of(page).proto.expanded
    assert not captions(page)
    assert "more" not in address_of(page)
    assert address_of(page)["lambda_"] == "0.1"
    page.run()
    assert more_of(page).proto.expanded


def test_what_is_closed_is_not_drawn_and_acts_all_the_same() -> None:
    page = opened(page_of("xor"), {"lambda_": "0.3"})
    key = "xor.lambda_"
    assert key not in {slider.key for slider in page.select_slider}
    assert "0.3" in captions(page)[0]
    page.query_params["more"] = "1"
    page.run()
    assert page.select_slider(key=key).value == 0.3
    page.select_slider(key=key).set_value(0.1).run()
    assert address_of(page)["lambda_"] == "0.1"
    page.session_state["xor.more"] = False
    page.run()
    assert key not in {slider.key for slider in page.select_slider}
    assert address_of(page)["lambda_"] == "0.1"
    assert "0.1" in captions(page)[0]


TOGGLED = """
from functools import partial
import streamlit as st
from app.pages.moons.page import render
from app.pages.moons.settings import MOONS_FORM
from app.ui.more import changed
st.button("toggled", key="toggled", on_click=partial(changed, MOONS_FORM))
st.button("other", key="other")
render()
"""


@pytest.mark.parametrize(("button", "alpha"), [("toggled", 3.0), ("other", 2.0)])
def test_opening_it_brings_no_older_address_back(button: str, alpha: float) -> None:
    page = opened(AppTest.from_string(TOGGLED, default_timeout=60), {"alpha": "2"})
    before = address_of(page)
    page.select_slider(key="moons.alpha").set_value(3.0).run()
    for key, value in before.items():  # the newest has not arrived in the browser
        page.query_params[key] = value
    page.button(key=button).click().run()
    # Another message with that address alone is the browser's back button.
    assert page.session_state[page_key(FORMS["moons"])].settings.alpha == alpha
