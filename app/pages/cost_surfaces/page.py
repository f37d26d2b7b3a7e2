"""Cost surfaces: the same little network under mean squared error and under cross-entropy."""

import streamlit as st

from app.figures.palette_in_use import palette
from app.jobs.child import Report
from app.jobs.job import Job, JobError
from app.pages.cost_surfaces.descent import playback
from app.pages.cost_surfaces.settings import COST_SURFACES_FORM, CostSurfacesSettings
from app.playback.playback import Playback
from app.ui import forms
from app.ui.cards_view import form_cards
from app.ui.controls import form_controls
from app.ui.escape import escape_markdown
from app.ui.lesson.frame import page_words
from app.ui.playback_view import playback_view
from app.ui.problems import show_problems
from app.ui.working import result_of
from core.language import N_, _

WORDS = N_(
    r"One unit, $\hat y = \sigma(w_1 x + w_2)$, should output 1 for $x = 0$ and "
    "0 for $x = 1$: it should learn NOT. "
    "Two costs, the same start, the same optimizer. Under **mean squared error** there are "
    "plateaus: where the unit is sure of the wrong answer, its derivative "
    r"$\hat y (1 - \hat y)$ is close to 0, and so is the gradient. "
    "**Cross-entropy** divides that factor out: the surer the mistake, the steeper the way back. "
    "RMSProp and Adam, which divide each gradient by its usual size, hardly mind the plateaus. "
    "Click on a map to put both balls somewhere else; turn one surface, and the other turns with "
    "it."
)


def _descend(settings: CostSurfacesSettings, report: Report) -> Playback:
    return playback(settings)


#: 961 starts, 500 updates each, under two costs.
DESCEND = Job(N_("Following both balls"), _descend, seconds=20.0, megabytes=300)


def _picked() -> None:
    forms.start_at_pick(COST_SURFACES_FORM, "cost_surfaces", ("w_1", "w_2"))


def render() -> None:
    """Draw the page."""
    settings = form_controls(COST_SURFACES_FORM)
    show_problems(forms.page_state(COST_SURFACES_FORM).problems_once())
    try:
        made = result_of(
            DESCEND, settings, key=("cost surfaces", palette().name, *settings.to_address().items())
        )
    except JobError as error:
        st.error(escape_markdown(str(error)), icon=":material/timer_off:")
    else:
        playback_view(made, _picked)
    page_words(_(WORDS))
    form_cards(COST_SURFACES_FORM)
