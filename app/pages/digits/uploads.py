"""Uploaded files, kept under a hash of their content: an address can name one while it is kept."""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from app.hosting.memory import ALL, LEDGER, Hold
from core.data.digits import Digits
from core.language import _
from core.types import Array

#: Maximum number of files that are kept, those used last, and of bytes that they take.
KEPT, KEPT_BYTES = 8, 96_000_000
#: Characters of a file's name in an address.
NAME_LENGTH = 16

#: Pictures with their labels, or the Thetas of a network.
Content = Digits | tuple[Array, ...]

_kept: OrderedDict[str, tuple[Content, Hold]] = OrderedDict()
_lock = Lock()


def keep(data: bytes, content: Content) -> str:
    """Keep the content of a file; return its name.

    Raises
    ------
    ValueError
        If the server has no room for it, even without those used least recently.
    """
    name = sha256(data).hexdigest()[:NAME_LENGTH]
    with _lock:
        if name not in _kept:
            _kept[name] = content, _room_for(_n_bytes(content))
        _kept.move_to_end(name)
    return name


def _room_for(n: int) -> Hold:
    """Return what holds the room for n bytes more, files used least recently dropped for it."""
    while _kept and (len(_kept) >= KEPT or n + sum(map(_size, _kept.values())) > KEPT_BYTES):
        _kept.popitem(last=False)
    while True:
        hold = LEDGER.hold(ALL)
        try:
            hold.add({"files": n})
        except ValueError:
            if not _kept:
                raise
            _kept.popitem(last=False)
        else:
            return hold


def _size(kept: tuple[Content, Hold]) -> int:
    return _n_bytes(kept[0])


def _n_bytes(content: Content) -> int:
    """Return the bytes of memory that the content of a file takes."""
    if isinstance(content, Digits):
        return content.X.nbytes + content.labels.nbytes
    return sum(theta.nbytes for theta in content)


def digits(name: str) -> Digits:
    """Return the digits that were kept under a name.

    Raises
    ------
    ValueError
        If there are no digits under the name, or they are no longer kept.
    """
    found = _find(name)
    if not isinstance(found, Digits):
        raise ValueError(_("file: holds weights, takes pictures with their labels"))
    return found


def weights(name: str) -> tuple[Array, ...]:
    """Return the Thetas that were kept under a name; raises as `digits` does."""
    found = _find(name)
    if isinstance(found, Digits):
        raise ValueError(_("weights: holds pictures, takes the Thetas of a network"))
    return found


def _find(name: str) -> Content:
    with _lock:
        if name not in _kept:
            raise ValueError(_("file: is no longer kept here, takes a new upload of it"))
        _kept.move_to_end(name)
        return _kept[name][0]
