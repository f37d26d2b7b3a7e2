"""One weight: the smallest network there is, under two costs."""

import streamlit as st

from app.figures.palette_in_use import palette
from app.jobs.child import Report
from app.jobs.job import Job, JobError
from app.pages.one_weight.descent import playback
from app.pages.one_weight.settings import ONE_WEIGHT_FORM, OneWeightSettings
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
    r"$\hat y = \sigma(w x)$ should output 0 for every $x$ of 0.1, 0.25, 0.5, 0.75 and 1: the "
    r"smaller $w$, the better."
    "\n\n"
    r"The gradient of the mean squared error is $\frac{2}{m} \sum (\hat y - y)\, \hat y "
    r"(1 - \hat y)\, x$. A tutorial steps by $w \leftarrow w - \alpha \sum (\hat y - y)\, \hat y "
    r"(1 - \hat y)$: it leaves out $\frac{2}{m}$, which only makes $\alpha$ larger, and the factor "
    r"$x$, which changes how much each example counts. That **step without x** still "
    "points downhill, as every $x$ is positive, and so the mistake went unnoticed."
)
#: Steps that take less than 20 ms.
QUICK_STEPS = 200


def _descend(settings: OneWeightSettings, report: Report) -> Playback:
    return playback(settings)


#: 10,000 steps under two costs take half a second.
DESCEND = Job(N_("Following the balls"), _descend, seconds=10.0, megabytes=300)


def render() -> None:
    """Draw the page."""
    settings = form_controls(ONE_WEIGHT_FORM)
    show_problems(forms.page_state(ONE_WEIGHT_FORM).problems_once())
    try:
        made = result_of(
            DESCEND,
            settings,
            key=("one weight", palette().name, *settings.to_address().items()),
            quick=settings.steps <= QUICK_STEPS,
        )
    except JobError as error:
        st.error(escape_markdown(str(error)), icon=":material/timer_off:")
    else:
        playback_view(made)
    page_words(_(WORDS))
    form_cards(ONE_WEIGHT_FORM)
