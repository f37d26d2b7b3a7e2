"""The chapters under the live view of sleep and study."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.hosting.paths import ASSETS
from app.jobs.job import JobError
from app.live.experiment import Experiment
from app.live.live import Live
from app.pages.sleep import night_table
from app.pages.sleep import studies as night_studies
from app.pages.sleep.brute_force import NOTEBOOK_VALUES, NOTEBOOK_WEIGHTS, VALUES, years
from app.pages.sleep.chapter_figures import activation_plot, guess_plot, lambda_plot, step_plot
from app.pages.sleep.experiment import SLEEP_STUDY, held_out, nights_of
from app.pages.sleep.nights import extrapolation_note
from app.pages.sleep.settings import CHAPTER, SleepSettings
from app.pages.sleep.snippets import snippet
from app.pages.sleep.studies import ITERATIONS, STRENGTHS
from app.run.lab import Lab, Readings
from app.ui import session
from app.ui.escape import escape_markdown
from app.ui.language import localized
from core.engine.activations import ACTIVATIONS
from core.engine.objective import Objective
from core.engine.optimizers import Step
from core.language import _
from core.types import Array

#: Length of the notebook's step along the gradient, up and down, as a multiple of it.
STRIDE = 3.0
#: Maximum number of nights in a bar chart.
MAX_BARS = 40


def chapters(experiment: Experiment[Any]) -> None:
    """Draw the choice of a chapter, and the chapter that is chosen."""
    live = session.live(experiment)
    assert live is not None  # there is a stage above
    assert isinstance(live.settings, SleepSettings)
    form = experiment.form
    with st.container(key="chapters"):
        chosen = st.segmented_control(
            _("Chapter"),
            list(CHAPTER.options()),
            default=live.settings.chapter,  # FormWidgets says why
            format_func=CHAPTER.show,
            key=form.key("chapter"),
            help=CHAPTER.help,
            required=True,
            label_visibility="collapsed",
        )
        if chosen != "data":
            night_table.hide()
        with live.lock:
            at = present(live)
        left, right = st.columns([1, 1], gap="large")
        with left:
            words = ASSETS / "chapters" / form.name / f"{chosen}.md"
            st.markdown(localized(words).read_text(encoding="utf-8"))
        try:
            CHAPTERS[str(chosen)](at, left, right)
        except JobError as error:
            right.error(escape_markdown(str(error)), icon=":material/timer_off:")
        with left, st.expander(_("The same in NumPy: copy it, it runs"), icon=":material/code:"):
            st.code(
                snippet(str(chosen), at.lab, nights_of(at.settings), held_out(at.settings)),
                language="python",
            )


@dataclass(frozen=True)
class Present:
    """The subject of a chapter: the iteration that is shown, and what is known of it.

    The run goes on while a chapter is drawn, so its numbers are taken at once.

    Attributes
    ----------
    lab : Lab
        For what does not change: the network, the nights, the initial weights.
    settings : SleepSettings
    step : Step
        After the iterations that are shown.
    epoch : int
    objective : Objective
        In force there.
    guess, now : Readings
        At the initial weights, and at those of the step.
    ending : str
        Why the run has ended, if it has.
    """

    lab: Lab
    settings: SleepSettings
    step: Step
    epoch: int
    objective: Objective
    guess: Readings
    now: Readings
    ending: str

    @property
    def initial_theta(self) -> Array:
        """Return the weights before training."""
        return self.lab.task.theta

    def scores(self, theta: Array) -> Array:
        """Return the scores that the network predicts for the nights."""
        return 100.0 * self.lab.network.predict(theta, self.lab.task.inputs)[:, 0]


def present(live: Live) -> Present:
    """Return the subject of the chapters; for whoever has the run's lock."""
    lab, epoch = live.lab, live.front_epoch
    assert isinstance(live.settings, SleepSettings)
    step = lab.step(epoch)
    return Present(
        lab,
        live.settings,
        step,
        epoch,
        lab.objective(epoch),
        lab.readings(lab.task.theta, 0),
        lab.readings(step.theta, epoch),
        lab.run.message if lab.ended else "",
    )


def _plot(figure: go.Figure, name: str, alt: str, height: int = 320) -> None:
    st.plotly_chart(
        figure, height=height, key=f"chapter-{name}", config={"displayModeBar": False}, alt=alt
    )


def _data(at: Present, left: DeltaGenerator, right: DeltaGenerator) -> None:
    with right:
        night_table.editor()
    with left:
        nights = nights_of(at.settings)
        scaling = at.lab.task.scaling
        shown = nights[:6]
        st.table(
            {
                _("hours"): [
                    _("{sleep:g} and {study:g}").format(sleep=sleep, study=study)
                    for sleep, study, _score in shown
                ],
                _("x, what the network sees"): [
                    "  ".join(f"{value:.2f}" for value in row)
                    for row in scaling.apply(shown[:, :2])
                ],
                _("score"): [f"{score:g}" for *_hours, score in shown],
                "y": [f"{score / 100:.2f}" for *_hours, score in shown],
            }
        )
        query = (at.settings.hours_slept, at.settings.hours_studied)
        if note := extrapolation_note([tuple(night) for night in nights.tolist()], query):
            st.info(
                escape_markdown(_("Your next test: {note}").format(note=note)),
                icon=":material/open_in_full:",
            )


def _forward(at: Present, left: DeltaGenerator, right: DeltaGenerator) -> None:
    nights = nights_of(at.settings)
    with right:
        if len(nights) <= MAX_BARS:
            _plot(
                guess_plot(nights[:, 2].tolist(), at.scores(at.initial_theta).tolist()),
                "guess",
                _("Score of each night beside what the untrained network says"),
                260,
            )
        for name in dict.fromkeys(("sigmoid", "tanh", at.settings.activation)):
            _plot(
                activation_plot(name),
                f"f-{name}",
                _("{name} and its derivative").format(name=ACTIVATIONS[name].label),
                250,
            )


def _cost(at: Present, left: DeltaGenerator, right: DeltaGenerator) -> None:
    with left:
        first, second = st.columns(2)
        first.metric(_("J of the first guess"), f"{at.guess.J:.6f}")
        second.metric(_("J at iteration {epoch}").format(epoch=at.epoch), f"{at.now.J:.6g}")
    with right:
        st.markdown(
            _(
                "**Could one just try all weights?** {values} values for each of one, two, three "
                "weights, all others as they are:"
            ).format(values=VALUES)
        )
        trials = night_studies.trials(at.settings)
        st.table(
            {
                _("weights"): [str(trial.weights) for trial in trials],
                _("tried"): [f"{trial.combinations:,}" for trial in trials],
                _("seconds"): [f"{trial.seconds:.3g}" for trial in trials],
                _("best J"): [f"{trial.J:.5f}" for trial in trials],
            }
        )
        total = at.lab.network.n_parameters
        st.markdown(
            _(
                "At the pace of the last one, {values:,} values of each of the notebook's "
                "{weights} weights are $10^{{27}}$ networks: "
                "**{years:.1e} years**. Every weight more multiplies the "
                "work: the *curse of dimensionality*. This network has {total}."
            ).format(
                values=NOTEBOOK_VALUES,
                weights=NOTEBOOK_WEIGHTS,
                years=years(trials[-1], NOTEBOOK_VALUES, NOTEBOOK_WEIGHTS),
                total=total,
            )
        )


def _gradient(at: Present, left: DeltaGenerator, right: DeltaGenerator) -> None:
    objective, theta = at.objective, at.step.theta
    J, gradient = objective(theta)
    up, down = _("up: W + {stride:g} dJ/dW"), _("down: W − {stride:g} dJ/dW")
    ways = {
        up.format(stride=STRIDE): objective.parts(theta + STRIDE * gradient).J,
        _("here"): J,
        down.format(stride=STRIDE): objective.parts(theta - STRIDE * gradient).J,
    }
    with right:
        _plot(step_plot(list(ways), list(ways.values())), "step",
              _("Cost after a step up the gradient, here, and after a step down"))  # fmt: skip
    with left:
        st.caption(_("dJ/dW at iteration {epoch}, the one shown above").format(epoch=at.epoch))
        names = at.lab.network.parameter_names
        st.dataframe(
            {_("weight"): names, _("value"): theta, "dJ/dW": gradient},
            hide_index=True,
            height=38 + 35 * min(9, len(names)),
        )


def _check(at: Present, left: DeltaGenerator, right: DeltaGenerator) -> None:
    check = night_studies.check(at.objective, at.step.theta)
    numerical, backpropagation = _("numerical"), _("backpropagation")
    with right:
        st.dataframe(
            {
                _("weight"): check.names,
                numerical: check.numerical,
                backpropagation: check.analytic,
            },
            hide_index=True,
            height=38 + 35 * min(9, len(check.names)),
            column_config={
                name: st.column_config.NumberColumn(format="%.9f")
                for name in (numerical, backpropagation)
            },
        )
        st.metric(_("difference |a − b| / |a + b|"), f"{check.norm_ratio:.2e}")
        st.caption(_("Under 1e-7 there is no mistake in it, as good as a difference can tell."))


def _training(at: Present, left: DeltaGenerator, right: DeltaGenerator) -> None:
    step, nights = at.step, nights_of(at.settings)
    with right:
        first, second, third = st.columns(3)
        first.metric(_("iteration"), f"{at.epoch}")
        second.metric(_("evaluations of J"), f"{step.n_evals}")
        third.metric("J", f"{at.now.J:.3g}")
        if at.ending:
            st.caption(escape_markdown(at.ending))
        if len(nights) <= MAX_BARS:
            _plot(
                guess_plot(nights[:, 2].tolist(), at.scores(step.theta).tolist()),
                "trained",
                _("Score of each night beside what the network says now"),
            )


def _overfitting(at: Present, left: DeltaGenerator, right: DeltaGenerator) -> None:
    settings = at.settings
    with right:
        if not settings.held:
            st.info(
                _("There are no held-out nights yet."),
                icon=":material/visibility_off:",
            )
            st.button(
                _("Add 20 nights, hold 20 others out"),
                on_click=night_table.add,
                icon=":material/add:",
            )
            return
        training, later = night_studies.sweep(settings)
        _plot(
            lambda_plot(STRENGTHS, training, later, settings.lambda_),
            "lambda",
            _("RMSE in training and on held-out nights, against lambda"),
        )
        best = int(np.argmin(later))
        st.markdown(
            _(
                "After {iterations} iterations of BFGS from the same initial weights. Best on new "
                "nights: **λ = {strength:g}**, with an RMSE of {held_out:.1f} points there "
                "and of {training:.1f} in training."
            ).format(
                iterations=ITERATIONS,
                strength=STRENGTHS[best],
                held_out=later[best],
                training=training[best],
            )
        )
        st.button(
            _("Train with λ = {strength:g}").format(strength=STRENGTHS[best]),
            on_click=session.set_up,
            args=(SLEEP_STUDY, settings.but(lambda_=STRENGTHS[best], changes=())),
            kwargs={"play": True},
            icon=":material/play_arrow:",
        )


#: Chapter -> function that draws below and beside its text, which is in assets/chapters/sleep.
CHAPTERS: dict[str, Callable[[Present, DeltaGenerator, DeltaGenerator], None]] = {
    "data": _data,
    "forward": _forward,
    "cost": _cost,
    "gradient": _gradient,
    "check": _check,
    "training": _training,
    "overfitting": _overfitting,
}
