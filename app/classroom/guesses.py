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
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def may(self, address: str) -> bool:
        """Return whether an address may say another code."""
        wrong = self._wrong.get(address)
        if wrong is None:
            return True
        while wrong and wrong[0] < self._clock() - SECONDS:
            wrong.popleft()
        return len(wrong) < MOST

    def note(self, address: str) -> None:
        """Note a wrong one."""
        wrong = self._wrong.setdefault(address, deque(maxlen=MOST))
        wrong.append(self._clock())
        self._wrong.move_to_end(address)
        while len(self._wrong) > MAX_ADDRESSES:
            self._wrong.popitem(last=False)
