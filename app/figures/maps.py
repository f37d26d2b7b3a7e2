"""Maps of a network's activations over the input plane, one byte per pixel.

`assets/live/maps.js` computes the same in the browser, within one step of a byte.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import numpy as np

from core.engine.activations import Activation
from core.engine.network import Network
from core.types import Array

#: Pixels of the output's map.
COLUMNS, ROWS = 96, 72
#: Bytes that the maps of all units may take together: they are computed, or sent, with each frame.
UNIT_BYTES = 10_000
#: A map byte goes from 0 to `FULL`; `HALF` is neutral.
HALF, FULL = 127, 254


@dataclass(frozen=True)
class Layout:
    """Sizes of the units' maps."""

    stride: int
    n_units: int

    @property
    def columns(self) -> int:
        """Return the width of a unit's map in pixels."""
        return ceil(COLUMNS / self.stride)

    @property
    def rows(self) -> int:
        """Return its height."""
        return ceil(ROWS / self.stride)


def layout(n_units: int) -> Layout:
    """Return the finest maps of `n_units` units that fit in UNIT_BYTES."""
    stride = 2
    while (maps := Layout(stride, n_units)).columns * maps.rows * n_units > UNIT_BYTES:
        stride += 1
    return maps


def unit_bytes(a: Array, f: Activation) -> Array:
    """Return the activations a of a unit as map bytes: the middle of its range is neutral.

    If f has no bounds, 0 is neutral and the unit's largest |a| is FULL.
    """
    if f.bounds is None:
        top = max(float(np.abs(a).max()), 1e-12)
        share = a / top
    else:
        low, high = f.bounds
        share = (2 * a - low - high) / (high - low)
    return np.rint(HALF + HALF * share)


def class_bytes(y_hat: Array) -> Array:
    """Return a map byte for each row of outputs: the class with the largest one, and its margin.

    One output, that of class 1: from 0 to FULL. Two classes: HALF if both are equal, 0 for
    class 0 alone, FULL for class 1 alone. Three: 85 times the class, plus 84 times its margin
    over the second.
    """
    if y_hat.shape[1] == 1:
        return score_bytes(y_hat)
    if y_hat.shape[1] == 2:
        margin = np.clip(y_hat[:, 1] - y_hat[:, 0], -1.0, 1.0)
        return np.asarray(np.rint(HALF + HALF * margin))
    ranked = np.sort(y_hat, axis=1)
    margin = np.clip(ranked[:, -1] - ranked[:, -2], 0.0, 1.0)
    return np.asarray(85.0 * y_hat.argmax(axis=1) + np.rint(84 * margin))


def score_bytes(y_hat: Array) -> Array:
    """Return the first output of each row as a byte, 0 to FULL for 0 to 1."""
    return np.asarray(np.rint(FULL * np.clip(y_hat[:, 0], 0.0, 1.0)))


#: Name -> what the large map shows: y_hat of shape (n, n_L) to bytes from 0 to FULL, shape (n,).
#: maps.js knows the same names.
OUTPUT_RULES: dict[str, Callable[[Array], Array]] = {"classes": class_bytes, "score": score_bytes}


def network_maps(
    network: Network, theta: Array, inputs: Array, columns: int, stride: int, output: str
) -> tuple[Array, Array]:
    """Return the map of the output and those of all hidden and output units.

    Parameters
    ----------
    network : Network
    theta : ndarray of shape (n_parameters,)
    inputs : ndarray of shape (columns * rows, 2)
        What the network is fed at each pixel, from the top left, row by row.
    columns : int
    stride : int
        A unit's map has each stride-th pixel, both ways.
    output : str
        Key of ``OUTPUT_RULES``.

    Returns
    -------
    map : ndarray of shape (columns * rows,)
    units : ndarray of shape (n_units, ceil(rows / stride), ceil(columns / stride))
    """
    activations = network.forward(theta, inputs)[1:]
    units = []
    for f, a in zip(network.functions, activations, strict=True):
        coarse = a.reshape(-1, columns, a.shape[1])[::stride, ::stride]
        units += [unit_bytes(coarse[:, :, unit], f) for unit in range(coarse.shape[2])]
    return OUTPUT_RULES[output](activations[-1]), np.array(units)
