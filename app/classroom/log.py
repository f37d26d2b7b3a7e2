"""Where events and packets of rooms are kept until all processes have read them.

Three streams a room: its events, all of which are kept as long as it is there; the packets of what
its teacher's page shows, of which the newest are; and likewise the tiles of its learners' networks.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

Stream = Literal["events", "stage", "wall"]
STREAMS: tuple[Stream, ...] = ("events", "stage", "wall")

#: Seconds after which a room is gone: eight hours.
ROOM_SECONDS = 8 * 3600.0
#: Entries of a stream that are kept in memory, where the only process reads them at once: of events
#: all are kept.
MAX_ENTRIES: dict[Stream, int | None] = {"events": None, "stage": 32, "wall": 256}


class LogError(Exception):
    """The store does not answer; what was said is to be said again."""


class Entry(NamedTuple):
    """One entry of a stream, and its place there."""

    place: str
    data: bytes


class Log(Protocol):
    """Streams of rooms, each read from a place on.

    Each raises LogError where the store does not answer.
    """

    async def create(self, code: str) -> bool:
        """Begin a room; return False if there is one of this code."""

    async def exists(self, code: str) -> bool:
        """Return whether there is such a room."""

    async def append(self, code: str, stream: Stream, data: bytes, *, whole: bool = False) -> None:
        """Add an entry, if the room is still there.

        With ``whole``, who begins to read can begin with it.
        """

    async def read(self, code: str, stream: Stream, after: str, seconds: float) -> list[Entry]:
        """Return the entries after a place; where there are none, wait for some."""

    async def restore(self, code: str, events: Sequence[bytes]) -> None:
        """Bring back a room that was forgotten, all of its events at once.

        Nothing where somebody else has done so: an event that comes later never stands before.
        """

    async def drop(self, code: str) -> None:
        """Forget a room."""

    async def close(self) -> None:
        """End all connections."""


@dataclass
class _Streams:
    """The streams of one room."""

    n: int = 0
    entries: dict[Stream, deque[Entry]] = field(
        default_factory=lambda: {one: deque(maxlen=MAX_ENTRIES[one]) for one in STREAMS}
    )
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class MemoryLog:
    """A log in the memory of the only process."""

    def __init__(self) -> None:
        self._rooms: dict[str, _Streams] = {}

    async def create(self, code: str) -> bool:
        """As `Log`."""
        if code in self._rooms:
            return False
        self._rooms[code] = _Streams()
        return True

    async def exists(self, code: str) -> bool:
        """As `Log`."""
        return code in self._rooms

    async def append(self, code: str, stream: Stream, data: bytes, *, whole: bool = False) -> None:
        """As `Log`."""
        room = self._rooms.get(code)
        if room is None:
            return
        room.n += 1
        room.entries[stream].append(Entry(str(room.n), data))
        changed, room.changed = room.changed, asyncio.Event()
        changed.set()

    async def read(self, code: str, stream: Stream, after: str, seconds: float) -> list[Entry]:
        """As `Log`."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while room := self._rooms.get(code):
            found = [one for one in room.entries[stream] if int(one.place) > int(after or 0)]
            if found or loop.time() >= end:
                return found
            # Not wait_for, which before Python 3.12 may swallow that the task is cancelled.
            try:
                async with asyncio.timeout_at(end):
                    await room.changed.wait()
            except TimeoutError:
                return []
        return []

    async def restore(self, code: str, events: Sequence[bytes]) -> None:
        """As `Log`."""
        if await self.create(code):
            for data in events:
                await self.append(code, "events", data)

    async def drop(self, code: str) -> None:
        """As `Log`."""
        if room := self._rooms.pop(code, None):
            room.changed.set()

    async def close(self) -> None:
        """As `Log`."""
