"""Rendering of a drawn digit in the handwriting of the training data.

The handwriting is measured: size, stroke width, and whether the digits are centered by their box
or by their center of mass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isqrt

import numpy as np
from scipy.ndimage import center_of_mass, distance_transform_edt, zoom

from ..checks import finite, instance, matrix, sequence, vectors
from ..language import _
from ..types import Array

#: Number of pictures from which the handwriting of a set is measured.
SAMPLE = 200
#: Share of full ink from which a pixel counts as part of a stroke.
ON = 0.4
#: Minimum side, in finer pixels, at which pictures are measured and drawings are rendered.
FINE = 64
#: A drawing that is not larger, on a sheet of width 1, is a dot.
TINY = 1e-9
#: Largest |coordinate| of a point.
FARTHEST = 1e9


@dataclass(frozen=True)
class Handwriting:
    """The handwriting of a set of pictures.

    Attributes
    ----------
    side : int
        Width and height of a picture in pixels.
    extent : float
        The longer side of a digit, in pixels.
    pen : float
        Width of a stroke in pixels.
    center : ndarray of shape (2,)
        Row and column of the center of a digit, in pixels from the top left corner.
    by_mass : bool
        Whether that is the center of mass; otherwise it is the middle of the box.
    paper, ink : float
        Values of a pixel without ink, and of one with full ink.
    """

    side: int
    extent: float
    pen: float
    center: Array
    by_mass: bool
    paper: float
    ink: float


@dataclass(frozen=True)
class Drawn:
    """A rendered drawing.

    Attributes
    ----------
    fine : ndarray of shape (n, n)
        Scaled, centered, and with the stroke width of the data; 0 is paper, 1 ink.
    x : ndarray of shape (1, side * side)
        The same at the resolution and in the values of the data: the input of the network.
    """

    fine: Array
    x: Array


def handwriting_of(X: Array) -> Handwriting:
    """Measure the handwriting of pictures.

    The stroke width is four times the mean distance from a point of a stroke to its edge: across
    a stripe of width w that distance is uniform from 0 to w / 2.

    Parameters
    ----------
    X : ndarray of shape (m, side * side)
        Pictures, row by row; more ink is a larger value.

    Raises
    ------
    ValueError
        If X is not a matrix of finite numbers, or its rows are not square pictures.
    """
    X = matrix("X", X)
    side = isqrt(X.shape[1])
    if side < 2 or side * side != X.shape[1]:
        raise ValueError(
            _("X: got {n} columns, takes 4, 9, 16, ...: square pictures").format(n=X.shape[1])
        )
    paper, ink = np.percentile(X, [0.5, 99.5])
    if ink <= paper:  # blank pictures: any handwriting will do
        ink = paper + 1.0
    every = max(1, len(X) // SAMPLE)
    pictures = np.clip((X[::every] - paper) / (ink - paper), 0.0, 1.0).reshape(-1, side, side)
    written = [one for one in pictures if (one > ON).any()]
    measures = np.array([_measures(one) for one in written] or [[side, side / 4, *[side / 2] * 4]])
    extent, pen = np.median(measures[:, :2], axis=0)
    box, mass = measures[:, 2:4], measures[:, 4:]
    # They were centered by whichever of the two varies less.
    by_mass = bool(np.ptp(mass, axis=0).sum() < np.ptp(box, axis=0).sum())
    center = np.median(mass if by_mass else box, axis=0)
    return Handwriting(side, float(extent), float(pen), center, by_mass, float(paper), float(ink))


def as_written(strokes: Sequence[Array], handwriting: Handwriting) -> Drawn:
    """Return a drawing, scaled, centered and rendered like the data.

    Parameters
    ----------
    strokes : sequence of ndarray of shape (n, 2)
        The points (x, y) that the pen went through, y downwards, in any unit. No stroke, or one
        without points, is an empty sheet.
    handwriting : Handwriting

    Raises
    ------
    ValueError
        If a stroke is not a list of finite points of a reasonable size.
    TypeError
        If handwriting is not a Handwriting.
    """
    finer = ceil(FINE / instance("handwriting", handwriting, Handwriting).side)
    n = handwriting.side * finer
    drawn = []
    for stroke in sequence("strokes", strokes, _("arrays of points")):
        points = finite("strokes", stroke)
        if np.abs(points).max(initial=0.0) > FARTHEST:
            raise ValueError(
                _("strokes: got a point beyond {farthest:g}, takes nearer ones").format(
                    farthest=FARTHEST
                )
            )
        if points.size:
            drawn.append(vectors("strokes", points, 2))
    fine = np.zeros((n, n))
    if drawn:
        points = np.vstack(drawn)
        low, high = points.min(axis=0), points.max(axis=0)
        size = float((high - low).max())
        scale = max(handwriting.extent - handwriting.pen, 1.0) / size if size > TINY else 0.0
        middle = handwriting.center[::-1]  # (x, y)
        placed = [middle + (stroke - (low + high) / 2) * scale for stroke in drawn]
        fine = _rendered(placed, handwriting.pen, finer, n)
        if handwriting.by_mass:
            at = (np.array(center_of_mass(fine)) + 0.5) / finer
            shift = (handwriting.center - at)[::-1]
            fine = _rendered([stroke + shift for stroke in placed], handwriting.pen, finer, n)
    coarse = fine.reshape(handwriting.side, finer, handwriting.side, finer).mean(axis=(1, 3))
    return Drawn(
        fine, handwriting.paper + (handwriting.ink - handwriting.paper) * coarse.reshape(1, -1)
    )


def _measures(picture: Array) -> list[float]:
    """Return extent, pen, the middle of the box (row, column), and the center of mass."""
    finer = ceil(FINE / len(picture))
    large = zoom(picture, finer, order=1, grid_mode=True, mode="grid-constant")
    on = large > ON
    if not on.any():  # a single pixel, blurred by the finer grid
        on = large == large.max()
    sides = [np.flatnonzero(on.any(axis=axis)) for axis in (1, 0)]
    extent = max(int(side[-1] - side[0]) + 1 for side in sides) / finer
    depth = distance_transform_edt(np.pad(on, 1))
    pen = 4.0 * float(depth[depth > 0].mean()) / finer
    box = [(float(side[0] + side[-1]) + 1) / 2 / finer for side in sides]
    return [extent, pen, *box, *(float(at) + 0.5 for at in center_of_mass(picture))]


def _rendered(strokes: Sequence[Array], pen: float, finer: int, n: int) -> Array:
    """Return strokes, in pixels of the picture, rendered on n x n finer ones."""
    blank = np.ones((n, n), dtype=bool)
    for stroke in strokes:
        x, y = _dense(stroke * finer).astype(int).T
        inside = (x >= 0) & (x < n) & (y >= 0) & (y < n)
        blank[y[inside], x[inside]] = False
    if blank.all():
        return np.zeros((n, n))
    away = distance_transform_edt(blank)
    return np.asarray(np.clip(pen * finer / 2 - away + 0.5, 0.0, 1.0))


def _dense(stroke: Array) -> Array:
    """Return points along a stroke, two per pixel."""
    steps = np.hypot(*np.diff(stroke, axis=0).T) if len(stroke) > 1 else np.zeros(0)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0.0, along[-1], 2 + 2 * int(along[-1]))
    return np.stack([np.interp(at, along, stroke[:, axis]) for axis in (0, 1)], axis=1)
