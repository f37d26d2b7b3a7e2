"""Dear work: a call in a process of its own, in turn, within a deadline and a bound on memory."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, TypeAlias, TypeVar

from app.jobs.child import Child
from app.jobs.turns import Turns
from core.language import _, in_force, translated

Result = TypeVar("Result")

#: Seconds between two looks at how far a call is.
LOOK_SECONDS = 0.1
#: A call may take so many times its processor time by the clock: a machine on which others are
#: busy ends no call that would have come to its end, and one that does nothing ends too.
CLOCK_FACTOR = 6
#: How many calls go on at a time: one a core. Their processes are niced, so frames come first.
#: Together they may take what a container of 1 GB has left beside the server.
TURNS = Turns(os.cpu_count() or 1, megabytes=800)


class JobError(Exception):
    """A call did not come to its end; the message says in a sentence why, and what is allowed."""


@dataclass(frozen=True)
class Progress:
    """How far a call is.

    Attributes
    ----------
    waits : bool
        Whether others have their turn first.
    share : float
        What is done of it, 0 to 1; 0 where the call does not say.
    partial : object
        What there is of its result, as the call says; None where it does not.
    """

    waits: bool
    share: float = 0.0
    partial: Any = None


#: Told how far a call is, ten times a second. If it raises, nobody waits any more: the call ends.
Tell: TypeAlias = Callable[[Progress], None]


@translated("what")
@dataclass(frozen=True)
class Job(Generic[Result]):
    """A kind of call.

    Attributes
    ----------
    what : str
        What it does, as the subject of a sentence: "Reading the file".
    function : callable
        At the top level of a module. It is called with the arguments, and then with a function
        that takes the share that is done, and what there is of the result.
    seconds : float
        Processor time that a call may take.
    megabytes : int
        Memory that a call may take.
    """

    what: str
    function: Callable[..., Result]
    seconds: float
    megabytes: int

    def run(self, *arguments: Any, owner: str = "", tell: Tell = lambda progress: None) -> Result:
        """Make the call, and wait for its result.

        Parameters
        ----------
        *arguments : object
            Of the function; they are sent to the other process.
        owner : str
            The visitor's key, of whose calls one is made at a time.
        tell : callable
            Told of the progress. What it raises ends the call.

        Raises
        ------
        ValueError
            What the function raised.
        JobError
            If it takes longer or more memory than it may, or its process ends.
        """
        turn = TURNS.enter(owner, self.megabytes)
        try:
            while not TURNS.wait(turn, LOOK_SECONDS):
                tell(Progress(waits=True))
            return self._in_turn(arguments, tell)
        finally:
            TURNS.leave(turn)

    def _in_turn(self, arguments: tuple[Any, ...], tell: Tell) -> Result:
        child = Child(self.function, arguments, self.seconds, self.megabytes, in_force())
        try:
            deadline = monotonic() + CLOCK_FACTOR * self.seconds
            while not child.poll(LOOK_SECONDS):
                tell(Progress(waits=False, share=child.share, partial=child.partial))
                if monotonic() > deadline:
                    return self._result("time", None)
            return self._result(*child.answer)
        finally:
            child.end()

    def _result(self, kind: str, value: Any) -> Result:
        if kind == "result":
            result: Result = value
            return result
        if kind == "refused":
            raise ValueError(value)
        if kind == "time":
            raise JobError(
                _(
                    "{what} took longer than the {seconds:g} seconds that this server "
                    "allows, and was ended."
                ).format(what=self.what, seconds=self.seconds)
            )
        if kind == "memory":
            raise JobError(
                _(
                    "{what} took more than the {megabytes} megabytes that this server "
                    "allows, and was ended."
                ).format(what=self.what, megabytes=self.megabytes)
            )
        if kind == "failed":
            raise JobError(_("{what} failed ({value}).").format(what=self.what, value=value))
        raise JobError(
            _("{what} ended the process that did it; nothing else was harmed.").format(
                what=self.what
            )
        )
