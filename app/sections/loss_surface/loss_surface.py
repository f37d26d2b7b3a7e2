"""The loss surface of a run: both costs over a plane through the current weights.

The plane has two directions, the weights have many; so the path of the run is projected onto the
plane, and the cost is given both on the path and at its projection.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.run.wire import finite_list, uint16_base64
from app.sections.loss_surface.ranges import bounds
from core.engine.objective import Objective
from core.explain.loss_surfaces import (
    ParameterPlane,
    costs_of,
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
#: Rows of the grid in one piece of the work.
ROWS = 4
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
    objectives, epochs, thetas, choice, points
        See `in_pieces`.
    done : callable, optional
        Called repeatedly with the share that is done, 0 to 1.

    Raises
    ------
    ValueError
        If a slice has a parameter that does not exist, or one twice.
    """
    pieces = in_pieces(objectives, epochs, thetas, choice, points)
    while True:
        try:
            share = next(pieces)
        except StopIteration as end:
            surface: LossSurface = end.value
            return surface
        if done is not None:
            done(share)


def in_pieces(
    objectives: Mapping[str, Objective],
    epochs: Labels,
    thetas: Array,
    choice: PlaneChoice,
    points: int,
) -> Generator[float, None, LossSurface]:
    """Make the surface around the last theta of a path piece by piece.

    Parameters
    ----------
    objectives : mapping
        Name of a cost, a key of TOPS -> its objective; all of one network and the same inputs.
    epochs : ndarray of int, shape (k,)
    thetas : ndarray of shape (k, n_parameters)
        The path, up to the current weights.
    choice : PlaneChoice
    points : int
        Points of the grid along each axis.

    Yields
    ------
    float
        The share that is done, 0 to 1.

    Returns
    -------
    LossSurface

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
    yield 0.0
    at = plane.coordinates(thetas)
    s, t = (np.linspace(*bounds(column, REACH[kind]), points) for column in at.T)
    several = list(objectives.values())
    true, below = costs_of(several, thetas), costs_of(several, plane.at(*at.T))
    J = np.empty((len(several), points, points))
    for row in range(0, points, ROWS):
        yield row / points
        S, T = np.meshgrid(s, t[row : row + ROWS])
        costs = costs_of(several, plane.at(S.ravel(), T.ravel()))
        J[:, row : row + ROWS] = costs.reshape(len(several), *S.shape)
    yield 1.0
    heights = {
        name: CostOverPlane(*of_one)
        for name, of_one in zip(objectives, zip(J, true, below, strict=True), strict=True)
    }
    return LossSurface(plane, note, s, t, epochs, at, heights)


def _with_origin_near(plane: ParameterPlane, theta: Array) -> ParameterPlane:
    """Return the plane with its origin at the projection of theta.

    With the start of the path as theta, the origin stays in place while the path grows.
    """
    projection = plane.at(*plane.coordinates(theta[np.newaxis]).T)[0]
    return replace(plane, origin=projection)
