"""How far a sketch is from what came: a curve of J over epochs, a boundary in the plane."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from app.lessons.measures import RunState
from core.language import _
from core.types import Array

#: Points along each side of a plane.
PLANE_POINTS = 61
#: A mean distance of so much of the chart's height, or of the plane's diagonal, is near; is in the
#: right place.
NEAR, ROUGH = 0.05, 0.15


class Distance(NamedTuple):
    """A mean distance, as a share of the chart.

    Attributes
    ----------
    share : float
        0 is on it; infinite where there is nothing to compare with.
    what : str
        What was sketched, and what there was instead, in words.
    """

    share: float
    what: str


def curve_distance(points: Array, state: RunState, at: int) -> Distance:
    """Return the mean distance of a sketched cost curve from the run's, of its range.

    Parameters
    ----------
    points : ndarray of shape (n, 2)
        Epoch and J.
    state : RunState
        A run that has come to `at`, or ended before.
    at : int
        The epoch up to which it was sketched.
    """
    order = np.argsort(points[:, 0], kind="stable")
    x, y = points[order].T
    epochs, J = state.costs(at)
    finite = np.isfinite(J)
    if not finite.any():
        return Distance(np.inf, _("the cost is no finite number"))
    J, epochs = J[finite], epochs[finite]
    height = max(float(J.max()), float(np.ptp(J)), 1e-12)
    apart = np.abs(np.interp(epochs, x, y) - J) / height
    worst = int(epochs[int(np.argmax(apart))])
    return Distance(
        float(apart.mean()),
        _("on average {share:.0%} of the chart's height; most at epoch {worst:,}").format(
            share=float(apart.mean()), worst=worst
        ),
    )


def boundary_of(state: RunState) -> tuple[Array, tuple[Array, Array]]:
    """Return points of the plane on the decision boundary, shape (n, 2), and the plane's corners.

    They are halfway between two neighbors of a grid that the network gives different classes.
    """
    task = state.lab.task
    X = np.vstack([task.X, task.X_test])
    low, high = X.min(axis=0), X.max(axis=0)
    margin = 0.1 * (high - low)
    low, high = low - margin, high + margin
    x, y = (np.linspace(low[i], high[i], PLANE_POINTS) for i in range(2))
    grid = np.stack(np.meshgrid(x, y), axis=-1)
    inputs = task.scaling.apply(grid.reshape(-1, 2))
    y_hat = task.network.predict(state.theta, inputs)
    classes = (y_hat[:, 0] > 0.5) if y_hat.shape[1] == 1 else y_hat.argmax(axis=1)
    classes = classes.reshape(PLANE_POINTS, PLANE_POINTS)
    across = classes[:, 1:] != classes[:, :-1]
    down = classes[1:] != classes[:-1]
    found = np.vstack(
        [
            (0.5 * (grid[:, 1:] + grid[:, :-1]))[across],
            (0.5 * (grid[1:] + grid[:-1]))[down],
        ]
    )
    return found, (low, high)


def boundary_distance(points: Array, state: RunState) -> Distance:
    """Return the mean distance between a sketched boundary and the network's, both ways.

    It is a share of the plane's diagonal. What lies outside the plane does not count.
    """
    found, (low, high) = boundary_of(state)
    if not len(found):
        return Distance(np.inf, _("the whole plane is one class: there is no boundary"))
    size = high - low
    line = _along((points - low) / size)
    line = line[((line >= 0.0) & (line <= 1.0)).all(axis=1)]
    if not len(line):
        return Distance(np.inf, _("the sketch lies outside the plane"))
    other = (found - low) / size
    apart = np.linalg.norm(line[:, np.newaxis] - other, axis=-1) / np.sqrt(2.0)
    share = 0.5 * (float(apart.min(axis=1).mean()) + float(apart.min(axis=0).mean()))
    return Distance(share, _("on average {share:.0%} of the plane's diagonal").format(share=share))


def _along(points: Array, n: int = 12) -> Array:
    """Return points along a line through some points, n for each piece."""
    t = np.linspace(0.0, 1.0, n)[:, np.newaxis]
    pieces = [a + t * (b - a) for a, b in pairwise(points)]
    return np.vstack(pieces)
