"""A class without browsers: `make class`. Prints how soon all are in, and how they follow.

Each follower has a session of the page Class, as a browser has, and two questions that wait for
news: what the teacher shows, and what is said in the room.
"""

import argparse
import asyncio
import json
import os
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import psutil
from aiohttp import ClientSession, ClientTimeout, TCPConnector

from app.classroom.keys import COOKIE
from app.run.wire import read_message
from tests.load.visitor import Visitor
from tests.own_loop import run
from tests.serving import PATIENCE, server

#: A run that does not end within the measurement.
RUN = "epochs=100000&alpha=0.5"
#: Changes of a setting.
CHANGES = 10


class Person:
    """Who is in the class: asks the route, with a cookie."""

    def __init__(self, address: str) -> None:
        self.address, self.cookie = address, ""
        self._http = ClientSession(connector=TCPConnector(limit=3), timeout=ClientTimeout(PATIENCE))

    async def ask(self, what: str, **said: Any) -> bytes:
        """Ask for something; return the answer."""
        headers = {"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}
        url = f"{self.address}/room/{what}"
        async with self._http.post(url, json=said, headers=headers) as answer:
            if COOKIE in answer.cookies:
                self.cookie = answer.cookies[COOKIE].value
            data = await answer.read()
            if not answer.ok:
                raise RuntimeError(f"{what}: {answer.status} {data!r}")
            return data

    async def close(self) -> None:
        """Go away."""
        await self._http.close()


class Follower(Person):
    """A learner who follows.

    Attributes
    ----------
    frames : int
        That have come.
    seen : dict
        When each view of the run first came.
    """

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.frames, self.n_bytes = 0, 0
        self.seen: dict[str, float] = {}
        self._page: Visitor | None = None
        self._known: dict[str, Any] = {}

    async def join(self, code: str) -> None:
        """Join, open the page, and see what the teacher shows."""
        await self.ask("join", code=code, name="")
        headers = {"Cookie": f"{COOKIE}={self.cookie}"}
        self._page = Visitor(self.address, "classroom", "", headers)
        await self._page.look()
        await self.follow()

    async def follow(self) -> None:
        """Take in what is new."""
        data = await self.ask("follow", **self._known)
        now = perf_counter()
        header, _ = read_message(data)
        self.frames += header["n_frames"]
        self.n_bytes += len(data)
        self.seen.setdefault(header.get("view", ""), now)
        self._known = {
            "source": header["source"],
            "serial": header["revision"],
            "scene": header.get("scene", ""),
            "view": header.get("view", ""),
            "branch": header["branch"],
            "events": header["events"],
        }

    async def stay(self) -> None:
        """Follow, and listen to what is said in the room, until this task is cancelled."""
        await asyncio.gather(self._always_follow(), self._listen())

    async def _always_follow(self) -> None:
        while True:
            await self.follow()

    async def _listen(self) -> None:
        events = 0
        while True:
            events = json.loads(await self.ask("state", events=events))["events"]

    async def close(self) -> None:
        """Go away."""
        await super().close()
        if self._page is not None:
            await self._page.close()


async def measure(address: str, pid: int, n: int, seconds: float) -> None:
    """Print what a class of n does."""
    process = psutil.Process(pid)
    teacher = Person(address)
    await teacher.ask("open")
    code = json.loads(await teacher.ask("state"))["code"]
    page = Visitor(address, "moons", RUN, {"Cookie": f"{COOKIE}={teacher.cookie}"})
    await page.open()

    began = perf_counter()
    followers = [Follower(address) for _ in range(n)]
    await asyncio.gather(*(one.join(code) for one in followers))
    print(f"| {n} join | {perf_counter() - began:.1f} s |", flush=True)

    staying = [asyncio.create_task(one.stay()) for one in followers]
    frames, n_bytes = [one.frames for one in followers], [one.n_bytes for one in followers]
    cpu, began = sum(process.cpu_times()[:2]), perf_counter()
    await page.play(seconds)
    took = perf_counter() - began
    cpu = sum(process.cpu_times()[:2]) - cpu
    rates = sorted((one.frames - k) / took for one, k in zip(followers, frames, strict=True))
    sent = sum(one.n_bytes - k for one, k in zip(followers, n_bytes, strict=True))
    seen = sum(one.frames - k for one, k in zip(followers, frames, strict=True))
    print(f"| frames a second: teacher | {page.story.frames / took:.1f} |")
    print(f"| frames a second: a follower, the least | {rates[0]:.1f} |")
    print(f"| bytes a frame | {sent / max(1, seen):.0f} |")
    print(f"| the server's processor | {cpu / took:.0%} of a core |", flush=True)

    waits: list[float] = []
    for change in range(CHANGES):
        before = str(page.header["view"])
        asked = perf_counter()
        await page.ask("more", page.known, 10, set={"alpha": str(0.6 + 0.1 * change)})
        # The answer to a change may come before it; that to the next question says it.
        while page.header["view"] == before:
            await page.ask("more", page.known, 10)
        view = str(page.header["view"])
        await asyncio.sleep(1.0)
        waits += [one.seen.get(view, perf_counter()) - asked for one in followers]
    waits.sort()
    late = 1000 * waits[int(0.95 * len(waits))]
    print(f"| a change of a setting has reached 95 % | {late:.0f} ms |")
    for task in staying:
        task.cancel()
    results = await asyncio.gather(*staying, return_exceptions=True)
    errors = [one for one in results if not isinstance(one, asyncio.CancelledError)]
    print(f"| exceptions | {len(errors)} |", flush=True)
    await asyncio.gather(*(one.close() for one in followers), page.close(), teacher.close())


def main() -> None:
    """Measure classes of the sizes that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[30, 100])
    parser.add_argument("--seconds", type=float, default=15.0)
    arguments = parser.parse_args()
    os.environ["GLASSNET_MAX_SESSIONS"] = str(max(arguments.sizes) + 10)
    for n in arguments.sizes:
        with (
            tempfile.TemporaryDirectory() as folder,
            server(Path(folder) / "server.log") as (address, pid),
        ):
            print(f"| a class of {n} | |\n|---|---|", flush=True)
            run(measure(address, pid, n, arguments.seconds))


if __name__ == "__main__":
    main()
