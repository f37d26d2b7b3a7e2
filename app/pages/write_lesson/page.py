"""Write a lesson: the file at the left, the lesson beside it, its mistakes at their lines."""

import streamlit as st

from app.lessons.writing import titles_of_steps
from app.pages.write_lesson import draft
from app.pages.write_lesson.forms import forms
from app.pages.write_lesson.out import out
from app.ui.lesson.preview import preview
from app.ui.lesson.problems import lesson_problems
from core.language import _


def render() -> None:
    """Draw the page."""
    with st.container(key="write-lesson"):
        left, right = st.columns(2, gap="medium")
        with left:
            forms()
            _file()
        reading, text = draft.reading(), draft.text()
        is_begun = bool(titles_of_steps(text))
        with left:
            if is_begun:
                lesson_problems(reading.problems, text)
        with right:
            out(reading.lesson, text)
            with st.container(border=True, key="write-preview"):
                if not is_begun:
                    st.info(_("Now add the first step: the lesson is shown here as it grows."))
                elif reading.lesson is None:
                    st.info(_("The lesson is shown here as soon as its file can be read."))
                else:
                    preview(reading.lesson, draft.step(), draft.go)


def _file() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="write-file-heading"):
        words = _("**The file.** The buttons above write into it, and so can you.")
        st.markdown(words, width="content")
        st.button(
            _("Undo"), key="write_lesson.undo", on_click=draft.undo, type="tertiary",
            disabled=not draft.can_undo(), icon=":material/undo:",
        )  # fmt: skip
    with st.container(key="write-file"):
        draft.draw()
