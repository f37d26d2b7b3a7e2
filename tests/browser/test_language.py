"""Every text of our JavaScript goes through the catalogue of the document's language.

One scenario for all pages: a browser that has read the scripts opens the next page in a third of
the time.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.lab_page import LabPage
from tests.serving import PATIENCE

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CATALOGUE = "tests/javascript/texts/catalogue.js"
#: Pages with a stage, each with the buttons and tabs that bring other texts.
STAGES = {
    "/moons?m=60&epochs=300&alpha=0.5": (
        *("Play", "Show the math", "Step through", "Gradient per example", "Check"),
        *("Break it", "Hide a mistake", "Unit doctor"),
    ),
    "/digits": ("How it went wrong",),
    "/sleep": ("Step",),
    "/xor": ("Step",),
}


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str | list[str]]:
    """Return a catalogue that has each text of assets/ as ⟦text⟧."""
    node = Path(sys.executable).with_name("node")
    command = [str(node), CATALOGUE]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    texts: dict[str, str | list[str]] = json.loads(printed)
    return texts


@pytest.fixture
def page(address: str, browser: Browser, catalogue: dict[str, str | list[str]]) -> Iterator[Page]:
    """Return a page whose documents are in the language of that catalogue."""

    def answer(route: Route) -> None:
        route.fulfill(json=catalogue)

    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(1000 * PATIENCE)
    context.add_init_script(path=HERE / "bare_texts.js")
    context.route("**/languages/marked.json", answer)
    yield context.new_page()
    context.close()


def bare_texts(page: Page) -> list[str]:
    """Return the texts that have not gone through the catalogue."""
    texts: list[str] = page.evaluate("bareTexts()")
    return texts


def press(page: Page, name: str) -> None:
    """Press a button or a tab by its English name."""
    stage = page.get_by_test_id("stage")
    marked = f"⟦{name}⟧"
    button = stage.get_by_role("button", name=marked, exact=True)
    button.or_(stage.get_by_role("tab", name=marked, exact=True)).first.click()


def of_stage(page: Page, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the bare texts of a stage, of its tour, and of what these buttons bring."""
    lab = LabPage(page).painted()
    yield from bare_texts(page)
    offer = page.get_by_role("button", name="⟦Show me around⟧")
    if offer.count():
        offer.click()
    dialog = page.get_by_role("dialog")
    while dialog.count():
        yield from bare_texts(page)
        page.keyboard.press("ArrowRight")
    for name in names:
        press(page, name)
        lab.animation_frames(20)
        yield from bare_texts(page)


def test_no_text_is_bare_in_a_language_that_marks_all_of_them(page: Page) -> None:
    found = {}
    for path, names in STAGES.items():
        page.goto(path)
        found[path] = set(of_stage(page, names))
    page.goto("/downhill")
    playback = page.get_by_test_id("playback")
    playback.get_by_role("button", name="⟦Step⟧", exact=True).click()
    expect(playback).to_have_attribute("data-step", "1")
    found["/downhill"] = set(bare_texts(page))
    page.goto("/")
    expect(page.get_by_role("link", name="⟦Make it yours⟧")).to_be_visible()
    found["/"] = set(bare_texts(page))
    assert not any(found.values()), found
    page.evaluate("document.querySelector('[data-testid=start]').append('By no catalogue')")
    assert bare_texts(page) == ["By no catalogue"]
