"""Load, measured: `make load`. Prints what was asked and what was measured; asserts nothing."""

import argparse
import asyncio
import os
import tempfile
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psutil
from aiohttp import ClientSession, TCPConnector

from tests.balancer.front import front, wait_until
from tests.load.crowd import Crowd, crowd
from tests.load.test_faults import malformed
from tests.load.visitor import Visitor
from tests.own_loop import run
from tests.serving import PATIENCE, server

STORY = "epochs=100000"
MEGABYTE = 2**20
#: Seconds for which a session is kept whose browser has gone: so short that the memory of those
#: who left can be measured.
KEPT_SECONDS = 5
#: Memory of the runs: fifty on the digits take more than a server has for them by itself.
MEMORY_MB = 1500
#: Commands a second of one who floods the server, on how many connections, as each waits for its
#: answer; and how many visitors play meanwhile.
FLOOD, CONNECTIONS, AMONG = 1000, 300, 20


@dataclass(frozen=True)
class Level:
    """What a crowd is to have.

    Attributes
    ----------
    visitors : int
    frames : float
        New ones a second for each, at the least.
    milliseconds : float or None
        Within which 95 % of the answers are to come, if that is asked.
    page, query : str
    what : str
        What they have before them, in words.
    """

    visitors: int
    frames: float
    milliseconds: float | None = None
    page: str = ""
    query: str = STORY
    what: str = "the moons"


#: One process alone.
ALONE = (
    Level(50, 10),
    Level(60, 9, 300),
    Level(50, 3, page="digits", query="", what="digits"),
    Level(30, 10, query=f"{STORY}&vs=alpha:5", what="two lanes of the moons"),
)
BEHIND_BALANCER = Level(100, 10, 400)


def row(what: str, asked: str, measured: str) -> None:
    """Print one row of the table."""
    print(f"| {what} | {asked} | {measured} |", flush=True)


def measured(url: str, level: Level, seconds: float, name: str) -> Crowd:
    """Let a crowd play, print what it saw, and return it."""
    own, began = psutil.Process().cpu_times(), perf_counter()
    found = run(crowd(url, level.visitors, seconds, level.page, level.query))
    spent, took = psutil.Process().cpu_times(), perf_counter() - began
    work = spent.user + spent.system - own.user - own.system
    rates = found.frames_a_second
    least = f"{rates[0]:.1f} at the least, median {found.median:.1f}"
    row(f"{name}: new frames a second", f">= {level.frames:g} each", least)
    within = (
        f"{share:.0%}: {1000 * found.percentile(share):.0f} ms" for share in (0.5, 0.95, 0.99)
    )
    asked = f"95 % in {level.milliseconds:g} ms" if level.milliseconds else "-"
    row(f"{name}: answers within", asked, ", ".join(within))
    row(f"{name}: answers a second", "-", f"{found.ticks_a_second:.1f} in all")
    row(f"{name}: processor time of the visitors", "-", f"{100 * work / took:.0f} % of a core")
    row(f"{name}: exceptions", "0", str(len(found.errors)))
    return found


def sessions(url: str) -> int:
    """Return how many sessions a server still keeps."""
    with urllib.request.urlopen(f"{url}/metrics", timeout=PATIENCE) as answer:
        lines = answer.read().decode().splitlines()
    return int(
        float(next(one.split()[-1] for one in lines if one.startswith("glassnet_sessions ")))
    )


def one_process(seconds: float, folder: Path) -> None:
    """Print what one process does for each crowd."""
    for level in ALONE:
        name = f"{level.visitors} on {level.what}"
        with server(folder / f"{name}.log") as (url, pid):
            process = psutil.Process(pid)
            run(crowd(url, 1, 2.0, level.page, level.query))
            cpu, before = process.cpu_times(), process.memory_info().rss
            measured(url, level, seconds, name)
            spent, after = process.cpu_times(), process.memory_info().rss
            work = spent.user + spent.system - cpu.user - cpu.system
            row(f"{name}: processor time", "-", f"{100 * work / seconds:.0f} % of a core")
            each = (after - before) / level.visitors / MEGABYTE
            row(
                f"{name}: memory a visitor", "<= 2.5 MB" * (not level.page) or "-", f"{each:.1f} MB"
            )


def memory(visitors: int, seconds: float, folder: Path) -> None:
    """Print what a process keeps of crowds that have gone."""
    with server(folder / "memory.log") as (url, pid):
        levels = []
        for n in (1, visitors, visitors, visitors):
            run(crowd(url, n, seconds, query=STORY))
            wait_until(lambda: sessions(url) <= 1, "all have gone")
            levels.append(psutil.Process(pid).memory_info().rss / MEGABYTE)
        said = ", ".join(f"{level:.0f}" for level in levels)
        row(f"memory before, and after each of three crowds of {visitors}", "level", f"{said} MB")


def two_processes(seconds: float, folder: Path) -> None:
    """Print what two processes behind the balancer do, beside one alone."""
    level = BEHIND_BALANCER
    with server(folder / "one.log") as (url, _):
        one = measured(url, level, seconds, f"{level.visitors}, one process")
    with front(folder) as balancer:
        balancer.wait_until_both_get_visitors()
        two = measured(balancer.url, level, seconds, f"{level.visitors}, two behind HAProxy")
    frames = sum(two.frames_a_second) / sum(one.frames_a_second)
    row("frames of two over those of one", "-", f"{frames:.2f}")


#: What one who means harm sends, by what it is: the path after the address, the body, the headers.
FLOODS: dict[str, Callable[[Visitor], tuple[str, bytes, dict[str, str]]]] = {
    "of a foreign page": lambda one: (one.stage["address"], b"{}", {"Origin": "http://other.example"}),
    "with a token that is none": lambda one: ("/live/none", b"{}", {}),
    "too large": lambda one: (one.stage["address"], bytes(70_000), {}),
    "malformed": lambda one: (one.stage["address"], b"{" * 1000, {}),
    "well-formed": lambda one: (
        one.stage["address"], b'{"name": "more", "number": 1, "epoch": 0, "n": 10}', {},
    ),
}  # fmt: skip


def flood(seconds: float, folder: Path) -> None:
    """Print what a visitor who sends 1,000 commands a second takes from those who play."""
    level = Level(AMONG, 0)
    with server(folder / "flood.log") as (url, _):
        quiet = run(crowd(url, level.visitors, seconds, query=level.query)).median
        for what, made in FLOODS.items():
            beside = run(_flooded(url, level, seconds, made))
            median = beside[0].median
            answers = ", ".join(f"{status}: {n}" for status, n in sorted(beside[1].items()))
            name = f"{FLOOD:,} commands a second {what}, {AMONG} play"
            row(name, "others unharmed", f"{median / quiet:.2f} of their frames; {answers}")


async def _flooded(
    url: str,
    level: Level,
    seconds: float,
    made: Callable[[Visitor], tuple[str, bytes, dict[str, str]]],
) -> tuple[Crowd, Counter[int]]:
    """Let a crowd play while one floods the server; return what it saw, and the flood's answers."""
    found: Counter[int] = Counter()
    attacker = Visitor(url, query=level.query)
    await attacker.open()
    path, body, headers = made(attacker)

    own = {"Authorization": f"Bearer {attacker.stage['key']}", **headers}
    until, each = perf_counter() + seconds, CONNECTIONS / FLOOD

    async def send(number: int, http: ClientSession) -> None:
        await asyncio.sleep(each * number / CONNECTIONS)
        while (began := perf_counter()) < until:
            async with http.post(url + path, data=body, headers=own) as answer:
                await answer.read()
                found[answer.status] += 1
            await asyncio.sleep(max(0.0, began + each - perf_counter()))

    try:
        async with ClientSession(connector=TCPConnector(limit=0)) as http:
            flooding = asyncio.gather(*(send(number, http) for number in range(CONNECTIONS)))
            beside = await crowd(url, level.visitors, seconds, query=level.query)
            await flooding
        return beside, found
    finally:
        await attacker.close()


def addresses(n: int, folder: Path) -> None:
    """Print what became of a server that was asked for many malformed addresses."""

    async def wander(url: str) -> int:
        wrong = 0
        for seed in range(n):
            visitor = Visitor(url, *malformed(seed))
            try:
                await visitor.look()
            finally:
                await visitor.close()
            wrong += len(visitor.story.errors)
        return wrong

    with server(folder / "addresses.log") as (url, _):
        wrong = run(wander(url))
        healthy = urllib.request.urlopen(f"{url}/healthz", timeout=PATIENCE).read() == b"ok"
    row(f"{n:,} malformed addresses", "no traceback, no dead server",
        f"{wrong} exceptions shown, {'healthy' if healthy else 'dead'}")  # fmt: skip


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--addresses", type=int, default=1000)
    arguments = parser.parse_args()
    seconds = arguments.seconds
    os.environ["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = str(KEPT_SECONDS)
    os.environ["GLASSNET_MEMORY_MB"] = str(MEMORY_MB)
    print("| what | asked | measured |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one_process(seconds, folder)
        two_processes(seconds, folder)
        flood(seconds / 4, folder)
        memory(30, seconds / 4, folder)
        addresses(arguments.addresses, folder)


if __name__ == "__main__":
    main()
