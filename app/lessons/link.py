"""A lesson within an address: its text compressed, for one that lies on no server."""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from app.lessons.bounds import MAX_CHARACTERS
from core.language import _

#: How such a name begins, and its characters at the most: an address may have 8 kB.
PACKED, MAX_LINK = "~", 6000
#: zlib without its heading.
WINDOW = -15


def packed(text: str) -> str:
    """Return the name of a lesson that holds its text.

    Raises
    ------
    ValueError
        If it is longer than an address can be.
    """
    compress = zlib.compressobj(9, zlib.DEFLATED, WINDOW)
    data = compress.compress(text.encode()) + compress.flush()
    name = PACKED + urlsafe_b64encode(data).decode().rstrip("=")
    if len(name) > MAX_LINK:
        raise ValueError(
            _("the lesson takes {n:,} characters of an address, which holds {most:,}").format(
                n=len(name), most=MAX_LINK
            )
        )
    return name


def name_in_link(text: str, otherwise: str) -> str:
    """Return a name by which any server finds a lesson: its text, where an address can hold it."""
    try:
        return packed(text)
    except ValueError:
        return otherwise


def unpacked(name: str) -> str:
    """Return the text of a lesson whose name holds it.

    Raises
    ------
    ValueError
        If the name holds none.
    """
    refusal = ValueError(_("the link holds no lesson: a part of it may be missing"))
    if not name.startswith(PACKED) or len(name) > MAX_LINK:
        raise refusal
    text = name.removeprefix(PACKED)
    decompress = zlib.decompressobj(WINDOW)
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        # A few bytes may stand for gigabytes.
        found = decompress.decompress(data, 4 * MAX_CHARACTERS)
        if decompress.unconsumed_tail or not decompress.eof:
            raise refusal
        return found.decode()
    except (Error, UnicodeDecodeError, zlib.error, ValueError):
        raise refusal from None
