"""Sessions whose browser has gone end in time, and their memory is freed.

Streamlit ends them after server.disconnectedSessionTTL, but only when another session comes or
goes; and what they held refers to itself in cycles, which only Python's garbage collector frees.
"""

import asyncio
import gc

from streamlit import runtime

#: Seconds between two checks.
INTERVAL = 10.0


async def end_expired_sessions_regularly() -> None:
    """End expired sessions and free their memory, for as long as the server runs."""
    while True:
        await asyncio.sleep(INTERVAL)
        if end_expired_sessions():
            gc.collect()


def end_expired_sessions() -> int:
    """End the sessions whose time is over, and return how many there were.

    The store is Streamlit's own, and no public name leads to it. Where a later version has another
    one, nothing happens here, and sessions end when Streamlit ends them.
    """
    if not runtime.exists():
        return 0
    manager = getattr(runtime.get_instance(), "_session_mgr", None)
    sessions = getattr(getattr(manager, "_session_storage", None), "_cache", None)
    expire = getattr(sessions, "expire", None)
    return len(list(expire() or ())) if callable(expire) else 0
