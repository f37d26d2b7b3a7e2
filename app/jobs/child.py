"""One call in a process of its own, which can be ended without harm to anything else.

A pool's process serves many calls: to end one is to break the pool (concurrent.futures and joblib's
loky alike), and what the system counts of a process is not what one call took. Here each call has
its process, forked in some 10 ms from a server process that has loaded NumPy, SciPy and the engine.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from gettext import NullTranslations
from math import ceil
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeAlias

# One thread for linear algebra, as the server has (server.py says why).
from threadpoolctl import threadpool_limits

from app.jobs.processes import CONTEXT
from core.language import ENGLISH, using

MEGABYTE = 2**20
#: Where Linux says how many pages of memory this process has.
SIZES = Path("/proc/self/statm")
#: Bytes that a result may have.
MAX_RESULT = 256 * MEGABYTE
#: How far a child steps back for the server, whose frames come first. On a busy machine it still
#: gets a fourth of a share.
NICENESS = 5
#: Seconds for a process that has closed its connection to end.
END_SECONDS = 5.0
#: Sent by the system when a process has taken the processor time that it may; Windows has none.
SIGXCPU = int(getattr(signal, "SIGXCPU", 0))
#: Told which share of a call is done, 0 to 1, and, if it likes, what there is of its result.
Report: TypeAlias = Callable[..., None]


class Child:
    """A call that has begun.

    Parameters
    ----------
    function : callable
        At the top level of a module. It is called with the arguments, and then with a ``Report``.
    arguments : tuple
    seconds : float
        Processor time that it may take.
    megabytes : int
        Memory that it may take besides what it begins with.
    translations : NullTranslations
        What its sentences are translated by: it is sent to the other process, so it can be pickled.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        seconds: float,
        megabytes: int,
        translations: NullTranslations = ENGLISH,
    ) -> None:
        #: What was reported last.
        self.share, self.partial = 0.0, None
        self._answer: tuple[str, Any] | None = None
        self._ours, theirs = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(
            target=_work,
            args=(theirs, function, arguments, seconds, megabytes, translations),
            daemon=True,
        )
        self._process.start()
        theirs.close()

    def poll(self, seconds: float) -> bool:
        """Wait for so long at the most; return whether it is over."""
        if self._answer is None and self._ours.poll(seconds):
            try:
                kind, value = pickle.loads(self._ours.recv_bytes(MAX_RESULT))
            except (EOFError, OSError):
                kind, value = self._fate(), None
            if kind == "share":
                self.share, self.partial = value
            else:
                self._answer = kind, value
        return self._answer is not None

    @property
    def answer(self) -> tuple[str, Any]:
        """Return how it ended, and the value.

        How: "result", "refused", "memory", "time", "failed" or "died".
        """
        assert self._answer is not None
        return self._answer

    def _fate(self) -> str:
        """Return what became of a process that sends nothing more."""
        self._process.join(END_SECONDS)
        return "time" if self._process.exitcode == -SIGXCPU else "died"

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._ours.close()


def _work(
    connection: Connection,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    seconds: float,
    megabytes: int,
    translations: NullTranslations,
) -> None:
    """Make the call within its bounds, and send what comes of it."""

    def send(kind: str, value: object) -> None:
        connection.send_bytes(pickle.dumps((kind, value), protocol=pickle.HIGHEST_PROTOCOL))

    with suppress(OSError, AttributeError):
        os.nice(NICENESS)
    with threadpool_limits(1, user_api="blas"), using(translations):
        try:
            _limit(seconds, megabytes)

            def report(share: float, partial: Any = None) -> None:
                send("share", (share, partial))

            result = function(*arguments, report)
            send("result", result)
        except MemoryError:
            send("memory", None)
        except ValueError as error:
            send("refused", str(error))
        except Exception as error:
            # Its words may be a visitor's, so its kind alone is told.
            send("failed", type(error).__name__)


def _limit(seconds: float, megabytes: int) -> None:
    """Bound the processor time and the address space of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the deadline holds there all the same
        return
    # The process makes this one call, so that its life is the call's. Past the second bound the
    # system kills what has caught the signal of the first.
    cpu = ceil(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        begun = int(SIZES.read_text("ascii").split()[0]) * resource.getpagesize()
        most = begun + megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
