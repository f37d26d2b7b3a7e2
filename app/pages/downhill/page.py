"""Downhill: gradient descent on a curve, step by step."""

import streamlit as st

from app.pages.downhill.descent import playback
from app.pages.downhill.settings import DOWNHILL_FORM, OWN
from app.settings.settings import in_words
from app.ui import forms
from app.ui.controls import form_controls
from app.ui.escape import escape_markdown
from app.ui.lesson_view import form_lesson
from app.ui.playback_view import playback_view
from app.ui.problems import show_problems
from core.data.polynomials import POLYNOMIALS

STRIP = (
    "The strip below the curve has one color for each minimum: it shows where a descent from each "
    "start ends."
)


def render() -> None:
    """Draw the page."""
    settings = form_controls(DOWNHILL_FORM)
    show_problems(forms.page_state(DOWNHILL_FORM).problems_once())
    try:
        playback_view(playback(settings))
    except ValueError as error:
        st.error(
            f"{escape_markdown(in_words(error, DOWNHILL_FORM.fields.values()))}.",
            icon=":material/block:",
        )
    note = "" if settings.f == OWN else f"{POLYNOMIALS[settings.f].note} "
    st.caption(f"{note}{STRIP}")
    form_lesson(DOWNHILL_FORM)
