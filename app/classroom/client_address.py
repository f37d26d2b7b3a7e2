"""Where a request comes from: by its connection, or as a proxy says that the host trusts."""

import os

from starlette.requests import Request

#: How many proxies stand in front, each of which adds to X-Forwarded-For. Whoever sends the header
#: can have written all before that.
PROXIES = "GLASSNET_TRUSTED_PROXIES"


def address_of(request: Request) -> str:
    """Return the address of who asks."""
    by_connection = request.client.host if request.client else ""
    count = os.environ.get(PROXIES, "0")
    n = int(count) if count.isdecimal() else 0
    said = [one.strip() for one in request.headers.get("x-forwarded-for", "").split(",")]
    return said[-n] if 0 < n <= len(said) and said[-n] else by_connection
