"""Load, measured: `make load`. Prints what was asked and what was measured; asserts nothing."""

import argparse
import asyncio
import tempfile
from pathlib import Path

import psutil

from tests.load.crowd import Crowd, crowd
from tests.serving import server

STORY = "epochs=100000"
MEGABYTE = 2**20


def row(what: str, asked: str, measured: str) -> None:
    """Print one row of the table."""
    print(f"| {what} | {asked} | {measured} |", flush=True)


def tell(name: str, found: Crowd, frames: int) -> None:
    """Print what a crowd saw."""
    rates = found.frames_a_second
    row(
        f"{name}: new frames a second",
        f">= {frames} each",
        f"{rates[0]:.1f} at the least, median {found.median:.1f}",
    )
    row(
        f"{name}: answers within",
        "95 % in 400 ms",
        ", ".join(
            f"{share:.0%}: {1000 * found.percentile(share):.0f} ms" for share in (0.5, 0.95, 0.99)
        ),
    )
    row(f"{name}: answers a second", "-", f"{found.ticks_a_second:.1f} in all")
    row(f"{name}: exceptions", "0", str(len(found.errors)))  # fmt: skip


def one_process(visitors: int, seconds: float, folder: Path) -> None:
    """Print what one process does for a crowd on the moons, and on the digits."""
    with server(folder / "server.log") as (url, pid):
        process = psutil.Process(pid)
        asyncio.run(crowd(url, 1, 2.0, query=STORY))
        before = process.memory_info().rss / MEGABYTE
        cpu = process.cpu_times()
        found = asyncio.run(crowd(url, visitors, seconds, query=STORY))
        after, spent = process.memory_info().rss / MEGABYTE, process.cpu_times()
        name = f"{visitors} on the moons"
        tell(name, found, 10)
        row(f"{name}: memory a session", "<= 6 MB", f"{(after - before) / visitors:.1f} MB")
        work = spent.user + spent.system - cpu.user - cpu.system
        row(f"{name}: processor time", "-", f"{100 * work / seconds:.0f} % of a core")
        again = asyncio.run(crowd(url, visitors, seconds / 2, query=STORY))
        level = process.memory_info().rss / MEGABYTE
        row(f"{name}: memory after a second crowd", "level", f"{level - after:+.0f} MB")
        del again
    with server(folder / "digits.log") as (url, _):
        tell(f"{visitors} on digits", asyncio.run(crowd(url, visitors, seconds, "digits")), 2)


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60.0)
    arguments = parser.parse_args()
    print("| what | asked | measured |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        one_process(arguments.visitors, arguments.seconds, Path(folder))


if __name__ == "__main__":
    main()
