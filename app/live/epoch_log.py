"""What each epoch of a run came to: its cost, the passes over the data and the time it took."""

from array import array
from bisect import bisect_right
from typing import NamedTuple

import numpy as np

#: Milliseconds of a second.
MS = 1000.0


class Arrival(NamedTuple):
    """Where a run reached a cost: the epoch, passes over the data and processor time until then."""

    epoch: int
    passes: float
    ms: float


class EpochLog:
    """Cost, passes over the data and processor time by epoch, from the initial weights on.

    An epoch of a first-order optimizer is a pass over the data; an iteration of SciPy's solvers
    computes as many gradients as it needs, each of which is a pass.

    Parameters
    ----------
    J : float
        At the initial weights.
    """

    def __init__(self, J: float) -> None:
        self.J, self.passes, self.seconds = array("d", [J]), array("d", [0.0]), array("d", [0.0])

    @property
    def last(self) -> int:
        """Return the last epoch."""
        return len(self.J) - 1

    def add(self, J: float, passes: float, seconds: float) -> None:
        """Note the epoch after the last, by what it took alone."""
        self.J.append(J)
        self.passes.append(self.passes[-1] + passes)
        self.seconds.append(self.seconds[-1] + seconds)

    def cut(self, epoch: int) -> None:
        """Forget what came after an epoch."""
        for column in (self.J, self.passes, self.seconds):
            del column[epoch + 1 :]

    def first_below(self, target: float) -> Arrival | None:
        """Return where the cost first came to a target or below; None if it has not yet."""
        below = np.frombuffer(self.J) <= target
        epoch = int(below.argmax())
        if not below[epoch]:
            return None
        return Arrival(epoch, self.passes[epoch], MS * self.seconds[epoch])


def last_within(column: "array[float]", most: float) -> int:
    """Return the last index of ascending numbers at which they are not more than `most`."""
    return max(0, bisect_right(column, most) - 1)
