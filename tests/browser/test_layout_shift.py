"""Nothing that can be seen jumps while a page loads, as the browser itself measures it."""

from typing import Any

import pytest
from playwright.sync_api import expect

from app.pages.table import EXPERIMENTS
from app.ui.addresses import url_path
from tests.browser.conftest import OpenLab

#: The share of the window that may move, times how far: web.dev calls a tenth good.
MOST = 0.05
#: Parts that are among the last to have their size.
LAST = (
    ".gn-playback .main-svg, .st-key-glossary .katex, .gn-start[data-pictures], .st-key-next-page"
)
#: All that has shifted since the page was opened, and what the largest of it was.
SHIFTS = """() => new Promise(done => {
  const name = node => node?.closest?.('[class*=st-key]')?.className ?? node?.nodeName;
  new PerformanceObserver((list, observer) => {
    observer.disconnect();
    const all = list.getEntries().filter(one => !one.hadRecentInput);
    const sum = all.reduce((sum, one) => sum + one.value, 0);
    const largest = all.sort((a, b) => b.value - a.value).slice(0, 3);
    done([sum, largest.map(one => [one.value, one.sources.map(({ node }) => name(node))])]);
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done([0, []]), 2000);  // a page without any says nothing
})"""
LOADED = """() => document.querySelector('.stApp[data-test-script-state=notRunning]') &&
  !document.querySelector('[data-testid=stSkeleton]')"""


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("moons", 1440, 900),
        ("backprop", 390, 844),
        ("downhill", 1440, 900),
        ("one_weight", 390, 844),
        ("glossary", 1440, 900),
        ("start", 390, 844),
    ],
)
def test_nothing_jumps_while_a_page_loads(
    open_lab: OpenLab, name: str, width: int, height: int
) -> None:
    lab = open_lab(path=f"/{url_path(name)}", width=width, height=height)
    if name in EXPERIMENTS:
        lab.painted()
    expect(lab.page.locator(LAST).first).to_be_visible()
    lab.page.wait_for_function(LOADED)
    lab.animation_frames(20)
    found: tuple[float, list[Any]] = lab.page.evaluate(SHIFTS)
    shifted, largest = found
    assert shifted < MOST, largest
