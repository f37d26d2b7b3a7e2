"""The first visit: something moves before anything is pressed; the path; nothing jumps."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM
from tests.browser.conftest import OpenLab

#: Notes each shift of the layout with its time, and when the page's own first content came: before,
#: there is only Streamlit's empty frame.
NOTE_SHIFTS = """() => {
  if (window.shifts) return; // the page has been told before
  window.shifts = [];
  new PerformanceObserver(list => { for (const one of list.getEntries())
    if (!one.hadRecentInput) window.shifts.push([one.startTime, one.value]); }
  ).observe({ type: 'layout-shift', buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.st-key-page-heading, [data-testid=start]')) return;
    observer.disconnect();
    window.ownContent = performance.now();
  }).observe(document, { subtree: true, childList: true });
}"""
MOST_SHIFT = 0.05


def playing(page: Page, pictures: int = 3) -> None:
    """Wait until some pictures of the film have been shown."""
    page.wait_for_function(
        "n => Number(document.querySelector('[data-testid=start]')?.dataset.pictures) >= n",
        arg=pictures,
    )


def test_it_moves_before_anything_is_pressed_and_leads_into_the_lab(open_lab: OpenLab) -> None:
    lab = open_lab(path="/xor").painted()
    page = lab.page
    page.goto("/")
    playing(page)
    expect(page).to_have_title("Start · Glassnet")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert any(url.endswith("/film.json") for url in loaded)
    # English needs no catalogue.
    assert not [url for url in loaded if "plotly" in url or "/languages/" in url]
    start = page.get_by_test_id("start")
    # XOR was seen, and is where one was; the others were not.
    expect(start.get_by_text("1 of 10 seen")).to_be_visible()
    expect(start.get_by_role("link", name="Go on with XOR")).to_have_attribute("href", "/xor")
    start.get_by_role("button", name=re.compile("Pause")).click()
    expect(start).to_have_attribute("data-status", "paused")
    before = start.get_attribute("data-pictures")
    lab.animation_frames(20)
    assert start.get_attribute("data-pictures") == before
    start.get_by_role("link", name="Make it yours").click()
    lab.painted()
    query = dict(parse_qsl(urlsplit(page.url).query))
    assert MOONS_FORM.read(query) == (MOONS.settings(), [])
    page.get_by_role("link", name="Next: Digits").click()
    expect(page.get_by_role("heading", name="Digits", exact=True, level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Next: Start")).to_be_visible()
    page.goto("/")
    expect(start.get_by_text("3 of 10 seen")).to_be_visible()


def test_who_wants_no_motion_sees_how_it_ends(open_lab: OpenLab) -> None:
    lab = open_lab(path="/gradient-check")
    page = lab.page
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    start = page.get_by_test_id("start")
    expect(start).to_have_attribute("data-epoch", str(MOONS.settings().epochs))
    before = start.get_attribute("data-pictures")
    lab.animation_frames(20)
    assert start.get_attribute("data-pictures") == before
    start.get_by_role("button", name=re.compile("Play")).click()
    expect(start).to_have_attribute("data-status", "playing")
    page.emulate_media(reduced_motion="no-preference")


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_jumps_while_it_loads(open_lab: OpenLab, width: int) -> None:
    lab = open_lab(path="/gradient-check", width=width, height=900)
    page = lab.page
    page.add_init_script(f"({NOTE_SHIFTS})()")
    page.goto("/")
    playing(page)
    lab.animation_frames(30)
    assert page.evaluate("window.ownContent") > 0
    shifts = page.evaluate("window.shifts.filter(([time]) => time > window.ownContent)")
    assert sum(value for _, value in shifts) < MOST_SHIFT, shifts


def test_a_phone_finds_the_pages_behind_a_button_with_a_name(open_lab: OpenLab) -> None:
    page = open_lab(path="/moons", width=390, height=844).painted().page
    expect(page.get_by_role("heading", name="Moons", exact=True)).to_be_in_viewport()
    button = page.get_by_test_id("stExpandSidebarButton")
    assert button.evaluate("e => getComputedStyle(e, '::after').content") == '"Menu"'
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.stMain'))")
    button.click()
    for name in ("Start", "XOR", "Digits"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
