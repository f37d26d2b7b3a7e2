"""Measure the live view in a real browser: `make bench-live`, or with --soak SECONDS for memory.

Prints targets, measurements and how they were made; asserts nothing.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import Page, sync_playwright

from bench.digits import like_exercise4
from tests.serving import BENCH_ARGS, launch, server

STORY = "/?epochs=100000"
COUNT_FRAMES = """() => { window.raf = 0;
  const count = () => { window.raf += 1; requestAnimationFrame(count); };
  requestAnimationFrame(count); }"""


def data(page: Page, name: str) -> float:
    """Return a number from the stage's data attributes."""
    return float(page.get_by_test_id("stage").get_attribute(f"data-{name}") or "nan")


def wait(page: Page, condition: str, timeout: float = 20_000) -> None:
    """Wait until a condition on the stage, written with `s` for its dataset, holds."""
    page.wait_for_function(
        f"() => {{ const s = document.querySelector('[data-testid=stage]')?.dataset;"
        f" return s && ({condition}); }}",
        timeout=timeout,
        polling=10,
    )


def row(what: str, asked: str, measured: str, how: str) -> None:
    """Print one row of the table."""
    print(f"| {what} | {asked} | {measured} | {how} |", flush=True)


def play(page: Page, process: psutil.Process, seconds: float) -> None:
    """Play the story and print rates, bytes and processor time."""
    received = [0]
    page.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived", lambda payload: received.__setitem__(0, received[0] + len(payload))
        ),
    )
    page.goto("/", wait_until="commit")
    wait(page, "s.frames > 0")
    began = time.perf_counter()
    page.goto(STORY, wait_until="commit")
    wait(page, "s.frames > 0")
    first = time.perf_counter() - began
    row("first painted frame", "<= 5 s", f"{first:.2f} s", "warm server, from navigation")
    page.wait_for_timeout(1500)
    page.evaluate(COUNT_FRAMES)
    page.get_by_role("button", name="Play", exact=True).click()
    rates(page, process, received, seconds)
    # The same with backprop by hand open, in the tabs with the most formulas and the most work.
    page.get_by_role("button", name="Backprop by hand").first.click()
    rates(page, process, received, seconds / 2, "by hand open: ")
    page.get_by_role("tab", name="Break it").click()
    rates(page, process, received, seconds / 2, "checked all the while: ")
    page.get_by_role("button", name="Close backprop by hand").click()


def rates(
    page: Page, process: psutil.Process, received: list[int], seconds: float, which: str = ""
) -> None:
    """Print the frame rates of a playing page and the cost of a frame; `received` counts bytes."""
    page.wait_for_timeout(2000)
    cpu, frames, raf = process.cpu_times(), data(page, "frames"), page.evaluate("window.raf")
    epochs, size, began = data(page, "epoch"), received[0], time.perf_counter()
    page.wait_for_timeout(seconds * 1000)
    took = time.perf_counter() - began
    painted = data(page, "frames") - frames
    after = process.cpu_times()
    spent = after.user + after.system - cpu.user - cpu.system
    how = f"data-frames over {took:.0f} s"
    row(f"{which}painted frames", ">= 20 /s", f"{painted / took:.1f} /s", how)
    shown = (page.evaluate("window.raf") - raf) / took
    row(f"{which}animation frames", ">= 40 /s", f"{shown:.1f} /s", "requestAnimationFrame")
    kilobytes = (received[0] - size) / painted / 1000
    row(f"{which}bytes a frame", "<= 20 kB", f"{kilobytes:.1f} kB", "websocket, over painted")
    row(
        f"{which}server CPU a frame", "<= 4 ms", f"{1000 * spent / painted:.2f} ms", "user + system"
    )
    epoch_rate = (data(page, "epoch") - epochs) / painted
    row(f"{which}epochs a frame", "about 10", f"{epoch_rate:.1f}", "data-epoch over data-frames")


def react(page: Page, tries: int = 7) -> None:
    """Print the delay until a pause and a moved slider take effect."""
    pauses, slides = [], []
    for _ in range(tries):
        began = time.perf_counter()
        page.get_by_role("button", name="Pause", exact=True).click()
        wait(page, "s.status === 'paused'")
        pauses.append(time.perf_counter() - began)
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_timeout(700)
        alpha = data(page, "alpha")
        slider = page.get_by_role("slider", name="Learning rate")
        slider.focus()
        began = time.perf_counter()
        slider.press("ArrowLeft")
        wait(page, f"Number(s.alpha) !== {alpha}")
        slides.append(time.perf_counter() - began)
        slider.press("ArrowRight")
        wait(page, f"Number(s.alpha) === {alpha}")
        page.wait_for_timeout(700)
    for what, asked, times in (("Pause acts", 300, pauses), ("slider acts", 500, slides)):
        median, worst = 1000 * statistics.median(times), 1000 * max(times)
        measured = f"{median:.0f} ms (worst {worst:.0f})"
        row(what, f"<= {asked} ms", measured, f"median of {tries}, press to picture")


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
        row(f"{name}: painted frames", "-", f"{painted:.1f} /s", "data-frames")
        row(f"{name}: animation frames", "-", f"{shown:.1f} /s", "requestAnimationFrame")


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
    page.goto("/", wait_until="commit")
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
        context = browser.new_context(base_url=url, viewport={"width": 1440, "height": 900})
        page = context.new_page()
        process = psutil.Process(pid)
        print("| what | asked | measured | how |\n|---|---|---|---|")
        play(page, process, arguments.seconds)
        react(page)
        trails(page, arguments.seconds / 2)
        digits(page, arguments.seconds / 2)
        if arguments.soak:
            soak(page, process, arguments.soak)
        browser.close()


if __name__ == "__main__":
    main()
