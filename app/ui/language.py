"""The language of a visitor, in force while something of theirs is answered.

Streamlit calls the script of the pages, and by themselves fragments and callbacks: the script
(app/pages/main.py) and each of these that makes texts is `in_language`. The live route answers in
the language of the page's script.
"""

from collections.abc import Callable
from functools import wraps
from gettext import NullTranslations
from pathlib import Path
from typing import ParamSpec, TypeVar

from core.language import ENGLISH, language, using

P = ParamSpec("P")
R = TypeVar("R")


def translations() -> NullTranslations:
    """Return what the visitor's texts are translated by. There is no other language yet."""
    return ENGLISH


def in_language(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that speaks the visitor's language."""

    @wraps(function)
    def speaking(*arguments: P.args, **named: P.kwargs) -> R:
        with using(translations()):
            return function(*arguments, **named)

    return speaking


def localized(path: Path) -> Path:
    """Return the file that has a text as a whole, such as cards, in the language in force.

    The German one of ``cards/moons.md`` is ``cards/moons.de.md``. Where there is none, the
    English one is shown.
    """
    translated = path.with_suffix(f".{language()}{path.suffix}")
    return translated if translated.exists() else path
