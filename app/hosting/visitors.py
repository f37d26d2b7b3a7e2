"""How many are here, and who may still come in. No Streamlit here.

A visitor is an object that the session keeps; it is gone when the session is.
"""

from threading import Lock
from weakref import WeakSet

from app.hosting.limits import IN_FORCE


class Visitor:
    """Somebody who is here."""


class Visitors:
    """Those who are here, `most` at a time."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._here: WeakSet[Visitor] = WeakSet()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many are here."""
        return len(self._here)

    def admit(self) -> Visitor | None:
        """Return a visitor to be kept as long as they stay; None where it is full."""
        with self._lock:
            if len(self._here) >= self.most:
                return None
            visitor = Visitor()
            self._here.add(visitor)
            return visitor


#: Those of this process.
VISITORS = Visitors(IN_FORCE["sessions"])
