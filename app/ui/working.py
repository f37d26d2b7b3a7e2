"""Dear work of a page: in a process of its own, its progress shown, its result kept."""

from typing import Any, TypeVar

import streamlit as st

from app.hosting.results import RESULTS, Key
from app.jobs.job import Job, Progress
from app.ui import session
from core.language import _, language

Result = TypeVar("Result")


def result_of(
    job: Job[Result], *arguments: Any, key: "Key | None" = None, quick: bool = False
) -> Result:
    """Return what a job makes of its arguments, or what is kept of it.

    The visitor sees how far it is. If they do something else meanwhile, Streamlit ends this run of
    the script where it draws, and the job ends with it.

    Parameters
    ----------
    job : Job
    *arguments : object
    key : Key, optional
        What the result follows from; without it, the result is not kept.
    quick : bool
        Whether it takes less than 20 ms: then it is made here, as a process of its own would take
        as long.

    Raises
    ------
    ValueError, JobError
        As ``Job.run``.
    """
    # In any case, so that what follows keeps its place: Streamlit would take it off the page and
    # bring it again.
    place = st.empty()
    if key is not None:
        key = (language(), key)  # a result may hold texts
    found: Result | None = None if key is None else RESULTS.get(key)
    if found is not None:
        return found
    if quick:
        return job.function(*arguments, lambda share: None)

    def tell(progress: Progress) -> None:
        words = _("Others are first …") if progress.waits else f"{job.what} …"
        place.progress(progress.share, text=words)

    try:
        made = job.run(*arguments, owner=session.visitor().key, tell=tell)
    finally:
        place.empty()
    if key is not None:
        RESULTS.keep(key, made)
    return made
