"""The loss surface of a run: both costs over a plane through the current weights.

The plane has two directions, the weights have many; so the path of the run is projected onto the
plane, and the cost is given both on the path and at its projection.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.run.wire import finite_list, uint16_base64
from core.engine.objective import Objective
from core.explain.loss_surfaces import (
    ParameterPlane,
    cost_on_plane,
    costs_at,
    principal_plane,
    random_plane,
    slice_through,
)
from core.language import N_, _
from core.types import Array, Labels

#: Kind of plane -> label.
PLANES: dict[str, str] = {
    "principal": N_("principal directions"),
    "slice": N_("two weights"),
    "random": N_("random"),
}
#: Heights at which the drawn costs are clipped.
TOPS = {"mse": 0.4, "cross_entropy": 1.2}
#: Minimum margin around the path, by kind of plane, in its own units.
REACH = {"principal": 1.0, "slice": 3.0, "random": 1.0}
#: Maximum number of points of the path.
MAX_PATH = 160
#: Significant digits of each number that is sent.
DIGITS = 6


@dataclass(frozen=True)
class PlaneChoice:
    """A choice of a plane.

    Attributes
    ----------
    kind : str
        Key of ``PLANES``.
    first, second : int
        Indices of the two parameters that vary in a slice.
    seed : int
        Seed of the directions of a random plane.
    """

    kind: str
    first: int
    second: int
    seed: int


@dataclass(frozen=True)
class CostOverPlane:
    """One cost over the plane, and along the path.

    Attributes
    ----------
    J : ndarray of shape (len(t), len(s))
        Over the grid.
    true, below : ndarray of shape (k,)
        At each theta of the path, and at its projection on the plane.
    """

    J: Array
    true: Array
    below: Array


@dataclass(frozen=True)
class LossSurface:
    """Both costs over the plane, and the path.

    Attributes
    ----------
    plane : ParameterPlane
    note : str
        Description of the plane, in a sentence.
    s, t : ndarray of shape (n,)
        The grid.
    epochs : ndarray of int, shape (k,)
        Of the points of the path.
    at : ndarray of shape (k, 2)
        Coordinates of these points in the plane.
    heights : mapping
        Name of a cost -> its CostOverPlane.
    """

    plane: ParameterPlane
    note: str
    s: Array
    t: Array
    epochs: Labels
    at: Array
    heights: Mapping[str, CostOverPlane]

    def message(self) -> dict[str, Any]:
        """Return what the browser is sent, with heights as shares of TOPS."""
        dual = np.linalg.pinv(np.column_stack([self.plane.u, self.plane.v]))
        return {
            "epoch": int(self.epochs[-1]),
            "note": self.note,
            "names": [_(name) for name in self.plane.names],
            "s": finite_list(self.s, DIGITS),
            "t": finite_list(self.t, DIGITS),
            "origin": finite_list(self.plane.origin, DIGITS),
            "dual": finite_list(dual, DIGITS),
            "epochs": self.epochs.tolist(),
            "at": finite_list(self.at.T, DIGITS),
            "heights": {
                name: {
                    "J": uint16_base64(height.J / TOPS[name]),
                    "true": finite_list(height.true, DIGITS),
                    "below": finite_list(height.below, DIGITS),
                }
                for name, height in self.heights.items()
            },
        }


def loss_surface_of(
    objectives: Mapping[str, Objective],
    epochs: Labels,
    thetas: Array,
    choice: PlaneChoice,
    points: int,
    done: Callable[[float], None] | None = None,
) -> LossSurface:
    """Return the surface around the last theta of a path.

    Parameters
    ----------
    objectives : mapping
        Name of a cost, a key of TOPS -> its objective; all of one network.
    epochs : ndarray of int, shape (k,)
    thetas : ndarray of shape (k, n_parameters)
        The path, up to the current weights.
    choice : PlaneChoice
    points : int
        Points of the grid along each axis.
    done : callable, optional
        Called repeatedly with the share that is done, 0 to 1.

    Raises
    ------
    ValueError
        If a slice has a parameter that does not exist, or one twice.
    """
    network = next(iter(objectives.values())).network
    kind, note = choice.kind, ""
    if kind == "principal":
        try:
            plane, share = principal_plane(thetas)
            plane = _with_origin_near(plane, thetas[0])
            note = _("The plane explains {share:.1%} of the path's variance.").format(share=share)
        except ValueError:  # the path has one point, or is straight
            kind, note = "random", _("Not enough path yet: a random plane until then.") + " "
    if kind == "slice":
        plane = slice_through(network, thetas[-1], choice.first, choice.second)
        note = _("All other weights are as they are now.")
    elif kind == "random":
        plane = random_plane(network, thetas[-1], choice.seed)
        note += _("Each direction scaled unit by unit to the weights' own lengths.")
    at = plane.coordinates(thetas)
    s, t = (np.linspace(*bounds(column, REACH[kind]), points) for column in at.T)
    projections = plane.at(*at.T)
    heights: dict[str, CostOverPlane] = {}
    for i, (name, objective) in enumerate(objectives.items()):
        report = _share_of(done, i, len(objectives))
        heights[name] = CostOverPlane(
            cost_on_plane(objective, plane, s, t, report),
            costs_at(objective, thetas),
            costs_at(objective, projections),
        )
    return LossSurface(plane, note, s, t, epochs, at, heights)


def _with_origin_near(plane: ParameterPlane, theta: Array) -> ParameterPlane:
    """Return the plane with its origin at the projection of theta.

    With the start of the path as theta, the origin stays in place while the path grows.
    """
    projection = plane.at(*plane.coordinates(theta[np.newaxis]).T)[0]
    return replace(plane, origin=projection)


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


def _share_of(
    done: Callable[[float], None] | None, i: int, n: int
) -> Callable[[float], None] | None:
    """Return the callback for the progress of the i-th of n parts."""
    return None if done is None else lambda share: done((i + share) / n)
