"""JavaScript and style sheets in gzip, each compressed once and kept.

Streamlit leaves its static files out of gzip, since it would compress them at every request: a
first visit then takes 5 MB over the wire where 1.6 do.
"""

import gzip
from collections import OrderedDict
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Content types that compress well and are the same for everybody.
TYPES = ("text/javascript", "application/javascript", "text/css", "image/svg+xml")
#: Bytes of a response from which on it is worth it.
LEAST = 1000
#: Bytes of compressed files that are kept; all that a visit to every page takes is 4 MB.
KEPT_BYTES = 16_000_000
#: As small as gzip makes them: it is done once.
LEVEL = 9


class Compressed:
    """Compressed files by path and ETag, those used last, in bounded memory."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most, self.n_bytes = most, 0
        self._files: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = Lock()

    def find(self, path: str, etag: str) -> bytes | None:
        """Return the compressed file; None where it is not kept."""
        with self._lock:
            found = self._files.get((path, etag))
            if found is not None:
                self._files.move_to_end((path, etag))
            return found

    def keep(self, path: str, etag: str, data: bytes) -> bytes:
        """Compress a file, keep it, and return it."""
        packed = gzip.compress(data, LEVEL, mtime=0)
        with self._lock:
            if (path, etag) not in self._files:
                self._files[path, etag] = packed
                self.n_bytes += len(packed)
            while self.n_bytes > self._most:
                _, dropped = self._files.popitem(last=False)
                self.n_bytes -= len(dropped)
        return packed


class StaticCompression:
    """Middleware that answers with the compressed file where the browser takes it."""

    def __init__(self, app: ASGIApp, most: int = KEPT_BYTES) -> None:
        self.app, self.files = app, Compressed(most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _takes_gzip(scope):
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope["path"], self.files, send)
        await self.app(scope, receive, answer.send)


class _Answer:
    """One response, on its way from the app to the browser."""

    def __init__(self, path: str, files: Compressed, send: Send) -> None:
        self._path, self._files, self._send = path, files, send
        self._start: Message | None = None  # held back until its body is known
        self._etag = ""
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        """Pass a message on, or hold it back until the file is whole."""
        if message["type"] == "http.response.start" and self._is_worth_it(message):
            self._start, self._etag = message, Headers(raw=message["headers"])["etag"]
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_compressed(self._start)

    def _is_worth_it(self, message: Message) -> bool:
        headers = Headers(raw=message["headers"])
        return (
            message["status"] == 200
            and "etag" in headers
            and "content-encoding" not in headers
            and headers.get("content-type", "").startswith(TYPES)
            and int(headers.get("content-length", 0)) >= LEAST
        )

    async def _send_compressed(self, start: Message) -> None:
        packed = self._files.find(self._path, self._etag)
        if packed is None:
            # It takes a large file 0.2 s, in which others are answered.
            packed = await run_in_threadpool(
                self._files.keep, self._path, self._etag, bytes(self._body)
            )
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(packed))
        headers["etag"] = self._etag if self._etag.startswith("W/") else f"W/{self._etag}"
        headers.add_vary_header("Accept-Encoding")
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": packed, "more_body": False})


def _takes_gzip(scope: Scope) -> bool:
    """Say whether the browser takes gzip, and wants the whole file."""
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers
