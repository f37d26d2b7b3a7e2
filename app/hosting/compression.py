"""JavaScript, style sheets and pages in gzip, each compressed once and kept.

Streamlit leaves its static files out of gzip, since it would compress them at every request: a
first visit then takes 5 MB over the wire where 1.6 do.
"""

import gzip
from hashlib import sha256
from threading import Lock

# The least recently used goes first.
from cachetools import LRUCache
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Content types that compress well and are the same for everybody.
TYPES = ("text/javascript", "application/javascript", "text/css", "text/html", "image/svg+xml")
#: Bytes of a response from which on it is worth it.
LEAST = 1000
#: Bytes of compressed files that are kept; all that a visit to every page takes is 4 MB.
KEPT_BYTES = 16_000_000
#: As small as gzip makes them: it is done once.
LEVEL = 9
#: Bytes that are sent at once: what waits for a slow browser takes no more memory than this.
PART = 64 * 1024


class Compressed:
    """Compressed files, those used last, in bounded memory.

    They are found by their content: a file has many addresses (`/./a.js` is `/a.js`), and nobody
    is to have it compressed, or kept, for each of them.
    """

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._files: LRUCache[bytes, bytes] = LRUCache(most, getsizeof=len)
        self._lock = Lock()

    @property
    def n_bytes(self) -> int:
        """Return what all of them take."""
        return int(self._files.currsize)

    def of(self, data: bytes) -> bytes:
        """Return a file, compressed."""
        name = sha256(data).digest()
        with self._lock:
            found = self._files.get(name)
        if found is not None:
            return found
        packed = gzip.compress(data, LEVEL, mtime=0)
        with self._lock:
            if len(packed) <= self._files.maxsize:
                self._files[name] = packed
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
        answer = _Answer(self.files, send)
        await self.app(scope, receive, answer.send)


class _Answer:
    """One response, on its way from the app to the browser."""

    def __init__(self, files: Compressed, send: Send) -> None:
        self._files, self._send = files, send
        self._start: Message | None = None  # held back until its body is known
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        """Pass a message on, or hold it back until the file is whole."""
        if message["type"] == "http.response.start" and self._is_worth_it(message):
            self._start = message
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
        body, self._body = bytes(self._body), bytearray()
        # It takes a large file 0.2 s, in which others are answered.
        packed = await run_in_threadpool(self._files.of, body)
        del body  # a browser may take its time with what follows
        headers = MutableHeaders(raw=list(start["headers"]))
        etag = headers["etag"]
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(packed))
        headers["etag"] = etag if etag.startswith("W/") else f"W/{etag}"
        headers.add_vary_header("Accept-Encoding")
        await self._send({**start, "headers": headers.raw})
        for i in range(0, len(packed), PART):
            part = packed[i : i + PART]
            more = i + PART < len(packed)
            await self._send({"type": "http.response.body", "body": part, "more_body": more})


def _takes_gzip(scope: Scope) -> bool:
    """Say whether the browser takes gzip, and wants the whole file."""
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers
