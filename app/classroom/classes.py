"""The rooms that this process knows: each reads its streams for as long as somebody asks for it."""

import asyncio
import json
from collections.abc import Coroutine
from contextlib import suppress
from secrets import token_hex
from time import time
from typing import Any

from app.classroom.codes import hash_of, new_code, new_secret
from app.classroom.keys import Key
from app.classroom.log import ROOM_SECONDS, STREAMS, Log, MemoryLog, Stream
from app.classroom.people import draw_animal
from app.classroom.room import Event, Room
from app.classroom.shown import Shown
from app.classroom.teachers_page import TeachersPage
from app.live.allowance import Allowance
from app.run.wire import message

#: Rooms at a time.
MAX_ROOMS = 50
#: Seconds for which one waits for an entry of a stream at a time.
READ_SECONDS = 5.0


class FullError(Exception):
    """There is no room for another class, or in a class."""


class Class:
    """A room as this process knows it: its people, and what its teacher's page shows.

    Attributes
    ----------
    room : Room
    shown : Shown
    serial : int
        How many entries of both streams were read.
    """

    def __init__(self, code: str) -> None:
        self.room, self.shown, self.serial = Room(code), Shown(), 0
        #: What each learner's network is doing, as it was told, with the number of the tile.
        self.tiles: dict[str, tuple[int, bytes]] = {}
        self.n_tiles = 0
        self.tasks: list[asyncio.Task[None]] = []
        #: What each who is in it may still ask, by their ids.
        self.allowances: dict[str, Allowance] = {}
        self._changed: dict[Stream, asyncio.Event] = {one: asyncio.Event() for one in STREAMS}

    def take(self, stream: Stream, data: bytes) -> None:
        """Take an entry of a stream."""
        if stream == "events":
            self.room.take(json.loads(data))
            for gone in set(self.tiles) - set(self.room.members):
                del self.tiles[gone]
        elif stream == "stage":
            self.shown.take(data)
        else:
            self._take_tile(data)
        self.tell(stream)

    def _take_tile(self, data: bytes) -> None:
        """Take what a learner's network is doing; of who is not here nothing is kept."""
        tile = json.loads(data)
        if tile["id"] in self.room.members:
            self.n_tiles += 1
            self.tiles[tile["id"]] = (self.n_tiles, data)

    def tell(self, stream: Stream) -> None:
        """Wake whoever waits for news of a stream; an event concerns all who wait for anything."""
        self.serial += 1
        for one in STREAMS if stream == "events" else (stream,):
            changed, self._changed[one] = self._changed[one], asyncio.Event()
            changed.set()

    async def change(self, stream: Stream, seconds: float) -> None:
        """Wait until a stream has news or an event has come, or some seconds have passed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed[stream].wait()


class Classes:
    """All rooms that this process knows.

    Parameters
    ----------
    log : Log
    """

    def __init__(self, log: Log) -> None:
        self.log = log
        self._here: dict[str, Class] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._posting = set[asyncio.Task[None]]()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._here)

    @property
    def n_bytes(self) -> int:
        """Return what is kept of what they show."""
        return sum(
            one.shown.n_bytes + sum(len(data) for _, data in one.tiles.values())
            for one in self._here.values()
        )

    def start(self) -> None:
        """Begin, within the server's event loop."""
        self._loop = asyncio.get_running_loop()

    async def open(self) -> tuple[Class, Key]:
        """Open a room; return it and the key of who teaches.

        Raises
        ------
        FullError
            If there are too many.
        """
        if len(self._here) >= MAX_ROOMS:
            raise FullError
        code = new_code()
        while not await self.log.create(code):
            code = new_code()
        key = Key(code, "", new_secret())
        await self.post(code, {"do": "open", "at": time(), "key": hash_of(key.secret)})
        made = await self.find(code)
        assert made is not None
        return made, key

    async def find(self, code: str) -> Class | None:
        """Return a room; None if there is none of this code."""
        here = self._here.get(code)
        if here is not None:
            return None if here.room.is_over else here
        if not await self.log.exists(code):
            return None
        here = self._here.setdefault(code, Class(code))
        if not here.tasks:
            here.tasks = [asyncio.create_task(self._read(here, stream)) for stream in STREAMS]
            while not here.room.teachers and not here.room.is_over:
                await here.change("events", READ_SECONDS)
        return here

    async def join(self, here: Class, name: str) -> Key:
        """Have a learner join; return their key.

        Raises
        ------
        FullError
            If the room is full.
        """
        if here.room.is_full:
            raise FullError
        key = Key(here.room.code, token_hex(4), new_secret())
        animal = draw_animal({one.animal for one in here.room.members.values()})
        event = {"do": "join", "id": key.id, "key": hash_of(key.secret), "name": name}
        await self.post(here.room.code, {**event, "animal": animal})
        while key.member_of(here.room) is None and not here.room.is_over:
            await here.change("events", READ_SECONDS)
        return key

    async def post(self, code: str, event: Event) -> None:
        """Add an event to a room, and wait until this process has read it."""
        here = self._here.get(code)
        n = here.room.n_events if here else 0
        await self.log.append(code, "events", json.dumps(event).encode())
        while here is not None and here.room.n_events <= n and not here.room.is_over:
            await here.change("events", READ_SECONDS)

    async def close(self, code: str) -> None:
        """Close a room: everything that it knew is forgotten."""
        await self.post(code, {"do": "close"})

    def show(self, code: str, packet: bytes, *, whole: bool) -> None:
        """Show something on the pages of all who follow; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(
                self._begin, self.log.append(code, "stage", packet, whole=whole)
            )

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._posting.add(task)  # which would otherwise be collected before it ends
        task.add_done_callback(self._posting.discard)

    def post_soon(self, code: str, event: Event) -> None:
        """Add an event to a room; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._begin, self.post(code, event))

    def tile(self, code: str, data: bytes) -> None:
        """Show on the wall what a learner's network is doing; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._begin, self.log.append(code, "wall", data))

    def tell_of(self, code: str, page: TeachersPage) -> None:
        """Tell of a page without a stage; from any thread."""
        self.show(code, message(page.head, []), whole=True)

    def peek(self, code: str) -> Class | None:
        """Return a room if this process knows it; from any thread."""
        return self._here.get(code)

    async def _read(self, here: Class, stream: Stream) -> None:
        """Read a stream of a room until it is closed or too old."""
        code, after = here.room.code, ""
        while not here.room.is_over:
            if here.room.opened and time() > here.room.opened + ROOM_SECONDS:
                await self.close(code)
            for place, data in await self.log.read(code, stream, after, READ_SECONDS):
                here.take(stream, data)
                after = place
            if not await self.log.exists(code):
                here.room.take({"do": "close"})
        here.tell("events")
        self._here.pop(code, None)
        await self.log.drop(code)


#: Those of this process.
CLASSES = Classes(MemoryLog())
