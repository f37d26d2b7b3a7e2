"""Where a lesson stands on its page: at the left, with the controls; the picture at the right."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.settings.settings import LESSON
from app.ui import storage
from app.ui.addresses import query_belongs_to
from app.ui.lesson import own as visitor_lessons
from app.ui.lesson import session as lesson_session

#: Widths of the lesson and of the picture.
WIDTHS = (0.24, 0.76)

_controls: ContextVar[DeltaGenerator | None] = ContextVar("controls", default=None)
_lesson: ContextVar[DeltaGenerator | None] = ContextVar("lesson", default=None)


def place_of_controls() -> DeltaGenerator:
    """Return where the page's controls are drawn: beside it, or below its lesson."""
    return _controls.get() or st.sidebar


def place_of_lesson() -> DeltaGenerator | None:
    """Return where the page's lesson is drawn; None where there is none."""
    return _lesson.get()


def page_words(markdown: str, *, small: bool = False) -> None:
    """Draw what a page says of its picture; within a lesson it would tell what that asks."""
    if place_of_lesson() is None:
        (st.caption if small else st.markdown)(markdown)


def is_in_lesson(page: str) -> bool:
    """Return whether the visitor is in a lesson of a page, or its address asks for one."""
    if lesson_session.current(page):
        return True
    name = storage.asked(LESSON)
    if not name or not query_belongs_to(page):
        return False
    lesson = visitor_lessons.find(name).lesson
    return lesson is not None and lesson.subject.name == page


@contextmanager
def lesson_frame(page: str) -> Iterator[None]:
    """Draw what follows beside the lesson, where the visitor is in one on this page."""
    if not is_in_lesson(page):
        yield
        return
    with st.container(key="lesson-frame"):
        left, right = st.columns(WIDTHS, gap="medium")
    with left:
        lesson, controls = st.container(key="lesson"), st.container(key="lesson-controls")
    tokens = _lesson.set(lesson), _controls.set(controls)
    try:
        with right:
            yield
    finally:
        _lesson.reset(tokens[0])
        _controls.reset(tokens[1])
