"""Results that took long, kept for whoever asks for the same next.

What is kept is the bytes of a pickle, under a hash of the values that the result follows from. So
it is known what it all takes, nothing else stays alive with it (no run, no visitor's page), and
whoever gets a result has a copy of their own.
"""

import pickle
from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import Any, TypeAlias, TypeVar

# The least recently used goes first.
from cachetools import LRUCache

from app.hosting.limits import IN_FORCE

#: What a result follows from: values, named by the first of them.
Key: TypeAlias = "str | bytes | int | float | tuple[Key, ...]"
Result = TypeVar("Result")

MEGABYTE = 2**20


class Results:
    """Results by what they follow from; threads may share it.

    Parameters
    ----------
    max_bytes : int
        That all results together may take. A larger one is not kept.
    """

    def __init__(self, max_bytes: int) -> None:
        self._kept: LRUCache[bytes, bytes] = LRUCache(max_bytes, getsizeof=len)
        self._lock = Lock()
        #: How often a result was there, and was not.
        self.hits = self.misses = 0

    @property
    def n_bytes(self) -> int:
        """Return what all results take."""
        return int(self._kept.currsize)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._kept)

    def get(self, key: Key) -> Any:
        """Return a result, or None if it is not kept."""
        with self._lock:
            found = self._kept.get(_name(key))
            self.hits += found is not None
            self.misses += found is None
        return None if found is None else pickle.loads(found)

    def keep(self, key: Key, result: object) -> None:
        """Keep a result, which is not None."""
        data = pickle.dumps(result)
        with self._lock:
            if len(data) <= self._kept.maxsize:
                self._kept[_name(key)] = data

    def get_or_make(self, key: Key, make: Callable[[], Result]) -> Result:
        """Return a result that is kept, or else make it and keep it.

        It is made without the lock: others are not held up, and two who ask at once make it twice.
        """
        found: Result | None = self.get(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found


def _name(key: Key) -> bytes:
    """Return the name of a key: of one length, and never a reference to what is asked about."""
    return sha256(repr(key).encode()).digest()


#: Those of this process.
RESULTS = Results(IN_FORCE["results"] * MEGABYTE)
