"""How often somebody has said a code that is none: after too many, all are refused for a while."""

from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic

#: Wrong codes from one address in so many seconds. A school is one address; right ones never count.
MOST, SECONDS = 60, 60.0
#: Addresses that are remembered.
MAX_ADDRESSES = 10_000


class Guesses:
    """Wrong codes by the address that they came from.

    Parameters
    ----------
    clock : callable
        Seconds that have passed.
    most : int
        That one address may say in so many seconds.
    seconds : float
    """

    def __init__(
        self, clock: Callable[[], float] = monotonic, most: int = MOST, seconds: float = SECONDS
    ) -> None:
        self._clock, self._most, self._seconds = clock, most, seconds
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def may(self, address: str) -> bool:
        """Return whether an address may say another code."""
        wrong = self._wrong.get(address)
        if wrong is None:
            return True
        while wrong and wrong[0] < self._clock() - self._seconds:
            wrong.popleft()
        return len(wrong) < self._most

    def note(self, address: str) -> None:
        """Note a wrong one."""
        wrong = self._wrong.setdefault(address, deque(maxlen=self._most))
        wrong.append(self._clock())
        self._wrong.move_to_end(address)
        while len(self._wrong) > MAX_ADDRESSES:
            self._wrong.popitem(last=False)
