"""Which run a token names. A registry that keeps nothing alive: runs go with their sessions."""

from hmac import compare_digest
from weakref import WeakValueDictionary

from app.live.live import Live


class Registry:
    """Runs by their tokens."""

    def __init__(self) -> None:
        self._runs: WeakValueDictionary[str, Live] = WeakValueDictionary()

    def __len__(self) -> int:
        """Return how many runs there are."""
        return len(self._runs)

    def enter(self, live: Live) -> Live:
        """Take in a visitor's run, and return it."""
        self._runs[live.token] = live
        return live

    def find(self, token: str, key: str) -> Live | None:
        """Return the run of a token; None if there is none, or it is another visitor's."""
        live = self._runs.get(token)
        if live is None or not live.key:
            return None
        return live if compare_digest(live.key.encode(), key.encode()) else None


#: Those of this process.
RUNS = Registry()
