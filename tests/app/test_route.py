"""The live route without a server: what it takes, and how much of it."""

import asyncio
from itertools import count
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from app.hosting.origins import is_own_origin
from app.live import route
from app.live.allowance import A_SECOND, BURST, Allowance
from app.live.live import Live
from app.live.registry import RUNS, Registry
from app.pages.moons.experiment import MOONS
from tests.own_loop import run
from tests.story import story

SMALL = story(m=60, hidden=(3,), epochs=100)
KEY = "the visitor's"
COMMAND = b'{"name": "more", "number": 1, "epoch": 0, "n": 2}'


def post(live: Live, body: bytes = COMMAND, key: str = KEY, **headers: str) -> Response:
    """Send a command to a run; return the answer."""
    sent = {
        "host": "here",
        "authorization": f"Bearer {key}",
        "content-length": str(len(body)),
        **headers,
    }
    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    found = run(route.serve_live(Request(scope, receive), live.token))
    return found.response if isinstance(found, route.Refusal) else found


def through(layer: route.LiveRoute, n: int = 1, **scope: Any) -> list[list[Message]]:
    """Send n requests at once through the middleware; return what was said to each."""
    said: list[list[Message]] = [[] for _ in range(n)]

    async def ask(number: int) -> None:
        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            said[number].append(message)

        kind = {"type": "http", "method": "POST", "path": "/live/none", "headers": LENGTH}
        await layer(kind | scope, receive, send)

    async def main() -> None:
        await asyncio.gather(*map(ask, range(n)))

    run(main())
    return said


async def nobody(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer for all that is behind the middleware."""
    await PlainTextResponse("behind")(scope, receive, send)


LENGTH = [(b"content-length", b"2")]


@pytest.mark.parametrize(
    ("scope", "status", "closes"),
    [
        ({}, 404, False),
        ({"headers": []}, 413, True),
        ({"headers": [(b"content-length", b"65537")]}, 413, True),
        ({"headers": [(b"content-length", b"-1")]}, 413, True),
        ({"method": "GET"}, 405, True),
        ({"path": "/live"}, 200, False),
        ({"path": "/course/live/none"}, 200, False),
    ],
)
def test_what_is_refused_is_refused_before_all_else(
    scope: dict[str, Any], status: int, closes: bool
) -> None:
    begun, body = through(route.LiveRoute(nobody, "/live/"), **scope)[0]
    assert begun["status"] == status
    assert (body["body"] == b"behind") is (status == 200)
    assert ((b"connection", b"close") in begun["headers"]) is closes


def test_the_more_requests_wait_to_be_refused_the_longer_each_waits_up_to_a_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held: list[float] = []
    asleep = asyncio.sleep

    async def sleep(seconds: float) -> None:
        held.append(seconds)
        await asleep(0)

    monkeypatch.setattr("app.live.route.asyncio.sleep", sleep)
    layer = route.LiveRoute(nobody, "/live/")
    said = through(layer, route.MOST_REFUSED + 5)
    assert len(held) == route.MOST_REFUSED
    assert held[0] == route.REFUSED_SECONDS
    assert held == sorted(held)
    # Whoever asks again as soon as they are refused, on so many connections, is refused so often.
    assert 100 / held[99] == route.REFUSED_A_SECOND
    assert held[-1] == route.LONGEST_REFUSED
    through(layer)
    assert held[-1] == route.REFUSED_SECONDS  # they wait no more
    assert all(begun["status"] == 404 for begun, _ in said)


def a_run(key: str = KEY) -> Live:
    return RUNS.enter(Live(MOONS, SMALL, key=key))


def test_a_command_is_answered_quickly_or_in_a_thread() -> None:
    live = a_run()
    assert live.seconds > route.INLINE_SECONDS  # not known yet, so in a thread
    assert post(live).status_code == 200
    assert live.seconds < float("inf")
    assert post(live).media_type == "application/octet-stream"
    assert not live.lock.locked()


def test_a_run_without_a_key_is_nobodys() -> None:
    assert post(a_run(key=""), key="").status_code == 404


def test_a_run_takes_so_many_commands_at_once() -> None:
    live = a_run()
    live.allowance = Allowance(clock=lambda: 0.0)
    said = [post(live, b"{").status_code for _ in range(BURST + 3)]
    assert said == [400] * BURST + [429] * 3


def test_more_commands_are_allowed_as_time_passes() -> None:
    seconds = count()
    allowance = Allowance(clock=lambda: float(next(seconds)))
    taken = [allowance.take() for _ in range(BURST * 2)]
    assert all(taken)  # one a second
    now = [0.0]
    allowance = Allowance(clock=lambda: now[0])
    while allowance.take():
        pass
    now[0] += 10 / A_SECOND
    assert sum(allowance.take() for _ in range(20)) == 10


def test_a_registry_keeps_nothing_alive() -> None:
    registry = Registry()
    live = registry.enter(Live(MOONS, SMALL, key=KEY))
    token = live.token
    assert registry.find(token, KEY) is live
    assert registry.find(token, "another's") is None
    del live
    assert registry.find(token, KEY) is None
    assert len(registry) == 0


def test_tokens_and_keys_have_128_random_bits() -> None:
    tokens = {Live(MOONS, SMALL).token for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) == 22 for token in tokens)  # 16 bytes in base 64


@pytest.mark.parametrize(
    ("origin", "is_own"),
    [
        (None, True),
        ("http://here:8501", True),
        ("https://here:8501", True),
        ("http://here", False),
        ("http://here:8501.elsewhere.example", False),
        ("http://elsewhere.example", False),
        ("null", False),
        ("http://[", False),
    ],
)
def test_whose_page_may_ask(origin: str | None, is_own: bool) -> None:
    assert is_own_origin(origin, "here:8501") is is_own
