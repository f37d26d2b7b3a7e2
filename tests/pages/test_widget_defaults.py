"""Widgets have the page's settings as defaults, which count where no value came to the browser."""

from collections.abc import Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.settings.kinds import Choice, Slider
from app.settings.settings import Form
from app.ui.forms import page_key, widget_values
from tests.forms import FORMS
from tests.pages.harness import opened

#: Other values than the pages' own, for every kind of widget.
QUERY = {
    "hidden": "4-2",
    "activation": "tanh",
    "optimizer": "momentum",
    "penalty": "l1",
    "data": "circles",
    "biases": "with",
    "chapter": "cost",
    "alpha": "0.03",
    "speed": "2",
    "start": "7",
    "seed": "5",
    "steps": "50",
    "coefficients": "1 0 2",
}
KINDS = ("select_slider", "slider", "number_input", "text_input", "selectbox", "button_group")


def default_in_browser(form: Form[Any], name: str, values: Mapping[str, Any]) -> Any:
    """Return what a widget of the browser has for its default: a choice is a number in a list."""
    field, value = form.fields.get(name), values[name]
    if isinstance(field, Choice):
        return list(field.options()).index(value)
    return list(field.shown_stops(values)).index(value) if isinstance(field, Slider) else value


@pytest.mark.parametrize("name", FORMS)
def test_a_widget_that_is_new_to_the_browser_shows_the_setting(name: str) -> None:
    form: Form[Any] = FORMS[name]
    script = f"from app.pages.{name}.page import render\nrender()\n"
    query = {key: text for key, text in QUERY.items() if key in form.fields}
    page = opened(AppTest.from_string(script, default_timeout=60), query)
    page.run()
    values = widget_values(form, page.session_state[page_key(form)].settings)
    widgets = {widget.key: widget.proto for kind in KINDS for widget in page.get(kind)}
    shown = {key: widgets[form.key(key)] for key in values if form.key(key) in widgets}
    assert len(shown) >= len(query) - 1
    for key, proto in shown.items():
        assert not proto.set_value  # that was in the run before
        default = proto.default
        one = default if isinstance(default, int | float | str) else default[0]
        assert one == default_in_browser(form, key, values), key
