"""A wire between a browser and a server that can be cut and mended."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


class Wire:
    """Passes bytes on from a port of its own to another, unless it is cut."""

    def __init__(self, to: int) -> None:
        self._to, self._whole = to, True
        self._writers: set[asyncio.StreamWriter] = set()
        self._laid = Event()
        self.port = 0
        self._thread = Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()
        self._laid.wait()

    def cut(self) -> None:
        """Drop every connection, and take none."""
        self._whole = False
        self._loop.call_soon_threadsafe(self._drop)

    def mend(self) -> None:
        """Take connections again."""
        self._whole = True

    def close(self) -> None:
        """Take it away."""
        self.cut()
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._laid.set()
        await self._over.wait()
        server.close()

    def _drop(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._whole:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, far_writer}
        self._writers |= both
        await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
        self._writers -= both

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()


@contextmanager
def wire(to: int) -> Iterator[Wire]:
    """Lay a wire to a port of this machine, and take it away at the end."""
    laid = Wire(to)
    try:
        yield laid
    finally:
        laid.close()
