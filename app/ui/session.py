"""One visitor's live pages: the run of each, and how widgets, address and stage act on it.

Streamlit may break a script off at any access to its state, to run it again. What must not be
seen half done is therefore kept in one object of ours, `LiveState`, and changed without a word to
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

#: An address that was replaced less long ago may still come from the browser.
LATE_SECONDS = 3.0
#: So many replaced addresses are remembered.
LATE_ADDRESSES = 20


@dataclass(kw_only=True)
class LiveState(PageState[S]):
    """What a visitor's live page stands for.

    Its settings may be a run's, or such as make no run and were refused.

    Attributes
    ----------
    experiment : Experiment
        Which page it is.
    play : bool or None
        Whether a button wants the run to be played (True) or shown from its start (False).
    live : Live or None
        The run; None before the first one.
    replaced : dict
        Addresses that were replaced, and when.
    """

    experiment: Experiment[S]
    play: bool | None = None
    live: Live | None = None
    replaced: dict[frozenset[tuple[str, str]], float] = field(default_factory=dict)

    def adopt(self, values: Mapping[str, Any]) -> Live:
        """Go over to the values that the widgets show; return the run.

        Raises
        ------
        ValueError
            Where they make no run; they stay the page's settings all the same.
        """
        behind, self.widgets_behind = self.widgets_behind, False
        self.settings = self.settings.but(**values)
        if self.live is None:
            self.live = Live(self.experiment, self.settings, SHARES)
        else:
            self.live.use(self.settings, told=behind)
        self.settings = cast(S, self.live.settings)
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


def admitted() -> bool:
    """Say whether there is room for this visitor, who then stays in."""
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
    """Return what the visitor's page stands for."""
    key = page_key(experiment.form)
    if key not in st.session_state:
        state = LiveState(settings=experiment.settings(), experiment=experiment)
        st.session_state[key] = state
    return cast(LiveState[S], st.session_state[key])


def settings_of_page(experiment: Experiment[S]) -> S:
    """Return the settings the page now stands for, and give the widgets their values.

    They come from the address where it says something new (a first visit, the browser's back
    button), else from what was in force.
    """
    state, form, query = page(experiment), experiment.form, st.query_params.to_dict()
    news = query != state.address and not state.is_late(query)
    if news and form.knows(query) and addresses.are_of_page(form.name):
        settings, state.problems = form.read(query)
        state.address = query
        state.take(settings)
    fill_widgets(form, state)
    return state.settings


def set_up(experiment: Experiment[S], settings: S, *, play: bool) -> None:
    """Set the page up, as a button's callback does, and play or show the start."""
    state = page(experiment)
    state.take(settings)
    state.play = play


def new_start(experiment: Experiment[S]) -> None:
    """Take the next number for the first weights."""
    state = page(experiment)
    state.take(state.settings.but(start=state.settings.start + 1, changes=()))


def live_with(experiment: Experiment[S], values: Mapping[str, Any]) -> Live:
    """Return the visitor's run, gone over to what the widgets show, and write the address.

    Raises
    ------
    ValueError
        Where the settings make no run; the address still says them.
    """
    SHARES.disturbed()
    try:
        return page(experiment).adopt(values)
    finally:
        write_address(experiment)


def live(experiment: Experiment[S]) -> Live | None:
    """Return the visitor's run; None before there was one."""
    return page(experiment).live


def obey_stage(experiment: Experiment[S]) -> None:
    """Hand the command that the stage has just sent to the run."""
    state, form = page(experiment), experiment.form
    command = sent(stage_key(form), "command")
    if state.live is not None:
        before = widget_values(form, state.settings)
        state.live.obey(command)
        state.settings = cast(S, state.live.settings)
        after = widget_values(form, state.settings)
        # A command may set what has a widget, which then has to follow.
        state.widgets_behind = state.widgets_behind or any(
            before.get(name) != value for name, value in after.items() if _has_widget(form, name)
        )
        write_address(experiment)


def _has_widget(form: Form[S], name: str) -> bool:
    return name not in form.fields or name in form.placed


def catch_up(experiment: Experiment[S]) -> bool:
    """Take over what the widgets show, if it acts on the running network; else return False.

    A widget and the stage may speak in one message of the browser, and Streamlit then runs the
    stage alone. Where that will not do, the page must be run again, which takes the stage off
    the page for a moment: Streamlit drops what the stage has just sent.
    """
    state, form = page(experiment), experiment.form
    if state.widgets_behind:
        return False
    # What has no widget among the controls is told by others, and never by the browser alone.
    elsewhere = set(form.fields) - form.placed
    moved = {
        name: st.session_state[form.key(name)]
        for name, value in widget_values(form, state.settings).items()
        if name not in elsewhere and st.session_state.get(form.key(name), value) != value
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
    """Make the address hold every setting."""
    state = page(experiment)
    query = state.settings.to_address()
    if query != state.address:
        state.replace_address(query)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
