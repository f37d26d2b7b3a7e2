"""The route that the stage asks: POST /live/<token>, a command in, a message out.

It stands before Streamlit's own routes and all other middleware: an answer of Streamlit's is a run
of a script, which takes longer, and a later one may overtake it; and what is refused here costs the
least that it can.
"""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from time import perf_counter

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.hosting import metrics
from app.hosting.headers import DATA, NO_SNIFFING
from app.hosting.origins import is_own_origin
from app.live.answer import answer_to
from app.live.command import Command, read_command
from app.live.live import Live
from app.live.registry import RUNS
from core.language import using

PATH = "/live/"
#: Bytes of a command. The longest is a drawing of digits.
MAX_BYTES = 64 * 1024
#: Seconds of an answer that the event loop makes by itself: a thread would cost more than that
#: waits. What takes longer goes to threads, so that everybody else is answered meanwhile.
INLINE_SECONDS = 0.02
#: Seconds between two looks at whether a run is free, or has news.
LOOK_SECONDS = 0.004
#: Commands to one run that wait for their answers at a time. A browser has one on its way, and
#: another where it has given up an answer.
MOST_WAITING = 4
#: Seconds that an answer is held back where the run has had more than its share.
HOLD_SECONDS = 0.25
#: Seconds for which news are waited for.
NEWS_SECONDS = 0.15
SCHEME = "Bearer "
#: Seconds after which a request is refused, so that who sends nothing else waits instead of the
#: others: at the least, and at the most.
REFUSED_SECONDS, LONGEST_REFUSED = 0.25, 4.0
#: Requests that are refused in a second where many wait for it: the more there are, the longer each
#: waits, so that who opens more connections gains nothing. And how many wait at a time: more are
#: refused at once.
REFUSED_A_SECOND, MOST_REFUSED = 100, 2000

#: As many threads as processors: more would compete for the interpreter, and all would be late.
_trainers = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="live")


@dataclass(frozen=True)
class Refusal:
    """Why a request is refused.

    Attributes
    ----------
    reason : str
        As it is counted.
    status : int
    word : str
        All that is said of it, the same for what is not there and for what is another's.
    ends : bool
        Whether the connection ends, where what more may come on it is not waited for. To open
        another costs the server more than an answer on the same one.
    """

    reason: str
    status: int
    word: str
    ends: bool = False

    @cached_property
    def response(self) -> Response:
        """Return the answer."""
        more = {"Connection": "close"} if self.ends else {}
        return PlainTextResponse(self.word, self.status, NO_SNIFFING | more)


ORIGIN = Refusal("origin", 404, "unknown")
TOKEN = Refusal("token", 404, "unknown")
SIZE = Refusal("size", 413, "too large", ends=True)
COMMAND = Refusal("command", 400, "no command")
RATE = Refusal("rate", 429, "too many")
METHOD = Refusal("method", 405, "takes POST", ends=True)


class LiveRoute:
    """Middleware that answers what is asked below a path, and hands on all else.

    Parameters
    ----------
    app : ASGIApp
    path : str
        Of the live route, base path included; a token follows it.
    """

    def __init__(self, app: ASGIApp, path: str) -> None:
        self.app, self.path = app, path
        self._n_refused = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or not scope["path"].startswith(self.path):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer = await serve_live(request, scope["path"].removeprefix(self.path))
        if isinstance(answer, Refusal):
            answer = await self._refused(answer)
        await answer(scope, receive, send)

    async def _refused(self, refusal: Refusal) -> Response:
        """Return the answer of a refusal when it is time, and count it."""
        metrics.REFUSED.labels(refusal.reason).inc()
        if self._n_refused < MOST_REFUSED:
            self._n_refused += 1
            seconds = max(REFUSED_SECONDS, self._n_refused / REFUSED_A_SECOND)
            try:
                await asyncio.sleep(min(seconds, LONGEST_REFUSED))
            finally:
                self._n_refused -= 1
        return refusal.response


async def serve_live(request: Request, token: str) -> Response | Refusal:
    """Answer a command of a visitor's stage."""
    if request.method != "POST":
        return METHOD
    headers = request.headers
    length = headers.get("content-length", "")  # every browser tells it
    if not length.isdecimal() or int(length) > MAX_BYTES:
        return SIZE
    key = headers.get("authorization", "")
    live = RUNS.find(token, key.removeprefix(SCHEME))
    if live is None:
        return TOKEN
    if not is_own_origin(headers.get("origin"), headers.get("host", "")):
        return ORIGIN
    if live.n_waiting >= MOST_WAITING or not live.allowance.take():
        return RATE
    live.n_waiting += 1
    try:
        body = await _body(request)
        if body is None:
            return SIZE
        try:
            command = read_command(body)
        except ValueError:
            return COMMAND
        return Response(await _answer(live, command), media_type=DATA, headers=NO_SNIFFING)
    finally:
        live.n_waiting -= 1


async def _body(request: Request) -> bytes | None:
    """Return what was sent; None, without reading all of it, if it is too long."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > MAX_BYTES:
                return None
    except ClientDisconnect:
        return b""
    return bytes(body)


async def _answer(live: Live, command: Command) -> bytes:
    """Return the answer, made here where that is quick, and otherwise in a thread."""
    end = perf_counter() + NEWS_SECONDS
    while live.revision == command.news and perf_counter() < end:
        await asyncio.sleep(LOOK_SECONDS)
    while not live.lock.acquire(blocking=False):
        # A script of the page has it. A thread that waited for it would be missing to others.
        await asyncio.sleep(LOOK_SECONDS)
    try:
        if live.share().wait:
            await asyncio.sleep(HOLD_SECONDS)
        if command.name == "more" and live.seconds < INLINE_SECONDS:
            return _timed(live, command, 2 * INLINE_SECONDS)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(_trainers, partial(_timed, live, command, None))
    finally:
        live.lock.release()


def _timed(live: Live, command: Command, seconds: float | None) -> bytes:
    """Return the answer, and measure how long such a one takes."""
    began = perf_counter()
    with using(live.translations):
        message = answer_to(live, command, seconds)
    took = perf_counter() - began
    if command.name == "more" and command.n:
        live.seconds = took
    metrics.tick(took, live.n_frames, len(message))
    return message
