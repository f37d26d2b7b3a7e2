"""One server for all browser tests of a process; a document of its own for each."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.lab_page import LabPage
from tests.browser.pages import SharedPage
from tests.serving import server
from tests.story import with_story

OpenLab = Callable[..., LabPage]
MOONS = "/moons"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with server(tmp_path_factory.mktemp("server") / "server.log") as (url, _):
        yield url


@pytest.fixture(scope="session")
def kept_pages(browser: Browser) -> Iterator[list[SharedPage]]:
    """Return the pages that scenarios have left, for the next ones."""
    pages: list[SharedPage] = []
    yield pages
    for page in pages:
        page.close()


@pytest.fixture
def open_lab(address: str, browser: Browser, kept_pages: list[SharedPage]) -> Iterator[OpenLab]:
    """Return a function that opens an address of the app in a page that nobody else uses.

    Moons opens with the tutorial's settings where the query says nothing else.

    At the end of the test, none of the pages may have said anything on its console that is an
    error, thrown an exception, or asked another host for anything.
    """
    used: list[SharedPage] = []

    def open_page(
        query: str = "",
        width: int = 1440,
        height: int = 900,
        theme: str = "light",
        path: str = MOONS,
    ) -> LabPage:
        if path == MOONS:
            query = with_story(query)
        shared = kept_pages.pop() if kept_pages else SharedPage(browser, address)
        used.append(shared)
        return LabPage(shared.open(path, query, width, height, theme))

    yield open_page
    faults = [fault for shared in used for fault in shared.leave()]
    kept_pages += used  # whichever could not be left is not used again
    assert not faults
