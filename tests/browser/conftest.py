"""One server and one browser for all browser tests; a fresh context for each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, sync_playwright

from tests.browser.lab_page import LabPage
from tests.serving import launch, server

OpenLab = Callable[..., LabPage]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with server(tmp_path_factory.mktemp("server") / "server.log") as (url, _):
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def open_lab(address: str, browser: Browser) -> Iterator[OpenLab]:
    """Return a function that opens the page in a context of its own.

    At the end of the test, none of the pages may have said anything on its console that is an
    error, thrown an exception, or asked another host for anything.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # Opened at a page of its own, Streamlit's client asks there for the server first.
        looking = message.location["url"].endswith(("/_stcore/health", "/_stcore/host-config"))
        if message.type == "error" and not looking:
            faults.append(f"console: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            faults.append(f"request: {request.url}")

    def open_page(
        query: str = "",
        width: int = 1440,
        height: int = 900,
        theme: str = "light",
        path: str = "/",
    ) -> LabPage:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: faults.append(f"exception: {error}"))
        page.on("request", asked)
        page.goto(f"{path}?{query}")
        return LabPage(page)

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture(scope="session")
def shots() -> Path:
    """Return the folder for screenshots, which git ignores."""
    folder = Path(__file__).with_name("shots")
    folder.mkdir(exist_ok=True)
    return folder
