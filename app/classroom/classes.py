"""The rooms that this process knows: each reads its streams for as long as somebody asks for it."""

import asyncio
import json
import os
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from secrets import token_hex
from time import time
from typing import Any

from app.classroom.codes import hash_of, new_code, new_secret
from app.classroom.keys import Key
from app.classroom.log import ROOM_SECONDS, STREAMS, Log, LogError, MemoryLog, Stream
from app.classroom.people import draw_animal
from app.classroom.room import Event, Room
from app.classroom.shown import Shown
from app.classroom.teachers_page import TeachersPage
from app.hosting.memory import OWNERS, Owner
from app.live.allowance import Allowance
from app.run.wire import message

#: Rooms at a time.
MAX_ROOMS = 20
#: Events of a room, so that nobody fills the memory by changing their mind all day.
MAX_EVENTS = 10_000
#: Seconds for which one waits for an entry of a stream at a time.
READ_SECONDS = 5.0
#: Seconds until a store is asked again that did not answer.
AGAIN_SECONDS = 0.5
#: By which a host of several processes names the store that they share: "redis://host:6379/0".
STORE = "GLASSNET_STORE"


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
        #: Whether the store does not answer, and all events, with which it is filled again if it
        #: has forgotten them.
        self.is_away = False
        self.events: list[bytes] = []
        self._changed: dict[Stream, asyncio.Event] = {one: asyncio.Event() for one in STREAMS}

    def take(self, stream: Stream, data: bytes) -> None:
        """Take an entry of a stream."""
        if stream == "events":
            event = json.loads(data)
            if event.get("name_of_event") not in self.room.taken:
                self.events.append(data)
            self.room.take(event)
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
            one.shown.n_bytes
            + sum(len(data) for _, data in one.tiles.values())
            + sum(map(len, one.events))
            for one in self._here.values()
        )

    def start(self) -> None:
        """Begin, within the server's event loop."""
        self._loop = asyncio.get_running_loop()

    async def stop(self) -> None:
        """End, within the same loop."""
        tasks = [task for here in self._here.values() for task in here.tasks]
        # The store's client may take the end of a task for that of its connection, so that one asks
        # more than once.
        while left := [task for task in (*tasks, *self._posting) if not task.done()]:
            for task in left:
                task.cancel()
            await asyncio.wait(left, timeout=0.1)
        await self.log.close()

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
        return None if here.room.is_over else here

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
        """Add an event to a room, and wait until this process has read it.

        Raises
        ------
        FullError
            If the room has had as many as it takes; it can still be closed.
        """
        here = self._here.get(code)
        if here and here.room.n_events >= MAX_EVENTS and event["do"] != "close":
            raise FullError
        n = here.room.n_events if here else 0
        named = {**event, "name_of_event": token_hex(6)}
        await self.log.append(code, "events", json.dumps(named).encode())
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
        task = asyncio.ensure_future(_quietly(work))
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
            try:
                if here.room.opened and time() > here.room.opened + ROOM_SECONDS:
                    await self.log.append(code, "events", b'{"do": "close"}')
                for place, data in await self.log.read(code, stream, after, READ_SECONDS):
                    here.take(stream, data)
                    after = place
                if not await self.log.exists(code) and not here.room.is_over:
                    # A store that was started anew has forgotten it. What the other processes read
                    # a second time they know by its name.
                    await self.log.restore(code, here.events)
            except LogError:
                self._note(here, is_away=True)
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                self._note(here, is_away=False)
        here.tell("events")
        self._here.pop(code, None)
        with suppress(LogError):
            await self.log.drop(code)

    def _note(self, here: Class, *, is_away: bool) -> None:
        """Note whether the store answers."""
        if here.is_away != is_away:
            here.is_away = is_away
            here.tell("events")


async def _quietly(work: Coroutine[Any, Any, None]) -> None:
    """Do something that nobody waits for: where the store is away, the next packet says it."""
    with suppress(LogError, FullError):
        await work


def log_of(environment: Mapping[str, str]) -> Log:
    """Return the log that the host has chosen: the memory of the only process, or a store.

    Raises
    ------
    ValueError
        If the store's address is none.
    """
    url = environment.get(STORE, "")
    if not url:
        return MemoryLog()
    if not url.startswith(("redis://", "rediss://")):
        raise ValueError(f"{STORE}: got {url!r}, takes redis://host:port")
    from app.classroom.redis_log import RedisLog  # its client is loaded where it is used

    return RedisLog(url)


#: Those of this process.
CLASSES = Classes(log_of(os.environ))
OWNERS["classes"] = Owner(
    "classes", "what classes have said, and what they are shown", lambda: CLASSES.n_bytes
)
