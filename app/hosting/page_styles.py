"""The style sheets of a page, sent with the page itself.

Sent by the page's script, as Streamlit does it, they come after the first of what it is about
has been painted: all that it moves then jumps.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Before this, so that it stands behind the sheets of Streamlit's client, and overrules them.
END = b"</body>"
#: With these a browser asks for less than the page as it is: packed, or only if it has changed.
LESS = (b"accept-encoding", b"if-none-match", b"if-modified-since")


class PageStyles:
    """Middleware that writes style sheets into every page.

    Parameters
    ----------
    app : callable
    css_of : callable
        ``css_of(path)`` -> the style sheets of the page at a path, by the ids of their elements.
    """

    def __init__(self, app: ASGIApp, css_of: Callable[[str], Mapping[str, str]]) -> None:
        self.app, self._css_of = app, css_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if scope["type"] != "http" or "text/html" not in headers.get("accept", ""):
            await self.app(scope, receive, send)
            return
        # Whether the page is the same is known only once its styles are in it.
        asked = [pair for pair in scope["headers"] if pair[0].lower() not in LESS]
        page = _Page(self._css_of(scope["path"]), headers.get("if-none-match", ""), send)
        await self.app({**scope, "headers": asked}, receive, page.send)


class _Page:
    """One answer on its way to the browser; one that is no page is left as it is."""

    def __init__(self, css: Mapping[str, str], known: str, send: Send) -> None:
        self._css, self._known, self._send = css, known, send
        self._start: Message | None = None  # held back until its body is known
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        """Pass a message on, or hold it back until the page is whole."""
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_styled(self._start)

    async def _send_styled(self, start: Message) -> None:
        styles = [f'<style id="{name}">{css}</style>' for name, css in self._css.items()]
        body = bytes(self._body).replace(END, "".join(styles).encode() + END, 1)
        etag = f'"{sha256(body).hexdigest()[:32]}"'
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["etag"] = etag
        if etag in self._known:
            del headers["content-length"]
            start, body = {**start, "status": 304}, b""
        elif "content-length" in headers:
            headers["content-length"] = str(len(body))
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return message["status"] == 200 and headers.get("content-type", "").startswith("text/html")
