"""The route of classes: POST /room/<what>, by the key in the browser's cookie.

Like the live route it stands before Streamlit's own. What is asked again and again waits until
there is something to tell (a long poll): it costs a request for each piece of news, where a stream
of server-sent events would cost a connection that proxies hold back and count.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.classroom.asked import known_of, read_asked, text_of, whole_of
from app.classroom.classes import CLASSES, Class, FullError
from app.classroom.client_address import address_of
from app.classroom.codes import hash_of, new_secret, read_code
from app.classroom.guesses import Guesses
from app.classroom.keys import COOKIE, Key, read_key
from app.classroom.people import Member, read_name
from app.classroom.switch import is_on
from app.hosting import metrics
from app.hosting.headers import DATA, NO_SNIFFING
from app.hosting.origins import is_own_origin
from app.live.allowance import Allowance

PATH = "/room/"
#: Bytes of what is asked at the most.
MAX_BYTES = 4096
#: Seconds that one waits for news at the most: less than a browser's patience, and a proxy's.
NEWS_SECONDS = 10.0
#: Seconds from one look at the wall to the next at the least.
WALL_SECONDS = 0.2
#: Seconds that a refusal takes, so that to guess is slow.
REFUSED_SECONDS = 0.25
#: Seconds that a browser keeps its key: as long as a room is there.
KEY_SECONDS = 8 * 3600


class RefusedError(Exception):
    """A request that is refused, with the status and the word that say so."""

    def __init__(self, status: int, word: str, reason: str) -> None:
        super().__init__(word)
        self.status, self.word, self.reason = status, word, reason


@dataclass(frozen=True)
class Asking:
    """Who asks, and for what.

    Attributes
    ----------
    request : Request
    said : dict
        The body.
    here : Class or None
        The room of the browser's key, if it has one that holds.
    key : Key or None
    teacher : int or None
        The number of the teacher who asks.
    member : Member or None
        The learner who asks.
    """

    request: Request
    said: dict[str, Any]
    here: Class | None
    key: Key | None
    teacher: int | None
    member: Member | None


class ClassRoute:
    """Middleware that answers what is asked below a path, and hands on all else.

    Parameters
    ----------
    app : ASGIApp
    path : str
        Of the route, base path included.
    """

    def __init__(self, app: ASGIApp, path: str) -> None:
        self.app, self.path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or not scope["path"].startswith(self.path):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            answer = await _answer(request, scope["path"].removeprefix(self.path))
        except RefusedError as refused:
            metrics.REFUSED.labels(refused.reason).inc()
            await asyncio.sleep(REFUSED_SECONDS)
            answer = PlainTextResponse(refused.word, refused.status, NO_SNIFFING)
        await answer(scope, receive, send)


async def _answer(request: Request, what: str) -> Response:
    """Return the answer to a request.

    Raises
    ------
    RefusedError
    """
    if request.method != "POST":
        raise RefusedError(405, "takes POST", "method")
    if not is_on() or what not in ANSWERS:
        raise RefusedError(404, "unknown", "token")
    if not is_own_origin(request.headers.get("origin"), request.headers.get("host", "")):
        raise RefusedError(404, "unknown", "origin")
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MAX_BYTES:
        raise RefusedError(413, "too large", "size")
    try:
        said = read_asked(await request.body())
        return await ANSWERS[what](await _who(request, said))
    except ClientDisconnect:
        return Response(status_code=204)
    except (ValueError, TypeError) as error:
        raise RefusedError(400, "takes something else", "command") from error
    except FullError as error:
        raise RefusedError(503, "full", "full") from error


async def _who(request: Request, said: dict[str, Any]) -> Asking:
    """Return who asks, by the key in the cookie."""
    key = read_key(request.cookies.get(COOKIE, ""))
    here = await CLASSES.find(key.code) if key else None
    if key is None or here is None:
        return Asking(request, said, None, None, None, None)
    teacher, member = key.teacher_in(here.room), key.member_of(here.room)
    if teacher is None and member is None:
        return Asking(request, said, None, None, None, None)
    if not here.allowances.setdefault(key.id, Allowance()).take():
        raise RefusedError(429, "too many", "rate")
    return Asking(request, said, here, key, teacher, member)


def _inside(asking: Asking) -> Class:
    """Return the room of who asks.

    Raises
    ------
    RefusedError
        If it is nobody of a room, or the room is over.
    """
    if asking.here is None or asking.here.room.is_over:
        raise RefusedError(404, "unknown", "token")
    return asking.here


def _teaching(asking: Asking) -> Class:
    """Return the room that who asks teaches.

    Raises
    ------
    RefusedError
        If they do not.
    """
    here = _inside(asking)
    if asking.teacher is None:
        raise RefusedError(404, "unknown", "token")
    return here


def _with_key(key: Key, request: Request) -> Response:
    """Return an answer that has the browser keep a key, which no script can read."""
    answer = Response(status_code=204, headers=NO_SNIFFING)
    answer.set_cookie(
        COOKIE, key.in_cookie(), max_age=KEY_SECONDS, httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


async def _open(asking: Asking) -> Response:
    """Open a room."""
    _, key = await CLASSES.open()
    return _with_key(key, asking.request)


#: Of this process.
GUESSES = Guesses()


async def _find(asking: Asking, text: str) -> Class:
    """Return the room of a code that somebody says.

    Raises
    ------
    RefusedError
        If it is none, or too many were.
    """
    address = address_of(asking.request)
    if not GUESSES.may(address):
        raise RefusedError(429, "too many", "rate")
    try:
        here = await CLASSES.find(read_code(text))
    except ValueError:
        here = None
    if here is None:
        GUESSES.note(address)
        raise RefusedError(404, "unknown", "token")
    return here


async def _join(asking: Asking) -> Response:
    """Join a room by its code; who is in it already stays who they are."""
    name = read_name(text_of(asking.said, "name"))
    here = await _find(asking, text_of(asking.said, "code"))
    if asking.here is here:
        return Response(status_code=204, headers=NO_SNIFFING)
    return _with_key(await CLASSES.join(here, name), asking.request)


async def _teach(asking: Asking) -> Response:
    """Become another teacher, by the secret that one has handed on."""
    here = await _find(asking, text_of(asking.said, "code"))
    key = Key(here.room.code, "", text_of(asking.said, "secret"))
    if key.teacher_in(here.room) is None:
        GUESSES.note(address_of(asking.request))
        raise RefusedError(404, "unknown", "token")
    return _with_key(key, asking.request)


async def _leave(asking: Asking) -> Response:
    """Leave the room, or forget one that is no more."""
    if asking.member is not None and asking.here is not None:
        await CLASSES.post(asking.here.room.code, {"do": "go", "id": asking.member.id})
    answer = Response(status_code=204, headers=NO_SNIFFING)
    answer.delete_cookie(COOKIE)
    return answer


async def _follow(asking: Asking) -> Response:
    """Return what the teacher's page shows, once that is news."""
    here = _inside(asking)
    known, n_events = known_of(asking.said), whole_of(asking.said, "events")
    loop = asyncio.get_running_loop()
    end = loop.time() + NEWS_SECONDS
    while loop.time() < end and not (
        here.shown.is_news_to(known) or here.room.n_events != n_events
    ):
        await here.change(end - loop.time())
    _inside(asking)
    if asking.member is not None and asking.member.id not in here.room.members:
        raise RefusedError(404, "unknown", "token")
    room = here.room
    more = {"events": room.n_events, "calls": room.calls, "room_paused": room.is_paused}
    return Response(here.shown.answer(known, more), media_type=DATA, headers=NO_SNIFFING)


async def _state(asking: Asking) -> Response:
    """Return what is known of the room, once that is news."""
    here = _inside(asking)
    room, n_events = here.room, whole_of(asking.said, "events")
    loop = asyncio.get_running_loop()
    end = loop.time() + NEWS_SECONDS
    while room.n_events == n_events and not room.is_over and loop.time() < end:
        await here.change(end - loop.time())
    _inside(asking)
    if asking.member is not None and asking.member.id not in room.members:
        raise RefusedError(404, "unknown", "token")
    found: dict[str, Any] = {
        "events": room.n_events,
        "code": room.code,
        "calls": room.calls,
        "isPaused": room.is_paused,
        "n": len(room.members),
    }
    if asking.teacher is not None:
        found["people"] = [
            {"id": one.id, "name": one.called, "animal": one.animal}
            for one in room.members.values()
        ]
        found["leads"] = room.leader == asking.teacher
    return JSONResponse(found, headers=NO_SNIFFING)


async def _wall(asking: Asking) -> Response:
    """Return the learners' networks that a teacher's page has not got yet, not too often."""
    here = _teaching(asking)
    had = whole_of(asking.said, "n")
    loop = asyncio.get_running_loop()
    end = loop.time() + NEWS_SECONDS
    while here.n_tiles <= had and not here.room.is_over and loop.time() < end:
        await here.change(end - loop.time())
    await asyncio.sleep(WALL_SECONDS)  # more may come at the same time
    _teaching(asking)
    new = b",".join(data for n, data in here.tiles.values() if n > had)
    body = b'{"n": %d, "tiles": [%b]}' % (here.n_tiles, new)
    return Response(body, media_type="application/json", headers=NO_SNIFFING)


async def _act(asking: Asking) -> Response:
    """Do what a teacher alone may."""
    here = _teaching(asking)
    said, code = asking.said, here.room.code
    do = text_of(said, "do")
    if do == "hand":
        secret = new_secret()
        await CLASSES.post(code, {"do": "teach", "key": hash_of(secret)})
        return JSONResponse({"secret": secret}, headers=NO_SNIFFING)
    events: dict[str, Callable[[], dict[str, Any]]] = {
        "call": dict,
        "pause": lambda: {"is": bool(said.get("is"))},
        "lead": lambda: {"teacher": asking.teacher},
        "rename": lambda: {"id": text_of(said, "id"), "name": read_name(text_of(said, "name"))},
        "go": lambda: {"id": text_of(said, "id")},
        "close": dict,
    }
    if do not in events:
        raise RefusedError(400, "takes something else", "command")
    await CLASSES.post(code, {"do": do, **events[do]()})
    return Response(status_code=204, headers=NO_SNIFFING)


#: What is asked, by the last part of its path.
ANSWERS: dict[str, Callable[[Asking], Awaitable[Response]]] = {
    "open": _open,
    "join": _join,
    "teach": _teach,
    "leave": _leave,
    "follow": _follow,
    "state": _state,
    "wall": _wall,
    "act": _act,
}
