"""Lessons that a visitor has brought along or written: found by name for as long as the visit."""

from app.lessons.library import LIBRARY, name_of_file
from app.lessons.link import name_in_link
from app.lessons.reading import Reading
from app.ui import storage
from app.ui.lesson.texts import enter_texts

KEPT = "_own_lessons"
#: Files that are kept, the newest ones: each may have 20,000 characters.
MOST = 4


def keep(text: str) -> Reading:
    """Keep the text of a lesson for this visit; return the lesson.

    Raises
    ------
    ValueError
        If the server has no room for it.
    """
    name, texts = name_in_link(text, name_of_file(text)), dict(_texts())
    texts.pop(name, None)
    texts[name] = text
    for oldest in list(texts)[:-MOST]:
        del texts[oldest]
    enter_texts(KEPT, texts.values())
    storage.keep(KEPT, texts)
    return LIBRARY.read(text, name)


def find(name: str) -> Reading:
    """Return the lesson of a name: one of the visitor's own, or one that others have too."""
    text = _texts().get(name)
    return LIBRARY.find(name) if text is None else LIBRARY.read(text, name)


def _texts() -> dict[str, str]:
    found = storage.kept(KEPT)
    return found if isinstance(found, dict) else {}
