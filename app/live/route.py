"""The route that the stage asks: POST /live/<token>, a command in, a message out.

It stands beside Streamlit's own routes, since an answer of Streamlit's is a run of a script: that
takes longer, and a later one may overtake it.
"""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import perf_counter
from typing import NamedTuple

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from app.hosting import metrics
from app.hosting.origins import is_own_origin
from app.live.answer import answer_to
from app.live.command import Command, read_command
from app.live.live import Live
from app.live.registry import RUNS

PATH = "/live/{token}"
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

#: As many threads as processors: more would compete for the interpreter, and all would be late.
_trainers = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="live")


class Refusal(NamedTuple):
    """Why a request is refused.

    Attributes
    ----------
    reason : str
        As it is counted.
    status : int
    word : str
        All that is said of it, the same for what is not there and for what is another's.
    """

    reason: str
    status: int
    word: str

    def response(self) -> Response:
        """Return the answer, and count it."""
        metrics.REFUSED.labels(self.reason).inc()
        # What more may come on this connection is not waited for.
        return PlainTextResponse(self.word, self.status, {"Connection": "close"})


ORIGIN = Refusal("origin", 404, "unknown")
TOKEN = Refusal("token", 404, "unknown")
SIZE = Refusal("size", 413, "too large")
COMMAND = Refusal("command", 400, "no command")
RATE = Refusal("rate", 429, "too many")
REFUSALS = (ORIGIN, TOKEN, SIZE, COMMAND, RATE)


async def serve_live(request: Request) -> Response:
    """Answer a command of a visitor's stage."""
    headers = request.headers
    if not is_own_origin(headers.get("origin"), headers.get("host", "")):
        return ORIGIN.response()
    key = headers.get("authorization", "")
    live = RUNS.find(request.path_params["token"], key.removeprefix(SCHEME))
    if live is None:
        return TOKEN.response()
    if live.n_waiting >= MOST_WAITING or not live.allowance.take():
        return RATE.response()
    body = await _body(request)
    if body is None:
        return SIZE.response()
    try:
        command = read_command(body)
    except ValueError:
        return COMMAND.response()
    live.n_waiting += 1
    try:
        return Response(await _answer(live, command), media_type="application/octet-stream")
    finally:
        live.n_waiting -= 1


async def _body(request: Request) -> bytes | None:
    """Return what was sent; None, without reading all of it, if it is too long."""
    if int(request.headers.get("content-length", 0)) > MAX_BYTES:
        return None
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
    message = answer_to(live, command, seconds)
    took = perf_counter() - began
    if command.name == "more" and command.n:
        live.seconds = took
    metrics.tick(took, live.n_frames, len(message))
    return message
