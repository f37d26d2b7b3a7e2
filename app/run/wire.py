"""The wire format of the live view: frames into messages of bytes. No Streamlit here.

A frame begins with float64 numbers; its scene names them, and says what follows. A message is
the length of a JSON header as uint32, the header, padding to a multiple of 8, and the frames it
announces, each padded likewise.
"""

import json
from typing import Any, NamedTuple


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
