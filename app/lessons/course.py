"""The eight lessons of the course, as files that come with the app."""

from pathlib import Path

from app.hosting.paths import ASSETS

#: Their names begin with their places in the course.
PATTERN = "[1-8]-*.md"


def course_files() -> tuple[Path, ...]:
    """Return the files of the course in the order in which one learns."""
    return tuple(sorted((ASSETS / "lessons").glob(PATTERN)))
