"""Cost surfaces: the same little network under mean squared error and under cross-entropy."""

import streamlit as st

from app.pages.cost_surfaces.descent import playback
from app.pages.cost_surfaces.settings import COST_SURFACES_FORM
from app.ui import forms
from app.ui.controls import form_controls
from app.ui.playback_view import playback_view
from app.ui.problems import show_problems

WORDS = (
    r"One unit, $\hat y = \sigma(w_1 x + w_2)$, is to say 1 to $x = 0$ and 0 to $x = 1$. "
    "Two costs, the same start, the same optimizer. Under **mean squared error** there are "
    r"plateaus: where the unit is sure of the wrong answer, its slope $\hat y (1 - \hat y)$ is "
    "next to nothing, and so is the gradient. **Cross-entropy** divides that factor out: the "
    "surer the mistake, the steeper the way back. RMSProp and Adam, which divide each gradient "
    "by its usual size, hardly mind the plateaus. Click on a map to put both balls somewhere else; "
    "turn one surface, and the other turns with it."
)


def _picked() -> None:
    forms.start_at_pick(COST_SURFACES_FORM, "cost_surfaces", ("w_1", "w_2"))


def render() -> None:
    """Draw the page."""
    settings = form_controls(COST_SURFACES_FORM)
    show_problems(forms.page_state(COST_SURFACES_FORM).problems_once())
    playback_view(playback(settings), _picked)
    st.markdown(WORDS)
