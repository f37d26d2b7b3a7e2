"""Lessons that a visitor has brought along or written: found by name for as long as the visit."""

from app.lessons.library import LIBRARY, name_of_file
from app.lessons.link import packed
from app.lessons.reading import Reading
from app.ui import storage

KEPT = "_own_lessons"
#: Files that are kept, the newest ones: each may have 60,000 characters.
MOST = 4


def name_of(text: str) -> str:
    """Return the name of a lesson: one that holds its text, where that fits an address."""
    try:
        return packed(text)
    except ValueError:
        return name_of_file(text)


def keep(text: str) -> Reading:
    """Keep the text of a lesson for this visit; return the lesson."""
    name, texts = name_of(text), _texts()
    texts.pop(name, None)
    texts[name] = text
    for oldest in list(texts)[:-MOST]:
        del texts[oldest]
    storage.keep(KEPT, texts)
    return LIBRARY.read(text, name)


def find(name: str) -> Reading:
    """Return the lesson of a name: one of the visitor's own, or one that others have too."""
    text = _texts().get(name)
    return LIBRARY.find(name) if text is None else LIBRARY.read(text, name)


def _texts() -> dict[str, str]:
    found = storage.kept(KEPT)
    return found if isinstance(found, dict) else {}
