"""The live route of a real server: who is refused, in a word, and that others do not notice."""

import asyncio
import json
import socket
import urllib.request
from contextlib import suppress

import pytest

from app.live.allowance import BURST
from app.live.route import MAX_BYTES
from tests.balancer.front import wait_until
from tests.load.visitor import BATCH, Visitor
from tests.own_loop import run
from tests.serving import PATIENCE

# One after another: these start servers of their own, and count what they do.
pytestmark = pytest.mark.xdist_group("servers")

STORY = "epochs=100000&m=100"
COMMAND = json.dumps({"name": "show", "number": 1, "epoch": 0}).encode()


def refused(address: str, reason: str) -> float:
    """Return how often the server has refused something for this reason."""
    with urllib.request.urlopen(f"{address}/metrics", timeout=PATIENCE) as answer:
        lines = answer.read().decode().splitlines()
    name = f'glassnet_refused_total{{reason="{reason}"}} '
    return float(next(line.removeprefix(name) for line in lines if line.startswith(name)))


def posted(
    address: str, body: bytes, path: str = "", key: str | None = None, **headers: str
) -> tuple[int, bytes]:
    """Open a page, and send something in place of what it would send; return the answer."""

    async def visit() -> tuple[int, bytes]:
        visitor = Visitor(address, "", STORY)
        try:
            await visitor.open()
            own = {} if key is None else {"Authorization": f"Bearer {key}"}
            return await visitor.post(path or visitor.stage["address"], body, **own, **headers)
        finally:
            await visitor.close()

    return run(visit())


def test_a_page_of_another_address_is_refused(address: str) -> None:
    before = refused(address, "origin")
    for origin in ("https://elsewhere.example", "null", "http://localhost:1", "http://[", ""):
        assert posted(address, COMMAND, Origin=origin) == (404, b"unknown"), origin
    assert refused(address, "origin") == before + 5
    assert posted(address, COMMAND, Origin=address)[0] == 200


def test_a_token_that_is_none_is_refused(address: str) -> None:
    before = refused(address, "token")
    for path in ("/live/x", "/live/" + "A" * 22, "/live/%20", "/live/" + "A" * 5000):
        assert posted(address, COMMAND, path) == (404, b"unknown"), path
    assert refused(address, "token") == before + 4


def test_a_token_is_of_use_with_its_visitors_key_alone(address: str) -> None:
    async def scene() -> None:
        visitors = [Visitor(address, "", STORY) for _ in range(2)]
        try:
            for visitor in visitors:
                await visitor.open()
            one, other = visitors
            for key in (other.stage["key"], "", "é"):
                headers = {"Authorization": f"Bearer {key}"}
                said = await one.post(one.stage["address"], COMMAND, **headers)
                assert said == (404, b"unknown")
            assert (await one.post(one.stage["address"], COMMAND))[0] == 200
        finally:
            for visitor in visitors:
                await visitor.close()

    run(scene())


def test_a_run_goes_with_its_session(forgetful: str) -> None:
    async def visit() -> Visitor:
        visitor = Visitor(forgetful, "", STORY)
        await visitor.open()
        await visitor.close()
        return visitor

    gone = run(visit())
    headers = {"Authorization": f"Bearer {gone.stage['key']}"}
    run(visit())  # the last session is remembered until another is served

    def is_unknown() -> bool:
        request = urllib.request.Request(
            forgetful + gone.stage["address"], COMMAND, headers, method="POST"
        )
        try:
            urllib.request.urlopen(request, timeout=PATIENCE).close()
        except urllib.error.HTTPError as error:
            return bool(error.code == 404 and error.read() == b"unknown")
        return False

    wait_until(is_unknown, "the run has gone")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[" * 30_000, 400),
        (b'"show"', 400),
        (b'{"name": "format", "number": 1}', 400),
        (b'{"name": "show"}', 400),
        (b'{"name": "show", "number": 1e999}', 400),
        (b'{"name": "show", "number": 1, "epoch": -1}', 400),
        (b'{"name": "show", "number": 1, "wish": 3}', 400),
        (b"\xff\xfe", 400),
        (b" " * (MAX_BYTES + 1), 413),
    ],
)
def test_what_is_no_command_is_refused(address: str, body: bytes, status: int) -> None:
    assert posted(address, body)[0] == status


def test_a_body_without_an_end_is_read_no_further(address: str) -> None:
    async def visit() -> tuple[str, str]:
        visitor = Visitor(address, "", STORY)
        await visitor.open()
        await visitor.close()
        return visitor.stage["address"], visitor.stage["key"]

    path, key = run(visit())
    host, port = address.removeprefix("http://").split(":")
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {key}\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    part = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as wire:
        wire.sendall(head.encode())
        sent = 0
        with suppress(OSError):  # the server closes the connection
            while sent < 200 * len(part):
                wire.sendall(part)
                sent += len(part)
        assert sent < 200 * len(part)
    assert posted(address, COMMAND)[0] == 200


def test_a_head_without_an_end_is_read_no_further(address: str) -> None:
    """h11 bounds what it keeps of a head; httptools, which is quicker, keeps all that comes."""
    host, port = address.removeprefix("http://").split(":")
    part = b"x" * 65_536
    for begin in (b"GET /", b"GET / HTTP/1.1\r\nHost: here\r\nX: "):
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as wire:
            wire.sendall(begin)
            sent = 0
            with suppress(OSError):  # the server closes the connection
                while sent < 200 * len(part):
                    wire.sendall(part)
                    sent += len(part)
            assert sent < 200 * len(part)


def test_a_flood_of_commands_harms_nobody_else(address: str) -> None:
    async def scene() -> None:
        noisy, other = Visitor(address, "", STORY), Visitor(address, "", STORY)
        await noisy.open()
        await other.open()
        playing = asyncio.create_task(other.play(2.0))
        said = set()
        for number in range(2 * BURST):
            body = json.dumps({"name": "more", "number": number, "n": BATCH}).encode()
            said.add((await noisy.post(noisy.stage["address"], body))[0])
        assert said <= {200, 429}
        assert (await playing).frames > 10
        await noisy.close()
        await other.close()

    run(scene())
