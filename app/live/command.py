"""What the browser asks of a run: read from JSON, and refused by name where it is none."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

Number = TypeVar("Number", int, float)

#: Frames that one answer holds at the most.
MAX_FRAMES = 30
#: The largest whole number that JavaScript has.
LARGEST = 2**53
#: Characters of a name in a command.
MAX_NAME = 80


@dataclass(frozen=True)
class Command:
    """A command: where to be rather than how far to go, so that twice is the same as once.

    Attributes
    ----------
    name : str
        "show": rest at an epoch, trained if need be. "more": play on from an epoch, with so many
        more frames. "reset": forget the run and begin again.
    number : int
        One more for each command of a stage; the same where one is sent again.
    epoch : int
        The one to show, or the newest that the browser has.
    n : int
        How many frames are wanted, 0 to MAX_FRAMES.
    shown : int
        The epoch that the browser shows.
    scene, branch, jumps, view : str, int, int, str
        What it knows of the run, as the header of a message names it.
    slow : int
        The epoch of the newest slow part of an aside that it has.
    news : int, optional
        The revision that it knows, where another one is expected any moment.
    wish : mapping, optional
        What the visitor wants to look at, by the part of the page.
    set : mapping
        Settings to change from the epoch that is shown on, by the names of their fields.
    """

    name: str
    number: int
    epoch: int = 0
    n: int = 0
    shown: int = 0
    scene: str = ""
    branch: int = 0
    jumps: int = 0
    view: str = ""
    slow: int = 0
    news: int | None = None
    wish: Mapping[str, Any] | None = None
    set: Mapping[str, Any] = field(default_factory=dict)


NAMES = ("show", "more", "reset")


def read_command(data: bytes) -> Command:
    """Return the command that a browser sent.

    Raises
    ------
    ValueError
        If it is none: which part of it, what that is, and what it takes.
    """
    try:
        said = json.loads(
            data, parse_int=_bounded(int), parse_float=_bounded(float), parse_constant=_no_number
        )
    except (ValueError, RecursionError) as error:
        raise ValueError("command: takes JSON, its numbers below 2^53") from error
    if not isinstance(said, dict):
        raise ValueError(f"command: got {type(said).__name__}, takes an object")
    name, wish, set_ = said.get("name"), said.get("wish"), said.get("set", {})
    if name not in NAMES:
        raise ValueError(f"name: takes one of {', '.join(NAMES)}")
    for key, value in (("wish", {} if wish is None else wish), ("set", set_)):
        if not isinstance(value, dict):
            raise ValueError(f"{key}: got {type(value).__name__}, takes an object")
    return Command(
        name,
        _whole(said, "number"),
        _whole(said, "epoch", 0),
        min(_whole(said, "n", 0), MAX_FRAMES),
        _whole(said, "shown", 0),
        _text(said, "scene"),
        _whole(said, "branch", 0),
        _whole(said, "jumps", 0),
        _text(said, "view"),
        _whole(said, "slow", 0),
        _whole(said, "news") if "news" in said else None,
        wish,
        set_,
    )


def _bounded(kind: Callable[[str], Number]) -> Callable[[str], Number]:
    """Return a reader of numbers anywhere in a command.

    A whole number that no browser has would be sent back to one, or not fit into a frame; and 1e300
    would become such a number where a whole one is wanted.
    """

    def read(text: str) -> Number:
        value = kind(text)
        if not -LARGEST < value < LARGEST:
            raise ValueError(text[:MAX_NAME])
        return value

    return read


def _no_number(text: str) -> None:
    """Refuse NaN and infinity, which JSON has not."""
    raise ValueError(text)


def _whole(said: Mapping[str, Any], key: str, default: int | None = None) -> int:
    """Return a whole number of a command."""
    value = said.get(key, default)
    if type(value) is not int or not 0 <= value < LARGEST:
        raise ValueError(f"{key}: takes a whole number from 0 on")
    return value


def _text(said: Mapping[str, Any], key: str) -> str:
    """Return a name of a command."""
    value = said.get(key) or ""
    if not isinstance(value, str) or len(value) > MAX_NAME:
        raise ValueError(f"{key}: takes {MAX_NAME} characters at the most")
    return value
