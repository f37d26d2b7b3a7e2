"""What a picture shows around a path: ranges that change now and then, not in every frame."""

import numpy as np

from core.types import Array


def bounds(values: Array, reach: float) -> tuple[float, float]:
    """Return the range to draw around some values.

    Parameters
    ----------
    values : ndarray
        One or more, finite.
    reach : float
        Minimum margin on both sides, 0 or more.

    Notes
    -----
    Both ends are 1 or 1.5 times a power of two, so that the axes of a growing path change now and
    then, and not in every frame.
    """
    low, high = float(values.min()), float(values.max())
    margin = max(0.25 * (high - low), reach)
    return -snapped(margin - low), snapped(high + margin)


def snapped(value: float) -> float:
    """Return the smallest number >= value of the form ±1 or ±1.5 times a power of two."""
    if value == 0.0:
        return 0.0
    power = 2.0 ** np.floor(np.log2(abs(value)))
    steps = np.array([-2.0, -1.5, -1.0, 1.0, 1.5, 2.0]) * power
    return float(steps[steps >= value].min())
