"""The route of classes: POST /room/<what>, by the key in the browser's cookie.

Like the live route it stands before Streamlit's own. What is asked again and again waits until
there is something to tell (a long poll): it costs a request for each piece of news, where a stream
of server-sent events would cost a connection that proxies hold back and count.
"""

import asyncio
from dataclasses import replace
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.classroom.answers import ANSWERS
from app.classroom.asked import read_asked
from app.classroom.asking import UNKNOWN, Asking, RefusedError
from app.classroom.classes import CLASSES, Classes, FullError
from app.classroom.guesses import Guesses
from app.classroom.keys import COOKIE, read_key
from app.classroom.log import LogError
from app.classroom.switch import is_on
from app.hosting import metrics
from app.hosting.headers import NO_SNIFFING
from app.hosting.origins import is_own_origin
from app.live.allowance import Allowance

PATH = "/room/"
#: Bytes of what is asked at the most.
MAX_BYTES = 4096
#: Rooms that one address may open in so many seconds: nobody can take all there are.
MOST_OPENED, OPENED_SECONDS = 10, 3600.0
#: Seconds that a refusal takes, so that to guess is slow.
REFUSED_SECONDS = 0.25


class ClassRoute:
    """Middleware that answers what is asked below a path, and hands on all else.

    Parameters
    ----------
    app : ASGIApp
    path : str
        Of the route, base path included.
    classes : Classes, optional
        The rooms; by default those of this process.
    refused_seconds : float
        That a refusal takes.
    """

    def __init__(
        self,
        app: ASGIApp,
        path: str,
        classes: Classes = CLASSES,
        refused_seconds: float = REFUSED_SECONDS,
    ) -> None:
        self.app, self.path = app, path
        self._classes, self._guesses = classes, Guesses()
        self._openings = Guesses(most=MOST_OPENED, seconds=OPENED_SECONDS)
        self._refused_seconds = refused_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or not scope["path"].startswith(self.path):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            answer = await self._answer(request, scope["path"].removeprefix(self.path))
        except RefusedError as refused:
            metrics.REFUSED.labels(refused.reason).inc()
            await asyncio.sleep(self._refused_seconds)
            answer = PlainTextResponse(refused.word, refused.status, NO_SNIFFING)
        await answer(scope, receive, send)

    async def _answer(self, request: Request, what: str) -> Response:
        """Return the answer to a request.

        Raises
        ------
        RefusedError
        """
        if request.method != "POST":
            raise RefusedError(405, "takes POST", "method")
        if not is_on() or what not in ANSWERS:
            raise RefusedError(*UNKNOWN)
        if not is_own_origin(request.headers.get("origin"), request.headers.get("host", "")):
            raise RefusedError(404, "unknown", "origin")
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > MAX_BYTES:
            raise RefusedError(413, "too large", "size")
        try:
            said = read_asked(await request.body())
            return await ANSWERS[what](await self._who(request, said))
        except ClientDisconnect:
            return Response(status_code=204)
        except (ValueError, TypeError) as error:
            raise RefusedError(400, "takes something else", "command") from error
        except FullError as error:
            raise RefusedError(503, "full", "full") from error
        except LogError as error:
            raise RefusedError(503, "away", "away") from error

    async def _who(self, request: Request, said: dict[str, Any]) -> Asking:
        """Return who asks, by the key in the cookie."""
        key = read_key(request.cookies.get(COOKIE, ""))
        here = await self._classes.find(key.code) if key else None
        nobody = Asking(request, said, self._classes, self._guesses, self._openings)
        if key is None or here is None:
            return nobody
        teacher, member = key.teacher_in(here.room), key.member_of(here.room)
        if teacher is None and member is None:
            return nobody
        if not here.allowances.setdefault(key.id, Allowance()).take():
            raise RefusedError(429, "too many", "rate")
        return replace(nobody, here=here, key=key, teacher=teacher, member=member)
