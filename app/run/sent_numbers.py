"""The numbers of the frames that were sent, for a browser that reloads the page."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from app.run.wire import finite
from core.types import Array

#: Points of a cost curve in the first message.
MAX_POINTS = 400


class SentNumbers:
    """The numbers of the frames that were sent, halved whenever they become too many."""

    def __init__(self) -> None:
        self._numbers: dict[int, dict[str, float]] = {}

    def add(self, numbers: dict[str, float]) -> None:
        """Keep the numbers of a frame; drop every other one if there are too many."""
        self._numbers[int(numbers["epoch"])] = numbers
        if len(self._numbers) > 4 * MAX_POINTS:
            self._numbers = dict(sorted(self._numbers.items())[::2])

    def tick_by(self, tick_of: Callable[[int], int]) -> None:
        """Count the frames that were sent by another clock: ``tick_of(epoch)`` is its tick."""
        for epoch, numbers in self._numbers.items():
            numbers["tick"] = tick_of(epoch)

    def cut(self, epoch: int) -> None:
        """Drop the numbers of `epoch` and later ones."""
        self._numbers = {k: numbers for k, numbers in self._numbers.items() if k < epoch}

    def points(self, keys: Sequence[str]) -> list[dict[str, float | None]]:
        """Return the epoch and these numbers at MAX_POINTS epochs or fewer.

        The tick of a comparison goes with them. Numbers that are not finite are None, as JSON has
        neither NaN nor infinity.
        """
        epochs = sorted(self._numbers)
        every = -(-len(epochs) // MAX_POINTS) or 1
        return [
            {
                key: finite(self._numbers[k][key])
                for key in ("epoch", "tick", *keys)
                if key in self._numbers[k]
            }
            for k in epochs[::every]
        ]

    def at(self, epoch: int) -> Mapping[str, float]:
        """Return the numbers of an epoch by their names; none where it was not sent."""
        return self._numbers.get(epoch, {})

    def columns(self, keys: Sequence[str], first: int, last: int) -> dict[str, Array]:
        """Return the epochs from `first` to `last` and these numbers there, by their names."""
        epochs = sorted(k for k in self._numbers if first <= k <= last)
        return {
            key: np.array([self._numbers[k][key] for k in epochs], dtype=np.float64)
            for key in ("epoch", *keys)
        }
