"""One unit: a line in the plane, moved by hand or by a rule, one example at a time."""

import numpy as np
import streamlit as st

from app.figures.palette_in_use import palette
from app.hosting.base_path import under_base_path
from app.jobs.child import Report
from app.jobs.job import Job, JobError
from app.pages.one_unit.learning import playback
from app.pages.one_unit.settings import ONE_UNIT_FORM, OneUnitSettings
from app.playback.playback import Playback
from app.ui import forms
from app.ui.cards_view import form_cards
from app.ui.controls import form_controls
from app.ui.escape import escape_markdown
from app.ui.playback_view import playback_view
from app.ui.problems import show_problems
from app.ui.working import result_of
from core.explain.unit_rules import RULES, through
from core.language import N_, _

WORDS = N_(
    r"$z = w_1 x_1 + w_2 x_2 + b$ is 0 on a line, positive on the side to which $W$ points, and "
    r"negative on the other; $\hat y = f(z)$. A step takes one example: "
    r"$W \leftarrow W - \alpha\, \delta\, x, \quad b \leftarrow b - \alpha\, \delta$ with "
    r"$\delta = {delta}$."
)
#: Why no line parts XOR.
PROOF = N_(
    r"Suppose that a unit says 0 at $(0, 0)$: then $b \le 0$. It says 1 at $(1, 0)$ and "
    r"$(0, 1)$: then $w_1 + b > 0$ and $w_2 + b > 0$, and together $w_1 + w_2 + 2 b > 0$. So "
    r"$w_1 + w_2 + b > -b \ge 0$: it says 1 at $(1, 1)$ too, where XOR is 0. Two units, each with "
    r"a line of its own, and a third that puts both together, can do it: see {xor}."
)

#: Steps that take less than 20 ms.
QUICK_STEPS = 100


def _learn(settings: OneUnitSettings, report: Report) -> Playback:
    return playback(settings)


#: 1,000 steps take 0.1 s.
LEARN = Job(N_("Moving the line"), _learn, seconds=10.0, megabytes=300)


def _dragged() -> None:
    """Set the weights so that the line is where it was dragged to."""
    numbers = forms.picked("one_unit", ("x0", "y0", "x1", "y1"))
    if numbers is None:
        return
    settings = forms.page_state(ONE_UNIT_FORM).settings
    x0, y0, x1, y1 = numbers
    before = np.array([settings.w_1, settings.w_2, settings.b])
    try:
        theta = through(before, np.array([x0, y0]), np.array([x1, y1]))
    except ValueError:  # both ends at one place
        return
    names = ("w_1", "w_2", "b")
    forms.set_parsed(ONE_UNIT_FORM, dict(zip(names, theta.tolist(), strict=True)))


def render() -> None:
    """Draw the page."""
    settings = form_controls(ONE_UNIT_FORM)
    show_problems(forms.page_state(ONE_UNIT_FORM).problems_once())
    try:
        made = result_of(
            LEARN,
            settings,
            key=("one unit", palette().name, *settings.to_address().items()),
            quick=settings.steps <= QUICK_STEPS,
        )
    except JobError as error:
        st.error(escape_markdown(str(error)), icon=":material/timer_off:")
    else:
        playback_view(made, _dragged)
    st.markdown(_(WORDS).replace("{delta}", RULES[settings.rule].formula))
    form_cards(ONE_UNIT_FORM)
    with st.expander(_("Why no line parts XOR")):
        xor = f"[XOR]({under_base_path('/xor')})"
        st.markdown(_(PROOF).replace("{xor}", xor))
