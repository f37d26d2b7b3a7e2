"""The one function that every visible text goes through, so that it can be translated.

A text is written in English where it is shown: ``_("Learning rate")``. Values are put in
afterwards, so that the text that is looked up is always the same: ``_("got {n}").format(n=n)``. A
text of a table is made when its module is read, before anybody's language is known: there it is
marked, ``N_("sigmoid")``, and goes through ``_`` where it is shown. Most records say which of their
attributes are such texts, ``@translated("label")``, and these are translated whenever they are
read. ``_``, ``ngettext`` and ``N_`` are names that the tools of gettext look for, so that they find
every text.

What is kept for everybody, in a cache, holds no text, or has `language` in its key.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import Any, TypeVar

ENGLISH = NullTranslations()

Record = TypeVar("Record")

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


def in_force() -> NullTranslations:
    """Return the catalogue of whoever is being answered."""
    return _in_force.get()


def language() -> str:
    """Return the code of the language in force, as its catalogue's header says it: "en", "de"."""
    return _in_force.get().info().get("language", "en")


class Translated:
    """An attribute whose text, marked by `N_`, is translated when it is read.

    Parameters
    ----------
    name : str
        Of the attribute.
    text : str, optional
        The class's own, which its objects share. Without one, each object is given its own.
    """

    def __init__(self, name: str, text: str | None = None) -> None:
        self._name, self._text = name, text

    def __get__(self, record: object, owner: type) -> str:
        """Return the text in the language in force."""
        text = self._text if record is None else vars(record).get(self._name, self._text)
        if text is None:
            raise AttributeError(self._name)
        return _(text)

    def __set__(self, record: object, text: str) -> None:
        """Keep an object's text as it is marked."""
        vars(record)[self._name] = text


def translated(*names: str) -> Callable[[type[Record]], type[Record]]:
    """Return a decorator of a class whose attributes of these names are marked texts.

    It stands above ``@dataclass``. What such an attribute is once it has been read is a text of one
    language: a copy by ``dataclasses.replace`` is made in English, where tables are.
    """

    def decorate(record: type[Record]) -> type[Record]:
        for name in names:
            setattr(record, name, Translated(name, vars(record).get(name)))
        return record

    return decorate


def translate(record: type[Any], *names: str) -> None:
    """Have those of a class's own attributes translated that are marked texts."""
    translated(*(name for name in names if isinstance(vars(record).get(name), str)))(record)


@contextmanager
def using(translations: NullTranslations) -> Iterator[None]:
    """Translate by a catalogue within the block."""
    token = _in_force.set(translations)
    try:
        yield
    finally:
        _in_force.reset(token)
