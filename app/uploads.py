"""Files that visitors brought, by what is in them: an address can name one while it is kept."""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from core.digits import Digits

#: So many are kept, those used last.
KEPT = 8
#: Letters of a file's name in an address.
LETTERS = 16

_kept: OrderedDict[str, Digits] = OrderedDict()
_lock = Lock()


def keep(data: bytes, digits: Digits) -> str:
    """Keep the digits of a file and return the name by which they are found."""
    name = sha256(data).hexdigest()[:LETTERS]
    with _lock:
        _kept[name] = digits
        _kept.move_to_end(name)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return name


def find(name: str) -> Digits:
    """Return the digits that were kept under a name.

    Raises
    ------
    ValueError
        If they are no longer kept, or never were.
    """
    with _lock:
        if name not in _kept:
            raise ValueError("file: is not kept here any more, takes it once more by upload")
        _kept.move_to_end(name)
        return _kept[name]
