"""One weight: the smallest network there is, under two costs."""

import streamlit as st

from app.pages.one_weight.descent import playback
from app.pages.one_weight.settings import ONE_WEIGHT_FORM
from app.ui import forms
from app.ui.controls import form_controls
from app.ui.playback_view import playback_view
from app.ui.problems import show_problems

WORDS = (
    r"$\hat y = \sigma(w x)$ is to say 0 to every $x$ of 0.1, 0.25, 0.5, 0.75 and 1: the further "
    r"$w$ falls, the better. The published step is $w \leftarrow w - \alpha \sum (\hat y - y)\, "
    r"\hat y (1 - \hat y)$. The gradient of the mean squared error is $\frac{2}{m} \sum "
    r"(\hat y - y)\, \hat y (1 - \hat y)\, x$. The step leaves out $\frac{2}{m}$, which only makes "
    r"$\alpha$ larger, and the factor $x$, which weighs the examples otherwise. It still points "
    "downhill, as every $x$ is positive, and so the slip went unnoticed."
)


def render() -> None:
    """Draw the page."""
    settings = form_controls(ONE_WEIGHT_FORM)
    show_problems(forms.page_state(ONE_WEIGHT_FORM).problems_once())
    playback_view(playback(settings))
    st.markdown(WORDS)
