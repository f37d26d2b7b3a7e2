"""A page comes with its style sheet, and all else is left as it is."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Scope

from app.figures.palette_in_use import palette
from app.hosting.page_styles import PageStyles
from app.pages.record import PageRecord
from app.pages.styles import css_of
from app.pages.table import PAGES
from tests.own_loop import run

PAGE = "<!DOCTYPE html><html><head></head><body><p>é</p></body></html>"


def ask(path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """Return status, headers and body of the answer to a GET."""
    app = PageStyles(
        Starlette(
            routes=[
                Route("/lab", lambda request: HTMLResponse(PAGE)),
                Route("/text", lambda request: PlainTextResponse("</body>")),
                Route("/gone", lambda request: HTMLResponse(PAGE, 404)),
            ]
        ),
        lambda path: {"one": f"a{path[1:]} {{}}", "other": "b {}"},
    )
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
        await asyncio.Event().wait()
        raise AssertionError("nothing comes after that")

    async def send(message: Message) -> None:
        sent.append(message)

    run(app(scope, receive, send))
    start, *rest = sent
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], found, b"".join(one.get("body", b"") for one in rest).decode()


def test_a_page_has_its_style_sheet_behind_all_others() -> None:
    status, headers, body = ask("/lab", accept="text/html")
    assert status == 200
    assert body == PAGE.replace(
        "</body>", '<style id="one">alab {}</style><style id="other">b {}</style></body>'
    )
    assert int(headers["content-length"]) == len(body.encode())


def test_a_page_that_the_browser_has_is_not_sent_again() -> None:
    etag = ask("/lab", accept="text/html")[1]["etag"]
    status, headers, body = ask("/lab", accept="text/html", if_none_match=f"W/{etag}")
    assert (status, body) == (304, "")
    assert "content-length" not in headers
    assert ask("/lab", accept="text/html", if_none_match='"another"')[0] == 200


@pytest.mark.parametrize(
    ("path", "accept"), [("/text", "text/html"), ("/lab", "*/*"), ("/gone", "text/html")]
)
def test_all_else_is_left_alone(path: str, accept: str) -> None:
    assert "<style" not in ask(path, accept=accept)[2]


@pytest.mark.parametrize("record", PAGES.values(), ids=lambda record: record.name)
def test_room_for_controls_is_kept_where_there_are_some(record: PageRecord) -> None:
    loading = css_of(f"/{record.path}")["glassnet-loading"]
    assert ("padding-left: 300px" in loading) == record.controls


def test_every_page_has_the_apps_styles_and_the_palettes_colors() -> None:
    for path in ("/", "/glossary", "/course/lab/moons", "/no-such-page"):
        css = css_of(path)["glassnet-styles"]
        assert ".st-key-cards" in css
        assert f"--gn-positive: {palette().positive}" in css
    assert "padding-left: 300px" in css_of("/course/lab/moons/")["glassnet-loading"]
