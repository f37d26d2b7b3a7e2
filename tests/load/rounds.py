"""Rounds of sessions that come and go: `python -m tests.load.rounds`. Memory has to be level."""

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

import psutil

from tests.balancer.front import wait_until
from tests.load.__main__ import KEPT_SECONDS, MEGABYTE, sessions
from tests.load.crowd import DOORS
from tests.load.visitor import Visitor
from tests.own_loop import run
from tests.serving import server

#: The pages that they open, in turn, with the settings of their address.
PAGES = (
    ("", "epochs=100000"),
    ("sleep", "chapter=forward"),
    ("digits", "examples=500"),
    ("xor", ""),
    ("backprop", ""),
)
#: By how much the memory after the last round may exceed that after the second.
ALLOWED = 0.03


async def come_and_go(address: str, n: int, seconds: float) -> list[str]:
    """Let n sessions open a page each, play and go; return the exceptions that were shown."""
    doors = asyncio.Semaphore(DOORS)
    errors: list[str] = []

    async def visit(number: int) -> None:
        visitor = Visitor(address, *PAGES[number % len(PAGES)])
        async with doors:
            try:
                await visitor.open()
                await visitor.play(seconds)
            finally:
                await visitor.close()
        errors.extend(visitor.story.errors)

    await asyncio.gather(*map(visit, range(n)))
    return errors


def main() -> int:
    """Print the memory after each round; return whether it is too much in the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sessions", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=1.0, help="that each of them plays")
    arguments = parser.parse_args()
    os.environ["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = str(KEPT_SECONDS)
    levels: list[float] = []
    print("| round | megabytes | threads | exceptions |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, server(Path(folder) / "log") as (url, pid):
        process = psutil.Process(pid)
        for number in range(1, arguments.rounds + 1):
            errors = run(come_and_go(url, arguments.sessions, arguments.seconds))
            wait_until(lambda: sessions(url) <= 1, "all have gone")
            levels.append(process.memory_info().rss / MEGABYTE)
            row = (number, f"{levels[-1]:.1f}", process.num_threads(), len(errors))
            print("|", " | ".join(map(str, row)), "|", flush=True)
    grown = levels[-1] / levels[min(1, len(levels) - 1)] - 1.0
    print(f"after the last round {grown:+.1%} of that after the second; {ALLOWED:.0%} are allowed")
    return int(grown > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
