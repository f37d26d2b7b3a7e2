"""No text lies on another one: pages at rest, playing and with the panel open, in four sizes."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from app.pages.record import PageRecord
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
#: What stands on the pages without a run.
WITHOUT_RUN = (
    ".gn-stage, .stPlotlyChart, .st-key-glossary, .st-key-course, .st-key-check-results, "
    ".st-key-lessons, .st-key-write-lesson, .st-key-classroom"
)
#: So few epochs a second that a run is still playing when all sizes have been looked at.
SLOW = "pace=5&speed=1"


def rest(lab: LabPage) -> None:
    """Leave the page as it opens."""


def play(lab: LabPage) -> None:
    """Play a run, or a walk."""
    lab.press("Play")
    expect(lab.button("Pause")).to_be_visible()


def open_panel(lab: LabPage) -> None:
    """Open the panel with the math of a run that rests; one page opens with it."""
    # On a busy machine the run may have come to its end.
    lab.stage.evaluate(
        "stage => { if (stage.dataset.status === 'playing')"
        " stage.querySelector('.gn-play').click(); }"
    )
    button = lab.button("Show the math")
    if button.get_attribute("aria-expanded") != "true":
        button.click()
    expect(lab.page.get_by_role("tab", name="Chain rule")).to_be_visible()


def is_walk(record: PageRecord) -> bool:
    """Return whether a page plays something that is no run."""
    return any(module.startswith("playback/") for module in record.modules)


#: What is done to a page, one after the other, and the pages on which it can be done.
STATES: dict[Callable[[LabPage], None], list[str]] = {
    rest: [*PAGES],
    play: [name for name, record in PAGES.items() if record.experiment or is_walk(record)],
    open_panel: [name for name, record in PAGES.items() if record.experiment],
}


def overprinted(page: Page, *, is_at_rest: bool) -> list[str]:
    """Return the pairs of texts that lie on each other once charts have taken the new size."""
    places = [PLACES, is_at_rest]
    with suppress(TimeoutError):
        page.wait_for_function(
            "places => !window.overprintedIn(...places).length", arg=places, timeout=SETTLE_MS
        )
    found: list[str] = page.evaluate("places => window.overprintedIn(...places)", places)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_text_lies_on_another(open_lab: OpenLab, name: str) -> None:
    live = PAGES[name].experiment is not None
    lab = open_lab(SLOW if live else "", path=f"/{url_path(name)}")
    page = lab.page
    if live:
        lab.painted()
    else:
        expect(page.locator(WITHOUT_RUN).first).to_be_visible()
    page.evaluate(SOURCE)
    found = {}
    for state in [one for one, names in STATES.items() if name in names]:
        state(lab)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            lab.animation_frames(4)
            if pairs := overprinted(page, is_at_rest=state is rest):
                found[state.__name__, width, height] = pairs
    assert not found
