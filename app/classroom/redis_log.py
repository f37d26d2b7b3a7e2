"""A log that all processes of the server share, in Redis or Valkey: they speak one language."""

from collections.abc import Sequence
from secrets import token_hex
from typing import Any

# redis: the client of both, with connections that do not block the event loop.
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from app.classroom.log import MAX_ENTRIES, ROOM_SECONDS, STREAMS, Entry, LogError, Stream

#: Begins every key of ours: the store may hold other things too.
PREFIX = "glassnet"
#: Seconds that a room is still there once it is closed, so that all processes hear of that.
CLOSED_SECONDS = 60
#: Seconds that an answer of the store may take, besides those that it waits for news at the most.
TIMEOUT_SECONDS, LONGEST_WAIT_SECONDS = 5.0, 10.0
#: Entries of a stream that are kept, where another process may come to them later.
KEPT = 8


class RedisLog:
    """A log in Redis or Valkey.

    Parameters
    ----------
    url : str
        As "redis://:password@host:6379/0".
    """

    def __init__(self, url: str) -> None:
        # Whoever asks decides whether to ask again; and of two forms of answers the plain one.
        self._redis = Redis.from_url(
            url,
            protocol=2,
            socket_connect_timeout=TIMEOUT_SECONDS,
            socket_timeout=TIMEOUT_SECONDS + LONGEST_WAIT_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )

    async def create(self, code: str) -> bool:
        """As `Log`."""
        try:
            made = await self._redis.set(_key(code), 1, nx=True, ex=int(ROOM_SECONDS))
        except (RedisError, OSError) as error:
            raise LogError from error
        return bool(made)

    async def exists(self, code: str) -> bool:
        """As `Log`."""
        try:
            return bool(await self._redis.exists(_key(code)))
        except (RedisError, OSError) as error:
            raise LogError from error

    async def append(self, code: str, stream: Stream, data: bytes, *, whole: bool = False) -> None:
        """As `Log`."""
        most = MAX_ENTRIES[stream]
        key = _key(code, stream)
        try:
            if not await self._redis.exists(_key(code)):
                return
            place = await self._redis.xadd(
                key, {"d": data}, maxlen=None if most is None else KEPT * most, approximate=True
            )
            await self._redis.expire(key, int(ROOM_SECONDS))
            if whole:
                await self._redis.set(_key(code, "whole"), place, ex=int(ROOM_SECONDS))
        except (RedisError, OSError) as error:
            raise LogError from error

    async def read(self, code: str, stream: Stream, after: str, seconds: float) -> list[Entry]:
        """As `Log`."""
        key = _key(code, stream)
        try:
            if not after:
                first = await self._redis.get(_key(code, "whole")) if stream == "stage" else None
                found: Any = await self._redis.xrange(key, min=first or "-")
                if found:
                    return [_entry(*one) for one in found]
            streams: Any = await self._redis.xread({key: after or "0"}, block=int(1000 * seconds))
        except (RedisError, OSError) as error:
            raise LogError from error
        return [_entry(*one) for _key_, entries in streams or [] for one in entries]

    async def restore(self, code: str, events: Sequence[bytes]) -> None:
        """As `Log`: made under another name, which becomes the right one at a stroke."""
        made = _key(code, token_hex(4))
        try:
            for data in events:
                await self._redis.xadd(made, {"d": data})
            await self._redis.expire(made, int(ROOM_SECONDS))
            if not await self._redis.renamenx(made, _key(code, "events")):
                await self._redis.delete(made)
            await self._redis.set(_key(code), 1, nx=True, ex=int(ROOM_SECONDS))
        except (RedisError, OSError) as error:
            raise LogError from error

    async def drop(self, code: str) -> None:
        """As `Log`; the others have a moment to hear of it."""
        try:
            for what in ("room", "whole", *STREAMS):
                await self._redis.expire(_key(code, what), CLOSED_SECONDS)
        except (RedisError, OSError) as error:
            raise LogError from error

    async def close(self) -> None:
        """As `Log`."""
        await self._redis.aclose()


def _key(code: str, what: str = "room") -> str:
    return f"{PREFIX}:{code}:{what}"


def _entry(place: bytes, fields: dict[bytes, bytes]) -> Entry:
    return Entry(place.decode(), fields[b"d"])
