"""The numbers of the frames that were sent, for a browser that shows the page anew."""

from collections.abc import Sequence

from app.run.wire import finite

#: Points of a cost curve that a browser is sent to begin with.
MAX_POINTS = 400


class SentNumbers:
    """The numbers of every frame that was sent; of many, every other."""

    def __init__(self) -> None:
        self._numbers: dict[int, dict[str, float]] = {}

    def add(self, numbers: dict[str, float]) -> None:
        """Keep the numbers of a frame; when there are many, every other."""
        self._numbers[int(numbers["epoch"])] = numbers
        if len(self._numbers) > 4 * MAX_POINTS:
            self._numbers = dict(sorted(self._numbers.items())[::2])

    def cut(self, epoch: int) -> None:
        """Forget what came at `epoch` and after."""
        self._numbers = {k: numbers for k, numbers in self._numbers.items() if k < epoch}

    def points(self, keys: Sequence[str]) -> list[dict[str, float | None]]:
        """Return epoch and these numbers so far, at no more points than can be seen.

        What is not finite is None, as JSON holds neither NaN nor infinity.
        """
        epochs = sorted(self._numbers)
        every = -(-len(epochs) // MAX_POINTS) or 1
        return [
            {key: finite(self._numbers[k][key]) for key in ("epoch", *keys)}
            for k in epochs[::every]
        ]
