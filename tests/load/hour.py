"""An hour of one visitor, as fast as it goes: `python -m tests.load.hour`. Memory has to be level.

What a visitor sees is counted in frames, so that an hour of them takes some minutes. The visitor
plays all the time, and now and then changes something, begins anew or goes to another page.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import psutil

from app.hosting.shares import FASTEST
from app.live.command import MAX_FRAMES
from tests.load.__main__ import MEGABYTE
from tests.load.rounds import PAGES
from tests.load.visitor import Visitor
from tests.own_loop import run
from tests.serving import server

#: Frames of a minute, and from one deed to the next: five seconds.
OF_A_MINUTE, BETWEEN_DEEDS = 60 * FASTEST, 5 * FASTEST
#: Looks at the memory, how many of them come before the server is warm, and by how much memory may
#: be larger at the end than then, as a share.
LOOKS, WARM, ALLOWED = 12, 4, 0.05
#: What the stage sets, as a slider does.
SET = ({"alpha": "0.03"}, {"alpha": "0.1"}, {"lambda_": "0.1"}, {"lambda_": "0"}, {"batch": "0"})


async def stay(address: str, pid: int, minutes: float, seed: int) -> list[float]:
    """Play for so many minutes' frames; return the megabytes at each look."""
    draw, counts = random.Random(seed), Counter[str]()
    visitor, levels = Visitor(address, *PAGES[0]), list[float]()
    await visitor.open()
    try:
        n_frames, all_ = 0, int(minutes * OF_A_MINUTE)
        for look in range(1, LOOKS + 1):
            while n_frames < look * all_ / LOOKS:
                next_deed = n_frames + BETWEEN_DEEDS
                while n_frames < next_deed:
                    n_frames += await visitor.watch(MAX_FRAMES)
                counts[await do_something(visitor, draw)] += 1
            levels.append(psutil.Process(pid).memory_info().rss / MEGABYTE)
            told = ", ".join(f"{what} {n}" for what, n in sorted(counts.items()))
            row = f"{n_frames / OF_A_MINUTE:.0f}", f"{levels[-1]:.1f}", f"{n_frames:,}", told
            print("|", " | ".join(row), "|", flush=True)
    finally:
        await visitor.close()
    if visitor.story.errors:
        raise RuntimeError(visitor.story.errors[0])
    return levels


async def do_something(visitor: Visitor, draw: random.Random) -> str:
    """Do one of the things that a visitor does; return which."""
    what = draw.choice(["set", "set", "set", "reset", "draw the page", "another page"])
    if what == "set":
        await visitor.ask("more", visitor.known, 1, set=draw.choice(SET))
    elif what == "reset":
        await visitor.ask("reset", 0)
    else:
        if what == "another page":
            visitor.page, visitor.query = draw.choice(PAGES)
        await visitor.run()
        await visitor.ask("show", visitor.known)
    return what


def main() -> int:
    """Print the memory of the server; return whether it has grown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    print("| minute | megabytes | frames | so far |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, server(Path(folder) / "log") as (url, pid):
        levels = run(stay(url, pid, arguments.minutes, arguments.seed))
    grown = levels[-1] / levels[WARM - 1] - 1.0
    print(f"memory since it was warm: {grown:+.1%}, {ALLOWED:.0%} are allowed")
    return int(grown > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
