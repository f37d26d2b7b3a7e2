"""Whose turn it is: a few calls at a time, one for each visitor, and fairly among them."""

from dataclasses import dataclass, field
from itertools import count
from math import inf
from threading import Condition


@dataclass(eq=False)
class Turn:
    """The place of one call, waiting or in progress.

    Attributes
    ----------
    owner : str
        Of the call: who has one at a time.
    megabytes : int
        Memory that it may take.
    number : int
        In the order in which they came.
    """

    owner: str
    megabytes: int = 0
    number: int = field(default_factory=count(1).__next__)


class Turns:
    """Turns of at most `most` at a time, that may take so much together; threads share it.

    One that may take more by itself has its turn alone.

    Of those that wait, that one is next whose owner has waited longest since their last turn.
    """

    def __init__(self, most: int, megabytes: float = inf) -> None:
        self.most, self.megabytes = most, megabytes
        self._changed = Condition()
        self._waiting: list[Turn] = []
        self._going: list[Turn] = []
        #: Owner -> number of the turn that was begun for them last.
        self._served: dict[str, int] = {}
        self._begun = count(1)

    @property
    def going(self) -> int:
        """Return how many have a turn."""
        return len(self._going)

    @property
    def waiting(self) -> int:
        """Return how many wait for one."""
        return len(self._waiting)

    def enter(self, owner: str, megabytes: int = 0) -> Turn:
        """Return a new place in the queue, of a call that may take so much memory."""
        turn = Turn(owner, megabytes)
        with self._changed:
            self._waiting.append(turn)
        return turn

    def wait(self, turn: Turn, seconds: float) -> bool:
        """Wait for so long at the most; return whether it is this one's turn now."""
        with self._changed:
            if self._changed.wait_for(lambda: self._next() is turn, seconds):
                self._waiting.remove(turn)
                self._going.append(turn)
                self._served[turn.owner] = next(self._begun)
                self._changed.notify_all()
            return turn in self._going

    def leave(self, turn: Turn) -> None:
        """Give up the turn, or the wait for it."""
        with self._changed:
            for turns in (self._waiting, self._going):
                if turn in turns:
                    turns.remove(turn)
            owners = {one.owner for one in (*self._waiting, *self._going)}
            # Only those who are here need be remembered: a newcomer comes before all of them.
            self._served = {o: n for o, n in self._served.items() if o in owners}
            self._changed.notify_all()

    def _next(self) -> Turn | None:
        """Return the one whose turn it is, if any."""
        if len(self._going) >= self.most:
            return None
        busy = {turn.owner for turn in self._going}
        free = [turn for turn in self._waiting if turn.owner not in busy]
        first = min(
            free, key=lambda one: (self._served.get(one.owner, 0), one.number), default=None
        )
        # Nobody who takes less overtakes it, or it might never have its turn.
        taken = sum(turn.megabytes for turn in self._going)
        fits = first is not None and (not taken or taken + first.megabytes <= self.megabytes)
        return first if fits else None
