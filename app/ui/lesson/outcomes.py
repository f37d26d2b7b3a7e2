"""What has come of what a learner has given: predictions, goals, answers."""

from contextlib import suppress
from dataclasses import replace
from time import perf_counter
from typing import Any

from app.lessons.lesson import Ask, Predict
from app.lessons.marking import marked
from app.lessons.measures import RunState
from app.lessons.predictions import PREDICTIONS
from app.lessons.progress import Given
from app.live.live import Live
from app.ui.lesson.session import LessonState, address_of
from core.engine.patience import UnfinishedError, patient_until
from core.language import _

#: Seconds for coming back to the epoch that was predicted, in a run that has gone on.
RECALL_SECONDS = 0.25


def look_at_run(state: LessonState, live: Live) -> None:
    """See what has come of a live run: goals that were reached, a prediction's epoch."""
    with live.lock:
        epoch, lab = live.front_epoch, live.lab
        for place, at in state.watch.met.items():
            reach_goal(state, place, lab.settings.at(at), at)
        pending = state.progress.pending(state.lesson)
        if pending is None:
            return
        part, block = pending
        given = state.progress.at(part)
        is_there = epoch >= min(block.at, live.end) or (lab.ended and epoch >= lab.last_epoch)
        if given is None or not is_there or live.playing:
            return
        there = RunState(lab, min(block.at, lab.last_epoch), live.lanes[0].sent_numbers)
        # An epoch of long ago may not be come back to in that time: it is tried again.
        with suppress(UnfinishedError), patient_until(perf_counter() + RECALL_SECONDS):
            come_true(state, part, block, given, there)


def come_true(state: LessonState, part: int, block: Predict, given: Given, run_state: Any) -> None:
    """Note what came of a prediction."""
    kind = PREDICTIONS[block.kind]
    outcome = kind.outcome(block, state.lesson.subject, given.said, run_state)
    state.progress.give(part, replace(given, sentence=outcome.sentence, is_right=outcome.is_right))
    state.enter_step()


def reach_goal(state: LessonState, place: int, settings: Any, epoch: int) -> None:
    """Note that a goal was reached."""
    if state.progress.at(place) is None:
        where = settings.but(epoch=epoch) if epoch else settings
        sentence = _("Reached at epoch {epoch:,}.").format(epoch=epoch) if epoch else _("Reached.")
        state.progress.give(place, Given(None, sentence, True, address_of(state, where)))


def answer(state: LessonState, place: int, ask: Ask, said: str, run_state: Any) -> None:
    """Mark an answer and keep it."""
    before = state.progress.at(place)
    mark = marked(ask, state.lesson.subject, run_state, said)
    tries = before.tries + 1 if before else 1
    state.marks[place] = mark
    if before is None or not before.is_right:
        state.progress.give(place, Given(said, mark.sentence, mark.is_right, "", tries))
