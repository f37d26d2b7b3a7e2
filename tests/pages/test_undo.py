"""Undo by Streamlit's own test harness: widgets and address go along; a page without a run too."""

from streamlit.testing.v1 import AppTest

from app.pages.downhill.settings import DOWNHILL_FORM
from app.pages.moons.experiment import MOONS
from app.ui.forms import PageState, page_key
from tests.pages.harness import address_of

SCRIPT = """
import streamlit as st
from app.pages.table import PAGES
from app.ui import forms, session

from app.pages.downhill.settings import DOWNHILL_FORM
from app.pages.moons.experiment import MOONS
if st.session_state.pop("undo", False):
    if st.session_state["page"] == "moons":
        session.undo(MOONS)
    else:
        forms.undo(DOWNHILL_FORM)
PAGES[st.session_state["page"]].render()
"""


def opened(page: str, **query: str) -> AppTest:
    test = AppTest.from_string(SCRIPT, default_timeout=30)
    test.session_state["page"] = page
    for key, value in query.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    return test


def undone(test: AppTest) -> AppTest:
    test.session_state["undo"] = True
    test.run()
    assert not test.exception
    return test


def test_widgets_and_address_show_what_was() -> None:
    test = opened("moons", more="1")
    first = address_of(test)
    test.select_slider(key=MOONS.form.key("m")).set_value(200).run()
    assert address_of(test)["m"] == "200"
    undone(test)
    assert address_of(test) == first
    assert test.select_slider(key=MOONS.form.key("m")).value == MOONS.settings().m


def test_a_page_without_a_run() -> None:
    test = opened("downhill")
    first = address_of(test)
    slider = test.select_slider(key=DOWNHILL_FORM.key("alpha"))
    other = next(one for one in slider.options if one != str(slider.value))
    test.session_state[DOWNHILL_FORM.key("alpha")] = float(other)
    test.run()
    assert address_of(test) != first
    undone(test)
    assert address_of(test) == first
    state = test.session_state[page_key(DOWNHILL_FORM)]
    assert isinstance(state, PageState)
    assert str(state.history.in_words()["redo"]).startswith("Learning rate α ")
