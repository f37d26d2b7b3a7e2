"""What tests of several folders share."""

import urllib.request
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright
from threadpoolctl import threadpool_limits

from tests.serving import PATIENCE, launch

# An example takes as long as the machine is busy, and a folder of failed ones would be one more
# thing that two processes write to: what failed is printed so that it can be pasted.
settings.register_profile("glassnet", deadline=None, database=None, print_blob=True)
settings.load_profile("glassnet")

#: Files and folders in the order in which their tests begin, the longest first, and after them all
#: others: at the end no process waits for a long one. An xdist_group begins before all of them.
FIRST = ("test_lossy_network", "browser", "javascript", "golden", "fuzz", "pages", "app")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that take long first; those of one folder keep their order."""
    rank = {name: i for i, name in enumerate(FIRST)}

    def of(item: pytest.Item) -> int:
        return min(rank.get(one, len(FIRST)) for one in (item.path.stem, item.path.parent.name))

    items.sort(key=of)


@pytest.fixture(scope="session", autouse=True)
def one_blas_thread() -> Iterator[None]:
    """Compute matrix products in one thread, as the server does.

    On a busy machine a small product takes ten times as long that waits for a second thread.
    """
    with threadpool_limits(1, user_api="blas"):
        yield


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave urllib no way out of this machine, for the time of a test."""
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nothing listens there
    # The first request makes one opener for all, with the proxies of that moment.
    monkeypatch.setattr(urllib.request, "_opener", None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a browser, one for all tests of a process: Playwright can start only once in it."""
    expect.set_options(timeout=1000 * PATIENCE)
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()
