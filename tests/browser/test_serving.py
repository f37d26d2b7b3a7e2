"""What the server serves beside the page itself."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response, expect

from core.data.datasets import DATASETS
from tests.browser.lab_page import LabPage
from tests.serving import server


def test_everything_is_found_under_a_base_path(tmp_path: Path, browser: Browser) -> None:
    with server(tmp_path / "server.log", base_path="/course/lab") as (url, _):
        page = browser.new_page()
        missing: list[str] = []

        def hear(answer: Response) -> None:
            if answer.status >= 400:
                missing.append(answer.url)

        page.on("response", hear)
        page.goto(f"{url}/moons")
        lab = LabPage(page).painted()
        lab.play_to(20)
        for name in ("moons", "three spirals"):
            picture = page.get_by_role("img", name=name, exact=True)
            expect(picture).not_to_have_js_property("naturalWidth", 0)
        expect(page.locator(".gn-boundary .point")).to_have_count(500)
        page.close()
        assert not missing


@pytest.mark.parametrize("path", ["/", "/moons", "/xor", "/downhill"])
def test_what_a_page_loads_is_linked_from_it(address: str, browser: Browser, path: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{path}")
    shown = "[data-testid=stage][data-frames], [data-testid=start], [data-testid=playback]"
    expect(page.locator(shown).first).to_be_visible()
    late: list[str] = page.evaluate(
        """() => {
          const linked = new Set([...document.querySelectorAll('head > link[rel*=preload]')]
            .map(({ href }) => href));
          return performance.getEntriesByType('resource').map(({ name }) => name)
            .filter(name => new URL(name).pathname.match(/[/]assets[/].*[.](js|css)$/))
            .filter(name => !name.includes('/plotly/') && !linked.has(name));
        }"""
    )
    page.close()
    assert not late


@pytest.mark.parametrize("name", DATASETS)
def test_thumbnails_are_served(address: str, name: str) -> None:
    with urllib.request.urlopen(f"{address}/assets/thumbnails/{name}.svg") as answer:
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert answer.read().startswith(b"<svg")


@pytest.mark.parametrize("path", ["thumbnails/none.svg", "..%2Fapp%2Fserver.py", "nothing.js"])
def test_what_is_not_there_is_not_found(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{address}/assets/{path}")
    assert caught.value.code in (400, 404)
    caught.value.close()
