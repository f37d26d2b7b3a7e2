"""The settings of a visitor's pages, kept in step with the address and the widgets.

Only this module, session.py (the live pages) and storage.py touch st.session_state and
st.query_params.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

import streamlit as st

from app.lessons.guard import Guard
from app.settings.kinds import Layers
from app.settings.settings import LESSON, Form, Settings
from app.ui import addresses
from app.ui.history import History
from app.ui.lesson import session as lesson_session
from core.language import _

#: Key of the Writer in the session state.
WRITER = "_writer"

S = TypeVar("S", bound=Settings)


@dataclass
class PageState(Generic[S]):
    """The state of one page of one visitor.

    Attributes
    ----------
    settings : Settings
        Those shown.
    widgets_behind : bool
        Whether they come from an address or a button and the widgets do not show them yet.
    problems : list of str
        What was wrong with the address, until it has been shown.
    address : dict
        The address as last read or written.
    history : History
        What can be undone and redone.
    guard : Guard or None
        What may be set, where the visitor is in a lesson.
    """

    settings: S
    widgets_behind: bool = True
    problems: list[str] = field(default_factory=list)
    address: dict[str, str] = field(default_factory=dict)
    history: History[S] = field(default_factory=History)
    guard: Guard | None = None

    def take(self, settings: S) -> None:
        """Adopt `settings`, which do not come from the page's widgets."""
        self.settings, self.widgets_behind = self.allowed(settings), True

    def allowed(self, asked: S) -> S:
        """Return settings that are asked for, but for what the visitor's lesson has fixed."""
        if self.guard is None:
            return asked
        held = self.guard.held(asked, self.settings)
        if labels := self.guard.changed(asked, held):
            self.widgets_behind = True
            self.problems.append(
                _("Fixed in this lesson, so it stays as it is: {labels}.").format(
                    labels=", ".join(labels)
                )
            )
        return held

    def problems_once(self) -> list[str]:
        """Return what was wrong with the address, once."""
        problems, self.problems = self.problems, []
        return problems


@dataclass(frozen=True)
class LaneQuestion:
    """What a visitor is asked about a lane.

    Attributes
    ----------
    action : str
        What is to be done: a lane added, branched or changed.
    place : int
        Of the lane.
    epoch : int
        Where it branches.
    """

    action: str
    place: int
    epoch: int


@dataclass
class Writer:
    """The settings of the page that has written the visitor's address last; None if unsure."""

    page: type[Settings] | None = None


def page_key(form: Form[S]) -> str:
    """Return the key of a page's state in the session state."""
    return f"_{form.name}"


def page_state(form: Form[S]) -> PageState[S]:
    """Return the state of the visitor's page."""
    key = page_key(form)
    if key not in st.session_state:
        st.session_state[key] = PageState(form.settings())
    return cast(PageState[S], st.session_state[key])


def read_address(form: Form[S], state: PageState[S]) -> None:
    """Adopt the settings of the browser's address if it has changed.

    A message that a moved widget or a button has caused may still carry the address of before.
    """
    query = st.query_params.to_dict()
    has_other_reason = bool(state.address) and (state.widgets_behind or bool(moved(form, state)))
    if query != state.address and not has_other_reason and is_for(form, query):
        settings = read_settings(form, state, query)
        state.address = query
        state.take(settings)


def read_settings(form: Form[S], state: PageState[S], query: Mapping[str, str]) -> S:
    """Return the settings of an address, and begin the lesson that it asks for, or leave it.

    What is wrong is added to the page's problems. In a lesson, what the address does not say is as
    the lesson has it.
    """
    before = state.guard
    lesson, state.problems = lesson_session.found_at(form, query)
    state.guard = lesson.guard if lesson else None
    said = {key: text for key, text in query.items() if key != LESSON}
    if lesson and (before is None or before.lesson is not lesson.lesson):
        state.settings = lesson_session.settings_at_begin(lesson)
    if lesson:
        said = {**state.settings.but(**_no_epoch(state.settings)).to_address(), **said}
    settings, problems = form.read(said)
    state.problems += problems
    return settings


def _no_epoch(settings: Settings) -> dict[str, int]:
    """Return what takes the epoch that is shown out of the settings of a run."""
    return {"epoch": 0} if hasattr(settings, "epoch") else {}


def without_epoch(query: Mapping[str, str]) -> dict[str, str]:
    """Return an address without the epoch that is shown, which the browser alone keeps there."""
    return {key: value for key, value in query.items() if key != "epoch"}


def moved(form: Form[S], state: PageState[S]) -> dict[str, Any]:
    """Return what the widgets among the controls show where the page has other settings."""
    without_widget = set(form.fields) - form.placed
    shown = {
        name: (st.session_state.get(form.key(name), value), value)
        for name, value in widget_values(form, state.settings).items()
        if name not in without_widget
    }
    return {name: now for name, (now, before) in shown.items() if now != before}


def clear_late_address() -> None:
    """Clear an address that the page before has written; for a page that has no settings."""
    query = st.query_params.to_dict()
    seen = [type(one.settings) for one in st.session_state.values() if isinstance(one, PageState)]
    if any(one.keys_match(query) for one in seen):
        st.query_params.clear()


def is_for(form: Form[S], query: Mapping[str, str]) -> bool:
    """Return whether the query that the browser has just sent is for a page.

    It has a key of the page, came with the page's path, and is not what another page has written.
    """
    seen = [type(one.settings) for one in st.session_state.values() if isinstance(one, PageState)]
    return (
        (form.knows(query) or LESSON in query)
        and addresses.query_belongs_to(form.name)
        and not addresses.is_of_another(query, form.settings, seen)
    )


def fill_widgets(form: Form[S], state: PageState[S]) -> None:
    """Set the widgets' values: all if they are behind, otherwise those that have none.

    Widgets lose their values when another page is shown.
    """
    for name, value in widget_values(form, state.settings).items():
        if state.widgets_behind or form.key(name) not in st.session_state:
            st.session_state[form.key(name)] = value


def widget_values(form: Form[S], settings: Settings) -> dict[str, Any]:
    """Return the value of every widget by its name; layers have several widgets."""
    values: dict[str, Any] = {}
    for name, field_ in form.fields.items():
        value = getattr(settings, name)
        if isinstance(field_, Layers):
            values["layers"] = len(value)
            values |= {f"n{layer}": n for layer, n in enumerate(value, 1)}
        else:
            values[name] = value
    return values


def write_address(state: PageState[S]) -> None:
    """Write every setting to the address.

    The page that is drawn after another one writes in any case: what the other has written may
    still be on its way, and the browser puts it behind whatever path it has by then.
    """
    state.address = state.settings.to_address()
    if state.guard is not None:
        state.address[LESSON] = state.guard.lesson.name
    if WRITER not in st.session_state:
        st.session_state[WRITER] = Writer()
    writer = st.session_state[WRITER]
    is_shown = without_epoch(st.query_params.to_dict()) == without_epoch(state.address)
    if writer.page is type(state.settings) and is_shown:
        return
    # Whoever stops this run here cannot know whether it has been written.
    writer.page = None
    st.query_params.from_dict(state.address)
    writer.page = type(state.settings)


def settings_of(form: Form[S]) -> S:
    """Return the settings of a page without a run, and set its widgets' values."""
    state = page_state(form)
    lesson = lesson_session.current(form.name)
    state.guard = lesson.guard if lesson else None
    read_address(form, state)
    fill_widgets(form, state)
    state.widgets_behind = False
    return state.settings


def use(form: Form[S], values: Mapping[str, Any]) -> S:
    """Adopt the values of the widgets of a page without a run, and write the address."""
    state = page_state(form)
    state.settings = state.allowed(state.settings.but(**values))
    state.history.note(state.settings, 0)
    write_address(state)
    return state.settings


def follow_lesson(form: Form[S], lesson: lesson_session.LessonState) -> None:
    """Have what the visitor's lesson now fixes stay as it is."""
    page_state(form).guard = lesson.guard


def leave_lesson(form: Form[S]) -> None:
    """Leave the lesson; for a button's callback. The page keeps its settings, and is free."""
    lesson_session.leave()
    state = page_state(form)
    state.guard, state.widgets_behind = None, True


def undo(form: Form[S]) -> None:
    """Go back by one change of settings, if there is one; for a component's callback."""
    state = page_state(form)
    if moment := state.history.undo(0):
        state.take(moment.settings)


def redo(form: Form[S]) -> None:
    """Make the change of settings again that was undone; for a component's callback."""
    state = page_state(form)
    if moment := state.history.redo(0):
        state.take(moment.settings)


def set_values(form: Form[S], values: Mapping[str, Any]) -> None:
    """Set some fields; for a button's callback."""
    state = page_state(form)
    state.take(state.settings.but(**values))


def set_up(form: Form[S], settings: S) -> None:
    """Adopt settings; for a button's callback."""
    page_state(form).take(settings)


def follow(form: Form[S], name: str) -> None:
    """Set the fields that depend on one whose widget was moved; for its callback."""
    value = st.session_state[form.key(name)]
    set_values(form, {name: value} | form.follow[name](value))


def start_at_pick(form: Form[S], key: str, names: tuple[str, str]) -> None:
    """Set two fields to the point that was clicked; for a component's callback.

    Anything but two numbers that the fields allow is ignored.
    """
    numbers = picked(key, ("x", "y"))
    if numbers is not None:
        set_parsed(form, dict(zip(names, numbers, strict=True)))


def picked(key: str, names: Sequence[str]) -> list[float] | None:
    """Return the numbers of what was clicked or dragged in a component; None for anything else."""
    said = st.session_state[key].get("pick")
    try:
        return [float(said[name]) for name in names]
    except (KeyError, OverflowError, TypeError, ValueError):
        return None


def set_parsed(form: Form[S], numbers: Mapping[str, float]) -> None:
    """Set fields to numbers with three digits; none of them if a field does not take its own."""
    try:
        values = {name: form.fields[name].parse(f"{one:.3g}") for name, one in numbers.items()}
    except ValueError:
        return
    set_values(form, values)
