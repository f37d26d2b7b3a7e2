"""A visitor without a browser: cookies, Streamlit's websocket, downloads and uploads."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Any

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

#: Seconds within which anything that is waited for must happen.
PATIENCE = 30.0
#: The balancer's cookie, as deploy/haproxy.cfg names it.
COOKIE = "glassnet"


class Visitor:
    """One browser with one page of the app open."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = requests.Session()
        # A proxy that the environment names is not for loopback.
        self.http.trust_env = False
        self.socket: ClientConnection | None = None
        self._sockets = ExitStack()
        self.session = ""

    def __enter__(self) -> "Visitor":
        """Come."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Go."""
        self.leaves()
        self.http.close()

    def get(self, path: str) -> requests.Response:
        """Ask for something."""
        return self.http.get(self.url + path, timeout=PATIENCE)

    def arrives(self) -> list[str]:
        """Ask for the page; return the balancer's cookie, or nothing if no process is there."""
        try:
            self.get("/")
        except requests.ConnectionError:
            return []
        return self.cookie

    @property
    def cookie(self) -> list[str]:
        """The balancer's cookie, as a list of one or none."""
        return [str(cookie.value) for cookie in self.http.cookies if cookie.name == COOKIE]

    def opens(self, page: str = "") -> list[str]:
        """Open a page as a browser does; return the addresses of the files that it offers."""
        self.leaves()
        self.get("/").raise_for_status()
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.http.cookies)
        self.socket = self._sockets.enter_context(
            connect(
                self.url.replace("http", "ws", 1) + "/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                additional_headers={"Cookie": cookies},
                max_size=None,
                proxy=None,
                open_timeout=PATIENCE,
            )
        )
        return self.runs(page)

    def opens_again(self) -> bool:
        """Open the page, unless nobody answers; return whether it was opened."""
        try:
            self.opens()
        except (OSError, EOFError, WebSocketException, requests.RequestException):
            return False
        return True

    def leaves(self) -> None:
        """Close the page."""
        self._sockets.close()

    def runs(self, page: str = "") -> list[str]:
        """Have the page's script run to its end; return the addresses of its files."""
        assert self.socket
        request = BackMsg()
        request.rerun_script.page_name = page
        self.socket.send(request.SerializeToString())
        files = []
        for message in self._messages():
            if message.WhichOneof("type") == "new_session":
                self.session = message.new_session.initialize.session_id
            element = message.delta.new_element
            if element.WhichOneof("type") == "download_button":
                files.append(element.download_button.url)
            if message.WhichOneof("type") == "script_finished":
                return files
        raise AssertionError("no end")

    def lost_its_socket(self) -> bool:
        """Wait until the other side has closed the websocket; return whether it did."""
        assert self.socket
        try:
            for _ in self._messages():
                pass
        except ConnectionClosed:
            return True
        except TimeoutError:
            return False
        return False

    def uploads_to(self, url: str) -> bool:
        """Upload a file for this session; return whether the session is where it goes."""
        with requests.Session() as session:
            session.trust_env = False
            session.cookies.update(self.http.cookies)
            return self._upload(session, url)

    def uploads(self) -> bool:
        """Upload a file as the page does, through the balancer."""
        return self._upload(self.http, self.url)

    def _upload(self, session: requests.Session, url: str) -> bool:
        # The first answer brings the token that an upload must show.
        session.get(f"{url}/_stcore/host-config", timeout=PATIENCE)
        session.get(f"{url}/_stcore/health", timeout=PATIENCE)
        token: Any = session.cookies.get("_streamlit_xsrf")
        answer = session.put(
            f"{url}/_stcore/upload_file/{self.session}/one",
            files={"file": ("one.csv", b"sleep,study,score\n")},
            headers={"X-Xsrftoken": str(token)},
            timeout=PATIENCE,
        )
        assert answer.status_code == 204 or "Invalid session_id" in answer.text, answer.text
        return answer.status_code == 204

    def _messages(self) -> Iterator[ForwardMsg]:
        assert self.socket
        deadline = time.monotonic() + PATIENCE
        while True:
            data = self.socket.recv(timeout=max(0.0, deadline - time.monotonic()))
            message = ForwardMsg()
            message.ParseFromString(data.encode() if isinstance(data, str) else data)
            yield message
