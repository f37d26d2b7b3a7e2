"""What a browser is sent: numbers as JSON, arrays as text, and frames in messages of bytes.

A frame begins with float64 numbers; its scene names them, and says what follows. A message is
the length of a JSON header as uint32, the header, padding to a multiple of 8, and the frames it
announces, each padded likewise. No Streamlit here.
"""

import json
from base64 import b64encode
from math import isfinite
from typing import Any, NamedTuple

import numpy as np

from core.types import Array

#: The uint16 that stands for 1.
UINT16_MAX = 65_535


class Frame(NamedTuple):
    """One epoch: its numbers by their names, and all of it packed."""

    numbers: dict[str, float]
    data: bytes


def padded(data: bytes) -> bytes:
    """Return `data` with zeros up to a multiple of 8 bytes, where float64 may begin."""
    return data + bytes(-len(data) % 8)


def message(header: dict[str, Any], frames: list[bytes]) -> bytes:
    """Return the bytes that the live view is sent."""
    text = json.dumps(header, allow_nan=False).encode()
    return padded(len(text).to_bytes(4, "little") + text) + b"".join(frames)


def finite(value: float) -> float | None:
    """Return a number as JSON can hold it: None for NaN and infinity."""
    return float(value) if isfinite(value) else None


def finite_list(values: Array, digits: int) -> list[Any]:
    """Return an array as JSON can hold it.

    Parameters
    ----------
    values : ndarray
        Of any shape with 1 or more dimensions.
    digits : int
        Significant digits of each number, 1 to 17.

    Returns
    -------
    list
        As nested as `values`; None for NaN and infinity.
    """
    return [_finite_or_list(value, digits) for value in values.tolist()]


def _finite_or_list(value: Any, digits: int) -> Any:
    if isinstance(value, list):
        return [_finite_or_list(one, digits) for one in value]
    return finite(float(f"{value:.{digits}g}"))


def float32_base64(values: Array) -> str:
    """Return numbers as little-endian float32 in base64, row by row."""
    return _base64(np.asarray(values, dtype="<f4"))


def uint8_base64(values: Array) -> str:
    """Return numbers from 0 to 255, each rounded to a byte, in base64, row by row."""
    return _base64(np.rint(values).astype(np.uint8))


def uint16_base64(shares: Array) -> str:
    """Return shares from 0 to 1 as little-endian uint16, UINT16_MAX for 1, in base64, row by row.

    What is outside of that range is clipped; NaN counts as 1.
    """
    clipped = np.clip(np.nan_to_num(shares, nan=1.0), 0.0, 1.0)
    return _base64(np.rint(clipped * UINT16_MAX).astype("<u2"))


def _base64(values: Array) -> str:
    return b64encode(values.tobytes()).decode()
