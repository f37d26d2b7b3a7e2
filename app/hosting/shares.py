"""Fair shares of one processor: equal processor time for each session that plays.

What a session takes is measured all along. One whose frames are cheap is shown at full speed, and
what it leaves of its share goes to those whose frames are dear. What somebody chooses to train is
so paid by nobody else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf
from threading import RLock
from time import monotonic, process_time
from weakref import WeakSet

#: Frames per second: where there is room, and at the least.
FASTEST, SLOWEST = 60, 1
#: Seconds that one answer may spend on training and packing: with one session, and at the least.
LONGEST, SHORTEST = 0.1, 0.05
#: A session that has not asked for frames for so many seconds is not playing.
PLAYING_SECONDS = 3.0
#: Share of one processor's time that frames may take. The rest is for pages that are opened and
#: settings that are changed.
HEADROOM = 0.8
#: Seconds of processor time that a frame is assumed to take until it has been measured.
FIRST_GUESS = 0.0025
#: A measurement of what is taken besides frames takes at least so many seconds and so many frames.
WINDOW, ENOUGH = 1.0, 20
#: Weight of a new measurement beside those before.
NEWEST = 0.3
#: Seconds beyond its share that a session may take before it is told to wait.
CREDIT = 0.05
#: Seconds that a session is told to wait at the most; it is then told again.
LONGEST_WAIT = 1.0
#: Seconds for which the shares that were worked out hold.
FRESH_SECONDS = 0.1


def water_level(demands: Iterable[float], room: float) -> float:
    """Return the most that each may have so that all together have the room; inf if all fits.

    The level L with sum(min(demand, L)) = room: who wants less than L has what they want, and the
    others share what is left equally (max-min fairness).
    """
    ascending = sorted(demands)
    for i, demand in enumerate(ascending):
        level = room / (len(ascending) - i)
        if demand > level:
            return level
        room -= demand
    return inf


@dataclass(frozen=True)
class Share:
    """What a session may take now.

    Attributes
    ----------
    pace : int
        Frames per second.
    seconds : float
        That one answer may take.
    wait : float
        Seconds for which it is to ask for no more; what it asks before that trains nothing.
    """

    pace: int = FASTEST
    seconds: float = LONGEST
    wait: float = 0.0


class Account:
    """What one session takes; to be held by it, and gone with it.

    Attributes
    ----------
    pace : int
        Frames per second that it is meant to have.
    frame : float
        Seconds of processor time that its answers take for a frame.
    """

    def __init__(self) -> None:
        self.pace, self.frame = FASTEST, FIRST_GUESS
        self._is_measured = False
        # Seconds spent on a frame that has not come yet; and beyond its share, at which time.
        self._begun = self.owed = self.at = 0.0
        self.heard = -inf

    def add(self, seconds: float, n_frames: int) -> None:
        """Take in what an answer took that was to bring frames, and how many it brought."""
        self._begun += seconds
        if n_frames:
            each = self._begun / n_frames
            self.frame += (NEWEST if self._is_measured else 1.0) * (each - self.frame)
            self._is_measured, self._begun = True, 0.0
        self.frame = max(self.frame, self._begun)

    def pay(self, now: float, level: float) -> None:
        """Work off what is owed, at the share that it has."""
        passed = now - self.at
        self.owed = 0.0 if level == inf else max(0.0, self.owed - level * passed)
        self.at = now


class Shares:
    """Who is playing, what each takes, and what each may take.

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
        self._accounts: WeakSet[Account] = WeakSet()
        self._lock = RLock()
        #: Seconds of processor time that a frame takes besides its answer: requests, pages at rest.
        self.overhead = 0.0
        # A level, and when it was worked out.
        self._level, self._leveled = inf, -inf
        self._playing = 0
        self._begin()

    def open(self) -> Account:
        """Return an account of a new session."""
        account = Account()
        with self._lock:
            self._accounts.add(account)
        return account

    def heard(self, account: Account, pace: int = FASTEST) -> None:
        """Note that a session has asked for frames, and how many a second it is meant to have."""
        with self._lock:
            is_new = self._clock() - account.heard > PLAYING_SECONDS
            account.heard, account.pace = self._clock(), min(pace, FASTEST)
            if is_new:
                self._leveled = -inf

    @property
    def playing(self) -> int:
        """Return how many sessions have asked for frames lately."""
        with self._lock:
            return len(self._players())

    def spent(self, account: Account, seconds: float, n_frames: int, *, plays: bool) -> None:
        """Note what an answer took.

        Parameters
        ----------
        account : Account
        seconds : float
            Of processor time.
        n_frames : int
            That it brought.
        plays : bool
            Whether it was for a run that plays: others say nothing of what a frame takes.
        """
        with self._lock:
            if plays:
                account.add(seconds, n_frames)
            account.pay(self._clock(), self._fresh_level())
            account.owed += seconds
            self._answers += seconds
            self._frames += n_frames
            now = self._clock()
            if now - self._began < WINDOW or self._frames < ENOUGH:
                return
            besides = self._processor_time() - self._worked - self._answers
            self.overhead += NEWEST * (max(0.0, besides / self._frames) - self.overhead)
            self._begin()

    def disturbed(self) -> None:
        """Start the measurement again: a whole page is drawn, which costs more than a frame."""
        with self._lock:
            self._begin()

    def share(self, account: Account) -> Share:
        """Return what a session may take now."""
        with self._lock:
            level, n = self._fresh_level(), max(1, self._playing)
            seconds = min(LONGEST, max(SHORTEST, HEADROOM / n))
            if level == inf:
                return Share(FASTEST, seconds)
            account.pay(self._clock(), level)
            pace = int(level / self._cost(account))
            # Alone, it harms nobody by taking all there is.
            wait = 0.0 if n == 1 else min(LONGEST_WAIT, max(0.0, account.owed - CREDIT) / level)
            return Share(min(FASTEST, max(SLOWEST, pace)), seconds, wait)

    def pace_of_most(self) -> int:
        """Return the frames per second of the session whose frames are dearest."""
        with self._lock:
            return min((self.share(one).pace for one in self._players()), default=FASTEST)

    def _players(self) -> list[Account]:
        since = self._clock() - PLAYING_SECONDS
        return [one for one in self._accounts if one.heard >= since]

    def _cost(self, account: Account) -> float:
        return max(1e-6, account.frame + self.overhead)

    def _fresh_level(self) -> float:
        """Return the level of the water, worked out again where it is old."""
        now = self._clock()
        if now - self._leveled > FRESH_SECONDS:
            players = self._players()
            self._playing = len(players)
            demands = [self._cost(one) * one.pace for one in players]
            self._level, self._leveled = water_level(demands, HEADROOM), now
        return self._level

    def _begin(self) -> None:
        self._began, self._worked = self._clock(), self._processor_time()
        self._frames, self._answers = 0, 0.0


#: Those of this process.
SHARES = Shares()
