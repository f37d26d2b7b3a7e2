"""A visitor without a browser: opens a page and plays, as assets/live/player.js does.

Speaks Streamlit's WebSocket protocol with the messages that its package defines, and asks the live
route for frames at the pace that its answers say.
"""

import asyncio
import json
import struct
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from time import perf_counter
from typing import Any

# aiohttp: connections that are kept from one question to the next, as a browser keeps them.
from aiohttp import ClientOSError, ClientSession, ClientTimeout, FormData, TCPConnector
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates

# websockets: a client of the protocol that the server speaks.
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.serving import PATIENCE

#: As in questions.js: more is asked for when fewer frames than this are left, so many at a time.
LOW, BATCH = 9, 10
STAGE = "glassnet_live_stage"
ERRORS = {"exception"}


@dataclass
class Story:
    """What a visitor saw.

    Attributes
    ----------
    frames : int
        New frames that came while it played.
    seconds : float
        For how long that was.
    ticks : list of float
        Seconds from each question to its answer.
    n_bytes : int
        Of everything that came.
    n_frame_bytes : int
        Of the answers to these questions.
    errors : list of str
        Exceptions that the page showed.
    """

    frames: int = 0
    seconds: float = 0.0
    ticks: list[float] = field(default_factory=list)
    n_bytes: int = 0
    n_frame_bytes: int = 0
    errors: list[str] = field(default_factory=list)


class Visitor:
    """One session.

    Parameters
    ----------
    address : str
        Of the server, as http://127.0.0.1:8501.
    page : str
        Its path below that, as "digits"; empty for the moons.
    query : str
    headers : mapping, optional
        Of every request, such as a balancer's cookie.

    Attributes
    ----------
    story : Story
    session : str
        The name that the server gave the session.
    files : list of str
        Addresses of the files that the page offers for download.
    """

    def __init__(
        self, address: str, page: str = "", query: str = "", headers: dict[str, str] | None = None
    ) -> None:
        self.address, self.page, self.query, self.headers = address, page, query, headers or {}
        self.story = Story()
        self.session = ""
        self.files: list[str] = []
        self.header: dict[str, Any] = {}
        #: What the page says of its stage: where to ask, and with which key.
        self.stage: dict[str, Any] = {}
        self._number = 0
        self._known = 0
        self._socket: ClientConnection | None = None
        self._http: ClientSession | None = None

    async def open(self) -> None:
        """Connect, run the page and wait until its stage is there."""
        await self.look()
        if not self.stage:
            raise RuntimeError(f"no stage on the page “{self.page}”: {self.story.errors}")
        await self.ask("show", 0)

    async def look(self) -> None:
        """Ask for the page as a browser does, connect, and run the page, whatever is on it."""
        if "Cookie" not in self.headers:
            await self._take_cookies()
        url = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await connect(
            url,
            subprotocols=[Subprotocol("streamlit")],
            additional_headers=self.headers,
            max_size=None,
            proxy=None,
            open_timeout=PATIENCE,
        )
        await self.run()

    async def _take_cookies(self) -> None:
        """Keep what the answer to the first request sets: a balancer's choice of a process."""
        async with self.http.get(self.address) as answer:
            await answer.read()
            set_ = [f"{name}={morsel.value}" for name, morsel in answer.cookies.items()]
        if set_:
            self.headers = {**self.headers, "Cookie": "; ".join(set_)}

    @property
    def http(self) -> ClientSession:
        """Return what asks, by connections that are kept."""
        if self._http is None:
            self._http = ClientSession(
                connector=TCPConnector(limit=1), timeout=ClientTimeout(PATIENCE)
            )
        return self._http

    async def run(self) -> None:
        """Have the page's script run to its end."""
        self.files = []
        await self._rerun(WidgetStates())
        await self._until_finished()

    async def upload(self, name: str, data: bytes) -> int:
        """Send a file for this session, as its page does; return the status of the answer."""
        async with self.http.get(f"{self.address}/_stcore/health") as answer:
            token = answer.cookies["_streamlit_xsrf"].value
        cookies = filter(None, (self.headers.get("Cookie"), f"_streamlit_xsrf={token}"))
        headers = {"X-Xsrftoken": token, "Cookie": "; ".join(cookies)}
        url = f"{self.address}/_stcore/upload_file/{self.session}/{name}"
        form = FormData()
        form.add_field("file", BytesIO(data), filename=name)
        async with self.http.put(url, data=form, headers=headers) as answer:
            return answer.status

    async def is_cut_off(self) -> bool:
        """Wait until the other side has closed the WebSocket; return whether it did."""
        try:
            while True:
                await self._next()
        except ConnectionClosed:
            return True
        except TimeoutError:
            return False

    async def close(self) -> None:
        """Go away as a browser does that is closed."""
        if self._socket is not None:
            await self._socket.close()
        if self._http is not None:
            await self._http.close()
            # In which its connections are closed: one that was refused while it still sent a file
            # has more to give up.
            await asyncio.sleep(0.1)

    async def play(self, seconds: float) -> Story:
        """Play for so long, from the start again where the run ends; return what was seen."""
        began = shown_from = perf_counter()
        buffered = 0.0
        while perf_counter() - began < seconds:
            asked = perf_counter()
            n = await self.watch(BATCH)
            now = perf_counter()
            self.story.ticks.append(now - asked)
            self.story.frames += n
            # What was there has been shown meanwhile, at the pace that the server says.
            buffered = max(0.0, buffered - (now - shown_from) * self._pace()) + n
            shown_from = now
            wait = max((buffered - LOW) / self._pace(), self.header["wait"] / 1000)
            if wait > 0:
                await asyncio.sleep(wait)
        self.story.seconds = perf_counter() - began
        return self.story

    def _pace(self) -> float:
        return float(self.header.get("pace", 30))

    def _is_over(self) -> bool:
        last = self.header["lanes"][0]["last_epoch"]
        end = self.header["epochs"] if last is None else min(last, self.header["epochs"])
        return bool(self._known >= end)

    @property
    def known(self) -> int:
        """Return the newest epoch that came."""
        return self._known

    async def watch(self, n: int) -> int:
        """Ask for n frames more, from the start again where the run ended; return how many came."""
        if self._is_over():
            await self.ask("reset", 0)
        return await self.ask("more", self._known, n)

    async def ask(self, name: str, epoch: int, n: int = 0, **more: object) -> int:
        """Ask the live route, and return how many frames came."""
        self._number += 1
        known = {
            key: self.header[key]
            for key in ("scene", "branch", "jumps", "view", "slow")
            if self.header
        }
        command = {
            "name": name, "number": self._number, "epoch": epoch, "n": n, "shown": epoch, **known,
            **more,
        }  # fmt: skip
        status, data = await self.post(self.stage["address"], json.dumps(command).encode())
        if status != HTTPStatus.OK:
            raise RuntimeError(f"the live route says {status}: {data!r}")
        self.story.n_frame_bytes += len(data)
        return self._read(data)

    async def post(self, path: str, body: bytes, **headers: str) -> tuple[int, bytes]:
        """Send a body to a path of the server, with the key of the page; return the answer."""
        key = {"Authorization": f"Bearer {self.stage.get('key', '')}"}
        own = {**self.headers, **key, **headers}
        try:
            return await self._post(path, body, own)
        except ClientOSError:
            # The server ends a connection on which nothing is asked for five seconds; where that
            # is while a question is on its way, a browser asks again.
            return await self._post(path, body, own)

    async def _post(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        async with self.http.post(self.address + path, data=body, headers=headers) as answer:
            data = await answer.read()
            self.story.n_bytes += len(data)
            return answer.status, data

    async def _rerun(self, states: WidgetStates) -> None:
        assert self._socket is not None
        state = ClientState(query_string=self.query, widget_states=states, page_name=self.page)
        await self._socket.send(BackMsg(rerun_script=state).SerializeToString())

    async def _until_finished(self) -> None:
        """Read what the server says until a run of the script, or of the stage, has ended."""
        while not self._hear(await self._next()):
            pass

    async def _next(self) -> ForwardMsg:
        """Return the next message of the server."""
        assert self._socket is not None
        data = await asyncio.wait_for(self._socket.recv(), PATIENCE)
        assert isinstance(data, bytes)
        self.story.n_bytes += len(data)
        message = ForwardMsg()
        message.ParseFromString(data)
        return message

    def _hear(self, message: ForwardMsg) -> bool:
        """Take in a message; say whether it ends a run."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            which = element.WhichOneof("type")
            if which in ERRORS:
                self.story.errors.append(element.exception.message)
            if which == "download_button":
                self.files.append(element.download_button.url)
            if which == "bidi_component" and element.bidi_component.component_name == STAGE:
                self.stage = json.loads(element.bidi_component.json)
                self._number = max(self._number, self.stage["number"])
        return kind == "script_finished"

    def _read(self, data: bytes) -> int:
        """Read an answer; return how many frames are in it."""
        length = int.from_bytes(data[:4], "little")
        header = json.loads(data[4 : 4 + length])
        if not self.header or header["scene"] != self.header["scene"]:
            self._known = 0
        self.header = header
        n = int(header["n_frames"])
        if n:
            start = 4 + length + (-(4 + length) % 8)
            last = start + (n - 1) * ((len(data) - start) // n)
            self._known = int(struct.unpack_from("<d", data, last)[0])
        return n
