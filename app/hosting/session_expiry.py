"""Sessions whose browser has gone are let go in time, and their memory with them.

Streamlit forgets them after server.disconnectedSessionTTL, but only when it next has to do with
another session; and what they held hangs together in circles, which Python collects now and then.
"""

import asyncio
import gc

from streamlit import runtime

#: Seconds between two rounds.
ROUND = 10.0


async def keep_house() -> None:
    """Do the rounds for as long as the server runs."""
    while True:
        await asyncio.sleep(ROUND)
        if let_go():
            gc.collect()


def let_go() -> int:
    """Let go of the sessions whose time is over, and return how many there were.

    The store is Streamlit's own, and no public name leads to it. Where a later version has another
    one, nothing happens here, and sessions go when Streamlit lets them.
    """
    if not runtime.exists():
        return 0
    manager = getattr(runtime.get_instance(), "_session_mgr", None)
    kept = getattr(getattr(manager, "_session_storage", None), "_cache", None)
    expire = getattr(kept, "expire", None)
    return len(list(expire() or ())) if callable(expire) else 0
