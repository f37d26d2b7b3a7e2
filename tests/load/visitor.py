"""A visitor without a browser: opens a page and plays, as assets/live/player.js does.

Speaks Streamlit's WebSocket protocol with the messages that its package defines, and asks for
frames at the pace that the server's messages say.
"""

import asyncio
import json
import struct
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

# websockets: a client of the protocol that the server speaks.
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.serving import PATIENCE

#: As in player.js: more is asked for when fewer frames than this are left, so many at a time.
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
    errors : list of str
        Exceptions that the page showed.
    """

    frames: int = 0
    seconds: float = 0.0
    ticks: list[float] = field(default_factory=list)
    n_bytes: int = 0
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
        Of the request that opens the WebSocket, such as a balancer's cookie.

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
        self._stage = self._fragment = self._scene = ""
        self._number = 0
        self._known = 0
        self._socket: ClientConnection | None = None

    async def open(self) -> None:
        """Connect, run the page and wait until its stage is there."""
        await self.look()
        if not self._stage:
            raise RuntimeError(f"no stage on the page “{self.page}”: {self.story.errors}")

    async def look(self) -> None:
        """Connect and run the page, whatever is on it."""
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

    async def run(self) -> None:
        """Have the page's script run to its end."""
        self.files = []
        await self._rerun(WidgetStates())
        await self._until_finished()

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

    async def play(self, seconds: float) -> Story:
        """Play for so long, from the start again where the run ends; return what was seen."""
        began = shown_from = perf_counter()
        buffered = 0.0
        while perf_counter() - began < seconds:
            asked = perf_counter()
            if self._is_over():
                await self._ask("reset", 0)
                self._known = 0
            n = await self._ask("more", self._known)
            now = perf_counter()
            self.story.ticks.append(now - asked)
            self.story.frames += n
            # What was there has been shown meanwhile, at the pace that the server says.
            buffered = max(0.0, buffered - (now - shown_from) * self._pace()) + n
            shown_from = now
            wait = (buffered - LOW) / self._pace()
            if wait > 0:
                await asyncio.sleep(wait)
        self.story.seconds = perf_counter() - began
        return self.story

    def _pace(self) -> float:
        return float(self.header.get("pace", 30))

    def _is_over(self) -> bool:
        header = self.header
        last = header.get("last_epoch")
        end = header["epochs"] if last is None else min(last, header["epochs"])
        return bool(self._known >= end)

    async def _ask(self, name: str, epoch: int) -> int:
        """Send a command of the stage, wait for its answer, and return how many frames came."""
        self._number += 1
        command = {
            "name": name, "epoch": epoch, "n": BATCH, "number": self._number, "horizon": epoch,
            "scene": self._scene or None,
        }  # fmt: skip
        event = json.dumps([{"event": "command", "value": command}])
        trigger = WidgetState(
            id=f"$$STREAMLIT_INTERNAL_KEY_{self._stage}__events", json_trigger_value=event
        )
        base = WidgetState(id=self._stage, json_value="{}")
        await self._rerun(WidgetStates(widgets=[base, trigger]), self._fragment)
        while True:
            before = self.header.get("seq"), self.header.get("scene_id")
            await self._until_finished()
            if (self.header.get("seq"), self.header.get("scene_id")) != before:
                return int(self.header["n_frames"])

    async def _rerun(self, states: WidgetStates, fragment: str = "") -> None:
        assert self._socket is not None
        state = ClientState(
            query_string=self.query,
            widget_states=states,
            page_name=self.page,
            fragment_id=fragment,
        )
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
                self._fragment = message.delta.fragment_id
                self._read(element.bidi_component)
        return kind == "script_finished"

    def _read(self, component: Any) -> None:
        """Read the stage's message."""
        self._stage = component.id
        length = int.from_bytes(component.bytes[:4], "little")
        header = json.loads(component.bytes[4 : 4 + length])
        if header["scene_id"] != self._scene:
            self._known = 0
        self.header, self._scene = header, header["scene_id"]
        if header["n_frames"]:
            self._known = self._last_epoch(component.bytes, length)

    def _last_epoch(self, data: bytes, length: int) -> int:
        """Return the epoch of the last frame, the first of its numbers."""
        start = 4 + length + (-(4 + length) % 8)
        size = (len(data) - start) // self.header["n_frames"]
        at = start + (self.header["n_frames"] - 1) * size
        return int(struct.unpack_from("<d", data, at)[0])
