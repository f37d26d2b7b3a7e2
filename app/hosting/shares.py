"""Fair shares: what one session may take of the server, by how many are playing. No Streamlit here.

A server shows many runs at once. What a frame costs is measured as it goes, so that a page of cheap
frames is shown at full speed to more people than one of dear frames.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from time import monotonic, process_time

#: Pictures a second: what a browser shows where there is room, and what is left to each at least.
FASTEST, SLOWEST = 30, 3
#: Seconds that one answer may spend on training and packing: alone, and at the least.
LONGEST, SHORTEST = 0.1, 0.05
#: Seconds after which a session that asks for nothing plays no more.
PLAYING_SECONDS = 3.0
#: Share of one processor's time that frames may take. The rest is for pages that are opened and
#: settings that are moved; what linear algebra does on further processors comes on top.
HEADROOM = 0.8
#: Seconds of processor time that a frame is thought to take before it is known.
FIRST_GUESS = 0.0025
#: Seconds and frames from which on the cost of a frame is measured anew.
WINDOW, ENOUGH = 1.0, 20


@dataclass(frozen=True)
class Share:
    """What a session may take now.

    Attributes
    ----------
    pace : int
        Pictures a second.
    seconds : float
        For one answer.
    """

    pace: int = FASTEST
    seconds: float = LONGEST


class Shares:
    """Who is playing, and what a frame costs.

    Parameters
    ----------
    clock, processor_time : callable
        Seconds that have passed, and those that this process has worked.
    """

    def __init__(
        self,
        clock: Callable[[], float] = monotonic,
        processor_time: Callable[[], float] = process_time,
    ) -> None:
        self._clock, self._processor_time = clock, processor_time
        self._heard: dict[int, float] = {}
        self._lock = Lock()
        self._begin()
        #: To be held while frames are made: so many at a time as there are processors. More would
        #: only take the interpreter from each other, and all be late together.
        self.turn = BoundedSemaphore(os.cpu_count() or 1)
        #: Seconds of processor time a frame, all that the process does included.
        self.cost = FIRST_GUESS

    def heard(self, who: int) -> None:
        """Take note that a session has asked for frames."""
        with self._lock:
            self._heard[who] = self._clock()

    @property
    def playing(self) -> int:
        """Return how many sessions have asked for frames lately."""
        with self._lock:
            since = self._clock() - PLAYING_SECONDS
            self._heard = {who: at for who, at in self._heard.items() if at >= since}
            return len(self._heard)

    def sent(self, frames: int) -> None:
        """Take note of frames that were made, and measure what one costs now and then."""
        with self._lock:
            self._frames += frames
            now = self._clock()
            if now - self._began < WINDOW or self._frames < ENOUGH:
                return
            cost = (self._processor_time() - self._worked) / self._frames
            self.cost += 0.3 * (cost - self.cost)
            self._begin()

    def disturbed(self) -> None:
        """Take note that a whole page is drawn, whose cost is no frame's: measure from here on."""
        with self._lock:
            self._begin()

    def _begin(self) -> None:
        self._began, self._worked, self._frames = self._clock(), self._processor_time(), 0

    def share(self) -> Share:
        """Return what each session may take now."""
        n = max(1, self.playing)
        pace = int(HEADROOM / (n * max(self.cost, 1e-6)))
        return Share(min(FASTEST, max(SLOWEST, pace)), min(LONGEST, max(SHORTEST, HEADROOM / n)))


#: Those of this process.
SHARES = Shares()
