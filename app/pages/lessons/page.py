"""Lessons: those that this server has, each a link, and a file that a visitor brings along."""

import streamlit as st

from app.hosting.base_path import under_base_path
from app.lessons.lesson import Lesson
from app.lessons.library import LIBRARY, MAX_BYTES
from app.ui.addresses import url_path
from app.ui.escape import escape_markdown
from app.ui.lesson.opening import address_of_lesson, open_own
from app.ui.lesson.problems import lesson_problems
from core.language import _, ngettext

FILE = "lessons.file"
N_COLUMNS = 2


def render() -> None:
    """Draw the page."""
    with st.container(key="lessons"):
        lessons = LIBRARY.lessons()
        if not lessons:
            st.markdown(_("This server has no lessons of its own. You can bring one along:"))
        for first in range(0, len(lessons), N_COLUMNS):
            row = lessons[first : first + N_COLUMNS]
            for column, lesson in zip(st.columns(N_COLUMNS), row, strict=False):
                with column:
                    _listed(lesson)
        _own()
        writing = under_base_path(f"/{url_path('write_lesson')}")
        st.caption(_("Whoever teaches can [write a lesson]({link}).").format(link=writing))


def _listed(lesson: Lesson) -> None:
    """Draw a lesson of the list, with a link that opens it."""
    with st.container(border=True, height="stretch"):
        title = escape_markdown(lesson.title)
        st.markdown(
            f"**[{title}]({address_of_lesson(lesson)})**  \n{escape_markdown(lesson.about)}"
        )
        n = len(lesson.steps)
        facts = [
            escape_markdown(lesson.subject.title),
            ngettext("{n} step", "{n} steps", n).format(n=n),
        ]
        if lesson.minutes:
            facts.append(_("{n} minutes").format(n=lesson.minutes))
        st.caption(" · ".join(facts))


def _own() -> None:
    """Draw what takes a file, and what comes of it."""
    file = st.file_uploader(
        _("A lesson from a file: Markdown in UTF-8, at most {n:,} kB").format(n=MAX_BYTES // 1000),
        type=["md"], key=FILE, max_upload_size=1,
    )  # fmt: skip
    if file is None:
        return
    reading, text = LIBRARY.read_file(file.getvalue())
    lesson_problems(reading.problems, text)
    if reading.lesson is None:
        return
    lesson = reading.lesson
    st.success(
        _("**{title}** is a lesson about {page}.").format(
            title=escape_markdown(lesson.title), page=escape_markdown(lesson.subject.title)
        )
    )
    if st.button(_("Open the lesson"), key="lessons.open", type="primary"):
        open_own(text)
