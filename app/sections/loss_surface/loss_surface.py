"""The loss surface of a run: both costs over a plane through the present weights.

The plane has two directions, the weights have many; so the path of the run is projected, and
its true cost stands beside that of the plane below it. No Streamlit here.
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
from core.types import Array, Labels

#: How the plane is laid -> what people call it.
PLANES: dict[str, str] = {
    "principal": "the path's own",
    "slice": "two weights",
    "random": "random",
}
#: Where each cost is cut off, for drawing only.
TOPS = {"mse": 0.4, "cross_entropy": 1.2}
#: The least that is drawn to either side, in each plane's own units.
REACH = {"principal": 1.0, "slice": 3.0, "random": 1.0}
#: Points of the path at the most.
MAX_PATH = 160
#: Significant digits of each number that is sent.
DIGITS = 6


@dataclass(frozen=True)
class PlaneChoice:
    """How the plane is to lie.

    Attributes
    ----------
    kind : str
        Key of ``PLANES``.
    first, second : int
        Which parameters a slice keeps free.
    seed : int
        Draws the directions of a random plane.
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
        At each theta of the path, and at the point of the plane nearest to it.
    """

    J: Array
    true: Array
    below: Array


@dataclass(frozen=True)
class LossSurface:
    """All of it.

    Attributes
    ----------
    plane : ParameterPlane
    note : str
        What the plane is, in a sentence.
    s, t : ndarray of shape (n,)
        The grid.
    epochs : ndarray of int, shape (k,)
        Of the points of the path.
    at : ndarray of shape (k, 2)
        Their coordinates in the plane.
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
        """Return what the browser is sent; heights as shares of their TOPS."""
        dual = np.linalg.pinv(np.column_stack([self.plane.u, self.plane.v]))
        return {
            "epoch": int(self.epochs[-1]),
            "note": self.note,
            "names": self.plane.names,
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
        Name of a cost, of TOPS -> the objective with it; all of one network.
    epochs : ndarray of int, shape (k,)
    thetas : ndarray of shape (k, n_parameters)
        The path, to the present weights.
    choice : PlaneChoice
    points : int
        Of the grid, each way.
    done : callable, optional
        Told the share that is done, 0 to 1, now and then.

    Raises
    ------
    ValueError
        If a slice names a parameter that the network does not have, or one twice.
    """
    network = next(iter(objectives.values())).network
    kind, note = choice.kind, ""
    if kind == "principal":
        try:
            plane, share = principal_plane(thetas)
            plane = _from(plane, thetas[0])
            note = f"The plane explains {share:.1%} of the path's variance."
        except ValueError:  # no path yet, or a straight one
            kind, note = "random", "The path has no bend yet; until then a random plane. "
    if kind == "slice":
        plane = slice_through(network, thetas[-1], choice.first, choice.second)
        note = "All other weights are as they are now."
    elif kind == "random":
        plane = random_plane(network, thetas[-1], choice.seed)
        note += "Each direction scaled unit by unit to the weights' own lengths."
    at = plane.coordinates(thetas)
    s, t = (np.linspace(*bounds(column, REACH[kind]), points) for column in at.T)
    feet = plane.at(*at.T)
    heights: dict[str, CostOverPlane] = {}
    for i, (name, objective) in enumerate(objectives.items()):
        told = _share_of(done, i, len(objectives))
        heights[name] = CostOverPlane(
            cost_on_plane(objective, plane, s, t, told),
            costs_at(objective, thetas),
            costs_at(objective, feet),
        )
    return LossSurface(plane, note, s, t, epochs, at, heights)


def _from(plane: ParameterPlane, theta: Array) -> ParameterPlane:
    """Return the same plane, its zero at the foot of theta: axes stay while the path grows."""
    foot = plane.at(*plane.coordinates(theta[np.newaxis]).T)[0]
    return replace(plane, origin=foot)


def bounds(values: Array, reach: float) -> tuple[float, float]:
    """Return the range to draw around some values.

    Parameters
    ----------
    values : ndarray
        One or more, finite.
    reach : float
        How far the range goes beyond them at the least, 0 or more.

    Notes
    -----
    Both ends are 1 or 1.5 times a power of two away from zero, so that axes change now and then
    while a path grows, and not with every picture.
    """
    low, high = float(values.min()), float(values.max())
    margin = max(0.25 * (high - low), reach)
    return -snapped(margin - low), snapped(high + margin)


def snapped(value: float) -> float:
    """Return the least number, 1 or 1.5 times a power of two or the negative of one, not below."""
    if value == 0.0:
        return 0.0
    power = 2.0 ** np.floor(np.log2(abs(value)))
    steps = np.array([-2.0, -1.5, -1.0, 1.0, 1.5, 2.0]) * power
    return float(steps[steps >= value].min())


def _share_of(
    done: Callable[[float], None] | None, i: int, n: int
) -> Callable[[float], None] | None:
    """Return what tells `done` of the i-th of n parts."""
    return None if done is None else lambda share: done((i + share) / n)
