"""One visitor's live pages; forms.py beside it has the others. Only these two touch
st.session_state and st.query_params.

Streamlit may break a script off at any access to its state, to run it again. What must not be
seen half done is therefore kept in one object of ours, `Page`, and changed without a word to
Streamlit in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, cast

import streamlit as st

from app.hosting.shares import SHARES
from app.hosting.visitors import VISITORS
from app.live.experiment import Experiment
from app.live.live import Live
from app.settings.field import Form
from app.settings.settings import Settings, from_address
from app.ui import addresses

#: An address that was replaced less long ago may still come from the browser.
LATE_SECONDS = 3.0
#: So many replaced addresses are remembered.
LATE_ADDRESSES = 20


@dataclass
class Page:
    """What a visitor's page stands for.

    Attributes
    ----------
    experiment : Experiment
        Which page it is.
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

    experiment: Experiment
    settings: Settings
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
        self.settings = self.settings.but(**values)
        if self.live is None:
            self.live = Live(self.experiment, self.settings, SHARES)
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


def admitted() -> bool:
    """Say whether there is room for this visitor, who then stays in."""
    if "_visitor" not in st.session_state:
        visitor = VISITORS.admit()
        if visitor is None:
            return False
        st.session_state["_visitor"] = visitor
    return True


def page_key(form: Form) -> str:
    """Return the key of a page's state."""
    return f"_{form.name}"


def stage_key(form: Form) -> str:
    """Return the key of a page's live view."""
    return form.key("stage")


def page(experiment: Experiment) -> Page:
    """Return the visitor's page."""
    key = page_key(experiment.form)
    if key not in st.session_state:
        st.session_state[key] = Page(experiment, experiment.settings())
    return cast(Page, st.session_state[key])


def settings_of_page(experiment: Experiment) -> Settings:
    """Return the settings the page now stands for, and give the widgets their values.

    They come from the address where it says something new (a first visit, the browser's back
    button), else from what was in force: widgets lose their values when another page is shown.
    """
    state, query = page(experiment), st.query_params.to_dict()
    known = {*experiment.form.named, "was"} & set(query)
    late = state.is_late(query) or not addresses.are_of_page(experiment.form.name)
    if known and query != state.address and not late:
        settings, state.problems = from_address(experiment.form, query)
        state.address = query
        state.tell(settings)
    told = state.told
    for name, value in widget_values(state.settings).items():
        if told or experiment.form.key(name) not in st.session_state:
            st.session_state[experiment.form.key(name)] = value
    return state.settings


def widget_values(settings: Settings) -> dict[str, Any]:
    """Return what every widget shows, by name; `hidden` is told by several."""
    values = dict(settings.values)
    hidden = values.pop("hidden")
    values["layers"] = len(hidden)
    values |= {f"n{layer}": n for layer, n in enumerate(hidden, 1)}
    return values


def set_up(experiment: Experiment, settings: Settings, *, play: bool) -> None:
    """Set the page up, as a button's callback does, and play or show the start."""
    state = page(experiment)
    state.tell(settings)
    state.play = play


def new_start(experiment: Experiment) -> None:
    """Take the next number for the first weights."""
    state = page(experiment)
    state.tell(state.settings.but(start=state.settings.start + 1, changes=()))


def problems_once(experiment: Experiment) -> list[str]:
    """Return what was wrong with the address, the first time it is asked."""
    state = page(experiment)
    problems, state.problems = state.problems, []
    return problems


def live_with(experiment: Experiment, values: Mapping[str, Any]) -> Live:
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


def live(experiment: Experiment) -> Live | None:
    """Return the visitor's run; None before there was one."""
    return page(experiment).live


def obey_stage(experiment: Experiment) -> None:
    """Hand the command that the stage has just sent to the run."""
    state, command = page(experiment), sent(stage_key(experiment.form), "command")
    if state.live is not None:
        before = widget_values(state.settings)
        state.live.obey(command)
        state.settings = state.live.settings
        after = widget_values(state.settings)
        # A command may set what has a widget, which then has to follow.
        state.told = state.told or any(
            before.get(name) != value for name, value in after.items() if _has_widget(state, name)
        )
        write_address(experiment)


def _has_widget(state: Page, name: str) -> bool:
    return name not in state.experiment.form.named or name in state.experiment.form.placed


def catch_up(experiment: Experiment) -> bool:
    """Take over what the widgets show, if it acts on the running network; else return False.

    A widget and the stage may speak in one message of the browser, and Streamlit then runs the
    stage alone. Where that will not do, the page must be run again, which takes the stage off
    the page for a moment: Streamlit drops what the stage has just sent.
    """
    state, form = page(experiment), experiment.form
    if state.told:
        return False
    # What has no widget among the controls is told by others, and never by the browser alone.
    elsewhere = set(form.named) - form.placed
    moved = {
        name: st.session_state[form.key(name)]
        for name, value in widget_values(state.settings).items()
        if name not in elsewhere and st.session_state.get(form.key(name), value) != value
    }
    if not moved:
        return True
    if any(name not in form.named or form.named[name].effect == "restart" for name in moved):
        return False
    try:
        live_with(experiment, moved).show_scene()
    except ValueError:
        return False
    return True


def write_address(experiment: Experiment) -> None:
    """Make the address hold every setting."""
    state = page(experiment)
    query = state.settings.to_address()
    if query != state.address:
        state.replace_address(query)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def keep(key: str, value: object) -> None:
    """Keep something of a page for as long as the visitor stays."""
    st.session_state[key] = value


def kept(key: str) -> object:
    """Return what was kept, or None."""
    return st.session_state.get(key)


def sent(key: str, name: str) -> object:
    """Return what a component has just sent under a name, or None."""
    return (st.session_state.get(key) or {}).get(name)


def default(key: str, value: Any) -> None:
    """Give a widget that appears for the first time its value."""
    if key not in st.session_state:
        st.session_state[key] = value
