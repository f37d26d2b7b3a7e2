"""Many calls of one function in the background: their progress, their results, a way to stop."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, Generic, TypeVar

from joblib import Parallel, delayed

from app.jobs.workers import ADDRESS, is_loss, workers
from core.language import in_force, using

Result = TypeVar("Result")

#: Without a question for so many seconds, whoever began the calls has gone.
FORGOTTEN_SECONDS = 30.0
#: Attempts at the calls; each after the first makes those that a cluster has lost.
ATTEMPTS = 5

# One Background at a time in a process: each takes all workers.
_turn = Lock()


@dataclass
class Workers:
    """How many calls are made at a time on this machine: each takes a process, and its memory."""

    most: int = os.cpu_count() or 1


WORKERS = Workers()


class Background(Generic[Result]):
    """Calls ``function(one, shared)`` for each one of some arguments.

    It begins at once, or when those before it have ended. It stops on `stop`, and when nobody has
    called `ask` for some time: calls that have begun are then finished, and no others begin.
    """

    def __init__(
        self, function: Callable[[Any, Any], Result], arguments: Sequence[Any], shared: object
    ) -> None:
        self.n = len(arguments)
        #: Why it failed, in a sentence, or nothing.
        self.error = ""
        #: "waiting", "running", "done" or "stopped".
        self.state = "waiting"
        self._function, self._arguments, self._shared = function, arguments, shared
        self._found: dict[int, Result] = {}
        self._translations = in_force()
        self._stop, self._asked = Event(), monotonic()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def results(self) -> list[Result]:
        """Return what has come out so far, in the order in which it did."""
        return list(self._found.values())

    def ask(self) -> bool:
        """Say whether it is over. Whoever asks still wants the results, so it goes on."""
        self._asked = monotonic()
        return self.state in {"done", "stopped"}

    def stop(self) -> None:
        """Begin no more calls."""
        self._stop.set()
        self.state = "stopped"

    def join(self, timeout: float) -> None:
        """Wait until it is over, `timeout` seconds at most."""
        self._thread.join(timeout)

    def _is_unwanted(self) -> bool:
        return self._stop.is_set() or monotonic() - self._asked > FORGOTTEN_SECONDS

    def _calls(self) -> Iterator[Any]:
        """Yield the calls that have no result yet, for as long as somebody wants them."""
        for i, one in enumerate(self._arguments):
            if self._is_unwanted():
                return
            if i not in self._found:
                yield delayed(_numbered)(self._function, i, one, self._shared)

    def _run(self) -> None:
        with _turn, using(self._translations):
            if not self._is_unwanted():
                self.state = "running"
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    self._make_calls()
                    break
                except Exception as error:
                    # Whatever a worker or the cluster raises, the page shows it. Data that only
                    # a lost worker had are sent again.
                    if attempt < ATTEMPTS and is_loss(error):
                        continue
                    self.error = str(error) or type(error).__name__
                    break
            self.state = "done" if len(self._found) == self.n else "stopped"

    def _make_calls(self) -> None:
        with workers(self._shared):
            parallel = Parallel(
                n_jobs=-1 if ADDRESS in os.environ else WORKERS.most,
                return_as="generator_unordered",
                # No more calls in advance than there are workers, so that a stop acts soon.
                pre_dispatch="n_jobs",
                batch_size=1,
            )
            for i, result in parallel(self._calls()):
                self._found[i] = result


def _numbered(
    function: Callable[[Any, Any], Result], i: int, one: object, shared: object
) -> tuple[int, Result]:
    """Return a call's number and its result, as results come in any order."""
    return i, function(one, shared)
