"""A panel, added as docs/adding.md says, in a real browser."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.lab_page import LabPage

ROOT = Path(__file__).resolve().parent.parent.parent


def blocks() -> list[str]:
    """Return the JavaScript of the page's section on panels."""
    text = (ROOT / "docs" / "adding.md").read_text("utf-8")
    (section,) = re.findall(r"^## A panel.*?\n(.*?)^## ", text, re.DOTALL | re.MULTILINE)
    found = re.findall(r"^ *```js\n(.*?)^ *```", section, re.DOTALL | re.MULTILINE)
    return [textwrap.dedent(block) for block in found]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page to which the server seems to have the panel's file and its record."""
    module, imported, record = blocks()
    table = (ROOT / "assets" / "live" / "plane_panels.js").read_text("utf-8")
    table = imported + table.replace("\n];", f"\n  {record}];")

    def answer(text: str, route: Route) -> None:
        route.fulfill(body=text, content_type="text/javascript")

    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.route("**/live/plane_panels.js", lambda route: answer(table, route))
    page.route("**/live/theta_norm/theta_norm.js", lambda route: answer(module, route))
    yield page
    context.close()


def test_a_panel_is_added_as_the_page_says(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/moons?epochs=1000")
    lab = LabPage(page).painted()
    panel = page.get_by_role("region", name="Length of theta")
    length = panel.locator("b")
    expect(length).to_have_text(re.compile(r"^\+\d+\.\d+$"))
    first = length.inner_text()
    lab.press("Step")
    lab.expect_epoch(1)
    expect(length).not_to_have_text(first)
    assert not errors
