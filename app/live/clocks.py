"""What moves the lanes of a comparison together: a tick is an epoch, a pass over the data, or time.

What a stage calls its epoch, where it compares, is a tick of its clock; each lane shows the last
epoch of its own that it has reached by then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from app.live.epoch_log import MS, EpochLog, last_within
from core.language import N_


@dataclass(frozen=True)
class Clock:
    """A way to count.

    Attributes
    ----------
    name : str
        Key in ``CLOCKS`` and value of the setting.
    unit : str
        What is counted.
    at : callable
        ``at(log, epoch, tick_ms)`` -> the tick, not always a whole number, of an epoch.
    epoch : callable
        ``epoch(log, tick, tick_ms)`` -> the last epoch reached by a tick.
    """

    name: str
    unit: str
    at: Callable[[EpochLog, int, float], float]
    epoch: Callable[[EpochLog, int, float], int]


CLOCKS: dict[str, Clock] = {
    clock.name: clock
    for clock in (
        Clock(
            "epoch",
            N_("epoch"),
            lambda log, epoch, _: epoch,
            lambda log, tick, _: min(tick, log.last),
        ),
        Clock(
            "passes",
            N_("passes"),
            lambda log, epoch, _: log.passes[epoch],
            lambda log, tick, _: last_within(log.passes, tick),
        ),
        Clock(
            "time",
            N_("ms"),
            lambda log, epoch, tick_ms: MS * log.seconds[epoch] / tick_ms,
            lambda log, tick, tick_ms: last_within(log.seconds, tick * tick_ms / MS),
        ),
    )
}


def end_of(clock: Clock, log: EpochLog, tick_ms: float) -> int:
    """Return the first tick by which all epochs of a log are reached."""
    return ceil(clock.at(log, log.last, tick_ms))
