"""A path that a lesson is about: followed in a process of its own where it is long."""

from collections.abc import Callable
from typing import Any

from app.hosting.results import RESULTS
from app.jobs.child import Report
from app.jobs.job import Job
from app.lessons.measures import measured
from app.lessons.subject import Subject, WalkState
from app.ui import session
from app.ui.lesson.outcomes import come_true, reach_goal
from app.ui.lesson.session import LessonState
from core.language import N_

#: Steps that are followed in less than 20 ms.
QUICK_STEPS = 200


def _follow(path: Callable[[Any], Any], settings: Any, report: Report) -> Any:
    return path(settings)


FOLLOW = Job(N_("Following the path"), _follow, seconds=10.0, megabytes=300)


def walk_state(subject: Subject, settings: Any, step: int | None = None) -> WalkState:
    """Return the state of the path of some settings at a step; at its last one by default.

    Raises
    ------
    ValueError, JobError
        If the settings make no path; as ``Job.run``.
    """
    walk = subject.walk
    assert walk is not None

    def make() -> Any:
        if walk.most(settings) <= QUICK_STEPS:
            return walk.path(settings)
        return FOLLOW.run(walk.path, settings, owner=session.visitor().key)

    key = ("walk", subject.name, *settings.to_address().items())
    return walk.at(RESULTS.get_or_make(key, make), step)


def look_at_walk(state: LessonState, settings: Any) -> None:
    """See what has come of a path that was played to its end.

    Raises
    ------
    ValueError, JobError
        As `walk_state`.
    """
    subject, pending = state.lesson.subject, state.progress.pending(state.lesson)
    if pending is None:
        find = measured(subject.measures, walk_state(subject, settings))
        for place, goal in state.watch.goals.items():
            if goal.reach.holds(find):
                reach_goal(state, place, settings, 0)
        return
    part, block = pending
    if given := state.progress.at(part):
        come_true(state, part, block, given, walk_state(subject, settings, block.at))
