"""What a browser asks of its class: read from JSON, and refused where it is none."""

import json
from collections.abc import Mapping
from typing import Any

from app.classroom.shown import Known

#: Characters of a text at the most.
MAX_TEXT = 80
#: The largest whole number that JavaScript has.
LARGEST = 2**53


def read_asked(data: bytes) -> dict[str, Any]:
    """Return what was asked.

    Raises
    ------
    ValueError
        If it is no object in JSON.
    """
    try:
        said = json.loads(data or b"{}", parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ValueError("takes JSON") from error
    if not isinstance(said, dict):
        raise ValueError(f"got {type(said).__name__}, takes an object")
    return said


def text_of(said: Mapping[str, Any], key: str) -> str:
    """Return a text, empty where there is none.

    Raises
    ------
    ValueError
        If it is none, or too long.
    """
    value = said.get(key, "")
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise ValueError(f"{key}: takes {MAX_TEXT} characters at the most")
    return value


def whole_of(said: Mapping[str, Any], key: str) -> int:
    """Return a whole number, 0 where there is none.

    Raises
    ------
    ValueError
        If it is none.
    """
    value = said.get(key, 0)
    if type(value) is not int or not 0 <= value < LARGEST:
        raise ValueError(f"{key}: takes a whole number from 0 on")
    return value


def known_of(said: Mapping[str, Any]) -> Known:
    """Return what a follower says to have.

    Raises
    ------
    ValueError
        If that cannot be.
    """
    return Known(
        text_of(said, "source"),
        whole_of(said, "serial"),
        text_of(said, "scene"),
        text_of(said, "view"),
        whole_of(said, "branch"),
    )


def _no_number(text: str) -> None:
    raise ValueError(text[:MAX_TEXT])
