"""No text lies on another one, on any page, in windows of four sizes.

Each page is loaded once: as it opens, and then as it plays with the panel below its network open.
"""

from collections.abc import Sequence
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
#: Where texts are ours: the stages and players, and the controls.
PLACES = ".gn-stage, [data-testid=stSidebarUserContent]"


def overprinted(page: Page) -> list[str]:
    """Return the pairs of texts that lie on each other once charts have taken the new size."""
    with suppress(TimeoutError):
        page.wait_for_function(
            "places => !window.overprintedIn(places).length", arg=PLACES, timeout=SETTLE_MS
        )
    found: list[str] = page.evaluate("places => window.overprintedIn(places)", PLACES)
    return found


def in_all_sizes(
    lab: LabPage, state: str, sizes: Sequence[tuple[int, int]]
) -> dict[tuple[str, int, int], list[str]]:
    """Return what lies on each other in windows of some sizes, by state and size."""
    found = {}
    for width, height in sizes:
        lab.page.set_viewport_size({"width": width, "height": height})
        lab.animation_frames(3)
        if pairs := overprinted(lab.page):
            found[state, width, height] = pairs
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_text_lies_on_another(open_lab: OpenLab, name: str) -> None:
    lab = open_lab(path=f"/{url_path(name)}")
    page = lab.page
    is_live = PAGES[name].experiment is not None
    if is_live:
        lab.painted()
    else:
        expect(page.locator(".gn-stage, .stPlotlyChart, .st-key-glossary").first).to_be_visible()
    page.evaluate(SOURCE)
    found = in_all_sizes(lab, "fresh", SIZES)
    if is_live:
        opener = page.get_by_role("button", name="Show the math")
        if opener.get_attribute("aria-expanded") == "false":
            opener.click()
        expect(page.get_by_role("region", name="Backprop by hand")).to_be_visible()
        lab.press("Play")
        lab.wait("Number(s.epoch) > 0")
        found |= in_all_sizes(lab, "playing, with the panel open", SIZES[::-1])
    assert not found
