"""Who holds the server's memory: a table of owners, and a ledger of what each visitor holds.

What is asked for is estimated and entered before it is allocated; where it would be too much it is
refused with a sentence, and what was there stays. What is entered is given back when whoever holds
it is freed, or before.
"""

import gc
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from time import monotonic
from weakref import finalize

from app.hosting.limits import IN_FORCE, LIMITS
from app.hosting.results import RESULTS
from app.hosting.upload_bounds import kept_by_streamlit
from app.hosting.visitors import VISITORS
from core.language import _

MEGABYTE = 2**20
#: Bytes that a session takes without any run: Streamlit's own state, and the objects of a page.
SESSION_BYTES = 2 * MEGABYTE
#: Who holds no more than so many bytes finds room where others do not: a last part of all.
SMALL, FOR_SMALL = 4 * MEGABYTE, 0.125
#: Seconds between two collections of what nobody refers to any more, made when there is no room.
COLLECT_SECONDS = 1.0
#: The visitor to whom belongs what visitors share.
ALL = ""


@dataclass(frozen=True)
class Owner:
    """A kind of thing that takes memory.

    Attributes
    ----------
    name : str
        Key in ``OWNERS``.
    what : str
        What it is, in words.
    measure : callable or None
        Returns the bytes that all of it takes now; None where they are entered beforehand.
    """

    name: str
    what: str
    measure: Callable[[], int] | None = None


OWNERS: dict[str, Owner] = {
    owner.name: owner
    for owner in (
        Owner("data", "examples and their targets; those of the same settings are shared"),
        Owner("buffers", "what the passes through a network are computed in"),
        Owner("history", "the kept steps of a run"),
        Owner("solver", "what an optimizer of SciPy keeps, a square matrix for one"),
        Owner("luck", "curves and weights of networks that differ in their seeds"),
        Owner("files", "files that were read, under the names that addresses call them by"),
        Owner("uploads", "files as they were sent", lambda: sum(kept_by_streamlit().values())),
        Owner("results", "results that took long", lambda: RESULTS.n_bytes),
        Owner("sessions", "sessions without their runs", lambda: SESSION_BYTES * len(VISITORS)),
    )
}


class Hold:
    """What one visitor holds by one thing, such as a run; given back when this is freed.

    Made by `Ledger.hold`.
    """

    def __init__(self, ledger: "Ledger", visitor: str, before: "Hold | None") -> None:
        self.visitor = visitor
        #: Bytes by the names of their owners.
        self.amounts: Counter[str] = Counter()
        self._ledger, self._before = ledger, before
        self._end = finalize(self, ledger.returned.append, (visitor, self.amounts))
        self._end.atexit = False

    def add(self, amounts: Mapping[str, int]) -> None:
        """Enter bytes, by the names of their owners.

        Raises
        ------
        ValueError
            If there is no room; then nothing is entered.
        """
        self._ledger.enter(self, amounts, self._before)

    def release(self) -> None:
        """Give everything back."""
        self._end()


class Ledger:
    """What visitors hold; threads may share it.

    Parameters
    ----------
    each, all_ : int
        Bytes that one visitor and all of them may hold.
    owners : mapping
        Those that are measured count toward `all_`.
    """

    def __init__(self, each: int, all_: int, owners: Mapping[str, Owner] = OWNERS) -> None:
        self.each, self.all, self.owners = each, all_, owners
        #: What was given back and is still entered. A hold is freed at any time, even while this
        #: thread counts, so that it is taken off at the next count.
        self.returned: deque[tuple[str, Counter[str]]] = deque()
        self._held: Counter[tuple[str, str]] = Counter()
        self._lock = RLock()
        self._collected = -COLLECT_SECONDS

    def hold(self, visitor: str, before: Hold | None = None) -> Hold:
        """Return an empty hold of a visitor, by the visitor's key.

        Parameters
        ----------
        visitor : str
        before : Hold, optional
            What it takes the place of, and is given back after it.
        """
        return Hold(self, visitor, before)

    @contextmanager
    def holding(self, visitor: str, before: Hold | None = None) -> Iterator[Hold]:
        """Within the block, fill a hold; after it the one before is given back.

        If the block raises, the new one is given back instead.
        """
        hold = self.hold(visitor, before)
        try:
            yield hold
        except BaseException:
            hold.release()
            raise
        if before is not None:
            before.release()
            hold._before = None

    def enter(self, hold: Hold, amounts: Mapping[str, int], before: Hold | None) -> None:
        """Enter what a hold takes more; see `Hold.add`."""
        n = sum(amounts.values())
        with self._lock:
            if self._problem(hold, n, before) and monotonic() > self._collected + COLLECT_SECONDS:
                gc.collect()  # a page that has gone refers to itself in cycles
                self._collected = monotonic()
            if problem := self._problem(hold, n, before):
                raise ValueError(problem)
            hold.amounts.update(amounts)
            self._held.update({(hold.visitor, owner): amounts[owner] for owner in amounts})

    def of_visitor(self, visitor: str) -> int:
        """Return the bytes that a visitor holds."""
        with self._lock:
            self._settle()
            return sum(n for (who, _), n in self._held.items() if who == visitor)

    def by_owner(self) -> dict[str, int]:
        """Return the bytes that are held, by the name of the owner."""
        with self._lock:
            self._settle()
            found = {
                name: 0 if owner.measure is None else owner.measure()
                for name, owner in self.owners.items()
            }
            for (_, owner), n in self._held.items():
                found[owner] += n
            return found

    def _problem(self, hold: Hold, n: int, before: Hold | None) -> str:
        """Return why n more bytes are too many; an empty text if they are not."""
        replaced = 0 if before is None else before.amounts.total()
        own = self.of_visitor(hold.visitor) - replaced + n
        if hold.visitor != ALL and own > self.each:
            return _(
                "memory: got {size}, takes at most {most} "
                "({what}), which is what this server allows each visitor: "
                "fewer examples or units take less"
            ).format(size=_mb(own), most=_mb(self.each), what=LIMITS["visitor"].what)
        free = self.all - sum(self.by_owner().values()) + replaced
        if hold.visitor == ALL or own > SMALL:
            free -= int(FOR_SMALL * self.all)
        if n > free:
            return _(
                "memory: got {size}, takes at most {most} now, as all that "
                "visitors have on this server takes the rest: fewer examples or units take less, "
                "and there is more again when others have left"
            ).format(size=_mb(n), most=_mb(max(0, free)))
        return ""

    def _settle(self) -> None:
        """Take off what was given back."""
        while self.returned:
            visitor, amounts = self.returned.popleft()
            self._held.subtract({(visitor, owner): n for owner, n in amounts.items()})
            amounts.clear()
        self._held = +self._held  # those without any go


def _mb(n: int) -> str:
    return f"{n / MEGABYTE:,.1f} MB"


#: That of this process.
LEDGER = Ledger(IN_FORCE["visitor"] * MEGABYTE, IN_FORCE["memory"] * MEGABYTE)
