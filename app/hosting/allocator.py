"""Memory that was freed goes back to the system: what glibc's malloc is told.

Streamlit makes a thread for each run of a script, and glibc an arena for each thread, up to eight a
core. What a thread has freed stays in its arena, in pieces. And each large array that is freed
makes glibc put more of the next ones there, up to 32 MB, rather than into mappings of their own.
After some hundred visitors a server so takes tens of megabytes that nobody uses.
"""

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress

#: The numbers by which glibc's malloc.h calls these parameters.
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
#: Arenas at the most: threads share them. Python's own lock lets few allocate at a time.
ARENAS = 2
#: Bytes from which on an array has a mapping of its own.
LARGE = 256 * 1024


def _function(name: str, *types: type) -> Callable[..., int] | None:
    """Return a function of the C library; None where there is none: it is another library."""
    if sys.platform != "linux":
        return None
    with suppress(AttributeError, OSError):
        found = ctypes.CDLL(None)[name]
        found.argtypes, found.restype = types, ctypes.c_int
        return found
    return None


_mallopt = _function("mallopt", ctypes.c_int, ctypes.c_int)
_malloc_trim = _function("malloc_trim", ctypes.c_size_t)


def keep_little_free() -> bool:
    """Let large arrays go back when they are freed, and threads share two arenas from now on.

    Returns
    -------
    bool
        Whether it is so.
    """
    if _mallopt is None:
        return False
    return bool(_mallopt(M_MMAP_THRESHOLD, LARGE)) and bool(_mallopt(M_ARENA_MAX, ARENAS))


def give_back() -> bool:
    """Give the system the memory that is free; return whether there was any.

    Others go on meanwhile, but for those that allocate from the same arena: some milliseconds.
    """
    return _malloc_trim is not None and bool(_malloc_trim(0))
