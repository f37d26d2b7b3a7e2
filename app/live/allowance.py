"""How many commands a run takes: many at once, and fewer a second after that."""

from collections.abc import Callable
from time import monotonic

#: Commands at once, and a second after that. A browser has one on its way at a time.
BURST, A_SECOND = 200, 100


class Allowance:
    """What a run may still be asked.

    Parameters
    ----------
    clock : callable
        Seconds that have passed.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._left, self._at = float(BURST), clock()

    def take(self) -> bool:
        """Take one command; say whether there was one left."""
        now = self._clock()
        self._left = min(float(BURST), self._left + A_SECOND * (now - self._at))
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
