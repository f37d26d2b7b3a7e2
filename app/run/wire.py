"""The format of what a browser is sent: numbers as JSON, arrays as text, frames as bytes.

A frame is float64 numbers, in the order of their names, and then the arrays of its parts. A
message is the length of a JSON header as uint32, the header, padding to a multiple of 8, and the
frames that the header lists, each padded likewise.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.types import Array

#: The uint16 that represents 1.
UINT16_MAX = 65_535
#: The largest number of float32.
FLOAT32_MAX = float(np.finfo(np.float32).max)


class Frame(NamedTuple):
    """One epoch: its numbers by their names, and the packed frame."""

    numbers: dict[str, float]
    data: bytes


class Part(NamedTuple):
    """An array in a frame: its name, the little-endian type of its elements, their number."""

    name: str
    type: Literal["f4", "u2", "u1"]
    n: int


def pack_frame(
    names: Sequence[str],
    numbers: Mapping[str, float],
    parts: Sequence[Part],
    arrays: Mapping[str, Array],
) -> Frame:
    """Return a frame.

    Parameters
    ----------
    names : sequence of str
        The numbers that are sent, in this order.
    numbers : mapping
        All numbers of the epoch by their names.
    parts : sequence of Part
        The arrays that are sent, in this order.
    arrays : mapping
        Each of them by its name, of any shape, laid out row by row.

    Raises
    ------
    ValueError
        If an array does not have the number of elements of its part.
    """
    data = [np.array([numbers[name] for name in names], dtype="<f8").tobytes()]
    for name, type_, n in parts:
        array = np.asarray(arrays[name])
        if array.size != n:
            raise ValueError(f"{name}: got {array.size} elements, takes {n}")
        packed = as_float32(array) if type_ == "f4" else array.astype(f"<{type_}")
        data.append(packed.tobytes())
    return Frame(dict(numbers), padded(b"".join(data)))


def float64(value: float) -> bytes:
    """Return the bytes of a number."""
    return np.array([value], dtype="<f8").tobytes()


def padded(data: bytes) -> bytes:
    """Return `data` padded with zeros to a multiple of 8 bytes, the alignment of float64."""
    return data + bytes(-len(data) % 8)


def message(header: dict[str, Any], frames: list[bytes]) -> bytes:
    """Return the bytes of a message to the live view."""
    return message_with(header, {}, frames)


def message_with(
    header: dict[str, Any], written: Mapping[str, str], frames: Sequence[bytes]
) -> bytes:
    """Return the bytes of a message.

    Parameters
    ----------
    header : dict
        At least one entry.
    written : mapping
        More of its entries, whose values are JSON already.
    frames : sequence of bytes
    """
    text = json.dumps(header, allow_nan=False)
    more = "".join(f", {json.dumps(key)}: {value}" for key, value in written.items())
    data = f"{text[:-1]}{more}}}".encode()
    return padded(len(data).to_bytes(4, "little") + data) + b"".join(frames)


def read_message(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return the header of a message, and the bytes of its frames."""
    end = 4 + int.from_bytes(data[:4], "little")
    header: dict[str, Any] = json.loads(data[4:end])
    return header, data[end + -end % 8 :]


def finite(value: float) -> float | None:
    """Return a number that JSON can represent: None for NaN and infinity."""
    return float(value) if isfinite(value) else None


def finite_list(values: Array, digits: int) -> list[Any]:
    """Return an array as nested lists that JSON can represent.

    Parameters
    ----------
    values : ndarray
        Of any shape with 1 or more dimensions.
    digits : int
        Significant digits of each number, 1 to 17.

    Returns
    -------
    list
        None in place of NaN and infinity.
    """
    return [_finite_or_list(value, digits) for value in values.tolist()]


def _finite_or_list(value: Any, digits: int) -> Any:
    if isinstance(value, list):
        return [_finite_or_list(one, digits) for one in value]
    return finite(float(f"{value:.{digits}g}"))


def float32_base64(values: Array) -> str:
    """Return numbers as little-endian float32 in base64, row by row."""
    return _base64(as_float32(values))


def as_float32(values: Array) -> NDArray[np.float32]:
    """Return numbers as little-endian float32, and the largest that it has in place of larger ones.

    A network that has gone wild may have such weights, and still be trained.
    """
    with np.errstate(over="ignore"):
        found = np.asarray(values).astype("<f4")
    too_large = np.isinf(found) & np.isfinite(values)
    if too_large.any():
        found = np.where(too_large, np.copysign(FLOAT32_MAX, values), found).astype("<f4")
    return found


def uint8_base64(values: Array) -> str:
    """Return numbers from 0 to 255, each rounded to a byte, in base64, row by row."""
    return _base64(np.rint(values).astype(np.uint8))


def uint16_base64(shares: Array) -> str:
    """Return shares from 0 to 1 as little-endian uint16, UINT16_MAX for 1, in base64, row by row.

    Values outside that range are clipped; NaN counts as 1.
    """
    clipped = np.clip(np.nan_to_num(shares, nan=1.0), 0.0, 1.0)
    return _base64(np.rint(clipped * UINT16_MAX).astype("<u2"))


def _base64(values: NDArray[Any]) -> str:
    return b64encode(values.tobytes()).decode()
