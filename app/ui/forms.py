"""One visitor's pages that are a form and a picture of it; session.py has the live ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import streamlit as st

from app.settings.field import Form, parse, to_text


@dataclass
class FormPage:
    """What a page with a form of its own stands for.

    Attributes
    ----------
    values : dict
        Name of a field -> its value.
    told : bool
        Whether they come from an address or a button, and the widgets have yet to follow.
    problems : list of str
        What was wrong with the address, until it has been said.
    address : dict
        The address as last read or written.
    """

    values: dict[str, Any]
    told: bool = True
    problems: list[str] = field(default_factory=list)
    address: dict[str, str] = field(default_factory=dict)


def _form_page(form: Form) -> FormPage:
    key = f"_{form.name}"
    if key not in st.session_state:
        st.session_state[key] = FormPage(form.defaults())
    return cast(FormPage, st.session_state[key])


def follow(form: Form, name: str) -> None:
    """Let other fields follow a new value of one of them, as its widget's callback does."""
    value = st.session_state[form.key(name)]
    set_form(form, {name: value} | form.follow[name](value))


def start_at_pick(form: Form, key: str, names: tuple[str, str]) -> None:
    """Set two fields to the point that was clicked, as a component's callback does.

    What the browser says is taken only where it is two numbers that the fields allow.
    """
    picked = st.session_state[key].get("pick")
    fields = form.named
    try:
        values = {
            name: fields[name].parse(f"{float(picked[axis]):.3g}")
            for name, axis in zip(names, ("x", "y"), strict=True)
        }
    except (KeyError, TypeError, ValueError):
        return
    set_form(form, values)


def form_values(form: Form) -> dict[str, Any]:
    """Return what a form's page shows, and give its widgets their values."""
    state, query = _form_page(form), st.query_params.to_dict()
    if query != state.address and any(record.name in query for record in form.fields):
        values, state.problems = parse(query, form.fields)
        state.values, state.address, state.told = form.defaults() | values, query, True
    told, state.told = state.told, False
    for name, value in state.values.items():
        if told or form.key(name) not in st.session_state:
            st.session_state[form.key(name)] = value
    return state.values


def take_form_values(form: Form, values: Mapping[str, Any]) -> dict[str, Any]:
    """Go over to what the widgets of a form show, and write the address."""
    state = _form_page(form)
    state.values = state.values | dict(values)
    state.address = {key: to_text(value) for key, value in state.values.items()}
    if st.query_params.to_dict() != state.address:
        st.query_params.from_dict(state.address)
    return state.values


def set_form(form: Form, values: Mapping[str, Any]) -> None:
    """Set some fields of a form, as a button's callback does."""
    state = _form_page(form)
    state.values, state.told = state.values | dict(values), True


def problems_once(form: Form) -> list[str]:
    """Return what was wrong with the address, the first time it is asked."""
    state = _form_page(form)
    problems, state.problems = state.problems, []
    return problems
