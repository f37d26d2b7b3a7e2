"""Files that would take too much are refused at the door."""

import asyncio
from collections.abc import Mapping

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.hosting.closed_paths import ClosedPaths
from app.hosting.upload_bounds import MEGABYTE, UploadBounds
from tests.own_loop import run

EACH, ALL = 2 * MEGABYTE, 3 * MEGABYTE
FILE = "/_stcore/upload_file/a/file"


async def take(scope: Scope, receive: Receive, send: Send) -> None:
    """Take anything."""
    await PlainTextResponse("taken")(scope, receive, send)


def ask(app: ASGIApp, method: str, path: str, length: int | None = None) -> tuple[int, str]:
    """Send a request; return the status and the text of the answer."""
    told = [] if length is None else [(b"content-length", str(length).encode())]
    scope = {"type": "http", "method": method, "path": path, "headers": told}
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        said.append(message)

    async def main() -> None:
        await app(scope, receive, send)

    run(main())
    return said[0]["status"], said[1]["body"].decode()


def bounds(kept: Mapping[str, int]) -> UploadBounds:
    """Return the middleware of a server on which these bytes are kept."""
    return UploadBounds(take, EACH, ALL, lambda: dict(kept))


@pytest.mark.parametrize("base", ["", "/course/lab"])
@pytest.mark.parametrize(
    ("kept", "n", "status", "told"),
    [
        ({}, EACH, 200, "taken"),
        ({}, EACH + 1, 413, "Your files would take more than 2 MB: remove some first."),
        ({"a": MEGABYTE}, MEGABYTE, 200, "taken"),
        ({"a": MEGABYTE}, MEGABYTE + 1, 413, "Your files"),
        ({"b": 2 * MEGABYTE}, MEGABYTE, 200, "taken"),
        ({"b": 2 * MEGABYTE}, MEGABYTE + 1, 413, "The files of all visitors"),
    ],
)
def test_what_fits_is_taken_and_no_more(
    kept: dict[str, int], n: int, status: int, told: str, base: str
) -> None:
    found, text = ask(bounds(kept), "PUT", f"{base}/_stcore/upload_file/a/file", n)
    assert found == status
    assert text.startswith(told)


def test_a_file_of_no_told_length_is_refused() -> None:
    assert ask(bounds({}), "PUT", FILE)[0] == 411


def test_files_on_their_way_count_and_those_that_have_come_or_failed_no_longer() -> None:
    async def hold(scope: Scope, receive: Receive, send: Send) -> None:
        await go_on.wait()
        raise ConnectionError

    async def ignore(message: object) -> None:
        pass

    async def nothing() -> dict[str, object]:
        return {}

    async def send_one(door: UploadBounds) -> None:
        scope = {
            "type": "http",
            "method": "PUT",
            "path": FILE,
            "headers": [(b"content-length", str(EACH).encode())],
        }
        await door(scope, nothing, ignore)

    async def main() -> None:
        door = UploadBounds(hold, EACH, ALL, dict)
        on_its_way = asyncio.create_task(send_one(door))
        await asyncio.sleep(0)
        assert door.problem("a", 1)
        assert not door.problem("b", MEGABYTE)
        assert door.problem("b", MEGABYTE + 1)
        go_on.set()
        with pytest.raises(ConnectionError):
            await on_its_way
        assert not door.problem("a", EACH)
        assert not door.coming

    go_on = asyncio.Event()
    run(main())


def test_other_requests_pass() -> None:
    full = bounds({"a": EACH})
    for method, path in (("GET", FILE), ("DELETE", FILE), ("PUT", "/another")):
        assert ask(full, method, path, EACH + 1) == (200, "taken")


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/course/_stcore/metrics/"])
def test_streamlits_own_numbers_are_not_told(path: str) -> None:
    assert ask(ClosedPaths(take), "GET", path)[0] == 404
    assert ask(ClosedPaths(take), "GET", "/_stcore/health") == (200, "taken")
