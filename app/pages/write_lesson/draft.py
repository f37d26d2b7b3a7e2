"""The file that a visitor writes: by typing in it, and by buttons that write into it.

A button may be pressed in the moment in which a change that was typed arrives, in either order: so
each of them begins with the text that the browser has sent.
"""

from collections.abc import Callable

from app.lessons.library import LIBRARY
from app.lessons.reading import UNNAMED, Reading
from app.lessons.subject import Subject
from app.lessons.writing import example_file, front_of, within_bounds
from app.ui import storage
from app.ui.language import in_language

#: Key of the widget with the file, and those of what is kept for the visit.
FILE, KEPT, BEFORE, REFUSED, STEP = (
    f"write_lesson.{name}" for name in ("file", "kept", "before", "refused", "step")
)
#: Texts that can be gone back to.
MOST = 30


def text() -> str:
    """Return the file as it is now."""
    typed = storage.kept(FILE)
    if isinstance(typed, str):
        try:
            return within_bounds(typed)
        except ValueError:
            pass
    return _kept()


def _kept() -> str:
    kept = storage.kept(KEPT)
    if not isinstance(kept, str):
        # Where one begins to look at a network that learns.
        kept = example_file(LIBRARY.subjects.get("moons") or next(iter(LIBRARY.subjects.values())))
        storage.keep(KEPT, kept)
    return kept


def reading() -> Reading:
    """Return what comes of reading the file."""
    return LIBRARY.read(text(), UNNAMED)


def subject() -> Subject:
    """Return the page that the file names; the first one where it names none."""
    page = front_of(text()).get("page")
    found = LIBRARY.subjects.get(page) if isinstance(page, str) else None
    return found or next(iter(LIBRARY.subjects.values()))


def fill() -> None:
    """Put the file into its widget where that shows another text, or was not there."""
    now = text()
    if storage.kept(FILE) != now:
        storage.keep(FILE, now)


@in_language
def take_typed() -> None:
    """Take what was typed, if it is not too long; for the widget's callback."""
    typed = storage.kept(FILE)
    if isinstance(typed, str):
        change(lambda before: typed)


def change(make: Callable[[str], str]) -> bool:
    """Change the file by ``make(text)``; return whether that was possible.

    Its ValueError says why it was not, and the file stays as it was.
    """
    before = _kept()
    try:
        now = within_bounds(make(text()))
    except ValueError as error:
        storage.keep(REFUSED, str(error))
        return False
    if now != before:
        storage.keep(BEFORE, [*_befores(), before][-MOST:])
    _set(now)
    return True


def _set(now: str) -> None:
    storage.keep(KEPT, now)
    storage.keep(FILE, now)
    storage.keep(REFUSED, "")


def undo() -> None:
    """Go back to the text before the newest change; for a button's callback."""
    befores = _befores()
    if befores:
        _set(befores.pop())
        storage.keep(BEFORE, befores)


def can_undo() -> bool:
    """Return whether there is a text to go back to."""
    return bool(_befores())


def _befores() -> list[str]:
    found = storage.kept(BEFORE)
    return list(found) if isinstance(found, list) else []


def refused_once() -> str:
    """Return why the newest change was not possible, once; empty if it was."""
    said = storage.kept(REFUSED)
    storage.keep(REFUSED, "")
    return str(said or "")


def step() -> int:
    """Return the step that is looked at, from 0."""
    found = storage.kept(STEP)
    return found if isinstance(found, int) else 0


def go(to: int) -> None:
    """Look at a step; for a button's callback."""
    storage.keep(STEP, max(0, to))
