"""A visitor whose every request goes through the balancer: cookies, pages, downloads, uploads."""

from contextlib import ExitStack
from types import TracebackType
from typing import Any

import requests

# anyio: comes with Streamlit; runs what is asynchronous in a thread of its own.
from anyio.from_thread import BlockingPortal, start_blocking_portal
from websockets.exceptions import WebSocketException

from tests.load.visitor import Visitor as Session
from tests.serving import PATIENCE

#: The balancer's cookie, as deploy/haproxy.cfg names it.
COOKIE = "glassnet"


class Visitor:
    """One browser with one page of the app open.

    Parameters
    ----------
    url : str
        The balancer's address.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = requests.Session()
        # A proxy that the environment names is not for loopback.
        self.http.trust_env = False
        self._open = ExitStack()
        self._session = Session(url)
        self._portal: BlockingPortal | None = None

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

    @property
    def session(self) -> str:
        """The name that the server gave the session."""
        return self._session.session

    def opens(self, page: str = "") -> list[str]:
        """Open a page as a browser does; return the addresses of the files that it offers."""
        self.leaves()
        self.get("/").raise_for_status()
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.http.cookies)
        self._session = Session(self.url, page, headers={"Cookie": cookies})
        self._portal = self._open.enter_context(start_blocking_portal())
        self._open.callback(self._portal.call, self._session.close)
        self._portal.call(self._session.look)
        return self._session.files

    def opens_again(self) -> bool:
        """Open the page, unless nobody answers; return whether it was opened."""
        try:
            self.opens()
        except (OSError, EOFError, WebSocketException, requests.RequestException):
            return False
        return True

    def leaves(self) -> None:
        """Close the page."""
        self._open.close()

    def runs(self) -> None:
        """Have the page's script run to its end."""
        assert self._portal
        self._portal.call(self._session.run)

    def lost_its_socket(self) -> bool:
        """Wait until the other side has closed the WebSocket; return whether it did."""
        assert self._portal
        return self._portal.call(self._session.is_cut_off)

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
