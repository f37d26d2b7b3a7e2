"""Memory that was freed goes back to the system: what glibc's malloc is told.

Streamlit makes a thread for each run of a script, and glibc an arena for each thread, up to eight a
core. What a thread has freed stays in its arena, in pieces: after some hundred visitors a server
takes tens of megabytes that nobody uses.
"""

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress

#: The number by which glibc's malloc.h calls this parameter.
M_ARENA_MAX = -8
#: Arenas at the most: threads share them. Python's own lock lets few allocate at a time.
ARENAS = 2


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


def use_few_arenas() -> bool:
    """Let the threads that begin from now on share two arenas; return whether it is so."""
    return _mallopt is not None and bool(_mallopt(M_ARENA_MAX, ARENAS))


def give_back() -> bool:
    """Give the system the memory that is free; return whether there was any.

    Others go on meanwhile, but for those that allocate from the same arena: some milliseconds.
    """
    return _malloc_trim is not None and bool(_malloc_trim(0))
