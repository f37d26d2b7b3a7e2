"""The weights of earlier epochs, for pictures that show many of them at once."""

from collections.abc import Iterable

import numpy as np

from app.run.lab import Lab
from core.types import Array


class Thetas:
    """The weights of some epochs of a run, kept between two calls."""

    def __init__(self, lab: Lab) -> None:
        self._lab, self._run = lab, lab.run
        self._kept: dict[int, Array] = {}

    def at(self, epochs: Iterable[int]) -> Array:
        """Return the weights of these epochs, one per row; only they are kept for the next call."""
        if self._run is not self._lab.run:  # the run was forked: earlier weights may differ
            self._run, self._kept = self._lab.run, {}
        wanted = [int(epoch) for epoch in epochs]
        for epoch in wanted:
            if epoch not in self._kept:  # one by one: there may not be the time for all of them
                self._kept[epoch] = self._lab.step(epoch).theta
        self._kept = {epoch: self._kept[epoch] for epoch in wanted}
        return np.array(list(self._kept.values()))
