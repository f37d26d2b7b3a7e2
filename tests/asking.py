"""A stage without a browser: asks a run as assets/live/player.js does, and reads the answers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, TypeVar

import numpy as np

from app.live.answer import answer_to
from app.live.command import Command
from app.live.live import Live
from app.live.scene import Scene
from app.settings.arranging import with_lane
from app.settings.run_settings import RunSettings

S = TypeVar("S", bound=RunSettings)

#: The bytes of an element of an array in a frame.
SIZES = {"f4": 4, "u2": 2, "u1": 1}


@dataclass(frozen=True)
class Answer:
    """An answer of the server's.

    Attributes
    ----------
    header : dict
    frames : list of list of bytes
        For each epoch, the frame of each lane.
    numbers : list of dict
        Numbers of the first lane's frames, by their names.
    size : int
        Bytes of the whole message.
    ticks : list of int
        Of the clock that moves several lanes together; empty for one.
    """

    header: dict[str, Any]
    frames: list[list[bytes]]
    numbers: list[dict[str, float]]
    size: int
    ticks: list[int]

    @property
    def epochs(self) -> list[int]:
        """Return the epochs of the frames; the ticks of their clock where lanes are compared."""
        return self.ticks or [int(row["epoch"]) for row in self.numbers]

    @property
    def first(self) -> list[bytes]:
        """Return the frames of the first lane."""
        return [lanes[0] for lanes in self.frames]


class Asking:
    """Who asks a run, and remembers what the newest answer said."""

    def __init__(self, live: Live) -> None:
        self.live, self.number = live, live.number
        self.known: dict[str, Any] = {
            "scene": "", "branch": 0, "jumps": 0, "view": "", "slow": 0,
        }  # fmt: skip

    #: That an answer may take; a share of the server if None.
    seconds: float | None = None

    def ask(self, name: str, epoch: int = 0, n: int = 0, **more: Any) -> Answer:
        """Ask for something; `shown` is the newest epoch that was sent unless it is given."""
        self.number += 1
        values = {"number": self.number, "shown": 2**40, **self.known, **more}
        return self.read(
            answer_to(self.live, Command(name, epoch=epoch, n=n, **values), self.seconds)
        )

    def look(self) -> Answer:
        """Ask for what is new, as a browser does after the page was drawn."""
        if self.live.playing:
            return self.ask("more", self.live.shown_epoch)
        return self.ask("show", self.live.shown)

    def read(self, message: bytes) -> Answer:
        """Read a message, and remember what it says of the run."""
        length = int.from_bytes(message[:4], "little")
        header = json.loads(message[4 : 4 + length])
        at = 4 + length + -(4 + length) % 8
        self.known = {key: header[key] for key in self.known}
        frames, numbers = [], []
        ticks = []
        for _ in range(header["n_frames"]):
            lanes = []
            if len(self.live.lanes) > 1:
                ticks.append(int(np.frombuffer(message[at : at + 8])[0]))
                at += 8
            for lane in self.live.lanes:
                size = frame_size(lane.scene)
                lanes.append(message[at : at + size])
                at += size
            frames.append(lanes)
            names = self.live.scene.names
            row = np.frombuffer(lanes[0], count=len(names)).tolist()
            numbers.append(dict(zip(names, row, strict=True)))
        assert at == len(message)
        return Answer(header, frames, numbers, len(message), ticks)


class Patient(Asking):
    """Who lets every answer take its time: the machine may be busy with other tests."""

    seconds = inf


def with_lanes(settings: S, differences: Sequence[Mapping[str, Any]]) -> S:
    """Return a comparison of settings with what each other lane has otherwise."""
    for values in differences:
        settings = with_lane(settings, values)
    return settings


def frame_size(scene: Scene) -> int:
    """Return the bytes of a frame."""
    size = 8 * len(scene.names) + sum(SIZES[part.type] * part.n for part in scene.parts)
    return size + -size % 8
