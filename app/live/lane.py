"""A lane: one run of a stage, with its scene and the numbers that were sent of it."""

from collections import deque
from math import ceil
from time import perf_counter
from typing import Any

from app.hosting.memory import Hold
from app.live.advice import JUDGED, Adviser
from app.live.clocks import CLOCKS, end_of
from app.live.epoch_log import EpochLog
from app.live.experiment import Experiment
from app.run.memory_needs import needs
from app.run.sent_numbers import SentNumbers
from app.settings.run_settings import RunSettings
from core.engine.optimizers import FirstOrder
from core.engine.processor_time import processor_time


class Lane:
    """One run.

    Parameters
    ----------
    experiment : Experiment
    settings : RunSettings
        The lane's own.
    hold : Hold, optional
        Of the visitor, where what the run takes of the memory is entered.
    is_compared : bool
        Whether it is compared with others: what each epoch came to is then noted.

    Attributes
    ----------
    log : EpochLog or None
        What each epoch came to; None where it is not compared.
    owed : deque of int
        Ticks whose numbers are noted when the run comes by, for its curve: it is to be shown at a
        later one.

    Raises
    ------
    ValueError
        If the settings make no run, or there is no room for it.
    """

    def __init__(
        self,
        experiment: Experiment[Any],
        settings: RunSettings,
        hold: Hold | None = None,
        *,
        is_compared: bool = False,
    ) -> None:
        self.lab = experiment.lab(settings, hold)
        self.scene = experiment.scene(self.lab)
        self.sent_numbers = SentNumbers()
        self.adviser = Adviser(self.lab, self.sent_numbers, self.scene.unit)
        self.tick_ms = experiment.tick_ms
        self.log = EpochLog(self._J(0)) if is_compared else None
        self.owed: deque[int] = deque()
        # Processor time of the epoch that has begun, and gradients computed before it.
        self._seconds, self._n_gradients = 0.0, self.lab.step(0).n_gradients

    @property
    def clock(self) -> str:
        """Return the name of what moves it together with others."""
        return self.lab.settings.clock

    def end(self, last_tick: int) -> int:
        """Return the last tick there is: where the run ended, or is meant to."""
        if not self.lab.ended:
            return last_tick
        if self.log is None:
            return self.lab.last_epoch
        return end_of(CLOCKS[self.clock], self.log, self.tick_ms)

    def take(self, settings: RunSettings) -> bool:
        """Go on with settings that make the same run, if they do; say whether."""
        own = self.lab.settings
        is_same = not own.differs(settings, "restart", "fork") and own.changes == settings.changes
        if is_same:
            is_other_clock = settings.clock != own.clock
            self.lab.settings = settings
            if is_other_clock and self.log is not None:
                self.sent_numbers.tick_by(self._tick_of)
        return is_same

    def _tick_of(self, epoch: int) -> int:
        """Return the first tick by which an epoch is reached."""
        assert self.log is not None
        at = CLOCKS[self.clock].at(self.log, min(epoch, self.log.last), self.tick_ms)
        return ceil(at)

    def check(self, tick: int, settings: RunSettings, hold: Hold) -> None:
        """Raise the ValueError of `change`, and change nothing; enter what it will take.

        Raises
        ------
        ValueError
            Also if there is no room for it.
        """
        epoch, lab = self.epoch_at(tick), self.lab
        lab.check_change(epoch, settings)
        hold.add(needs(lab.settings.changed_at(epoch, settings), lab.task, lab.history_bytes))

    def hold(self, hold: Hold) -> None:
        """Enter what the run takes of the memory."""
        hold.add(needs(self.lab.settings, self.lab.task, self.lab.history_bytes))

    def change(self, tick: int, settings: RunSettings) -> None:
        """Adopt settings that act on the running network from a tick on.

        Raises
        ------
        ValueError
            If they make no run; then nothing is changed.
        """
        epoch, forks = self.epoch_at(tick), self.lab.settings.differs(settings, "fork")
        self.lab.change(epoch, settings)
        if forks:
            self.sent_numbers.cut(epoch)
            if self.log is not None:
                self.log.cut(epoch)
                self._seconds, self._n_gradients = 0.0, self.lab.step(epoch).n_gradients

    def advance(self, tick: int, deadline: float) -> int:
        """Train up to a tick, or until the deadline; return the tick that the lane can show."""
        if self.log is None:
            while self.owed and self.owed[0] <= tick:
                reached = self.lab.advance(self.owed[0], deadline)
                if reached < self.owed[0]:
                    return reached
                self.frame(self.owed.popleft())
            return self.lab.advance(tick, deadline)
        clock, log, lab = CLOCKS[self.clock], self.log, self.lab
        while clock.at(log, log.last, self.tick_ms) < tick and not lab.ended:
            began = processor_time()
            reached = lab.advance(log.last + 1, deadline)
            self._seconds += processor_time() - began
            if reached == log.last:
                break
            self._note(reached)
            if perf_counter() > deadline:
                break
        at = clock.at(log, log.last, self.tick_ms)
        return min(tick, end_of(clock, log, self.tick_ms) if lab.ended else int(at))

    def _note(self, epoch: int) -> None:
        """Note what an epoch came to, which was just trained."""
        assert self.log is not None
        n = self.lab.step(epoch).n_gradients
        is_a_pass = isinstance(self.lab.optimizer(epoch - 1), FirstOrder)
        self.log.add(self._J(epoch), 1.0 if is_a_pass else n - self._n_gradients, self._seconds)
        self._seconds, self._n_gradients = 0.0, n
        at = CLOCKS[self.clock].at(self.log, epoch, self.tick_ms)
        while self.owed and self.owed[0] <= at:
            self.frame(self.owed.popleft())

    def _J(self, epoch: int) -> float:
        """Return the cost after an epoch over all training examples."""
        step = self.lab.step(epoch)
        if self.lab.optimizer(epoch).batch_size is None:
            return step.J
        try:
            return self.lab.objective(epoch).parts(step.theta).J
        except ValueError:  # it overflows, as it may before a run is found to diverge
            return float("inf")

    def epoch_at(self, tick: int) -> int:
        """Return the last epoch that the run had reached by a tick."""
        if self.log is None:
            return min(tick, self.lab.last_epoch)
        return min(CLOCKS[self.clock].epoch(self.log, tick, self.tick_ms), self.lab.last_epoch)

    def frame(self, tick: int) -> bytes:
        """Return the frame of a tick that was reached; where the run ended before, its last."""
        frame = self.scene.pack(self.epoch_at(tick))
        # Some scenes have hundreds of numbers.
        kept = {"epoch", *self.scene.curves, *JUDGED}
        numbers = {name: frame.numbers[name] for name in kept}
        self.sent_numbers.add(numbers if self.log is None else {**numbers, "tick": tick})
        return frame.data

    def state(self) -> dict[str, Any]:
        """Return how the run is doing, as the header of a message says it."""
        lab = self.lab
        return {
            "rate": round(lab.rate),
            "status": lab.run.status,
            "message": lab.run.message,
            "last_epoch": self.end(0) if lab.ended else None,
        }
