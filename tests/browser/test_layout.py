"""No text lies on another one, on any page, in windows of four sizes, whatever the page does."""

from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from app.pages.table import PAGES
from app.ui.addresses import url_path
from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage

SOURCE = (Path(__file__).resolve().parent / "text_boxes.js").read_text("utf-8")
#: A laptop, a projector, a tablet, a phone.
SIZES = ((1440, 900), (1280, 720), (1024, 768), (390, 844))
#: Milliseconds that charts may take to fit a new size, on a busy machine.
SETTLE_MS = 8000
#: Where texts are ours: the stages and players, the controls, the page's headings.
PLACES = ".gn-stage, [data-testid=stSidebarUserContent]"


def overprinted(page: Page) -> list[str]:
    """Return the pairs of texts that lie on each other once charts have taken the new size."""
    with suppress(TimeoutError):
        page.wait_for_function(
            "places => !window.overprintedIn(places).length", arg=PLACES, timeout=SETTLE_MS
        )
    found: list[str] = page.evaluate("places => window.overprintedIn(places)", PLACES)
    return found


def in_all_sizes(lab: LabPage, state: str) -> dict[str, list[str]]:
    """Return what lies on each other in each size of the window where something does."""
    found = {}
    for width, height in SIZES:
        lab.page.set_viewport_size({"width": width, "height": height})
        lab.animation_frames(4)
        if pairs := overprinted(lab.page):
            found[f"{state}, {width} x {height}"] = pairs
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_text_lies_on_another(open_lab: OpenLab, name: str) -> None:
    is_live = bool(PAGES[name].experiment)
    query = "epochs=5000&optimizer=gradient_descent" if is_live else ""
    lab = open_lab(query, path=f"/{url_path(name)}")
    if is_live:
        lab.painted()
    else:
        expect(
            lab.page.locator(".gn-stage, .stPlotlyChart, .st-key-glossary").first
        ).to_be_visible()
    lab.page.evaluate(SOURCE)
    found = in_all_sizes(lab, "fresh")
    if is_live:
        lab.press("Play")
        lab.wait("Number(s.epoch) >= 10")
        found |= in_all_sizes(lab, "playing")
        opener = lab.button("Show the math")
        if opener.get_attribute("aria-expanded") == "false":
            opener.click()
        expect(lab.page.get_by_role("region", name="Backprop by hand")).to_be_visible()
        found |= in_all_sizes(lab, "playing, with the panel")
    assert not found
