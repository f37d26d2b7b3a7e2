"""Arrays that many runs share: whoever asks for the same has the same, which nobody can change."""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, TypeAlias
from weakref import WeakValueDictionary, finalize

import numpy as np

from app.hosting.memory import ALL, LEDGER, Hold

#: What the arrays follow from, the name of the page first.
Key: TypeAlias = tuple[Any, ...]

_arrays: WeakValueDictionary[tuple[Key, str], Any] = WeakValueDictionary()
_lock = Lock()


def shared_arrays(
    key: Key, names: tuple[str, ...], n_bytes: int, make: Callable[[], Mapping[str, Any]]
) -> dict[str, Any]:
    """Return arrays by their names: those that some run holds, or new ones.

    Parameters
    ----------
    key : tuple
        Hashable.
    names : tuple of str
    n_bytes : int
        That new ones take, with what is needed to make them.
    make : callable
        Returns new ones, by `names`.

    Raises
    ------
    ValueError
        From `make`; or if the server has no room for new ones.
    """
    with _lock:
        found = {name: _arrays.get((key, name)) for name in names}
        if all(array is not None for array in found.values()):
            return found
        hold = LEDGER.hold(ALL)
        hold.add({"data": n_bytes})
        made = make()
        for name in names:
            array: np.ndarray[Any, Any] = made[name]
            array.setflags(write=False)
            _arrays[key, name] = array
            # The hold goes with the last of them.
            finalize(array, _let_go, hold).atexit = False
        return {name: made[name] for name in names}


def _let_go(hold: Hold) -> None:
    """Refer to a hold until it is called: then it may be freed."""
