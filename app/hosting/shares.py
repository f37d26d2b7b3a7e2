"""Fair shares: what each session may take of the server, by how many play.

The processor time that a frame takes is measured all along, so that a page with cheap frames is
shown at full speed to more people than one with expensive frames.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic, process_time

#: Frames per second: where there is room, and at the least.
FASTEST, SLOWEST = 60, 3
#: Seconds that one answer may spend on training and packing: with one session, and at the least.
LONGEST, SHORTEST = 0.1, 0.05
#: A session that has not asked for frames for so many seconds is not playing.
PLAYING_SECONDS = 3.0
#: Share of one processor's time that frames may take. The rest is for pages that are opened and
#: settings that are changed.
HEADROOM = 0.8
#: Seconds of processor time that a frame is assumed to take until it has been measured.
FIRST_GUESS = 0.0025
#: A measurement of a frame's cost takes at least so many seconds and so many frames.
WINDOW, ENOUGH = 1.0, 20


@dataclass(frozen=True)
class Share:
    """What a session may take now.

    Attributes
    ----------
    pace : int
        Frames per second.
    seconds : float
        That one answer may take.
    """

    pace: int = FASTEST
    seconds: float = LONGEST


class Shares:
    """Who is playing, and what a frame costs.

    Parameters
    ----------
    clock, processor_time : callable
        Seconds that have passed, and seconds of processor time that this process has used.
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
        #: Seconds of processor time for each frame; all that the process does is counted.
        self.cost = FIRST_GUESS

    def heard(self, who: int) -> None:
        """Note that a session has asked for frames."""
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
        """Note that frames were made; after enough of them, measure what one costs."""
        with self._lock:
            self._frames += frames
            now = self._clock()
            if now - self._began < WINDOW or self._frames < ENOUGH:
                return
            cost = (self._processor_time() - self._worked) / self._frames
            self.cost += 0.3 * (cost - self.cost)
            self._begin()

    def disturbed(self) -> None:
        """Start the measurement again: a whole page is drawn, which costs more than a frame."""
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
