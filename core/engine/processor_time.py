"""How much of a processor's time this thread has taken, with the solvers that worked for it.

SciPy's solvers run in threads of their own (see `optimizers.lockstep`), which the time of the
thread that waits for them does not hold.
"""

from threading import local
from time import thread_time


class _Others(local):
    """Seconds that other threads have worked for this one."""

    seconds = 0.0


_others = _Others()


def processor_time() -> float:
    """Return the seconds of processor time so far; the difference of two is what counts."""
    return thread_time() + _others.seconds


def note_other(seconds: float) -> None:
    """Note that another thread has worked for this one."""
    _others.seconds += seconds
