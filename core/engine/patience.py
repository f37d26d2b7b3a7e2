"""How long a run may take for now: a time until which whoever asks is willing to wait.

An update is a pure function, and how long one takes is not known before: one iteration of
Newton-CG may hold thousands of evaluations. Within ``patient_until`` work that has not come to its
end at that time raises ``UnfinishedError``; it is kept where it is, and goes on when it is asked
for again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import perf_counter

_deadline: ContextVar[float] = ContextVar("deadline", default=inf)


class UnfinishedError(Exception):
    """There was no time to come to the end; to ask again is to go on."""


@contextmanager
def patient_until(deadline: float) -> Iterator[None]:
    """Wait no longer than this within the block.

    Parameters
    ----------
    deadline : float
        Seconds of ``perf_counter``. A block within another one does not extend it.
    """
    token = _deadline.set(min(deadline, _deadline.get()))
    try:
        yield
    finally:
        _deadline.reset(token)


def deadline() -> float:
    """Return until when whoever asks waits, in seconds of ``perf_counter``."""
    return _deadline.get()


def is_late() -> bool:
    """Return whether that time is over."""
    until = _deadline.get()
    return until < inf and perf_counter() > until
