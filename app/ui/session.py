"""One visitor's live pages: the run of each, and how widgets, address and stage act on it.

Streamlit may stop a script at any access to the session state, to run it again. State that must
change as a whole is therefore kept in one object, `LiveState`, and changed without calling
Streamlit in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar, cast

import streamlit as st

from app.hosting.shares import SHARES
from app.hosting.visitors import VISITORS
from app.live.experiment import Experiment
from app.live.live import Live
from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from app.ui import addresses
from app.ui.forms import PageState, fill_widgets, page_key, widget_values
from app.ui.storage import sent

S = TypeVar("S", bound=RunSettings)

#: Seconds during which the browser may still send an address that was replaced.
LATE_SECONDS = 3.0
#: Replaced addresses that are remembered.
LATE_ADDRESSES = 20


@dataclass(kw_only=True)
class LiveState(PageState[S]):
    """The state of one live page of one visitor.

    Its settings may be those of the run, or some that were refused.

    Attributes
    ----------
    experiment : Experiment
        The page.
    play : bool or None
        Whether a button asked to play the run (True) or to show its start (False).
    live : Live or None
        The run; None before the first one.
    replaced : dict
        Address that was replaced -> when, in seconds of ``monotonic``.
    """

    experiment: Experiment[S]
    play: bool | None = None
    live: Live | None = None
    replaced: dict[frozenset[tuple[str, str]], float] = field(default_factory=dict)

    def adopt(self, values: Mapping[str, Any]) -> Live:
        """Adopt the values that the widgets show; return the run.

        Raises
        ------
        ValueError
            If they are not valid for a run; they stay the page's settings all the same.
        """
        behind, self.widgets_behind = self.widgets_behind, False
        self.settings = self.settings.but(**values)
        if self.live is None:
            self.live = Live(self.experiment, self.settings, SHARES)
        else:
            self.live.use(self.settings, with_history=behind)
        self.settings = cast(S, self.live.settings)
        if self.play:
            self.live.play()
        elif self.play is False:
            self.live.rewind()
        self.play = None
        return self.live

    def is_late(self, query: dict[str, str]) -> bool:
        """Return whether the browser sent `query` before it received the address that replaced it.

        Every message of the browser carries its address. While a run plays, one is often in
        transit when the address changes, and must not be mistaken for the back button.
        """
        replaced_at = self.replaced.get(frozenset(query.items()))
        return replaced_at is not None and monotonic() - replaced_at < LATE_SECONDS

    def replace_address(self, query: dict[str, str]) -> None:
        """Record that `query` replaces the current address."""
        self.replaced[frozenset(self.address.items())] = monotonic()
        while len(self.replaced) > LATE_ADDRESSES:
            self.replaced.pop(next(iter(self.replaced)))
        self.address = query


def admitted() -> bool:
    """Return whether there is room for this visitor; once admitted, a visitor stays so."""
    if "_visitor" not in st.session_state:
        visitor = VISITORS.admit()
        if visitor is None:
            return False
        st.session_state["_visitor"] = visitor
    return True


def stage_key(form: Form[S]) -> str:
    """Return the key of a page's live view."""
    return form.key("stage")


def page(experiment: Experiment[S]) -> LiveState[S]:
    """Return the state of the visitor's page."""
    key = page_key(experiment.form)
    if key not in st.session_state:
        state = LiveState(settings=experiment.settings(), experiment=experiment)
        st.session_state[key] = state
    return cast(LiveState[S], st.session_state[key])


def settings_of_page(experiment: Experiment[S]) -> S:
    """Return the page's settings now, and set the widgets' values.

    They come from the address if it has changed (a first visit, the browser's back button).
    """
    state, form, query = page(experiment), experiment.form, st.query_params.to_dict()
    is_new = query != state.address and not state.is_late(query)
    if is_new and form.knows(query) and addresses.query_belongs_to(form.name):
        settings, state.problems = form.read(query)
        state.address = query
        state.take(settings)
    fill_widgets(form, state)
    return state.settings


def set_up(experiment: Experiment[S], settings: S, *, play: bool) -> None:
    """Apply settings and play, or show the start; for a button's callback."""
    state = page(experiment)
    state.take(settings)
    state.play = play


def new_start(experiment: Experiment[S]) -> None:
    """Draw other initial weights: the weight seed takes the next number."""
    state = page(experiment)
    state.take(state.settings.but(start=state.settings.start + 1, changes=()))


def live_with(experiment: Experiment[S], values: Mapping[str, Any]) -> Live:
    """Return the visitor's run with the values that the widgets show, and write the address.

    Raises
    ------
    ValueError
        If the settings are not valid for a run; they are in the address all the same.
    """
    SHARES.disturbed()
    try:
        return page(experiment).adopt(values)
    finally:
        write_address(experiment)


def live(experiment: Experiment[S]) -> Live | None:
    """Return the visitor's run; None before the first one."""
    return page(experiment).live


def obey_stage(experiment: Experiment[S]) -> None:
    """Execute the command that the stage has just sent."""
    state, form = page(experiment), experiment.form
    command = sent(stage_key(form), "command")
    if state.live is not None:
        before = widget_values(form, state.settings)
        state.live.obey(command)
        state.settings = cast(S, state.live.settings)
        after = widget_values(form, state.settings)
        # A command may set a field that has a widget, which then has to show it.
        state.widgets_behind = state.widgets_behind or any(
            before.get(name) != value for name, value in after.items() if _has_widget(form, name)
        )
        write_address(experiment)


def _has_widget(form: Form[S], name: str) -> bool:
    return name not in form.fields or name in form.placed


def catch_up(experiment: Experiment[S]) -> bool:
    """Adopt the values of moved widgets if they act on the running network; otherwise return False.

    One message of the browser may hold a moved widget and a command of the stage, and Streamlit
    then runs the stage's fragment alone. If it returns False the page must be run again, which
    removes the stage for a moment and drops what it has just sent.
    """
    state, form = page(experiment), experiment.form
    if state.widgets_behind:
        return False
    # Fields without a widget among the controls are set by other parts of the page.
    without_widget = set(form.fields) - form.placed
    moved = {
        name: st.session_state[form.key(name)]
        for name, value in widget_values(form, state.settings).items()
        if name not in without_widget and st.session_state.get(form.key(name), value) != value
    }
    if not moved:
        return True
    if any(name not in form.fields or form.fields[name].effect == "restart" for name in moved):
        return False
    try:
        live_with(experiment, moved).show_scene()
    except ValueError:
        return False
    return True


def write_address(experiment: Experiment[S]) -> None:
    """Write every setting to the address."""
    state = page(experiment)
    query = state.settings.to_address()
    if query != state.address:
        state.replace_address(query)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
