"""One visitor's state: the only module that touches st.session_state and st.query_params.

Streamlit may break a script off at any access to its state, to run it again. What must not be
seen half done is therefore kept in one object of ours, `Page`, and changed without a word to
Streamlit in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any, cast

import streamlit as st

from app.field import Form, parse, to_text
from app.fields import FIELD, FIELDS
from app.lab import Lab
from app.live import Live
from app.settings import Settings, from_address

#: Keys of our own in the session state; all others are widgets, named as their fields.
PAGE, STAGE = "_page", "stage"
#: Keys of an address that mean something to the live pages.
KNOWN = {*FIELD, "was"}

#: An address that was replaced less long ago may still come from the browser.
LATE_SECONDS = 3.0
#: So many replaced addresses are remembered.
LATE_ADDRESSES = 20


@dataclass
class Page:
    """What a visitor's page stands for.

    Attributes
    ----------
    settings : Settings
        Those shown, be they a run or refused.
    told : bool
        Whether they come from an address or a button, and the widgets have yet to follow.
    play : bool or None
        Whether a button wants the run to be played (True) or shown from its start (False).
    live : Live or None
        The run; None before the first one.
    problems : list of str
        What was wrong with the address, until it has been said.
    address : dict
        The address as last read or written.
    replaced : dict
        Addresses that were replaced, and when.
    """

    settings: Settings = field(default_factory=Settings)
    told: bool = True
    play: bool | None = None
    live: Live | None = None
    problems: list[str] = field(default_factory=list)
    address: dict[str, str] = field(default_factory=dict)
    replaced: dict[frozenset[tuple[str, str]], float] = field(default_factory=dict)

    def tell(self, settings: Settings) -> None:
        """Let the page stand for `settings`."""
        self.settings, self.told = settings, True

    def adopt(self, values: Mapping[str, Any]) -> Live:
        """Go over to the values that the widgets show; return the run.

        Raises
        ------
        ValueError
            Where they make no run; they stay the page's settings all the same.
        """
        told, self.told = self.told, False
        self.settings = replace(self.settings, **values)
        if self.live is None:
            self.live = Live(self.settings)
        else:
            self.live.use(self.settings, told=told)
        self.settings = self.live.settings
        if self.play:
            self.live.play()
        elif self.play is False:
            self.live.rewind()
        self.play = None
        return self.live

    def is_late(self, query: dict[str, str]) -> bool:
        """Say whether the browser sent `query` before it heard of the address that replaced it.

        Every message of the browser carries the address it has; while a run plays, one is
        often on its way when the address changes, and must not be taken for the back button.
        """
        replaced_at = self.replaced.get(frozenset(query.items()))
        return replaced_at is not None and monotonic() - replaced_at < LATE_SECONDS

    def replace_address(self, query: dict[str, str]) -> None:
        """Take note that `query` is written in place of the present address."""
        self.replaced[frozenset(self.address.items())] = monotonic()
        while len(self.replaced) > LATE_ADDRESSES:
            self.replaced.pop(next(iter(self.replaced)))
        self.address = query


def page() -> Page:
    """Return the visitor's page."""
    if PAGE not in st.session_state:
        st.session_state[PAGE] = Page()
    return cast(Page, st.session_state[PAGE])


def settings_of_page() -> Settings:
    """Return the settings the page now stands for, and give the widgets their values.

    They come from the address where it says something new (a first visit, the browser's back
    button), else from what was in force: widgets lose their values when another page is shown.
    """
    state, query = page(), st.query_params.to_dict()
    if KNOWN & set(query) and query != state.address and not state.is_late(query):
        settings, state.problems = from_address(query)
        state.address = query
        state.tell(settings)
    told = state.told
    for key, value in widget_values(state.settings).items():
        if told or key not in st.session_state:
            st.session_state[key] = value
    return state.settings


def widget_values(settings: Settings) -> dict[str, Any]:
    """Return the value of every widget; `hidden` is told by several."""
    values = {record.name: getattr(settings, record.name) for record in FIELDS}
    hidden = values.pop("hidden")
    values["layers"] = len(hidden)
    values |= {f"n{layer}": n for layer, n in enumerate(hidden, 1)}
    return values


def follow(form: Form, name: str) -> None:
    """Let other fields follow a new value of one of them, as its widget's callback does."""
    value = st.session_state[name]
    set_form(form, {name: value} | form.follow[name](value))


def start_at_pick(form: Form, key: str, names: tuple[str, str]) -> None:
    """Set two fields to the point that was clicked, as a component's callback does.

    What the browser says is taken only where it is two numbers that the fields allow.
    """
    picked = st.session_state[key].get("pick")
    fields = form.named()
    try:
        values = {
            name: fields[name].parse(f"{float(picked[axis]):.3g}")
            for name, axis in zip(names, ("x", "y"), strict=True)
        }
    except (KeyError, TypeError, ValueError):
        return
    set_form(form, values)


@dataclass
class FormPage:
    """What a page with a form of its own stands for.

    Attributes
    ----------
    values : dict
        Name of a field -> its value.
    told : bool
        Whether they come from an address or a button, and the widgets have yet to follow.
    address : dict
        The address as last read or written.
    """

    values: dict[str, Any]
    told: bool = True
    address: dict[str, str] = field(default_factory=dict)


def _form_page(form: Form) -> FormPage:
    key = f"_{form.name}"
    if key not in st.session_state:
        st.session_state[key] = FormPage(form.defaults())
    return cast(FormPage, st.session_state[key])


def form_values(form: Form) -> dict[str, Any]:
    """Return what a form's page shows, and give its widgets their values."""
    state, query = _form_page(form), st.query_params.to_dict()
    if query != state.address and any(record.name in query for record in form.fields):
        values, page().problems = parse(query, form.fields)
        state.values, state.address, state.told = form.defaults() | values, query, True
    told, state.told = state.told, False
    for key, value in state.values.items():
        if told or key not in st.session_state:
            st.session_state[key] = value
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


def lab_and_epoch() -> tuple[Lab, int]:
    """Return the run of the moons page and the epoch that is shown there."""
    live = page().live
    return (live.lab, live.shown_epoch) if live else (Lab(Settings()), 0)


def set_up(settings: Settings, *, play: bool) -> None:
    """Set the page up, as a button's callback does, and play or show the start."""
    state = page()
    state.tell(settings)
    state.play = play


def new_start() -> None:
    """Take the next number for the first weights."""
    state = page()
    state.tell(replace(state.settings, start=state.settings.start + 1, changes=()))


def problems_once() -> list[str]:
    """Return what was wrong with the address, the first time it is asked."""
    state = page()
    problems, state.problems = state.problems, []
    return problems


def live_with(values: Mapping[str, Any]) -> Live:
    """Return the visitor's run, gone over to what the widgets show, and write the address.

    Raises
    ------
    ValueError
        Where the settings make no run; the address still says them.
    """
    state = page()
    try:
        return state.adopt(values)
    finally:
        write_address()


def live() -> Live | None:
    """Return the visitor's run; None before there was one."""
    return page().live


def obey_stage() -> None:
    """Hand the command that the stage has just sent to the run."""
    state, command = page(), st.session_state[STAGE].get("command")
    if state.live is not None:
        state.live.obey(command)
        state.settings = state.live.settings
        write_address()


def catch_up() -> bool:
    """Take over what the widgets show, if it acts on the running network; else return False.

    A widget and the stage may speak in one message of the browser, and Streamlit then runs the
    stage alone. Where that will not do, the page must be run again, which takes the stage off
    the page for a moment: Streamlit drops what the stage has just sent.
    """
    state = page()
    shown = widget_values(state.settings)
    moved = {
        key: st.session_state[key]
        for key, value in shown.items()
        if st.session_state.get(key, value) != value
    }
    if not moved:
        return True
    if any(key not in FIELD or FIELD[key].effect == "restart" for key in moved):
        return False
    try:
        live_with(moved).show_scene()
    except ValueError:
        return False
    return True


def write_address() -> None:
    """Make the address hold every setting."""
    state = page()
    query = state.settings.to_address()
    if query != state.address:
        state.replace_address(query)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def default(key: str, value: Any) -> None:
    """Give a widget that appears for the first time its value."""
    if key not in st.session_state:
        st.session_state[key] = value
