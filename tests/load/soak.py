"""Half an hour of visitors who come and go: `python -m tests.load.soak`. Memory has to be level.

Each minute a line tells how many are there, what they got, and what the server takes. Three times
all of them leave, as what is there of files and runs changes from one minute to the next: what is
compared is the memory of a server at rest.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

import psutil
from aiohttp import ClientError
from websockets.exceptions import ConnectionClosed

from app.hosting.session_expiry import INTERVAL
from tests.balancer.front import wait_until
from tests.fuzz.wanderer import FILES
from tests.load.__main__ import KEPT_SECONDS, MEGABYTE, sessions
from tests.load.rounds import PAGES
from tests.load.test_faults import malformed
from tests.load.visitor import Visitor
from tests.own_loop import run
from tests.serving import PATIENCE, server

#: Seconds that a visitor stays at the most.
LONGEST_VISIT = 60.0
#: How often all leave, and by how much the memory may be larger after the last time than after the
#: first one, as a share.
TIMES, ALLOWED = 3, 0.05
MINUTE = 60.0


class Soak:
    """Visitors of one server, and what became of them.

    Parameters
    ----------
    address : str
    pid : int
        Of the server.
    """

    def __init__(self, address: str, pid: int) -> None:
        self.address, self.process = address, psutil.Process(pid)
        self.began = self.until = monotonic()
        self.counts: Counter[str] = Counter()

    @property
    def megabytes(self) -> float:
        """Return what the server takes now."""
        return float(self.process.memory_info().rss / MEGABYTE)

    def left(self) -> float:
        """Return the seconds that are left until all leave."""
        return self.until - monotonic()

    async def keep_coming(self, seed: int) -> None:
        """Be one visitor after another."""
        draw = random.Random(seed)
        while self.left() > 0:
            kind = draw.choice([*VISITS])
            try:
                await VISITS[kind](self, draw)
                self.counts[kind] += 1
            except (OSError, ClientError, ConnectionClosed, RuntimeError) as error:
                self.counts[f"failed: {kind}, {type(error).__name__}"] += 1

    async def play(self, draw: random.Random) -> None:
        """Open a page and play."""
        page, query = draw.choice(PAGES)
        visitor = Visitor(self.address, page, query)
        try:
            await visitor.open()
            story = await visitor.play(min(draw.uniform(1.0, LONGEST_VISIT), max(1.0, self.left())))
            self.counts["frames"] += story.frames
        finally:
            await self.leave(visitor)

    async def get_lost(self, draw: random.Random) -> None:
        """Open an address that makes little sense."""
        visitor = Visitor(self.address, *malformed(draw.getrandbits(30)))
        try:
            await visitor.look()
        finally:
            await self.leave(visitor)

    async def bring_a_file(self, draw: random.Random) -> None:
        """Send a file that nobody uses, sometimes a large one, and go."""
        visitor = Visitor(self.address, "digits", "examples=100")
        try:
            await visitor.open()
            data = draw.choice([*FILES.values(), bytes(10 * MEGABYTE), bytes(41 * MEGABYTE)])
            status = await visitor.upload(str(draw.getrandbits(30)), data)
            self.counts[f"file: {status}"] += 1
        finally:
            await self.leave(visitor)

    async def forge(self, draw: random.Random) -> None:
        """Send what is no command, or asks for all there is, and go without waiting."""
        page, query = draw.choice(PAGES)
        visitor = Visitor(self.address, page, query)
        try:
            await visitor.open()
            for body in (
                b"{", b"[" * 9000,
                json.dumps({"name": "show", "number": 10**6, "epoch": 10**9}).encode(),
                json.dumps({"name": "more", "number": 10**7, "n": 10**9}).encode(),
            ):  # fmt: skip
                await visitor.post(visitor.stage["address"], body)
        finally:
            await self.leave(visitor)

    async def change(self, draw: random.Random) -> None:
        """Go from page to page in one session, as the browser does with a link."""
        visitor = Visitor(self.address, "", "m=100")
        try:
            await visitor.look()
            for _ in range(draw.randint(1, 5)):
                visitor.page, query = draw.choice(PAGES)
                visitor.query = query or urlencode({"alpha": draw.choice([0.01, 0.1, 1.0])})
                await visitor.run()
        finally:
            await self.leave(visitor)

    async def leave(self, visitor: Visitor) -> None:
        """Close the page, and count the exceptions that it showed."""
        self.counts["exceptions"] += len(visitor.story.errors)
        await visitor.close()

    async def watch(self) -> None:
        """Print a line each minute."""
        print("| minute | sessions | megabytes | threads | processes | so far |\n|" + "---|" * 6)
        while self.left() > 0:
            await asyncio.sleep(min(MINUTE, max(0.1, self.left())))
            self.tell(await asyncio.to_thread(sessions, self.address))

    def tell(self, n_sessions: int) -> None:
        """Print how it stands."""
        since = monotonic() - self.began
        counts = ", ".join(f"{name} {n:,}" for name, n in sorted(self.counts.items()))
        row = (
            f"{since / MINUTE:.0f}", n_sessions, f"{self.megabytes:.0f}",
            self.process.num_threads(), 1 + len(self.process.children(recursive=True)), counts,
        )  # fmt: skip
        print("|", " | ".join(map(str, row)), "|", flush=True)


#: What a visitor may do.
VISITS = {
    "played": Soak.play,
    "lost": Soak.get_lost,
    "with a file": Soak.bring_a_file,
    "forged": Soak.forge,
    "changed pages": Soak.change,
}


async def soak(one: Soak, seconds: float, seeds: Iterable[int]) -> None:
    """Let visitors come and go for so long, one after another for each seed."""
    one.until = monotonic() + seconds
    await asyncio.gather(one.watch(), *map(one.keep_coming, seeds))


def at_rest(one: Soak) -> float:
    """Return the megabytes of the server when all have left, and their memory has been freed."""
    wait_until(lambda: sessions(one.address) <= 1, "all have gone")
    sleep(2 * INTERVAL)
    return one.megabytes


def main() -> int:
    """Return whether something failed, or memory has grown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--visitors", type=int, default=20)
    arguments = parser.parse_args()
    os.environ["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = str(KEPT_SECONDS)
    with tempfile.TemporaryDirectory() as folder, server(Path(folder) / "log") as (url, pid):
        one, levels, n = Soak(url, pid), list[float](), arguments.visitors
        for time in range(TIMES):
            run(soak(one, MINUTE * arguments.minutes / TIMES, range(time * n, (time + 1) * n)))
            levels.append(at_rest(one))
            print(f"All have left: {levels[-1]:.1f} MB", flush=True)
    grown = levels[-1] / levels[0] - 1.0
    print(
        f"memory at rest since all left first: {grown:+.1%}, {ALLOWED:.0%} are allowed; "
        f"{one.counts['exceptions']} exceptions shown; "
        f"an answer is waited for {PATIENCE:g} s at the most"
    )
    return int(grown > ALLOWED or one.counts["exceptions"] > 0)


if __name__ == "__main__":
    sys.exit(main())
