"""Frames for the live view: what one epoch looks like, packed into bytes. No Streamlit here.

A frame is the float64 that NUMBERS names, theta as float32, the map of the output as one byte
a pixel, and a smaller map for each hidden and output unit. A message is the length of a JSON
header as uint32, the header, padding to a multiple of 8, and the frames it announces, each
padded likewise.
"""

import json
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

import numpy as np

from app.lab import Lab
from core.activations import Activation
from core.types import Array

#: Pixels of the output's map.
COLUMNS, ROWS = 96, 72
#: Bytes of a frame that the maps of all units may take together.
UNIT_BYTES = 10_000
#: The numbers at the head of a frame, in this order.
NUMBERS = (
    "epoch", "J", "data", "penalty", "test", "train_accuracy", "test_accuracy", "alpha",
    "n_evals", "n_gradients",
)  # fmt: skip
#: One map byte is `HALF` for neutral, 0 and `FULL` for the two ends.
HALF, FULL = 127, 254


@dataclass(frozen=True)
class Layout:
    """Sizes of the maps in a frame."""

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
    """Return the finest maps for so many units that keep within UNIT_BYTES."""
    stride = 2
    while (tried := Layout(stride, n_units)).columns * tried.rows * n_units > UNIT_BYTES:
        stride += 1
    return tried


def unit_bytes(a: Array, f: Activation) -> Array:
    """Return a as map bytes: the middle of its range is neutral.

    Where f has no bounds, 0 is neutral and the unit's largest |a| is full.
    """
    if f.bounds is None:
        top = max(float(np.abs(a).max()), 1e-12)
        share = a / top
    else:
        low, high = f.bounds
        share = (2 * a - low - high) / (high - low)
    return np.rint(HALF + HALF * share)


def class_bytes(y_hat: Array) -> Array:
    """Return for each row which class leads, and how clearly.

    Two classes: HALF where both are equal, 0 for class 0 alone, FULL for class 1 alone. Three:
    85 times the class, plus 84 times its lead over the second.
    """
    if y_hat.shape[1] == 2:
        lead = np.clip(y_hat[:, 1] - y_hat[:, 0], -1.0, 1.0)
        return np.asarray(np.rint(HALF + HALF * lead))
    ranked = np.sort(y_hat, axis=1)
    lead = np.clip(ranked[:, -1] - ranked[:, -2], 0.0, 1.0)
    return np.asarray(85.0 * y_hat.argmax(axis=1) + np.rint(84 * lead))


class Frame(NamedTuple):
    """One epoch: the numbers that NUMBERS names, and all of it packed."""

    numbers: dict[str, float]
    data: bytes


class FramePacker:
    """Packs the epochs of one lab; it keeps what is the same for all of them."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.layout = layout(sum(lab.network.sizes[1:]))
        self._X = lab.scaling.apply(lab.plane.grid(COLUMNS, ROWS))

    def pack(self, epoch: int) -> Frame:
        """Return the frame of an epoch that the lab has reached."""
        lab = self.lab
        step = lab.step(epoch)
        theta = step.theta
        readings = lab.readings(theta, epoch)
        numbers = {**vars(readings), "J": readings.J, "epoch": epoch}
        numbers |= {"alpha": lab.alpha(epoch)}
        numbers |= {"n_evals": step.n_evals, "n_gradients": step.n_gradients}
        activations = lab.network.forward(theta, self._X)[1:]
        stride = self.layout.stride
        parts = [
            np.array([numbers[name] for name in NUMBERS]).tobytes(),
            theta.astype(np.float32).tobytes(),
            class_bytes(activations[-1]).astype(np.uint8).tobytes(),
        ]
        for f, a in zip(lab.network.functions, activations, strict=True):
            maps = a.reshape(ROWS, COLUMNS, -1)[::stride, ::stride]
            parts.extend(
                unit_bytes(maps[:, :, unit], f).astype(np.uint8).tobytes()
                for unit in range(maps.shape[2])
            )
        return Frame(numbers, padded(b"".join(parts)))


def padded(data: bytes) -> bytes:
    """Return `data` with zeros up to a multiple of 8 bytes, where float64 may begin."""
    return data + bytes(-len(data) % 8)


def message(header: dict[str, Any], frames: list[bytes]) -> bytes:
    """Return the bytes that the live view is sent."""
    text = json.dumps(header, allow_nan=False).encode()
    return padded(len(text).to_bytes(4, "little") + text) + b"".join(frames)
