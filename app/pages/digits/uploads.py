"""Uploaded files, kept under a hash of their content: an address can name one while it is kept."""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from core.data.digits import Digits
from core.types import Array

#: Maximum number of files that are kept, those used last, and of bytes that they take.
KEPT, KEPT_BYTES = 8, 400_000_000
#: Characters of a file's name in an address.
NAME_LENGTH = 16

#: Pictures with their labels, or the Thetas of a network.
Content = Digits | tuple[Array, ...]

_kept: OrderedDict[str, Content] = OrderedDict()
_lock = Lock()


def keep(data: bytes, content: Content) -> str:
    """Keep the content of a file; return its name."""
    name = sha256(data).hexdigest()[:NAME_LENGTH]
    with _lock:
        _kept[name] = content
        _kept.move_to_end(name)
        while len(_kept) > KEPT or (len(_kept) > 1 and _n_bytes() > KEPT_BYTES):
            _kept.popitem(last=False)
    return name


def _n_bytes() -> int:
    """Return the bytes of memory of all kept files."""
    return sum(
        one.X.nbytes if isinstance(one, Digits) else sum(theta.nbytes for theta in one)
        for one in _kept.values()
    )


def digits(name: str) -> Digits:
    """Return the digits that were kept under a name.

    Raises
    ------
    ValueError
        If there are no digits under the name, or they are no longer kept.
    """
    found = _find(name)
    if not isinstance(found, Digits):
        raise ValueError("file: holds weights, takes pictures with their labels")
    return found


def weights(name: str) -> tuple[Array, ...]:
    """Return the Thetas that were kept under a name; raises as `digits` does."""
    found = _find(name)
    if isinstance(found, Digits):
        raise ValueError("weights: holds pictures, takes the Thetas of a network")
    return found


def _find(name: str) -> Content:
    with _lock:
        if name not in _kept:
            raise ValueError("file: is no longer kept here, takes a new upload of it")
        _kept.move_to_end(name)
        return _kept[name]
