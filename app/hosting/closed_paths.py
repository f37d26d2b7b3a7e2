"""Paths of Streamlit's that a visitor has no use for: middleware that does not know them."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

#: The ends of these paths. Streamlit's own numbers tell of sessions; the host's are at /metrics.
CLOSED = ("/_stcore/metrics",)


class ClosedPaths:
    """Middleware that answers 404 there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "http" and scope["path"].rstrip("/").endswith(CLOSED):
            await PlainTextResponse("unknown", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
