"""A lesson and the stage of its page: what holds the run, and what is drawn over its charts."""

from collections.abc import Mapping
from typing import Any

from app.lessons.lesson import Predict
from app.lessons.link import name_in_link
from app.lessons.predictions import PREDICTIONS
from app.live.live import Live
from app.ui.lesson.session import LessonState
from app.ui.lesson.session import predict as take_prediction
from core.language import _


def hold(state: LessonState | None, live: Live) -> None:
    """Have a live run wait for a prediction, and be looked at, as the lesson says; free without."""
    with live.lock:
        live.held = bool(state and state.held)
        live.watch = state.watch if state else None


def for_stage(state: LessonState) -> dict[str, Any]:
    """Return what the stage is told of the lesson: ``Lesson`` in assets/live/types.d.ts."""
    return {
        "held": bool(state.held),
        "reason": state.held,
        "sketch": _sketch(state),
        "link": name_in_link(state.lesson.source, state.lesson.name),
    }


def step_in_words(state: LessonState) -> str:
    """Return at which step of which lesson a learner is."""
    step, n = state.progress.step + 1, len(state.lesson.steps)
    return _("{title}: step {step} of {n}").format(title=state.lesson.title, step=step, n=n)


def _sketch(state: LessonState) -> dict[str, Any] | None:
    """Return the sketch that is asked for in the present step, or that was given."""
    for part, predict in state.lesson.steps[state.progress.step].numbered(Predict):
        kind = PREDICTIONS[predict.kind].sketch
        if kind:
            given = state.progress.at(part)
            return {
                "kind": kind,
                "at": predict.at,
                "isOpen": given is None,
                "points": given.said if given else [],
                "label": _("your prediction"),
            }
    return None


def take_sketch(state: LessonState, said: object) -> Any:
    """Take what the stage says was drawn, if a sketch is asked for; as `predict`."""
    pending = state.progress.pending(state.lesson)
    if pending is not None and isinstance(said, Mapping):
        part, block = pending
        if PREDICTIONS[block.kind].sketch == said.get("kind"):
            return take_prediction(state, part, said.get("points"))
    return None
