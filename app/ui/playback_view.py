"""A playback on the page: one component that plays it in the browser."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from app.jobs.job import JobError
from app.playback.playback import Playback
from app.ui import forms, storage
from app.ui.component import mount
from app.ui.lesson import session as lesson_session
from app.ui.lesson.walk import look_at_walk


def playback_view(
    playback: Playback,
    on_pick: Callable[[], None] | None = None,
    on_ended: Callable[[], None] | None = None,
) -> None:
    """Mount the component.

    Parameters
    ----------
    playback : Playback
    on_pick : callable, optional
        Called when a point was clicked.
    on_ended : callable, optional
        Called when the end of the path was first seen, where the playback tells of that.
    """
    lesson = lesson_session.current(playback.page)
    if lesson:
        reason = lesson.held
        playback = (
            playback.held_back(reason)
            if reason
            else replace(playback, tells_end=True, tells_rest=lesson.asks)
        )
        on_ended = on_ended or partial(_ended, playback.page)
    with st.container(key=f"picture-{playback.page}"):
        mount(
            "playback/playback",
            playback.page,
            playback.message(),
            on_pick_change=on_pick or _nothing,
            on_ended_change=on_ended or _nothing,
            on_rested_change=partial(_rested, playback.page) if lesson else _nothing,
        )


def _nothing() -> None:
    """Do nothing: nobody waits for this of the playback."""


def _ended(page: str) -> None:
    """Have the visitor's lesson see what came of the path; for the component's callback."""
    lesson = lesson_session.current(page)
    if lesson:
        state = forms.page_state(lesson.lesson.subject.form)
        try:
            look_at_walk(lesson, state.settings)
        except (ValueError, JobError) as error:
            state.problems.append(str(error))


def _rested(page: str) -> None:
    """Note at which step the path rests: a question is about that one; for its callback."""
    lesson, step = lesson_session.current(page), storage.sent(page, "rested")
    if lesson and type(step) is int:
        lesson.rested = max(0, step)
