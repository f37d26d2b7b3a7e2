"""Half an hour of visitors who come and go: `python -m tests.load.soak`. Memory has to be level.

Each minute a line tells how many are there, what they got, and what the server takes.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic
from urllib.parse import urlencode

import psutil
from aiohttp import ClientError

from tests.fuzz.wanderer import FILES
from tests.load.__main__ import KEPT_SECONDS, MEGABYTE, sessions
from tests.load.rounds import PAGES
from tests.load.test_faults import malformed
from tests.load.visitor import Visitor
from tests.own_loop import run
from tests.serving import PATIENCE, server

#: Seconds that a visitor stays at the most.
LONGEST_VISIT = 60.0
#: The share of the time after which the server is warm, and by how much its memory may differ from
#: then on.
WARM, ALLOWED = 1 / 3, 0.05
MINUTE = 60.0


class Soak:
    """Visitors of one server, and what became of them.

    Parameters
    ----------
    address : str
    pid : int
        Of the server.
    seconds : float
        For how long they come.
    """

    def __init__(self, address: str, pid: int, seconds: float) -> None:
        self.address, self.process = address, psutil.Process(pid)
        self.began, self.seconds = monotonic(), seconds
        self.counts: Counter[str] = Counter()
        #: Seconds since the beginning, and megabytes.
        self.levels: list[tuple[float, float]] = []

    def left(self) -> float:
        """Return the seconds that are left."""
        return self.began + self.seconds - monotonic()

    async def keep_coming(self, seed: int) -> None:
        """Be one visitor after another."""
        draw = random.Random(seed)
        while self.left() > 0:
            kind = draw.choice([*VISITS])
            try:
                await VISITS[kind](self, draw)
                self.counts[kind] += 1
            except (OSError, ClientError, TimeoutError, RuntimeError) as error:
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
        self.levels.append((since, self.process.memory_info().rss / MEGABYTE))
        counts = ", ".join(f"{name} {n:,}" for name, n in sorted(self.counts.items()))
        row = (
            f"{since / MINUTE:.0f}", n_sessions, f"{self.levels[-1][1]:.0f}",
            self.process.num_threads(), 1 + len(self.process.children(recursive=True)), counts,
        )  # fmt: skip
        print("|", " | ".join(map(str, row)), "|", flush=True)

    def growth(self) -> float:
        """Return by how much memory has grown since the server was warm, as a share."""
        warm = [level for since, level in self.levels if since >= WARM * self.seconds]
        few = max(1, len(warm) // 5)
        # Visitors come and go: the mean of some minutes is compared with that of others.
        first, last = warm[:few], warm[-few:]
        return (sum(last) / len(last)) / (sum(first) / len(first)) - 1.0


#: What a visitor may do.
VISITS = {
    "played": Soak.play,
    "lost": Soak.get_lost,
    "with a file": Soak.bring_a_file,
    "forged": Soak.forge,
    "changed pages": Soak.change,
}


async def soak(one: Soak, visitors: int) -> None:
    """Let so many come and go at a time."""
    await asyncio.gather(one.watch(), *(one.keep_coming(seed) for seed in range(visitors)))


def main() -> int:
    """Return whether something failed, or memory has grown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--visitors", type=int, default=20)
    arguments = parser.parse_args()
    os.environ["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = str(KEPT_SECONDS)
    with tempfile.TemporaryDirectory() as folder, server(Path(folder) / "log") as (url, pid):
        one = Soak(url, pid, MINUTE * arguments.minutes)
        run(soak(one, arguments.visitors))
        is_there = psutil.pid_exists(pid) and sessions(url) >= 0
    grown = one.growth()
    print(
        f"memory since it was warm: {grown:+.1%}, {ALLOWED:.0%} are allowed; "
        f"{one.counts['exceptions']} exceptions shown; "
        f"an answer is waited for {PATIENCE:g} s at the most"
    )
    return int(grown > ALLOWED or one.counts["exceptions"] > 0 or not is_there)


if __name__ == "__main__":
    sys.exit(main())
