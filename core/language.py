"""The one function that every visible text goes through, so that it can be translated.

A text is written in English where it is shown: ``_("Learning rate")``. Values are put in
afterwards, so that the text that is looked up is always the same: ``_("got {n}").format(n=n)``. A
text of a table is made when its module is read, before anybody's language is known: there it is
marked, ``N_("sigmoid")``, and goes through ``_`` where it is shown. All three are names that the
tools of gettext look for, so that they find every text.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations

ENGLISH = NullTranslations()

#: Those of whoever is being answered.
_in_force: ContextVar[NullTranslations] = ContextVar("translations", default=ENGLISH)


def _(text: str) -> str:
    """Return a text in the language in force."""
    return _in_force.get().gettext(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Return the text for a number in the language in force: one text for 1 and one for others."""
    return _in_force.get().ngettext(one, many, n)


def N_(text: str) -> str:
    """Mark a text that is translated where it is shown, and return it as it is."""
    return text


@contextmanager
def using(translations: NullTranslations) -> Iterator[None]:
    """Translate by a catalogue within the block."""
    token = _in_force.set(translations)
    try:
        yield
    finally:
        _in_force.reset(token)
