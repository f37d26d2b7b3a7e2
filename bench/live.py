"""Measure the live view in a real browser: `make bench-live`, or with --soak SECONDS for memory.

Prints targets, measurements and how they were made; asserts nothing.
"""

import argparse
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import psutil
from playwright.sync_api import Page, sync_playwright
from threadpoolctl import threadpool_limits

from app.pages.moons.experiment import MOONS
from bench.digits import like_exercise4
from bench.measuring import STORY, WINDOW, Wire, row, wait
from bench.opening import opening
from tests.serving import BENCH_ARGS, launch, server
from tests.story import story

COUNT_FRAMES = """() => { window.raf = 0;
  const count = () => { window.raf += 1; requestAnimationFrame(count); };
  requestAnimationFrame(count); }"""


def data(page: Page, name: str) -> float:
    """Return a number from the stage's data attributes."""
    return float(page.get_by_test_id("stage").get_attribute(f"data-{name}") or "nan")


def bare_training(seconds: float) -> float:
    """Return the processor time, in seconds, that the epochs of a frame of the story take to train.

    At the pace at which the page asks for them, three times a second ten frames' worth, and while
    it plays: a processor that has done something else meanwhile is slower.
    """
    settings = story(epochs=100_000)
    with threadpool_limits(1, user_api="blas"):
        lab, spent, n = MOONS.lab(settings), 0.0, 0
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            began = time.thread_time()
            lab.advance(lab.last_epoch + 10 * settings.speed)
            spent, n = spent + time.thread_time() - began, n + 10
            time.sleep(1 / 3)
        return spent / n


def play(page: Page, process: psutil.Process, seconds: float) -> None:
    """Play the story and print rates, bytes and processor time."""
    wire = Wire()
    wire.watch(page)
    start(page, STORY)
    rates(page, process, wire, seconds)
    bare = 1000 * bare_training(seconds / 2)
    row("bare training of a frame's epochs", "-", f"{bare:.2f} ms", "processor time, beside it")
    page.get_by_role("button", name="Pause", exact=True).click()
    idle = processor_time(process)
    page.wait_for_timeout(seconds * 1000)
    idle = (processor_time(process) - idle) / seconds
    row("server CPU with the page at rest", "-", f"{1000 * idle:.1f} ms/s", "user + system")
    page.get_by_role("button", name="Play", exact=True).click()
    # The same with backprop by hand open, in the tabs with the most formulas and the most work.
    page.get_by_role("button", name="Show the math").click()
    rates(page, process, wire, seconds / 2, "by hand open: ")
    page.get_by_role("tab", name="Break it").click()
    rates(page, process, wire, seconds / 2, "checked all the while: ")
    page.get_by_role("button", name="Close backprop by hand").click()
    start(page, f"{STORY}&pace=60")
    rates(page, process, wire, seconds / 2, "60 frames per second: ", 45)


def processor_time(process: psutil.Process) -> float:
    """Return the seconds of processor time that a process has taken."""
    times = process.cpu_times()
    return float(times.user + times.system)


def start(page: Page, address: str) -> None:
    """Open a page and play."""
    page.goto(address, wait_until="commit")
    wait(page, "s.frames > 0")
    page.wait_for_timeout(1500)
    page.evaluate(COUNT_FRAMES)
    page.get_by_role("button", name="Play", exact=True).click()
    wait(page, "Number(s.epoch) > 0")


def rates(
    page: Page,
    process: psutil.Process,
    wire: Wire,
    seconds: float,
    which: str = "",
    at_least: int = 29,
) -> None:
    """Print the frame rates of a playing page and the cost of a frame."""
    page.wait_for_timeout(2000)
    cpu, frames, raf = processor_time(process), data(page, "frames"), page.evaluate("window.raf")
    epochs, before, began = data(page, "epoch"), replace(wire), time.perf_counter()
    page.wait_for_timeout(seconds * 1000)
    took = time.perf_counter() - began
    painted = data(page, "frames") - frames
    spent = processor_time(process) - cpu
    how = f"data-frames over {took:.0f} s"
    row(f"{which}painted frames", f">= {at_least} /s", f"{painted / took:.1f} /s", how)
    shown = (page.evaluate("window.raf") - raf) / took
    row(f"{which}animation frames", ">= 48 /s", f"{shown:.1f} /s", "requestAnimationFrame")
    body, both = wire.body - before.body, wire.both_ways - before.both_ways
    row(
        f"{which}bytes a frame, body",
        "<= 400",
        f"{body / painted:.0f}",
        "as received, over painted",
    )
    row(f"{which}bytes a frame, with headers both ways", "<= 700", f"{both / painted:.0f}", "same")
    row(
        f"{which}server CPU a frame", "<= bare training + 0.3 ms",
        f"{1000 * spent / painted:.2f} ms", "user + system",
    )  # fmt: skip
    epoch_rate = (data(page, "epoch") - epochs) / painted
    row(f"{which}epochs a frame", "about 10", f"{epoch_rate:.1f}", "data-epoch over data-frames")


#: Notes the milliseconds from an event of the visitor's to the picture that shows what came of it.
NOTE_REACTION = """([event, name]) => { window.reaction = null;
  const stage = document.querySelector('[data-testid=stage]');
  document.addEventListener(event, ({ timeStamp }) => {
    const before = stage.dataset[name];
    new MutationObserver((_, observer) => {
      if (stage.dataset[name] === before) return;
      observer.disconnect();
      requestAnimationFrame(() => { window.reaction = performance.now() - timeStamp; });
    }).observe(stage, { attributes: true });
  }, { capture: true, once: true }); }"""


def react(page: Page, tries: int = 9) -> None:
    """Print the delay until a pause and a moved slider take effect."""
    start(page, STORY)
    pauses, slides = [], []
    for _ in range(tries):
        page.wait_for_timeout(700)
        page.evaluate(NOTE_REACTION, ["pointerdown", "status"])
        page.get_by_role("button", name="Pause", exact=True).click()
        pauses.append(reaction(page))
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_timeout(700)
        slider = page.get_by_role("slider", name="Learning rate")
        slider.focus()
        for key in ("ArrowLeft", "ArrowRight"):
            page.evaluate(NOTE_REACTION, ["keydown", "alpha"])
            slider.press(key)
            slides.append(reaction(page))
            page.wait_for_timeout(700)
    for what, asked, times in (("Pause acts", 80, pauses), ("slider acts", 200, slides)):
        median, worst = statistics.median(times), max(times)
        measured = f"{median:.0f} ms (worst {worst:.0f})"
        row(what, f"<= {asked} ms", measured, f"median of {len(times)}, press to picture")


def reaction(page: Page) -> float:
    """Return the milliseconds that were noted."""
    page.wait_for_function("window.reaction !== null")
    return float(page.evaluate("window.reaction"))


#: The path of the run on a surface, in each of the pages that have one: its number of points.
TRAILS = {
    "/xor": ("stage", ".gn-loss-surface-plot", 2),
    "/surfaces?ball_steps=20000": ("playback", ".gn-playback-plot", 1),
}
COUNT_TRAILS = """([selector, trace]) => { window.moved = [0, 0]; const last = [];
  setInterval(() => [0, 1].forEach(n => {
    const points = document.querySelectorAll(selector)[n]?.data?.[trace]?.x;
    if (points !== last[n]) { last[n] = points; window.moved[n] += 1; } }), 5); }"""


def trails(page: Page, seconds: float) -> None:
    """Print the update rate of paths on three-dimensional surfaces, and the pages' frame rates."""
    for path, (kind, selector, trace) in TRAILS.items():
        page.goto(path)
        page.wait_for_function(
            "s => document.querySelectorAll(s)[1]?._fullLayout?.scene", arg=selector
        )
        page.evaluate(COUNT_FRAMES)
        page.evaluate(COUNT_TRAILS, [selector, trace])
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_timeout(2000)
        look = f"""() => [window.raf, ...window.moved, Number(
            document.querySelector('[data-testid={kind}]').dataset.frames)]"""
        before, began = page.evaluate(look), time.perf_counter()
        page.wait_for_timeout(seconds * 1000)
        took = time.perf_counter() - began
        shown, left, right, painted = (
            (now - then) / took for now, then in zip(page.evaluate(look), before, strict=True)
        )
        name = path.split("?")[0]
        row(f"{name}: 3-D trails move", ">= 5 /s", f"{left:.1f} and {right:.1f} /s", "each chart")
        row(f"{name}: painted frames", ">= 28 /s", f"{painted:.1f} /s", "data-frames")
        row(f"{name}: animation frames", ">= 40 /s", f"{shown:.1f} /s", "requestAnimationFrame")


#: The ready race of learning rates, by hand: six runs of the story's network side by side.
ALPHAS = (0.03, 0.1, 1, 3, 10)
SIX_LANES = f"/moons?m=200&epochs=100000&hidden=5-5&vs={'+'.join(f'alpha:{a}' for a in ALPHAS)}"


def lanes(page: Page, seconds: float) -> None:
    """Print the frame rates of six runs that are compared, and their bytes."""
    wire = Wire()
    wire.watch(page)
    start(page, SIX_LANES)
    page.wait_for_timeout(2000)
    frames, raf, body = data(page, "frames"), page.evaluate("window.raf"), wire.body
    began = time.perf_counter()
    page.wait_for_timeout(seconds * 1000)
    took = time.perf_counter() - began
    painted = data(page, "frames") - frames
    shown = (page.evaluate("window.raf") - raf) / took
    how = f"data-frames over {took:.0f} s"
    row("six lanes: painted frames", ">= 20 /s", f"{painted / took:.1f} /s", how)
    row("six lanes: animation frames", ">= 40 /s", f"{shown:.1f} /s", "requestAnimationFrame")
    each = (wire.body - body) / painted
    row("six lanes: bytes a frame of all", "<= 2,000", f"{each:,.0f}", "as received, over painted")


LEARNING_SLOWLY = "optimizer=gradient_descent&alpha=2&epochs=100000&pace=30"


def digits(page: Page, seconds: float) -> None:
    """Print the delay and the rate of frames on Digits: built-in ones and 5,000 of 20 x 20."""
    page.goto(f"/digits?{LEARNING_SLOWLY}")
    wait(page, "s.frames > 0")
    page.wait_for_timeout(1500)
    first = first_picture(page)
    row("digits 8 x 8: first iteration painted", "<= 1 s", f"{first:.2f} s", "from Play")
    before, began = data(page, "frames"), time.perf_counter()
    page.wait_for_timeout(seconds * 1000)
    rate = (data(page, "frames") - before) / (time.perf_counter() - began)
    row("digits 8 x 8: painted frames", ">= 15 /s", f"{rate:.1f} /s", "data-frames")
    page.goto("/digits?pace=30&test=0")
    wait(page, "s.frames > 0")
    page.get_by_text("Use your own digits or weights").click()
    chooser = page.locator("[data-testid=stFileUploader] input[type=file]").first
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ex4.mat"
        file.write_bytes(like_exercise4())
        chooser.set_input_files(file)
        # The browser reads the file when it sends it.
        page.wait_for_function("() => location.search.includes('source=upload')")
    wait(page, "s.frames > 0 && s.status === 'idle'")
    page.wait_for_timeout(1500)
    before = data(page, "frames")
    first = first_picture(page)
    row("digits 20 x 20: first iteration painted", "<= 1 s", f"{first:.2f} s", "from Play")
    wait(page, "s.status === 'finished'", 120_000)
    painted, made = data(page, "frames") - before, data(page, "epoch")
    row("digits 20 x 20: iterations painted", "all", f"{painted:.0f} of {made:.0f}", "data-frames")


def first_picture(page: Page) -> float:
    """Press Play and return the seconds until the first iteration is painted."""
    began = time.perf_counter()
    page.get_by_role("button", name="Play", exact=True).click()
    wait(page, "Number(s.epoch) > 0")
    return time.perf_counter() - began


def soak(page: Page, process: psutil.Process, seconds: float) -> None:
    """Play the story again and again and print the server's memory."""
    began = time.perf_counter()
    page.goto("/moons", wait_until="commit")
    wait(page, "s.frames > 0")
    levels: list[tuple[float, float]] = []
    while (past := time.perf_counter() - began) < seconds:
        status = page.get_by_test_id("stage").get_attribute("data-status")
        if status == "finished":
            page.get_by_role("button", name="Reset", exact=True).click()
            wait(page, "s.epoch === '0'")
        if status in ("idle", "finished"):
            page.get_by_role("button", name="Play", exact=True).click()
        levels.append((past, process.memory_info().rss / 2**20))
        page.wait_for_timeout(2000)
    minute = next(level for past, level in levels if past >= min(60, seconds / 2))
    top = max(level for past, level in levels if past >= min(60, seconds / 2))
    row(
        "server memory, growth after the first minute",
        "<= 20 MB",
        f"{top - minute:+.1f} MB",
        f"most of {seconds:.0f} s of play over {minute:.0f} MB after a minute",
    )


def main() -> None:
    """Run the measurements that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15, help="how long to play")
    parser.add_argument("--soak", type=float, default=0, help="seconds of play for memory")
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        server(Path(folder) / "server.log") as (url, pid),
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, BENCH_ARGS)
        context = browser.new_context(base_url=url, viewport=WINDOW)
        process = psutil.Process(pid)
        print("| what | asked | measured | how |\n|---|---|---|---|")
        opening(browser, url)
        page = context.new_page()
        react(page)
        play(page, process, arguments.seconds)
        trails(page, arguments.seconds / 2)
        digits(page, arguments.seconds / 2)
        lanes(context.new_page(), arguments.seconds)
        if arguments.soak:
            soak(page, process, arguments.soak)
        browser.close()


if __name__ == "__main__":
    main()
