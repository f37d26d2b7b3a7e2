"""Texts that a visitor writes or brings along: what they take is entered in the server's memory."""

from collections.abc import Iterable
from sys import getsizeof

from app.hosting.memory import ALL, LEDGER, Hold
from app.hosting.visitors import Visitor
from app.ui import storage


def enter_texts(key: str, texts: Iterable[str]) -> None:
    """Enter what texts take that are to be kept under a key, in place of those before.

    Raises
    ------
    ValueError
        If there is no room for them; in a sentence.
    """
    held = f"{key}.memory"
    visitor, before = storage.kept("_visitor"), storage.kept(held)
    with LEDGER.holding(
        visitor.key if isinstance(visitor, Visitor) else ALL,
        before if isinstance(before, Hold) else None,
    ) as hold:
        hold.add({"lessons": sum(map(getsizeof, texts))})
    storage.keep(held, hold)
