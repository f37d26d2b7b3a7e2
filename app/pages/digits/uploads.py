"""What visitors brought, by what is in it: an address can name a file while it is kept."""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from core.data.digits import Digits
from core.types import Array

#: So many files are kept, those used last, of so many bytes together.
KEPT, KEPT_BYTES = 8, 400_000_000
#: Letters of a file's name in an address.
LETTERS = 16

#: Pictures with their labels, or the Thetas of a network.
Content = Digits | tuple[Array, ...]

_kept: OrderedDict[str, Content] = OrderedDict()
_lock = Lock()


def keep(data: bytes, content: Content) -> str:
    """Keep what was read from a file, and return the name by which it is found."""
    name = sha256(data).hexdigest()[:LETTERS]
    with _lock:
        _kept[name] = content
        _kept.move_to_end(name)
        while len(_kept) > KEPT or (len(_kept) > 1 and _n_bytes() > KEPT_BYTES):
            _kept.popitem(last=False)
    return name


def _n_bytes() -> int:
    """Return how much memory the files take, unfolded."""
    return sum(
        one.X.nbytes if isinstance(one, Digits) else sum(theta.nbytes for theta in one)
        for one in _kept.values()
    )


def digits(name: str) -> Digits:
    """Return the digits that were kept under a name.

    Raises
    ------
    ValueError
        If they are no longer kept, or never were.
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
            raise ValueError("file: is not kept here any more, takes it once more by upload")
        _kept.move_to_end(name)
        return _kept[name]
