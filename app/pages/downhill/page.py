"""Downhill: gradient descent on a curve, step by step."""

import streamlit as st

from app.figures.palette_in_use import palette
from app.jobs.child import Report
from app.jobs.job import Job, JobError
from app.pages.downhill.descent import playback
from app.pages.downhill.settings import DOWNHILL_FORM, OWN, DownhillSettings
from app.playback.playback import Playback
from app.settings.settings import in_words
from app.ui import forms
from app.ui.cards_view import form_cards
from app.ui.controls import form_controls
from app.ui.escape import escape_markdown
from app.ui.lesson.frame import page_words
from app.ui.playback_view import playback_view
from app.ui.problems import show_problems
from app.ui.working import result_of
from core.data.polynomials import POLYNOMIALS
from core.language import N_, _

STRIP = N_(
    "The strip below the curve has one color for each minimum: it shows where a descent from each "
    "start ends."
)


#: Steps that take less than 20 ms.
QUICK_STEPS = 500


def _descend(settings: DownhillSettings, report: Report) -> Playback:
    return playback(settings)


#: 5,000 steps take 0.2 s.
DESCEND = Job(N_("Following the ball"), _descend, seconds=10.0, megabytes=300)


def render() -> None:
    """Draw the page."""
    settings = form_controls(DOWNHILL_FORM)
    show_problems(forms.page_state(DOWNHILL_FORM).problems_once())
    try:
        made = result_of(
            DESCEND,
            settings,
            key=("downhill", palette().name, *settings.to_address().items()),
            quick=settings.steps <= QUICK_STEPS,
        )
        playback_view(made)
    except JobError as error:
        st.error(escape_markdown(str(error)), icon=":material/timer_off:")
    except ValueError as error:
        st.error(
            f"{escape_markdown(in_words(error, DOWNHILL_FORM.fields.values()))}.",
            icon=":material/block:",
        )
    note = "" if settings.f == OWN else f"{POLYNOMIALS[settings.f].note} "
    page_words(f"{note}{_(STRIP)}", small=True)
    form_cards(DOWNHILL_FORM)
