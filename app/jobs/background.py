"""Many calls of one function in the background: their progress, their results, a way to stop."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, Generic, TypeVar

from joblib import Parallel, delayed

from app.jobs.turns import Turns
from app.jobs.workers import ADDRESS, is_loss, workers
from core.language import in_force, using

Result = TypeVar("Result")

#: Without a question for so many seconds, whoever began the calls has gone. A browser asks rarely
#: for a page that lies behind others, but more often than this.
FORGOTTEN_SECONDS = 100.0
#: Attempts at the calls; each after the first makes those that a cluster has lost.
ATTEMPTS = 5
#: Seconds after which calls give way to those of others, if any wait, and go on in their next turn.
TURN_SECONDS = 5.0
#: Seconds between two looks at whether those who wait for their turn are still wanted.
LOOK_SECONDS = 0.5

# One Background at a time in a process: each takes all workers.
_turns = Turns(1)


@dataclass
class Workers:
    """How many calls are made at a time on this machine: each takes a process, and its memory."""

    most: int = os.cpu_count() or 1


WORKERS = Workers()


def as_it_is(one: Any) -> Any:
    """Return an argument itself."""
    return one


class Background(Generic[Result]):
    """Calls ``function(one, shared)`` for each one of some arguments.

    It begins at once, or when it is its turn. It stops on `stop`, and when nobody has called `ask`
    for some time: calls that have begun are then finished, and no others begin, until `resume`.

    Parameters
    ----------
    function : callable
        At the top level of a module.
    arguments : sequence
    shared : object
        Sent to each worker of a cluster once.
    prepare : callable, optional
        ``prepare(one)`` returns what the function is given in place of an argument. It is called
        here, right before the call, so that what is large is never there for all of them.
    owner : str
        The visitor's key: those who wait longest for their turn are next.
    """

    def __init__(
        self,
        function: Callable[[Any, Any], Result],
        arguments: Sequence[Any],
        shared: object,
        *,
        prepare: Callable[[Any], Any] = as_it_is,
        owner: str = "",
    ) -> None:
        self.n = len(arguments)
        #: Why it failed, in a sentence, or nothing.
        self.error = ""
        #: "waiting", "running", "done" or "stopped".
        self.state = "waiting"
        #: Seconds by the clock in which it had its turn.
        self.seconds = 0.0
        self._function, self._arguments, self._shared = function, arguments, shared
        self._prepare, self._owner = prepare, owner
        self._found: dict[int, Result] = {}
        self._translations = in_force()
        self._stop, self._asked, self._began = Event(), monotonic(), 0.0
        self._lock, self._goes_on = Lock(), True
        self._thread = self._started()

    @property
    def results(self) -> list[Result]:
        """Return what has come out so far, in the order in which it did."""
        return list(self._found.values())

    @property
    def working_seconds(self) -> float:
        """Return for how many seconds it has had its turn, by the clock."""
        return self.seconds + (monotonic() - self._began if self.state == "running" else 0.0)

    def ask(self) -> bool:
        """Say whether it is over. Whoever asks still wants the results, so it goes on."""
        self._asked = monotonic()
        return self.state in {"done", "stopped"}

    def stop(self) -> None:
        """Begin no more calls."""
        self._stop.set()
        self.state = "stopped"

    def resume(self) -> None:
        """Make the calls that have no result yet; nothing where it has not been stopped."""
        with self._lock:
            if self.state != "stopped":
                return
            self._stop.clear()
            self.error, self.state, self._asked = "", "waiting", monotonic()
            if not self._goes_on:
                self._goes_on = True
                self._thread = self._started()

    def join(self, timeout: float) -> None:
        """Wait until it is over, `timeout` seconds at most."""
        self._thread.join(timeout)

    def _started(self) -> Thread:
        thread = Thread(target=self._run, daemon=True)
        thread.start()
        return thread

    def _is_unwanted(self) -> bool:
        return self._stop.is_set() or monotonic() - self._asked > FORGOTTEN_SECONDS

    def _gives_way(self) -> bool:
        return _turns.waiting > 0 and monotonic() - self._began > TURN_SECONDS

    def _run(self) -> None:
        while not self._ends():
            turn = _turns.enter(self._owner)
            try:
                while not _turns.wait(turn, LOOK_SECONDS):
                    if self._is_unwanted():
                        break
                else:
                    with using(self._translations):
                        self._in_turn()
            finally:
                _turns.leave(turn)

    def _ends(self) -> bool:
        """End, and say so, where nothing is left to do or to be wanted."""
        with self._lock:
            is_done = len(self._found) == self.n
            self._goes_on = not (is_done or self.error or self._is_unwanted())
            if not self._goes_on:
                self.state = "done" if is_done else "stopped"
            return not self._goes_on

    def _in_turn(self) -> None:
        """Make calls until none is left, or it is the turn of others."""
        self._began = monotonic()
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
        self.seconds += monotonic() - self._began
        if self.state == "running":
            self.state = "waiting"

    def _calls(self) -> Iterator[Any]:
        """Yield the calls that have no result yet, for as long as somebody wants them."""
        for i, one in enumerate(self._arguments):
            if self._is_unwanted() or self._gives_way():
                return
            if i not in self._found:
                yield delayed(_numbered)(self._function, i, self._prepare(one), self._shared)

    def _make_calls(self) -> None:
        with workers(self._shared):
            parallel = Parallel(
                n_jobs=-1 if ADDRESS in os.environ else WORKERS.most,
                return_as="generator_unordered",
                # No more calls in advance than there are workers, so that a stop acts soon.
                pre_dispatch="n_jobs",
                # Quick ones go out several together, as many as take a fifth of a second.
                batch_size="auto",
            )
            for i, result in parallel(self._calls()):
                self._found[i] = result


def _numbered(
    function: Callable[[Any, Any], Result], i: int, one: object, shared: object
) -> tuple[int, Result]:
    """Return a call's number and its result, as results come in any order."""
    return i, function(one, shared)
