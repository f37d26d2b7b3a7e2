"""Opens a lesson on its page, for the pages on which lessons are written and listed."""

from urllib.parse import urlencode

import streamlit as st

from app.lessons.lesson import Lesson
from app.settings.settings import LESSON
from app.ui import forms, session
from app.ui.escape import escape_markdown
from app.ui.lesson import own as visitor_lessons
from app.ui.lesson import session as lesson_session
from app.ui.other_pages import address_of_page, switch_to


def open_lesson(lesson: Lesson) -> None:
    """Begin a lesson and show its page, set up as it says."""
    subject = lesson.subject
    state = lesson_session.begin(lesson)
    settings = lesson_session.settings_at_begin(state)
    # In this order: what the lesson before has fixed would hold the settings of this one.
    if subject.experiment:
        session.page(subject.experiment).guard = None
        session.set_up(subject.experiment, settings, play=False)
    else:
        forms.page_state(subject.form).guard = None
        forms.set_up(subject.form, settings)
    forms.follow_lesson(subject.form, state)
    switch_to(subject.name)


def open_own(text: str) -> None:
    """Keep the text of a sound lesson for this visit and open it; say so where there is no room."""
    try:
        lesson = visitor_lessons.keep(text).lesson
    except ValueError as error:
        st.warning(escape_markdown(str(error)))
        return
    if lesson is not None:
        open_lesson(lesson)


def address_of_lesson(lesson: Lesson) -> str:
    """Return the path and query under which a lesson begins."""
    return address_of_page(lesson.subject.name, urlencode({LESSON: lesson.name}))
