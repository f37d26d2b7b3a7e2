"""Downhill: gradient descent on a curve, step by step."""

from typing import Any

import streamlit as st

from app.pages.downhill.descent import playback
from app.pages.downhill.settings import DOWNHILL_FORM, OWN
from app.settings.settings import in_words
from app.ui import forms
from app.ui.controls import form_controls
from app.ui.escape import escape_markdown
from app.ui.playback_view import playback_view
from app.ui.problems import show_problems
from core.data.polynomials import POLYNOMIALS

#: Label, what it shows, and the values it sets; the rest is as the function has it.
STORIES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "By hand",
        "At $x = 4$ the slope is 112. With $\\alpha = 0.001$ the first step is $-0.112$, to "
        "**3.888**, the second leads to **3.79**. Check the table with a pencil.",
        {"f": "tutorial", "x_0": 4.0, "alpha": 0.001, "steps": 200, "pace": 2},
    ),
    (
        "To the minimum",
        "Ten times as fast: after 42 steps it stops at 2.25003, the tutorial's number, a hair "
        "beside the exact **2.25**.",
        {"f": "tutorial", "x_0": 4.0, "alpha": 0.01, "steps": 200, "pace": 5},
    ),
    (
        "Too large",
        "Steep walls: with $\\alpha = 0.09$ every step lands on the other side. Now take 0.1, then "
        "0.2.",
        {"f": "ravine", "x_0": 1.8, "alpha": 0.09, "steps": 100, "pace": 5},
    ),
    (
        "Which valley?",
        "From 2.2 it rolls into the right valley, which is not the deepest. The strip says where "
        "every other start ends; momentum 0.9 carries the ball over the hill.",
        {"f": "wells", "x_0": 2.2, "alpha": 0.01, "mu": 0.9, "steps": 500, "pace": 10},
    ),
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
    note = "" if settings.f == OWN else POLYNOMIALS[settings.f].note
    if note:
        st.caption(note)
    with st.container(key="lesson"):
        for column, (title, text, changes) in zip(st.columns(len(STORIES)), STORIES, strict=True):
            with column.container(border=True, height="stretch"):
                st.markdown(f"**{title}**\n\n{text}")
                st.button(
                    title,
                    key=f"downhill: {title}",
                    on_click=forms.set_values,
                    args=(DOWNHILL_FORM, {"mu": 0.0} | changes),
                    icon=":material/flag:",
                )
