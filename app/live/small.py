"""A small picture of each of many networks, on one canvas of the browser.

The browser computes a map from theta, as it does for a frame (assets/live/maps.js). Where it
cannot, or where a picture is of weights, it is sent one byte a pixel.
"""

from math import ceil, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.run.wire import float32_base64, uint8_base64
from core.types import Array

#: Pixels of a small map: a fourth of the large one each way would leave the boundary in steps.
COLUMNS, ROWS = 32, 24
#: Units of which a small picture shows the weights, and pixels of each, at the most.
UNITS, SIDE = 16, 10


def small_maps(thetas: Array, palette: tuple[int, ...], computed: dict[str, Any]) -> dict[str, Any]:
    """Return pictures that the browser computes, `computed` saying by what."""
    return {
        "columns": COLUMNS,
        "rows": ROWS,
        "palette": palette,
        "computed": computed,
        "thetas": float32_base64(thetas),
    }


def small_pixels(pixels: Array, palette: tuple[int, ...]) -> dict[str, Any]:
    """Return pictures as they are, of shape (n, rows, columns), bytes."""
    _, rows, columns = pixels.shape
    return {
        "columns": columns,
        "rows": rows,
        "palette": palette,
        "pixels": uint8_base64(pixels),
    }


def side_by_side(units: NDArray[np.uint8], paper: int) -> Array:
    """Return pictures of units, shape (n, n_units, side, side), as one picture a network.

    The first UNITS of them, in rows and columns with a pixel of paper between them; of large ones
    every second or third pixel.
    """
    stride = ceil(units.shape[-1] / SIDE)
    units = units[:, :UNITS, ::stride, ::stride]
    n, n_units, side, _ = units.shape
    columns = ceil(sqrt(n_units))
    rows = ceil(n_units / columns)
    found = np.full((n, rows * (side + 1) - 1, columns * (side + 1) - 1), float(paper))
    for unit in range(n_units):
        row, column = (place * (side + 1) for place in divmod(unit, columns))
        found[:, row : row + side, column : column + side] = units[:, unit]
    return found
