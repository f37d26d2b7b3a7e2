"""Sessions whose browser has gone end in time, and their memory is freed.

Streamlit ends them after server.disconnectedSessionTTL, but only when another session comes or
goes; and what they held refers to itself in cycles, which only Python's garbage collector frees.
"""

import asyncio
import gc

from streamlit import runtime

from app.hosting.allocator import give_back
from app.hosting.visitors import VISITORS

#: Seconds between two checks.
INTERVAL = 10.0


async def end_expired_sessions_regularly() -> None:
    """End expired sessions and free their memory, for as long as the server runs."""
    before: frozenset[str] = frozenset()
    n_left = 0
    while True:
        await asyncio.sleep(INTERVAL)
        now = sessions_after_expiry()
        # Visitors without a session: whom a collection did not free, another one would not.
        n_gone = max(0, len(VISITORS) - len(now))
        # Streamlit may have ended sessions meanwhile, some that have come since the last look.
        if before - now or n_gone > n_left:
            gc.collect()
            await asyncio.to_thread(give_back)
            n_gone = max(0, len(VISITORS) - len(now))
        before, n_left = now, n_gone


def sessions_after_expiry() -> frozenset[str]:
    """End the sessions whose time is over, and return the names of those that are there.

    They are Streamlit's own, and no public name leads to them. Where a later version has them
    elsewhere, nothing happens here, and sessions end when Streamlit ends them.
    """
    if not runtime.exists():
        return frozenset()
    manager = getattr(runtime.get_instance(), "_session_mgr", None)
    kept = getattr(getattr(manager, "_session_storage", None), "_cache", None)
    expire, list_ = getattr(kept, "expire", None), getattr(manager, "list_sessions", None)
    if not callable(expire) or not callable(list_):
        return frozenset()
    expire()
    return frozenset(one.session.id for one in list_())
