"""What a teacher's page shows, as a follower's browser is sent it.

It is made from packets: each is an answer that the teacher's own stage got, so that a run is
trained once and not once for each follower. A packet adds what it has; from all of them follows
what who joins late is to be sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex
from struct import unpack_from
from typing import Any

from app.run.wire import message_with, read_message

#: Bytes of frames that are kept for who joins late; of more, every second older one goes.
MAX_BYTES = 2**20
#: What of a packet's header followers are sent as it stands.
PASSED = ("page", "title", "address", "panels", "scene", "view", "epochs", "pace", "shown",
          "playing", "lanes")  # fmt: skip
#: What the head of an answer has besides, which a follower's page has no use for.
FIXED = {"shared": False, "wait": 0, "held": False, "unfinished": False, "slow": 0, "stale": ""}


@dataclass(frozen=True)
class Known:
    """What a follower has.

    Attributes
    ----------
    source : str
        Which process it was told by.
    serial : int
        How many packets that had read by then.
    scene, view : str
    branch : int
    """

    source: str = ""
    serial: int = 0
    scene: str = ""
    view: str = ""
    branch: int = 0


@dataclass(frozen=True)
class KeptFrame:
    """A frame, its epoch, and the number of the packet that brought it."""

    epoch: float
    data: bytes
    serial: int


class Shown:
    """What is shown now.

    Attributes
    ----------
    source : str
        Names this reading of the packets.
    serial : int
        Packets that were read.
    """

    def __init__(self) -> None:
        self.source, self.serial = token_hex(8), 0
        self._header: dict[str, Any] = {}
        self._scenes = "[]"
        self._cuts: list[int] = []
        self._frames: list[KeptFrame] = []
        self._jumps = self._plays = 0
        self._aside: Mapping[str, Any] = {}
        #: The packet that brought the newest aside.
        self._aside_serial = 0

    def take(self, packet: bytes) -> None:
        """Take a packet."""
        header, frames = read_message(packet)
        before, self._header = self._header, header
        self.serial += 1
        is_other = any(header.get(key) != before.get(key) for key in ("page", "scene"))
        if is_other:
            self._frames, self._cuts, self._aside = [], [], {}
        cuts: list[int] = header.get("cuts", [])
        for cut in cuts[len(self._cuts) :]:
            self._frames = [one for one in self._frames if one.epoch < cut]
        self._cuts = cuts
        if "scenes" in header:
            self._scenes = json.dumps(header.pop("scenes"))
        if header.get("aside"):
            self._aside, self._aside_serial = header["aside"], self.serial
        self._add(frames, header.get("n_frames", 0))
        playing, played = header.get("playing", False), before.get("playing", False)
        if playing and (is_other or not played):
            self._plays += 1
        if not playing and (is_other or played or header.get("shown") != before.get("shown")):
            self._jumps += 1

    def _add(self, data: bytes, n: int) -> None:
        """Keep n frames, all of the same size, each in place of one of the same epoch."""
        size = len(data) // n if n else 0
        added = [data[i * size : (i + 1) * size] for i in range(n)]
        kept = {one.epoch: one for one in self._frames}
        for one in added:
            (epoch,) = unpack_from("<d", one)
            kept[epoch] = KeptFrame(epoch, one, self.serial)
        self._frames = [kept[epoch] for epoch in sorted(kept)]
        if size * len(self._frames) > MAX_BYTES and len(self._frames) > 2:
            half = len(self._frames) // 2
            older = self._frames[:half]
            self._frames = [older[0], *older[1::2], *self._frames[half:]]

    @property
    def page(self) -> str:
        """Return the name of the page; empty before the first packet."""
        return str(self._header.get("page", ""))

    @property
    def n_bytes(self) -> int:
        """Return what it takes of the memory."""
        return len(self._scenes) + sum(len(one.data) for one in self._frames)

    def is_news_to(self, known: Known) -> bool:
        """Return whether there is something that a follower does not have."""
        return known.source != self.source or known.serial < self.serial

    def answer(self, known: Known, more: Mapping[str, Any]) -> bytes:
        """Return what a follower does not have, as a message of the live view.

        Parameters
        ----------
        known : Known
        more : mapping
            What else its head says.
        """
        header = self._header
        is_same = known.source == self.source and known.scene == header.get("scene", "")
        serial = known.serial if is_same else 0
        frames = [one.data for one in self._frames if one.serial > serial]
        cut = min(self._cuts[known.branch :], default=None) if is_same else None
        head = {
            **FIXED,
            **{key: header.get(key) for key in PASSED if key in header},
            "aim": header.get("shown", 0),
            "revision": self.serial,
            "source": self.source,
            "branch": len(self._cuts),
            "cut": cut,
            "jumps": self._jumps,
            "plays": self._plays,
            "n_frames": len(frames),
            "aside": self._aside if self._aside_serial > serial else {},
            **more,
        }
        is_seen = is_same and known.view == header.get("view", "")
        return message_with(head, {} if is_seen else {"scenes": self._scenes}, frames)
