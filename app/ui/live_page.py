"""What the live pages have in common: controls, the stage, cards."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from app.hosting import metrics
from app.live.experiment import Experiment
from app.settings.settings import in_full, in_words
from app.ui import forms, session, storage
from app.ui.cards_view import live_cards
from app.ui.compare import asked_of_lanes, compare_dialog
from app.ui.controls import controls
from app.ui.escape import escape_markdown
from app.ui.lesson import on_stage
from app.ui.lesson import session as lesson_session
from app.ui.problems import show_problems
from app.ui.stage import stage
from core.language import _


def live_page(
    experiment: Experiment[Any],
    below: Callable[[Experiment[Any]], None] | None = None,
    more: Callable[[], dict[str, Any]] = dict,
) -> None:
    """Draw a live page; its cards, if it has any, are in the file of its form's name.

    `below` draws the sections under it; `more` returns values of fields that have no widget in the
    sidebar.
    """
    values = controls(experiment) | more()
    # One place for all that is said above the stage, so that the stage's own position on the page
    # never changes: Streamlit takes it away if it moves while one of its answers is on the way.
    with st.container():
        show_problems(session.page(experiment).problems_once())
        try:
            session.live_with(experiment, values)
        except ValueError as error:
            metrics.REFUSED.labels("settings").inc()
            sentence = escape_markdown(in_words(error, experiment.form.fields.values()))
            st.error(
                _("These settings make no run. {sentence}.").format(sentence=sentence),
                icon=":material/block:",
            )
        show_problems(session.page(experiment).problems_once())
    if live := session.live(experiment):
        # If the settings were refused, the last valid run stays on the page.
        with st.container(key=f"picture-{experiment.form.name}"):
            lesson = lesson_session.current(experiment.form.name)
            on_stage.hold(lesson, live)
            stage(
                experiment,
                live,
                partial(asked_of_lanes, experiment),
                on_stage.for_stage(lesson) if lesson else None,
                partial(_sketched, experiment),
                on_stage.step_in_words(lesson) if lesson else "",
            )
        compare_dialog(experiment)
        # On paper alone, where the controls are not (app.css).
        with st.container(key="printed-settings"):
            st.markdown(escape_markdown(in_full(experiment.form, live.settings)))
    live_cards(experiment)
    lesson = lesson_session.current(experiment.form.name)
    if below and live and (lesson is None or lesson.shows_sections):
        below(experiment)


def _sketched(experiment: Experiment[Any]) -> None:
    """Take a prediction that was drawn on the stage; for its callback."""
    lesson = lesson_session.current(experiment.form.name)
    session.redraw(experiment)
    if lesson:
        said = storage.sent(session.stage_key(experiment.form), "sketch")
        run = on_stage.take_sketch(lesson, said)
        if run is not None:
            forms.follow_lesson(experiment.form, lesson)
            session.set_up(experiment, run, play=False)
