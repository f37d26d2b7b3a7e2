"""The file that a visitor writes: by typing in it, and by buttons that write into it.

A button may be pressed in the moment in which a change that was typed arrives, in either order: so
each of them begins with the text that the browser has sent. And what a button has written is shown
by a new widget: Streamlit may fail to send another value to one that is there, and the next message
of the browser would bring the old text back.
"""

from collections.abc import Callable

import streamlit as st

from app.lessons.library import LIBRARY
from app.lessons.reading import UNNAMED, Reading
from app.lessons.subject import Subject
from app.lessons.writing import example_file, front_of, within_bounds
from app.ui import storage
from app.ui.language import in_language
from app.ui.lesson.texts import enter_texts
from core.language import _

#: Keys of what is kept for the visit: the text, that with which its widget began, the widget's
#: number, texts of before, why the newest change was refused, and the step that is looked at.
KEPT, BEGUN, NUMBER, BEFORE, REFUSED, STEP = (
    f"write_lesson.{name}" for name in ("kept", "begun", "number", "before", "refused", "step")
)
#: Texts that can be gone back to: each may have 20,000 characters.
MOST = 10
#: The page about which the first example is: a network that learns.
FIRST = "moons"


def _key() -> str:
    """Return the key of the widget that shows the file now."""
    return f"write_lesson.file.{storage.kept(NUMBER) or 0}"


def text() -> str:
    """Return the file as it is now."""
    typed = storage.kept(_key())
    if isinstance(typed, str):
        try:
            return within_bounds(typed)
        except ValueError:
            pass
    return _kept()


def _kept() -> str:
    kept = storage.kept(KEPT)
    if not isinstance(kept, str):
        subjects = LIBRARY.subjects
        kept = example_file(subjects.get(FIRST) or next(iter(subjects.values())))
        storage.keep(KEPT, kept)
    return kept


def reading() -> Reading:
    """Return what comes of reading the file."""
    return LIBRARY.read(text(), UNNAMED)


def subject() -> Subject:
    """Return the page that the file names; the first one where it names none."""
    page = front_of(text()).get("page")
    found = LIBRARY.subjects.get(page) if isinstance(page, str) else None
    return found or next(iter(LIBRARY.subjects.values()))


def draw() -> None:
    """Draw the file, to be typed in."""
    if storage.kept(_key()) is None:
        _begin_widget()
    key = _key()
    st.text_area(
        _("File of the lesson"), str(storage.kept(BEGUN)), key=key, on_change=_take_typed,
        args=(key,), height=340, label_visibility="collapsed",
    )  # fmt: skip


def _begin_widget() -> None:
    """Have a new widget show the text."""
    number = storage.kept(NUMBER)
    storage.keep(NUMBER, number + 1 if isinstance(number, int) else 1)
    storage.keep(BEGUN, _kept())


@in_language
def _take_typed(key: str) -> None:
    """Take what was typed, if it is not too long; for the widget's callback."""
    typed = storage.kept(key)
    if key != _key() or not isinstance(typed, str):
        return  # a button has taken it already
    before = _kept()
    try:
        _keep(within_bounds(typed), before)
    except ValueError as error:
        storage.keep(REFUSED, str(error))
        _begin_widget()


def change(make: Callable[[str], str]) -> bool:
    """Change the file by ``make(text)``; return whether that was possible.

    Its ValueError says why it was not, and the file stays as it was.
    """
    before = _kept()
    try:
        _keep(within_bounds(make(text())), before)
    except ValueError as error:
        storage.keep(REFUSED, str(error))
        return False
    _begin_widget()
    return True


def _keep(now: str, before: str) -> None:
    if now != before:
        befores = [*_befores(), before][-MOST:]
        enter_texts(BEFORE, [*befores, now])
        storage.keep(BEFORE, befores)
    storage.keep(KEPT, now)
    storage.keep(REFUSED, "")


def undo() -> None:
    """Go back to the text before the newest change; for a button's callback."""
    befores = _befores()
    if befores:
        storage.keep(KEPT, befores.pop())
        storage.keep(BEFORE, befores)
        _begin_widget()


def can_undo() -> bool:
    """Return whether there is a text to go back to."""
    return bool(_befores())


def _befores() -> list[str]:
    found = storage.kept(BEFORE)
    return list(found) if isinstance(found, list) else []


def refused_once() -> str:
    """Return why the newest change was not possible, once; empty if it was."""
    said = storage.kept(REFUSED)
    storage.keep(REFUSED, "")
    return str(said or "")


def step() -> int:
    """Return the step that is looked at, from 0."""
    found = storage.kept(STEP)
    return found if isinstance(found, int) else 0


def go(to: int) -> None:
    """Look at a step; for a button's callback."""
    storage.keep(STEP, max(0, to))
