"""The memory of the dearest visitors that the limits allow: `make worst`. Asserts nothing.

For each mix a server is started, thirty visitors open it and play, and the most that the server and
its processes took is printed, the worst first. What processes share is counted once, as a
container counts it.
"""

import argparse
import asyncio
import io
import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import numpy as np
import psutil
from aiohttp import FormData
from scipy.io import savemat
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLsRequest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from tests.load.visitor import Visitor
from tests.own_loop import run
from tests.serving import server

VISITORS = 30
#: Visitors who come at a time, and seconds between two looks at the memory.
DOORS, LOOK_SECONDS = 4, 0.2
MEGABYTE = 2**20
#: Cookie of the token that an upload must show.
XSRF = "_streamlit_xsrf"
#: Six layers of twelve units, all that a page of the plane offers.
DEEP = "hidden=12-12-12-12-12-12"


@dataclass(frozen=True)
class Mix:
    """What each of the visitors does.

    Attributes
    ----------
    name : str
    pages : sequence of (str, str)
        Page and query; {i} in it is the visitor's number. Each page is opened and played in turn.
    file : callable, optional
        Visitor's number -> a file of digits, which is uploaded on the first page.
    button : str
        Label of a button that is pressed on the first page at the end.
    """

    name: str
    pages: tuple[tuple[str, str], ...]
    file: Callable[[int], bytes] | None = None
    button: str = ""


def pictures(m: int, side: int, number: int = 0) -> bytes:
    """Return a file of m digits in the format of exercise 4; another one for each number."""
    X = np.zeros((m, side * side))
    X[:, 0] = number + np.arange(m) / m  # no whole numbers: they need all eight bytes
    file = io.BytesIO()
    savemat(file, {"X": X, "y": np.arange(m) % 10 + 1}, do_compression=True)
    return file.getvalue()


FAST = "epochs=100000&speed=1000&pace=60"
LARGE = "examples=20000&test=0"
#: Every live page with as many parameters, examples and kept steps as it takes.
EVERY_PAGE = (
    ("", f"m=5000&{DEEP}&optimizer=adam&{FAST}"),
    ("sleep", f"{DEEP}&optimizer=adam&{FAST}"),
    ("digits", f"{LARGE}&hidden=100-100&optimizer=adam&batch=100"),
    ("xor", f"{DEEP}&optimizer=adam&{FAST}"),
    ("backprop", f"optimizer=adam&{FAST}"),
)
MIXES = (
    Mix("moons as they are", (("", "epochs=100000"),)),
    Mix("moons, full history", (("", f"m=40&{DEEP}&optimizer=adam&{FAST}"),)),
    Mix("moons, 5,000 examples", (("", f"m=5000&{DEEP}&optimizer=adam&seed={{i}}"),)),
    Mix("moons, BFGS", (("", f"m=5000&{DEEP}&optimizer=bfgs&seed={{i}}"),)),
    Mix("digits, 100-100, Newton-CG", (("digits", f"{LARGE}&hidden=100-100&optimizer=newton_cg"),)),
    Mix("digits, 100-100 Adam", (("digits", f"{LARGE}&hidden=100-100&optimizer=adam&seed={{i}}"),)),
    Mix("digits, BFGS", (("digits", f"{LARGE}&hidden=10&optimizer=bfgs&seed={{i}}"),)),
    Mix("one upload of 7,800 x 32 x 32", (("digits", f"{LARGE}&hidden=24"),),
        lambda _: pictures(7_800, 32)),
    Mix("an upload each of 7,800 x 32 x 32", (("digits", f"{LARGE}&hidden=24"),),
        partial(pictures, 7_800, 32)),
    Mix("one upload, other seeds", (("digits", f"{LARGE}&hidden=24&seed={{i}}"),),
        lambda _: pictures(7_800, 32)),
    Mix("one upload of 20,000 x 2 x 2, 100-100", (("digits", f"{LARGE}&hidden=100-100"),),
        lambda _: pictures(20_000, 2)),
    Mix("the same, Adam", (("digits", f"{LARGE}&hidden=100-100&optimizer=adam&seed={{i}}"),),
        lambda _: pictures(20_000, 2)),
    Mix("every page", EVERY_PAGE),
    Mix("sleep, brute force and penalties", (("sleep", f"{DEEP}&held=200&chapter=overfitting"),
                                             ("sleep", f"{DEEP}&held=200&chapter=cost"))),
    Mix("loss surfaces", (("", f"{DEEP}&optimizer=adam&{FAST}"),), button="Draw"),
    Mix("cost surfaces", (("cost_surfaces", "w_1={i}"),)),
    Mix("a grid each", (("digits", f"{LARGE}&hidden=100-100&grid=lambda_length"),),
        button="Train the grid"),
)  # fmt: skip


class Guest(Visitor):
    """A visitor who sends files and presses buttons."""

    def __init__(self, address: str, page: str, query: str) -> None:
        super().__init__(address, page, query)
        #: Label of a button, or "file" for the first uploader -> its id.
        self.found: dict[str, str] = {}
        self.said: list[str] = []

    def _hear(self, message: ForwardMsg) -> bool:
        if message.WhichOneof("type") == "delta":
            element = message.delta.new_element
            if element.WhichOneof("type") == "file_uploader":
                self.found.setdefault("file", element.file_uploader.id)
            if element.WhichOneof("type") == "button":
                self.found[element.button.label] = element.button.id
            if element.WhichOneof("type") == "alert":
                self.said.append(element.alert.body)
        return super()._hear(message)

    async def send_file(self, data: bytes) -> None:
        """Send a file to the page's first uploader, and run the page with it."""
        assert self._socket is not None
        request = FileURLsRequest(request_id="one", file_names=["a.mat"], session_id=self.session)
        await self._socket.send(BackMsg(file_urls_request=request).SerializeToString())
        while (message := await self._next()).WhichOneof("type") != "file_urls_response":
            self._hear(message)
        urls = message.file_urls_response.file_urls[0]
        async with self.http.get(f"{self.address}/_stcore/health") as answer:
            token = answer.cookies[XSRF].value
        own = {"X-Xsrftoken": token, "Cookie": f"{XSRF}={token}"}
        form = FormData()
        form.add_field("a.mat", data, filename="a.mat")
        async with self.http.put(self.address + urls.upload_url, data=form, headers=own) as answer:
            if not answer.ok:
                self.said.append(await answer.text())
                return
        state = WidgetState(id=self.found["file"])
        file = state.file_uploader_state_value.uploaded_file_info.add()
        file.file_id, file.name, file.size = urls.file_id, "a.mat", len(data)
        file.file_urls.CopyFrom(urls)
        await self._rerun(WidgetStates(widgets=[state]))
        await self._until_finished()

    async def press(self, label: str) -> None:
        """Press a button, if it is there: a run that was refused has none."""
        if label not in self.found:
            return
        state = WidgetState(id=self.found[label], trigger_value=True)
        await self._rerun(WidgetStates(widgets=[state]))
        await self._until_finished()


async def _visit(url: str, mix: Mix, number: int, doors: asyncio.Semaphore, until: float) -> Guest:
    """Open the pages of a mix, one after the other in one session, and play."""
    page, query = mix.pages[0]
    guest = Guest(url, page, query.format(i=number))
    with suppress(RuntimeError, TimeoutError):  # what is refused has no stage
        async with doors:
            await guest.look()
            if mix.file is not None:
                await guest.send_file(mix.file(number))
        for visit in mix.pages:
            if visit is not mix.pages[0]:
                guest.page, guest.query = visit[0], visit[1].format(i=number)
                guest.stage, guest.header = {}, {}
                async with doors:
                    await guest.run()
            if guest.stage:
                await guest.ask("show", 0)
                share = (until - monotonic()) / (len(mix.pages) + bool(mix.button))
                await guest.play(max(1.0, share))
        if mix.button:
            await guest.press(mix.button)
            await asyncio.sleep(max(0.0, until - monotonic()))
    return guest


def measured(mix: Mix, seconds: float, log: Path) -> tuple[float, float, float, str]:
    """Return the megabytes at rest, those at the most, the seconds, and what was said."""
    began = monotonic()
    with server(log) as (url, pid):
        levels, over = [_taken(pid)], Event()

        def look() -> None:
            while not over.wait(LOOK_SECONDS):
                levels.append(_taken(pid))

        async def visits() -> list[Guest]:
            doors, until = asyncio.Semaphore(DOORS), monotonic() + seconds
            guests = await asyncio.gather(
                *(_visit(url, mix, number, doors, until) for number in range(VISITORS)),
            )
            await asyncio.gather(*(guest.close() for guest in guests))
            return guests

        thread = Thread(target=look)
        thread.start()
        try:
            guests = run(visits())
        finally:
            over.set()
            thread.join()
    refused = sum(not guest.stage or bool(guest.said) for guest in guests)
    errors = sum(len(guest.story.errors) for guest in guests)
    said = f"{refused} refused something, {errors} exceptions"
    first = next((one for guest in guests for one in guest.said), "")
    return levels[0], max(levels), monotonic() - began, f"{said}{': ' * bool(first)}{first[:160]}"


def _taken(pid: int) -> float:
    """Return the megabytes of a process and of those that it started."""
    process, total = psutil.Process(pid), 0
    for one in (process, *process.children(recursive=True)):
        with suppress(psutil.Error):
            total += one.memory_full_info().pss
    return total / MEGABYTE


def main() -> None:
    """Measure the mixes and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("mixes", nargs="*", help="parts of their names; all by default")
    asked = parser.parse_args()
    chosen = [mix for mix in MIXES if not asked.mixes or any(n in mix.name for n in asked.mixes)]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for number, mix in enumerate(chosen):
            found = measured(mix, asked.seconds, Path(folder) / f"{number}.log")
            rows.append((mix.name, *found))
            print(json.dumps(rows[-1]), flush=True)
    print(
        f"\n| {VISITORS} visitors | MB at rest | at the most | what was said |\n|---|---|---|---|"
    )
    for name, rest, most, _, said in sorted(rows, key=lambda row: -row[2]):
        print(f"| {name} | {rest:.0f} | {most:.0f} | {said} |")


if __name__ == "__main__":
    main()
