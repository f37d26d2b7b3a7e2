"""Lines checked one after the other in a process of its own, whose bounds one line cannot exhaust.

A call that takes too long is ended. The lines before the one at fault keep their verdicts, and
another call goes on behind it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from app.claims.repeat import Verdict, not_repeated, repeat
from app.jobs.child import Report
from app.jobs.job import Job, JobError, Progress
from app.lessons.library import LIBRARY
from core.language import N_

Verdicts: TypeAlias = tuple[Verdict, ...]
#: Makes a call; told of its progress, it returns the result.
Run: TypeAlias = Callable[[Sequence[str], Callable[[Progress], None]], Verdicts]
#: Told how many of the lines are done, and their verdicts.
Tell: TypeAlias = Callable[[Progress, Verdicts], None]


def check(lines: Sequence[str], report: Report) -> Verdicts:
    """Return the verdict on each line; what there is of them is reported after each."""
    # The table of the pages has this one too.
    from app.pages.subjects import subjects
    from app.pages.table import EXPERIMENTS

    LIBRARY.know(subjects())
    verdicts: list[Verdict] = []
    for line in lines:
        verdicts.append(repeat(line, EXPERIMENTS))
        report(len(verdicts) / len(lines), tuple(verdicts))
    return tuple(verdicts)


CHECK = Job(N_("Checking the lines"), check, seconds=60.0, megabytes=500)


def checked(lines: Sequence[str], run: Run, tell: Tell) -> Verdicts:
    """Return the verdict on each line, whatever becomes of the calls that find them.

    Parameters
    ----------
    lines : sequence of str
    run : callable
        ``run(lines, tell)`` makes a call of `check`, and raises JobError where it was ended.
    tell : callable
        Told of the progress.
    """
    done: Verdicts = ()
    while len(done) < len(lines):
        done += _of_one_call(lines[len(done) :], run, partial(_told, tell, done))
    return done


def _told(tell: Tell, done: Verdicts, progress: Progress, found: Verdicts) -> None:
    """Tell the progress of a call, with the verdicts of those before it."""
    tell(progress, (*done, *found))


def _of_one_call(lines: Sequence[str], run: Run, tell: Tell) -> Verdicts:
    """Return the verdicts on as many lines as a call comes to, one at the least."""
    found: Verdicts = ()

    def hear(progress: Progress) -> None:
        nonlocal found
        found = progress.partial or ()
        tell(progress, found)

    try:
        return run(lines, hear)
    except JobError as error:
        # A line is at fault where the call began with it: before any other one, those ahead of it
        # may have used up what a call may take.
        return found or (not_repeated("unchecked", str(error).rstrip(".")),)
