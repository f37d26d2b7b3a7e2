"""How many visitors are connected, and whether another may come in.

A visitor is an object that the session holds; it goes with the session.
"""

from secrets import token_urlsafe
from threading import Lock
from weakref import WeakSet

from app.hosting.limits import IN_FORCE

#: Bytes of a visitor's key.
KEY_BYTES = 16


class Visitor:
    """A visitor who was let in.

    Attributes
    ----------
    key : str
        128 random bits by which the server knows the visitor's pages.
    """

    def __init__(self) -> None:
        self.key = token_urlsafe(KEY_BYTES)


class Visitors:
    """The visitors who are connected, `most` at a time."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._here: WeakSet[Visitor] = WeakSet()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many are connected."""
        return len(self._here)

    def admit(self) -> Visitor | None:
        """Return a visitor, to be held for as long as they stay; None if the server is full."""
        with self._lock:
            if len(self._here) >= self.most:
                return None
            visitor = Visitor()
            self._here.add(visitor)
            return visitor


#: Those of this process.
VISITORS = Visitors(IN_FORCE["sessions"])
