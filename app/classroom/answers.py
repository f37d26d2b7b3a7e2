"""What the route of classes answers, as one table."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from app.classroom.asked import known_of, text_of, whole_of
from app.classroom.asking import UNKNOWN, Asking, RefusedError
from app.classroom.classes import Class
from app.classroom.client_address import address_of
from app.classroom.codes import hash_of, new_secret, read_code
from app.classroom.keys import COOKIE, Key
from app.classroom.people import read_name
from app.classroom.question import read_question
from app.classroom.report import report
from app.hosting.headers import DATA, NO_SNIFFING

#: Seconds that one waits for news at the most: less than a browser's patience, and a proxy's.
NEWS_SECONDS = 10.0
#: Seconds from one look at the wall to the next at the least.
WALL_SECONDS = 0.2
#: Seconds that a browser keeps its key: as long as a room is there.
KEY_SECONDS = 8 * 3600


def _with_key(key: Key, request: Request) -> Response:
    """Return an answer that has the browser keep a key, which no script can read."""
    answer = Response(status_code=204, headers=NO_SNIFFING)
    answer.set_cookie(
        COOKIE, key.in_cookie(), max_age=KEY_SECONDS, httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


async def _open(asking: Asking) -> Response:
    """Open a room, unless this address has opened too many."""
    address = address_of(asking.request)
    if not asking.openings.may(address):
        raise RefusedError(429, "too many", "rate")
    asking.openings.note(address)
    _, key = await asking.classes.open()
    return _with_key(key, asking.request)


async def _find(asking: Asking, text: str) -> Class:
    """Return the room of a code that somebody says.

    Raises
    ------
    RefusedError
        If it is none, or too many were.
    """
    address = address_of(asking.request)
    if not asking.guesses.may(address):
        raise RefusedError(429, "too many", "rate")
    try:
        here = await asking.classes.find(read_code(text))
    except ValueError:
        here = None
    if here is None:
        asking.guesses.note(address)
        raise RefusedError(*UNKNOWN)
    return here


async def _join(asking: Asking) -> Response:
    """Join a room by its code; who is in it already stays who they are."""
    name = read_name(text_of(asking.said, "name"))
    here = await _find(asking, text_of(asking.said, "code"))
    if asking.here is here:
        return Response(status_code=204, headers=NO_SNIFFING)
    return _with_key(await asking.classes.join(here, name), asking.request)


async def _teach(asking: Asking) -> Response:
    """Become another teacher, by the secret that one has handed on."""
    here = await _find(asking, text_of(asking.said, "code"))
    key = Key(here.room.code, "", text_of(asking.said, "secret"))
    if key.teacher_in(here.room) is None:
        asking.guesses.note(address_of(asking.request))
        raise RefusedError(*UNKNOWN)
    return _with_key(key, asking.request)


async def _leave(asking: Asking) -> Response:
    """Leave the room, or forget one that is no more."""
    if asking.member is not None and asking.here is not None:
        await asking.classes.post(asking.here.room.code, {"do": "go", "id": asking.member.id})
    answer = Response(status_code=204, headers=NO_SNIFFING)
    answer.delete_cookie(COOKIE)
    return answer


async def _follow(asking: Asking) -> Response:
    """Return what the teacher's page shows, once that is news."""
    here = asking.inside
    known, n_events = known_of(asking.said), whole_of(asking.said, "events")
    loop = asyncio.get_running_loop()
    end = loop.time() + NEWS_SECONDS
    while loop.time() < end and not (
        here.shown.is_news_to(known) or here.room.n_events != n_events
    ):
        await here.change("stage", end - loop.time())
    room = asking.inside.room
    more = {"events": room.n_events, "calls": room.calls, "room_paused": room.is_paused}
    return Response(here.shown.answer(known, more), media_type=DATA, headers=NO_SNIFFING)


async def _state(asking: Asking) -> Response:
    """Return what is known of the room, once that is news."""
    here = asking.inside
    room, n_events = here.room, whole_of(asking.said, "events")
    loop = asyncio.get_running_loop()
    end = loop.time() + NEWS_SECONDS
    was_away = bool(asking.said.get("isAway"))
    while (
        room.n_events == n_events
        and here.is_away == was_away
        and not room.is_over
        and loop.time() < end
    ):
        await here.change("events", end - loop.time())
    room = asking.inside.room
    found: dict[str, Any] = {
        "events": room.n_events,
        "code": room.code,
        "isAway": here.is_away,
        "calls": room.calls,
        "isPaused": room.is_paused,
        "n": len(room.members),
    }
    if room.questions:
        question = room.questions[-1]
        sees = question.is_revealed or asking.teacher is not None
        found["question"] = {
            "number": len(room.questions) - 1,
            "text": question.text,
            "choices": question.choices,
            "isRevealed": question.is_revealed,
            "truth": question.truth,
            "mine": question.answers.get(asking.member.id) if asking.member else None,
            "counts": question.counts if sees else None,
        }
    if asking.teacher is not None:
        found["people"] = [
            {"id": one.id, "name": one.called, "animal": one.animal}
            for one in room.members.values()
        ]
        found["leads"] = room.leader == asking.teacher
    return JSONResponse(found, headers=NO_SNIFFING)


async def _say(asking: Asking) -> Response:
    """Take what a learner says to the present question."""
    here = asking.inside
    if asking.member is None:
        raise RefusedError(*UNKNOWN)
    event = {
        "do": "answer",
        "id": asking.member.id,
        "question": whole_of(asking.said, "question"),
        "choice": whole_of(asking.said, "choice"),
    }
    await asking.classes.post(here.room.code, event)
    return Response(status_code=204, headers=NO_SNIFFING)


async def _report(asking: Asking) -> Response:
    """Return what is left of the class, as a text."""
    here = asking.taught
    server = str(asking.request.base_url).rstrip("/")
    text = report(here.room, here.tiles, server, datetime.now(UTC).date().isoformat())
    return PlainTextResponse(text, headers=NO_SNIFFING)


async def _wall(asking: Asking) -> Response:
    """Return the learners' networks that a teacher's page has not got yet, not too often."""
    here = asking.taught
    had = whole_of(asking.said, "n")
    loop = asyncio.get_running_loop()
    end = loop.time() + NEWS_SECONDS
    while here.n_tiles <= had and not here.room.is_over and loop.time() < end:
        await here.change("wall", end - loop.time())
    await asyncio.sleep(WALL_SECONDS)  # more may come at the same time
    here = asking.taught
    new = b",".join(data for n, data in here.tiles.values() if n > had)
    body = b'{"n": %d, "tiles": [%b]}' % (here.n_tiles, new)
    return Response(body, media_type="application/json", headers=NO_SNIFFING)


async def _act(asking: Asking) -> Response:
    """Do what a teacher alone may."""
    code, do = asking.taught.room.code, text_of(asking.said, "do")
    if do == "hand":
        secret = new_secret()
        await asking.classes.post(code, {"do": "teach", "key": hash_of(secret)})
        return JSONResponse({"secret": secret}, headers=NO_SNIFFING)
    if do not in ACTS:
        raise RefusedError(400, "takes something else", "command")
    await asking.classes.post(code, {"do": do, **ACTS[do](asking)})
    return Response(status_code=204, headers=NO_SNIFFING)


def _nothing(asking: Asking) -> dict[str, Any]:
    return {}


def _asked(asking: Asking) -> dict[str, Any]:
    text, choices = read_question(asking.said.get("text"), asking.said.get("choices"))
    return {"text": text, "choices": choices}


#: What each event of a teacher's says, by its ``do``.
ACTS: dict[str, Callable[[Asking], dict[str, Any]]] = {
    "call": _nothing,
    "pause": lambda asking: {"is": bool(asking.said.get("is"))},
    "lead": lambda asking: {"teacher": asking.teacher},
    "rename": lambda asking: {
        "id": text_of(asking.said, "id"),
        "name": read_name(text_of(asking.said, "name")),
    },
    "go": lambda asking: {"id": text_of(asking.said, "id")},
    "ask": _asked,
    "reveal": _nothing,
    "truth": lambda asking: {"choice": whole_of(asking.said, "choice")},
    "close": _nothing,
}


#: What is asked, by the last part of its path.
ANSWERS: dict[str, Callable[[Asking], Awaitable[Response]]] = {
    "open": _open,
    "join": _join,
    "teach": _teach,
    "leave": _leave,
    "follow": _follow,
    "state": _state,
    "wall": _wall,
    "say": _say,
    "report": _report,
    "act": _act,
}
