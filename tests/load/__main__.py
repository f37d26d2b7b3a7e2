"""Load, measured: `make load`. Prints what was asked and what was measured; asserts nothing."""

import argparse
import os
import tempfile
import urllib.request
from pathlib import Path

import psutil

from tests.balancer.front import front, wait_until
from tests.load.crowd import Crowd, crowd, run
from tests.load.test_faults import malformed
from tests.load.visitor import Visitor
from tests.serving import PATIENCE, server

STORY = "epochs=100000"
MEGABYTE = 2**20
#: Seconds for which a session is kept whose browser has gone: so short that the memory of those
#: who left can be measured.
KEPT_SECONDS = 5


def row(what: str, asked: str, measured: str) -> None:
    """Print one row of the table."""
    print(f"| {what} | {asked} | {measured} |", flush=True)


def tell(name: str, found: Crowd, frames: int) -> None:
    """Print what a crowd saw."""
    rates = found.frames_a_second
    least = f"{rates[0]:.1f} at the least, median {found.median:.1f}"
    row(f"{name}: new frames a second", f">= {frames} each", least)
    within = (
        f"{share:.0%}: {1000 * found.percentile(share):.0f} ms" for share in (0.5, 0.95, 0.99)
    )
    row(f"{name}: answers within", "95 % in 400 ms", ", ".join(within))
    row(f"{name}: answers a second", "-", f"{found.ticks_a_second:.1f} in all")
    row(f"{name}: exceptions", "0", str(len(found.errors)))


def sessions(url: str) -> int:
    """Return how many sessions a server still keeps."""
    with urllib.request.urlopen(f"{url}/metrics", timeout=PATIENCE) as answer:
        lines = answer.read().decode().splitlines()
    return int(
        float(next(one.split()[-1] for one in lines if one.startswith("glassnet_sessions ")))
    )


def one_process(visitors: int, seconds: float, folder: Path) -> None:
    """Print what one process does for a crowd on the moons, and on the digits."""
    with server(folder / "server.log") as (url, pid):
        process = psutil.Process(pid)
        run(crowd(url, 1, 2.0, query=STORY))
        wait_until(lambda: sessions(url) <= 1, "the first visitor has gone")
        levels = [process.memory_info().rss / MEGABYTE]
        cpu = process.cpu_times()
        name = f"{visitors} on the moons"
        found = run(crowd(url, visitors, seconds, query=STORY))
        spent = process.cpu_times()
        top = process.memory_info().rss / MEGABYTE
        tell(name, found, 10)
        row(f"{name}: memory a session", "<= 6 MB", f"{(top - levels[0]) / visitors:.1f} MB")
        work = spent.user + spent.system - cpu.user - cpu.system
        row(f"{name}: processor time", "-", f"{100 * work / seconds:.0f} % of a core")
        for _ in range(2):
            wait_until(lambda: sessions(url) <= 1, "all have gone")
            levels.append(process.memory_info().rss / MEGABYTE)
            run(crowd(url, visitors, seconds / 4, query=STORY))
        wait_until(lambda: sessions(url) <= 1, "all have gone")
        levels.append(process.memory_info().rss / MEGABYTE)
        said = ", ".join(f"{level:.0f}" for level in levels)
        row(f"{name}: memory before, and after each of three crowds", "level", f"{said} MB")
    with server(folder / "digits.log") as (url, _):
        tell(f"{visitors} on digits", run(crowd(url, visitors, seconds, "digits")), 2)


def two_processes(visitors: int, seconds: float, folder: Path) -> None:
    """Print what two processes behind the balancer do, beside one alone."""
    with server(folder / "one.log") as (url, _):
        one = run(crowd(url, visitors, seconds, query=STORY))
        tell(f"{visitors}, one process", one, 5)
    with front(folder) as balancer:
        balancer.wait_until_both_get_visitors()
        two = run(crowd(balancer.url, visitors, seconds, query=STORY))
        tell(f"{visitors}, two behind HAProxy", two, 5)
    ratio = two.ticks_a_second / one.ticks_a_second
    row("answers of two over those of one", ">= 1.6", f"{ratio:.2f}")
    frames = sum(two.frames_a_second) / sum(one.frames_a_second)
    row("frames of two over those of one", "-", f"{frames:.2f}")


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
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--addresses", type=int, default=1000)
    arguments = parser.parse_args()
    os.environ["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = str(KEPT_SECONDS)
    print("| what | asked | measured |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        one_process(arguments.visitors, arguments.seconds, Path(folder))
        two_processes(2 * arguments.visitors, arguments.seconds / 2, Path(folder))
        addresses(arguments.addresses, Path(folder))


if __name__ == "__main__":
    main()
