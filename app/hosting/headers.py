"""Security headers on everything that the server sends."""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Names who may show the app in a frame: 'self', and the addresses of course pages.
FRAME_ANCESTORS = "GLASSNET_FRAME_ANCESTORS"
#: As strict as Streamlit allows: its page has inline scripts and styles, its components are modules
#: made from text (blob:), and its JSON validators are compiled in the browser ('unsafe-eval').
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' ws: wss: blob:",
    "media-src": "'self' blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}


#: Type of an answer that no browser shows as a page: it gets one header alone, as the live view has
#: several of them a second.
DATA = "application/octet-stream"
NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}


def headers(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the headers, with the pages that the host lets frame the app.

    Raises
    ------
    ValueError
        If the variable holds a character that would end its directive or the header.
    """
    ancestors = environment.get(FRAME_ANCESTORS, "'self'")
    if any(letter in ancestors for letter in ";,\r\n"):
        raise ValueError(
            f"{FRAME_ANCESTORS}: got {ancestors!r}, takes addresses with spaces between"
        )
    policy = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors {ancestors}",
        **NO_SNIFFING,
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }


class SecurityHeaders:
    """Middleware that adds the headers to every HTTP response."""

    def __init__(self, app: ASGIApp, environment: Mapping[str, str]) -> None:
        self.app, self.headers = app, headers(environment)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                is_data = found.get("content-type") == DATA
                for name, value in (NO_SNIFFING if is_data else self.headers).items():
                    found.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with if scope["type"] == "http" else send)
