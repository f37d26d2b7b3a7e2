"""How long it takes until a page moves: a part of `make bench-live`."""

import statistics
from contextlib import closing

from playwright.sync_api import Browser, Page

from bench.measuring import STORY, WINDOW, Wire, row, wait

#: Notes when the first frame was painted, in milliseconds from the navigation.
NOTE_FIRST = """new MutationObserver((_, observer) => {
  if (!(Number(document.querySelector('[data-testid=stage]')?.dataset.frames) > 0)) return;
  observer.disconnect();
  window.firstFrame = performance.now();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-frames'] });"""


def first_frame(page: Page, tries: int = 9) -> None:
    """Print how long it takes to come, with files that the browser has kept."""
    page.add_init_script(NOTE_FIRST)
    page.goto("/moons", wait_until="commit")
    wait(page, "s.frames > 0")
    times = []
    for _ in range(tries):
        page.wait_for_timeout(1000)
        page.goto(STORY, wait_until="commit")
        page.wait_for_function("window.firstFrame > 0")
        times.append(float(page.evaluate("window.firstFrame")) / 1000)
    median, worst = statistics.median(times), max(times)
    row("first painted frame", "<= 0.8 s", f"{median:.2f} s (worst {worst:.2f})",
        f"warm, from navigation; median of {tries}")  # fmt: skip


def first_visit(page: Page) -> None:
    """Print what a browser receives that has nothing yet."""
    wire = Wire()
    wire.watch(page)
    page.goto("/moons", wait_until="commit")
    wait(page, "s.frames > 0")
    row("received on a first visit", "<= 1,700 kB", f"{wire.received / 1000:,.0f} kB",
        "until the moons page can be played")  # fmt: skip


#: Notes when the film on the start page shows its second picture, in milliseconds from the
#: navigation.
NOTE_MOVING = """new MutationObserver((_, observer) => {
  if (!(Number(document.querySelector('[data-testid=start]')?.dataset.pictures) > 1)) return;
  observer.disconnect();
  window.moving = performance.now();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-pictures'] });"""
#: How much slower the processor is, and bytes a second, for whoever has neither a fast machine nor
#: a fast line.
SLOWER, SLOW_BYTES = 4, 4_000_000 / 8


def moving(page: Page) -> float:
    """Open the start page, and return the seconds until it moves."""
    page.goto("/", wait_until="commit")
    page.wait_for_function("window.moving > 0", timeout=60_000)
    return float(page.evaluate("window.moving")) / 1000


def slow_visit(page: Page) -> None:
    """Print what a first visit to the start page takes on a slow machine and a slow line."""
    page.add_init_script(NOTE_MOVING)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    limits = {"offline": False, "latency": 0, "downloadThroughput": SLOW_BYTES}
    limits["uploadThroughput"] = SLOW_BYTES
    session.send("Network.emulateNetworkConditions", limits)
    wire = Wire()
    wire.watch(page)
    seconds, received = moving(page), wire.received / 1000
    how = f"first visit, processor {SLOWER} times slower, 4 Mbit/s"
    row("start page moves, slow", "<= 6 s", f"{seconds:.2f} s", how)
    row("received until it moves", "<= 1,700 kB", f"{received:,.0f} kB", "same")


def start_page(page: Page, tries: int = 9) -> None:
    """Print how long the start page takes until it moves, with files that the browser has kept."""
    page.add_init_script(NOTE_MOVING)
    times = []
    for _ in range(tries + 1):
        times.append(moving(page))
        page.wait_for_timeout(1000)
    median, worst = statistics.median(times[1:]), max(times[1:])
    row("start page moves", "<= 1.0 s", f"{median:.2f} s (worst {worst:.2f})",
        f"warm, from navigation; median of {tries}")  # fmt: skip


#: Notes the milliseconds from the next click to the first frame of another page's stage.
NOTE_ARRIVAL = """() => { window.arrival = null;
  document.addEventListener('click', ({ timeStamp }) => {
    const before = document.querySelector('[data-testid=stage]');
    new MutationObserver((_, observer) => {
      const stages = [...document.querySelectorAll('[data-testid=stage]')];
      if (!stages.some(one => one !== before && Number(one.dataset.frames) > 0)) return;
      observer.disconnect();
      window.arrival = performance.now() - timeStamp;
    }).observe(document, { subtree: true, childList: true, attributes: true });
  }, { capture: true, once: true }); }"""


def click_through(page: Page, tries: int = 5) -> None:
    """Print how long it takes from a click on a link to the next page until that can be played."""
    times = []
    for _ in range(tries + 1):
        page.goto("/sleep", wait_until="commit")
        wait(page, "s.frames > 0")
        page.wait_for_timeout(1500)
        page.evaluate(NOTE_ARRIVAL)
        page.get_by_role("link", name="Next: Moons").click()
        page.wait_for_function("window.arrival !== null")
        times.append(float(page.evaluate("window.arrival")) / 1000)
    median, worst = statistics.median(times[1:]), max(times[1:])
    row("next page can be played", "<= 1.0 s", f"{median:.2f} s (worst {worst:.2f})",
        f"warm, from the click on its link; median of {tries}")  # fmt: skip


def opening(browser: Browser, url: str) -> None:
    """Print all of it, each in a browser that has nothing yet."""
    for look in (first_visit, slow_visit, first_frame, start_page, click_through):
        # A page that lies behind another one is not painted.
        with closing(browser.new_context(base_url=url, viewport=WINDOW)) as context:
            look(context.new_page())
