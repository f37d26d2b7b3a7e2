"""Where lessons come from: assets/lessons, a folder of the host's, a link, or a file."""

import os
import re
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from threading import Lock

# cachetools: the lessons that were read lately, within a number of bytes.
from cachetools import LRUCache

from app.hosting.memory import OWNERS, Owner
from app.hosting.paths import ASSETS
from app.lessons.lesson import Lesson
from app.lessons.link import PACKED, unpacked
from app.lessons.problem import Problem
from app.lessons.reading import Reading, read_lesson
from app.lessons.subject import Subject
from core.language import _

#: Variable with a folder of lessons of the host's own.
FOLDER = "GLASSNET_LESSONS"
#: Names of files that can be asked for.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")
#: Bytes of a file.
MAX_BYTES = 240_000
#: Bytes that the lessons that were read lately may take: those of their texts, and for each of
#: their characters some more for what was made of it.
KEPT_BYTES, EACH = 4_000_000, 12


class Library:
    """The lessons that this server has, and what reads others.

    Attributes
    ----------
    subjects : mapping
        Name of a page -> the page as a lesson knows it; empty until the pages are known.
    """

    def __init__(self) -> None:
        self.subjects: Mapping[str, Subject] = {}
        self._kept: LRUCache[tuple[str, str], Reading] = LRUCache(KEPT_BYTES, getsizeof=_bytes)
        self._lock = Lock()

    def know(self, subjects: Mapping[str, Subject]) -> None:
        """Take in the pages that lessons can be about."""
        if subjects.keys() != self.subjects.keys():
            self.subjects = subjects
            with self._lock:
                self._kept.clear()

    @property
    def n_bytes(self) -> int:
        """Return about how much the lessons that are kept take."""
        return int(self._kept.currsize)

    def files(self) -> dict[str, Path]:
        """Return the files by their names: those that come with the app, then the host's."""
        folders = [ASSETS / "lessons"]
        if own := os.environ.get(FOLDER):
            folders.append(Path(own))
        return {
            path.stem: path
            for folder in folders
            for path in sorted(folder.glob("*.md"))
            if _NAME.fullmatch(path.stem)
        }

    def lessons(self) -> list[Lesson]:
        """Return all lessons that can be read, in the order of their names."""
        found = (self.find(name).lesson for name in self.files())
        return [lesson for lesson in found if lesson is not None]

    def find(self, name: str) -> Reading:
        """Return the lesson of a name, or what is wrong with it.

        Parameters
        ----------
        name : str
            Of a file, or one that holds the lesson's text (see link.py).
        """
        if name.startswith(PACKED):
            try:
                return self.read(unpacked(name), name)
            except ValueError as error:
                return Reading(None, (Problem(1, name[:20], str(error)),))
        path = self.files().get(name)
        if path is None:
            allowed = _("the name of a lesson that this server has")
            return Reading(None, (Problem(1, name[:60], allowed),))
        try:
            data = path.read_bytes()[:MAX_BYTES]
            return self.read(data.decode(), name)
        except (OSError, UnicodeDecodeError):
            return Reading(None, (Problem(1, name, _("a text file in UTF-8")),))

    def read_file(self, data: bytes) -> tuple[Reading, str]:
        """Return what came of reading a file that somebody brings along, and its text."""
        if len(data) > MAX_BYTES:
            allowed = _("at most {n:,} kB").format(n=MAX_BYTES // 1000)
            found = _("{n:,} kB").format(n=-(-len(data) // 1000))
            return Reading(None, (Problem(1, found, allowed),)), ""
        try:
            text = data.decode("utf-8-sig")  # an editor may begin a file with a mark of UTF-8
        except UnicodeDecodeError:
            allowed = _("a text file in UTF-8")
            return Reading(None, (Problem(1, _("other bytes"), allowed),)), ""
        return self.read(text, name_of_file(text)), text

    def read(self, text: str, name: str) -> Reading:
        """Return what came of reading a text; the same again where it was read lately."""
        with self._lock:
            found = self._kept.get((text, name))
        if found is None:
            # Without the lock: others are not held up, and two who ask at once read it twice.
            found = read_lesson(text, self.subjects, name)
            with self._lock:
                self._kept[text, name] = found
        return found


def _bytes(reading: Reading) -> int:
    source = reading.lesson.source if reading.lesson else ""
    return 10_000 + EACH * (len(source) + sum(len(one.found) for one in reading.problems))


def name_of_file(text: str) -> str:
    """Return the name of a lesson that was uploaded and fits no link: it holds for one visit."""
    return f"file-{blake2b(text.encode(), digest_size=6).hexdigest()}"


#: That of this process.
LIBRARY = Library()
OWNERS["lessons"] = Owner(
    "lessons",
    "texts of lessons that visitors write or bring along, and lessons that were read lately",
    lambda: LIBRARY.n_bytes,
)
