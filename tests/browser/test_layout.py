"""No text lies on another one, on any page, in windows of four sizes."""

from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from app.pages.table import PAGES
from app.ui.addresses import url_path
from tests.browser.conftest import OpenLab

SOURCE = (Path(__file__).resolve().parent / "text_boxes.js").read_text("utf-8")
#: A laptop, a projector, a tablet, a phone.
SIZES = ((1440, 900), (1280, 720), (1024, 768), (390, 844))
#: Where texts are ours: the stages and players, the controls, the page's headings.
#: Milliseconds that charts may take to fit a new size, on a busy machine.
SETTLE_MS = 8000
PLACES = ".gn-stage, [data-testid=stSidebarUserContent]"


def overprinted(page: Page) -> list[str]:
    """Return the pairs of texts that lie on each other once charts have taken the new size."""
    with suppress(TimeoutError):
        page.wait_for_function(
            "places => !window.overprintedIn(places).length", arg=PLACES, timeout=SETTLE_MS
        )
    found: list[str] = page.evaluate("places => window.overprintedIn(places)", PLACES)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_text_lies_on_another(open_lab: OpenLab, name: str) -> None:
    lab = open_lab(path=f"/{url_path(name)}")
    page = lab.page
    if PAGES[name].experiment:
        lab.painted()
    else:
        expect(page.locator(".gn-stage, .stPlotlyChart, .st-key-glossary").first).to_be_visible()
    page.evaluate(SOURCE)
    found = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        lab.animation_frames(4)
        if pairs := overprinted(page):
            found[width, height] = pairs
    assert not found
