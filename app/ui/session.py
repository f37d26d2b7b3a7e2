"""One visitor's live pages: the run of each, and how widgets, address and stage act on it.

Streamlit may stop a script at any access to the session state, to run it again. State that must
change as a whole is therefore kept in one object, `LiveState`, and changed without calling
Streamlit in between.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import streamlit as st

from app.hosting.shares import SHARES
from app.hosting.visitors import VISITORS, Visitor
from app.live.experiment import Experiment
from app.live.live import Live
from app.live.registry import RUNS
from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from app.ui.forms import (
    LaneQuestion,
    PageState,
    fill_widgets,
    is_for,
    moved,
    page_key,
    read_settings,
    without_epoch,
    write_address,
)
from app.ui.history import Moment
from app.ui.lesson import outcomes
from app.ui.lesson import session as lesson_session

S = TypeVar("S", bound=RunSettings)


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
    asked_by_stage : bool
        Whether this run of the script was asked for by the stage.
    by_card : bool
        Whether a card has set the settings that the run has not got yet.
    goal : int
        The epoch that another run is to be shown at: where it was when its settings were undone,
        or what its address says.
    question : LaneQuestion or None
        What the visitor is asked about a lane.
    has_acted : bool
        Whether the run has the settings already, before the controls were drawn.
    has_caught_up : bool
        Whether the settings are those that the stage had set when this run of the script began.
    """

    experiment: Experiment[S]
    play: bool | None = None
    live: Live | None = None
    asked_by_stage: bool = False
    by_card: bool = False
    goal: int = 0
    question: LaneQuestion | None = None
    has_acted: bool = False
    has_caught_up: bool = False

    def take(self, settings: S) -> None:
        """Adopt settings that do not come from the page's widgets, and the epoch they name."""
        super().take(settings.but(epoch=0))
        self.goal, self.has_caught_up = settings.epoch, False

    @property
    def front_epoch(self) -> int:
        """Return the epoch of the run in front that is shown."""
        return self.live.front_epoch if self.live else 0

    def adopt(self, values: Mapping[str, Any], key: str) -> Live:
        """Adopt the values that the widgets show; return the run, which is for the visitor's key.

        Raises
        ------
        ValueError
            If they are not valid for a run; they stay the page's settings all the same.
        """
        behind, self.widgets_behind = self.widgets_behind, False
        has_caught_up, self.has_caught_up = self.has_caught_up, False
        acted, self.has_acted = (self.settings if self.has_acted else None), False
        before, self.settings = self.settings, self.allowed(self.settings.but(**values))
        if self.live is None:
            live = Live(self.experiment, self.settings, SHARES, epoch=self.goal, key=key)
            self.live = RUNS.enter(live)
        with self.live.lock:
            if (has_caught_up or not behind) and self.live.has_set:
                # The stage has set something since this run of the script began, which the widgets
                # do not show yet: of them, those count that were moved. Another run follows.
                moved = {name: v for name, v in values.items() if v != getattr(before, name)}
                self.settings = cast(S, self.live.settings).but(**moved)
            epoch, goal, self.goal = self.live.shown_epoch, self.goal, 0
            if behind or self.settings != acted:
                self.live.use(self.settings, with_history=behind, epoch=goal)
            self.settings = cast(S, self.live.settings)
            self.problems += self.live.problems
            self.live.problems = []
            self.history.note(self.settings, epoch, by_card=self.by_card)
            self.by_card = False
            if self.play:
                self.live.play()
            elif self.play is False:
                self.live.rewind()
            self.play = None
            self.live.fixed = self.guard.fixed if self.guard else frozenset()
        return self.live

    def act(self, moved: Mapping[str, Any], key: str) -> None:
        """Adopt what the controls show, before they are drawn, where that changes the run at once.

        To draw them takes longer than the run takes to change, and the stage waits for that. What
        begins another run waits for all of them.
        """
        fields, values = self.experiment.form.fields, {**self.settings.values, **moved}
        if self.live is None or self.widgets_behind or not moved:
            return
        if all(
            name in fields and fields[name].effect != "restart" and fields[name].shown_if(values)
            for name in moved
        ):
            with suppress(ValueError):  # it is said where the controls have been drawn
                self.adopt(moved, key)
                self.has_acted = True

    def catch_up(self) -> None:
        """Adopt what the stage has changed since the script ran last."""
        if self.live is None:
            return
        with self.live.lock:
            settings = self.live.set_meanwhile()
        if settings is not None:
            self.take(cast(S, settings))
            self.has_caught_up = True


def admitted() -> bool:
    """Return whether there is room for this visitor; once admitted, a visitor stays so."""
    if "_visitor" not in st.session_state:
        visitor = VISITORS.admit()
        if visitor is None:
            return False
        st.session_state["_visitor"] = visitor
    return True


def visitor() -> Visitor:
    """Return the visitor: the one who was admitted, or one for a page that stands alone."""
    if "_visitor" not in st.session_state:
        st.session_state["_visitor"] = Visitor()
    return cast(Visitor, st.session_state["_visitor"])


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

    They come from the address if the visitor went to another one (a first visit, the browser's
    back button). Every message of the browser carries its address, and one that was sent before
    the page's newest address arrived there still carries the one before. But such a message has
    a reason of its own, a moved widget or a button, whereas the back button comes alone.
    """
    state, form, query = page(experiment), experiment.form, st.query_params.to_dict()
    changed = moved(form, state)
    has_other_reason = state.asked_by_stage or (
        bool(state.address) and (state.widgets_behind or bool(changed))
    )
    is_other = without_epoch(query) != without_epoch(state.address)
    is_new = is_other and not has_other_reason and is_for(form, query)
    state.asked_by_stage = False
    state.catch_up()
    lesson = lesson_session.current(form.name)
    if lesson and state.live:
        outcomes.look_at_run(lesson, state.live)
    # None where a lesson of another page was begun meanwhile: this one is free again.
    state.guard = lesson.guard if lesson else None
    if is_new:
        settings = read_settings(form, state, query)
        state.address = query
        state.take(settings)
    state.act(changed, visitor().key)
    fill_widgets(form, state)
    return state.settings


def keep_settings(form: Form[Any]) -> None:
    """Note that this run of the script has a reason besides the address; for a callback.

    Its message may still carry the address of before the last change, which is then no wish to go
    back.
    """
    state = st.session_state.get(page_key(form))
    if isinstance(state, LiveState):
        state.asked_by_stage = True


def set_up(experiment: Experiment[S], settings: S, *, play: bool) -> None:
    """Apply settings and play, or show the start; for a button's callback."""
    state = page(experiment)
    state.take(settings)
    state.play, state.by_card = play, True


def rearrange(experiment: Experiment[S], settings: S, *, play: bool = False) -> None:
    """Take other lanes, or another one in front; for the stage's callback or a dialog."""
    state = page(experiment)
    epoch = state.live.shown_epoch if state.live else 0
    state.take(settings)
    state.goal = 0 if play else epoch
    state.play = True if play else None
    redraw(experiment)


def undo(experiment: Experiment[S]) -> None:
    """Go back by one change of settings, if there is one; for the stage's callback."""
    state = page(experiment)
    _return_to(state, state.history.undo(_epoch(state)))


def redo(experiment: Experiment[S]) -> None:
    """Make the change of settings again that was undone; for the stage's callback."""
    state = page(experiment)
    _return_to(state, state.history.redo(_epoch(state)))


def _epoch(state: LiveState[S]) -> int:
    """Return the epoch that is shown."""
    return state.live.shown_epoch if state.live else 0


def _return_to(state: LiveState[S], moment: Moment[S] | None) -> None:
    """Take settings that were in force; a run is determined by them, so it is the same again."""
    if moment:
        state.take(moment.settings)
        state.goal = moment.epoch


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
    state, key = page(experiment), visitor().key
    try:
        return state.adopt(values, key)
    finally:
        write_address(state)


def live(experiment: Experiment[S]) -> Live | None:
    """Return the visitor's run; None before the first one."""
    return page(experiment).live


def redraw(experiment: Experiment[S]) -> None:
    """Note that the stage has asked for this run of the script; for its component's callback."""
    page(experiment).asked_by_stage = True
