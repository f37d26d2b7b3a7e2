"""One visitor who plays beside dear ones: `make neighbors`. Prints what is left to them."""

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import parse_qsl, urlencode

import psutil

from app.lessons.link import packed
from app.pages.table import EXPERIMENTS
from app.settings.settings import LESSON
from tests.load.visitor import Story, Visitor
from tests.own_loop import run
from tests.serving import server

MEGABYTE = 2**20
#: Where one plays who wants nothing dear.
CHEAP = ("moons", "epochs=100000")


@dataclass(frozen=True)
class Dear:
    """A dear visitor.

    Attributes
    ----------
    what : str
    page, query : str
        What they open.
    does : callable
        What they do for so many seconds.
    """

    what: str
    page: str
    query: str
    does: Callable[[Visitor, float], Awaitable[object]]


async def plays(visitor: Visitor, seconds: float) -> object:
    """Play as the page does."""
    return await visitor.play(seconds)


async def forces(visitor: Visitor, seconds: float) -> object:
    """Ask for the last epoch again and again, as no page does, three questions at a time."""
    until = perf_counter() + seconds

    async def ask() -> None:
        while perf_counter() < until:
            # One that is refused, or given up, is asked again.
            with suppress(RuntimeError):
                await visitor.ask("show", 99_998)

    await asyncio.gather(*(ask() for _ in range(3)))
    return None


async def opens(visitor: Visitor, seconds: float) -> object:
    """Run the page's script again and again."""
    until = perf_counter() + seconds
    while perf_counter() < until:
        await visitor.run()
    return None


#: How many are beside -> the frames a second and the longest wait that are asked for then.
ASKED = {0: "-", 1: ">= 15, 1 s", 5: ">= 8, 2 s", 20: "no exception"}
DIGITS = "hidden=100-100&optimizer=newton_cg&epochs=400&examples=5000"
#: Goals whose quantities take passes through the network, looked for at each frame.
GOALS = """---
title: Dear
page: digits
start: "?hidden=100-100&optimizer=adam&epochs=100000&examples=5000&batch=0"
---

## Goals

""" + "".join(
    f"```goal\nreach: gradient < 1e-9 and dead_units > {n} and test_accuracy > 2\n```\n\n"
    for n in range(15)
)
DEAR = (
    Dear("digits 100-100, Newton-CG", "digits", DIGITS, plays),
    Dear("6 layers of 12, 5,000 examples", "moons",
         "hidden=12-12-12-12-12-12&m=5000&epochs=100000&speed=50", plays),
    Dear("6 layers of 12 in mini-batches of 1", "moons",
         "hidden=12-12-12-12-12-12&m=5000&epochs=100000&batch=1&speed=50", plays),
    Dear("forged steps", "moons", "hidden=12-12-12-12-12-12&m=5000&epochs=100000", forces),
    Dear("a lesson with fifteen goals, digits 100-100", "digits",
         urlencode({"hidden": "100-100", LESSON: packed(GOALS)}), plays),
    Dear("cost surfaces again and again", "cost_surfaces", "steps=20000", opens),
)  # fmt: skip


def check() -> None:
    """See that each address says what is meant: a mistaken one falls back to cheap settings.

    Raises
    ------
    ValueError
        If one does not.
    """
    for dear in DEAR:
        if dear.page in EXPERIMENTS:
            query = dict(parse_qsl(dear.query))
            settings, problems = EXPERIMENTS[dear.page].form.read(query)
            if problems or set(query) - set(settings.to_address()) - {LESSON}:
                raise ValueError(f"{dear.query}: {problems or 'unknown keys'}")


async def beside(url: str, dear: Dear | None, n: int, seconds: float) -> tuple[Story, list[Story]]:
    """Return what one sees who plays beside so many dear visitors, and what those see, let in."""
    others = [Visitor(url, dear.page, dear.query) for _ in range(n)] if dear else []
    cheap = Visitor(url, *CHEAP)
    try:
        await cheap.open()
        for other in others:
            await other.look()
            if other.stage:
                await other.ask("show", 0)
        # A run for which there is no room is refused, and its page has no stage.
        is_live = dear is not None and dear.page in EXPERIMENTS
        let_in = [other for other in others if other.stage or not is_live]
        work = [dear.does(other, seconds) for other in let_in] if dear else []
        await asyncio.gather(cheap.play(seconds), *work)
        return cheap.story, [other.story for other in let_in]
    finally:
        for visitor in (cheap, *others):
            await visitor.close()


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--among", type=int, nargs="*", default=[*ASKED], choices=[*ASKED])
    arguments = parser.parse_args()
    check()
    print(
        "| beside | asked | frames a second | longest wait | the dear, each | exceptions | "
        "server's memory |\n" + 7 * "|---" + "|"
    )
    cases: list[tuple[Dear | None, int]] = [(None, 0)] if 0 in arguments.among else []
    cases += [(dear, n) for dear in DEAR for n in arguments.among if n]
    for dear, n in cases:
        with tempfile.TemporaryDirectory() as name, server(Path(name) / "log") as (url, pid):
            story, others = run(beside(url, dear, n, arguments.seconds))
            rss = psutil.Process(pid).memory_info().rss / MEGABYTE
        frames, longest = story.frames / story.seconds, max(story.ticks)
        what = f"{n} × {dear.what}" if dear else "nobody"
        what += f", {n - len(others)} of them refused" * (len(others) < n)
        theirs = sum(one.frames for one in others) / max(1, len(others)) / arguments.seconds
        errors = sum(len(one.errors) for one in (story, *others))
        print(
            f"| {what} | {ASKED[n]} | {frames:.1f} | {longest:.2f} s | {theirs:.1f} | {errors} | "
            f"{rss:.0f} MB |",
            flush=True,
        )


if __name__ == "__main__":
    main()
