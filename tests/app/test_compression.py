"""Static files in gzip: the same bytes once unpacked, compressed once, in bounded memory."""

import asyncio
import gzip
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Scope

from app.hosting.compression import LEAST, PART, Compressed, StaticCompression
from tests.own_loop import run


def ask(app: StaticCompression, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of the answer to a GET."""
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()  # the browser stays, and says no more
        raise AssertionError("nothing comes after that")

    async def send(message: Message) -> None:
        sent.append(message)

    run(app(scope, receive, send))
    start, *rest = sent
    # No more than that waits for a slow browser.
    assert all(len(one.get("body", b"")) <= PART for one in rest)
    found = {k.decode(): v.decode() for k, v in start["headers"]}
    return start["status"], found, b"".join(one.get("body", b"") for one in rest)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.js").write_text("const weight = 1;\n" * 5000)
    (tmp_path / "b.css").write_text(".unit { color: blue; }\n" * 500)
    (tmp_path / "small.js").write_text("1;")
    (tmp_path / "c.png").write_bytes(bytes(range(256)) * 100)
    return tmp_path


@pytest.fixture
def app(folder: Path) -> StaticCompression:
    return StaticCompression(StaticFiles(directory=folder))


@pytest.mark.parametrize("name", ["a.js", "b.css"])
def test_a_browser_that_takes_gzip_gets_the_same_file_packed(
    app: StaticCompression, folder: Path, name: str
) -> None:
    for _ in range(2):  # compressed, then kept
        status, headers, body = ask(app, f"/{name}", accept_encoding="gzip, br")
        assert (status, headers["content-encoding"]) == (200, "gzip")
        assert int(headers["content-length"]) == len(body)
        assert gzip.decompress(body) == (folder / name).read_bytes()
        assert "Accept-Encoding" in headers["vary"]
    assert app.files.n_bytes == len(body)


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("a.js", {}),
        ("a.js", {"accept_encoding": "br"}),
        ("a.js", {"accept_encoding": "gzip", "range": "bytes=0-99"}),
        ("small.js", {"accept_encoding": "gzip"}),
        ("c.png", {"accept_encoding": "gzip"}),
    ],
)
def test_all_else_is_left_alone(
    app: StaticCompression, folder: Path, name: str, headers: dict[str, str]
) -> None:
    status, found, body = ask(app, f"/{name}", **headers)
    assert "content-encoding" not in found
    whole = (folder / name).read_bytes()
    assert body == (whole[:100] if "range" in headers else whole)
    assert status == (206 if "range" in headers else 200)
    assert app.files.n_bytes == 0


def test_a_file_that_the_browser_has_is_not_sent_again(app: StaticCompression) -> None:
    _, headers, _ = ask(app, "/a.js", accept_encoding="gzip")
    status, _, body = ask(app, "/a.js", accept_encoding="gzip", if_none_match=headers["etag"])
    assert (status, body) == (304, b"")


def test_a_changed_file_is_compressed_anew(app: StaticCompression, folder: Path) -> None:
    ask(app, "/a.js", accept_encoding="gzip")
    changed = b"let weight = 2;\n" * LEAST
    (folder / "a.js").write_bytes(changed)
    _, _, body = ask(app, "/a.js", accept_encoding="gzip")
    assert gzip.decompress(body) == changed


def test_a_file_of_many_addresses_is_kept_once(app: StaticCompression) -> None:
    _, _, body = ask(app, "/a.js", accept_encoding="gzip")
    for path in ("//a.js", "/./a.js", "/x/../a.js"):
        assert ask(app, path, accept_encoding="gzip")[2] == body
    assert app.files.n_bytes == len(body)


def test_a_large_file_is_sent_in_parts(app: StaticCompression, folder: Path) -> None:
    large = random.Random(0).randbytes(3 * PART).hex().encode()
    (folder / "large.js").write_bytes(large)
    _, headers, body = ask(app, "/large.js", accept_encoding="gzip")
    assert len(body) == int(headers["content-length"]) > 3 * PART
    assert gzip.decompress(body) == large


@given(st.lists(st.binary(max_size=400), max_size=30))
def test_what_is_kept_is_bounded_and_right(files: list[bytes]) -> None:
    kept = Compressed(most=500)
    for data in files:
        for _ in range(2):
            assert gzip.decompress(kept.of(data)) == data
        assert kept.n_bytes <= 500
