"""Gradient check: the gradients of backpropagation and of central differences, compared."""

from typing import Any

import streamlit as st

from app.jobs.job import JobError
from app.pages.gradient_check.cases import CASES
from app.pages.gradient_check.check import CHECK, chosen_parameters, verdict
from app.pages.gradient_check.figure import epsilon_plot
from app.pages.gradient_check.settings import GRADIENT_CHECK_FORM, GradientCheckSettings
from app.pages.moons.experiment import MOONS
from app.run.lab import Lab
from app.ui import forms, session
from app.ui.cards_view import form_cards
from app.ui.controls import form_controls
from app.ui.escape import escape_markdown
from app.ui.problems import show_problems
from app.ui.working import result_of
from core.explain.gradient_check import GradientCheck
from core.language import _

#: Rows of the table that are visible without scrolling, and their height in pixels.
ROWS, ROW_HEIGHT = 14, 35
#: Kind of a verdict -> its box and icon.
BOXES = {
    "right": (st.success, "check"),
    "unclear": (st.warning, "question_mark"),
    "wrong": (st.error, "close"),
}


def _moons() -> tuple[Lab, int]:
    """Return the run of the moons page and the epoch that is shown there."""
    live = session.live(MOONS)
    return (live.lab, live.front_epoch) if live else (MOONS.lab(MOONS.settings()), 0)


def render() -> None:
    """Draw the page."""
    settings = form_controls(GRADIENT_CHECK_FORM)
    show_problems(forms.page_state(GRADIENT_CHECK_FORM).problems_once())
    lab, epoch = _moons()
    case = CASES[settings.case]
    objective, theta = case.make(settings.lambda_, lab, epoch)
    indices = chosen_parameters(settings, objective.network)
    run = tuple(sorted(lab.settings.to_address().items()))
    where = (epoch, theta.tobytes(), indices.tobytes())
    try:
        check, checks = result_of(
            CHECK,
            (objective, theta, indices, settings.epsilon),
            key=("gradient check", settings.case, settings.lambda_, settings.epsilon, run, *where),
        )
    except JobError as error:
        st.error(escape_markdown(str(error)), icon=":material/timer_off:")
        return
    with st.container(key="check"):
        _heading(settings, check, checks, objective.network.n_parameters, epoch)
        left, right = st.columns([10, 9], gap="medium")
        with right:
            _table(check)
        with left:
            st.markdown("##### " + _("How small a step?"))
            st.plotly_chart(
                epsilon_plot(checks, settings.epsilon, objective(theta).J),
                height=380,
                key="epsilon-plot",  # the chart is updated, not replaced, when the slider moves
                config={"displayModeBar": False},
                alt=_(
                    "Relative difference of the two gradients against epsilon: it falls with "
                    "epsilon while truncation rules, and rises again where rounding does."
                ),
            )
            st.markdown(
                _(
                    "**Too large** an ε and J bends on the way: the error of a central difference "
                    "grows with ε². **Too small** and the two costs differ in their last digits "
                    "only, which are rounded: the error grows with 1/ε. Between them lies the best "
                    "ε, and even there about a third of all digits are lost. Backpropagation loses "
                    "none."
                )
            )
    form_cards(GRADIENT_CHECK_FORM)


def _heading(
    settings: GradientCheckSettings,
    check: GradientCheck,
    checks: tuple[GradientCheck, ...],
    n_parameters: int,
    epoch: int,
) -> None:
    """Draw what is compared, the verdict and its numbers."""
    case = CASES[settings.case]
    result = verdict(check, checks)
    left, right = st.columns([10, 9], gap="medium", vertical_alignment="center")
    with left:
        st.markdown("### " + _("Is the gradient right?"))
        st.latex(
            r"\frac{\partial J}{\partial \theta_i} \;\overset{?}{=}\; "
            r"\frac{J(\theta + \varepsilon e_i) - J(\theta - \varepsilon e_i)}{2\,\varepsilon}"
        )
        shown = (
            " " + _("That is epoch {epoch:,}.").format(epoch=epoch)
            if settings.case == "moons"
            else ""
        )
        st.caption(case.note + shown)
    with right:
        of = _("{n:,} of {all:,}").format(n=len(check.names), all=n_parameters)
        numbers = (
            (_("difference |a − b| / |a + b|"), f"{check.norm_ratio:.2e}"),
            (_("parameters checked"), of),
        )
        for column, (label, value) in zip(st.columns([3, 2]), numbers, strict=True):
            column.metric(label, value)
        box, icon = BOXES[result.kind]
        box(result.sentence, icon=f":material/{icon}:")


def _table(check: GradientCheck) -> None:
    """Draw both gradients of each parameter, with names and differences."""
    parameter, numerical = _("parameter"), _("numerical")
    backpropagation, difference = _("backpropagation"), _("relative difference")
    rows: dict[str, Any] = {
        parameter: check.names,
        numerical: check.numerical,
        backpropagation: check.analytic,
        difference: check.relative_difference,
    }
    number = st.column_config.NumberColumn
    st.markdown("##### " + _("Parameter by parameter"))
    st.dataframe(
        rows,
        hide_index=True,
        height=ROW_HEIGHT * (min(ROWS, len(check.names)) + 1) + 3,
        column_config={
            parameter: st.column_config.TextColumn(
                help=_(
                    "W1[2,3] leads from unit 2 of the input to unit 3 of layer 1; b1[3] is that "
                    "unit's bias."
                )
            ),
            numerical: number(format="%.9f", help=_("By central differences.")),
            backpropagation: number(format="%.9f", help=_("By the chain rule, layer by layer.")),
            difference: number(
                format="%.1e", help=_("|a − b| divided by the larger of |a| and |b|.")
            ),
        },
        alt=_("Numerical and analytic gradient of each parameter, and their relative difference."),
    )
