"""The part of the input plane that is drawn, and its pixels."""

from dataclasses import dataclass

import numpy as np

from core.types import Array

#: Distance of the examples from the edge of the picture, as a share of its side.
MARGIN = 0.08
#: Width over height of the picture; with the plane in the same ratio a circle is round.
ASPECT = 4 / 3


@dataclass(frozen=True)
class InputPlane:
    """The part of the plane that is drawn, in data units."""

    x: tuple[float, float]
    y: tuple[float, float]

    def grid(self, columns: int, rows: int) -> Array:
        """Return the centers of columns x rows pixels, from the top left, row by row."""
        x = np.linspace(*self.x, 2 * columns + 1)[1::2]
        y = np.linspace(*self.y, 2 * rows + 1)[1::2][::-1]
        return np.column_stack([np.tile(x, rows), np.repeat(y, columns)])


def plane_around(X: Array) -> InputPlane:
    """Return the smallest part of the plane with that aspect that has the points and the margin."""
    low, high = X.min(axis=0), X.max(axis=0)
    center, half = (low + high) / 2, (high - low) * (0.5 + MARGIN)
    width = max(half[0], half[1] * ASPECT, 1e-3)
    height = width / ASPECT
    return InputPlane(
        (float(center[0] - width), float(center[0] + width)),
        (float(center[1] - height), float(center[1] + height)),
    )
