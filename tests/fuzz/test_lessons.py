"""Any file of a lesson is read or refused in words, within the work that reading may take."""

import random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.hosting.paths import ASSETS
from app.lessons.bounds import MAX_BUTTONS, MAX_PARTS, MAX_STEPS
from app.lessons.guard import is_allowed
from app.lessons.lesson import Lesson
from app.lessons.progress import from_kept
from app.lessons.reading import read_lesson
from app.pages.subjects import subjects
from tests.app.test_lesson_reading import FILE, mutated
from tests.fuzz.strategies import CASES

SUBJECTS = subjects()
FILES = [FILE, *(path.read_text("utf-8") for path in sorted((ASSETS / "lessons").glob("*.md")))]
#: Pieces of which whole files are made: what has a meaning, again and again.
PIECES = st.sampled_from(
    ["[", "]", "(?)", "![", "](?alpha=1)", "`", "```predict\n", "```\n", "$", "$$", "*", "_", "> ",
     "- ", "\n", "\n\n", "## ", "# ", "---\n", "question: ", "kind: choice\n", "options:\n",
     "  a: J < 1\n", "&a ", "*a ", "{", "}", '"', "'", ": ", "<b>", "&amp;", "\t", "é", "\x00",
     "title: T\n", "page: moons\n", "a", "glossary:moons", "http://", "|", "\\"]
)  # fmt: skip
QUIET = settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)


def check(text: str) -> None:
    """Expect that a text makes a lesson within its bounds, or problems on lines of the file."""
    reading = read_lesson(text, SUBJECTS)
    assert (reading.lesson is None) == bool(reading.problems)
    for problem in reading.problems:
        assert problem.line >= 1
        assert problem.sentence
    if reading.lesson:
        check_lesson(reading.lesson)


def check_lesson(lesson: Lesson) -> None:
    """Expect that a lesson has no more than it may, and allows what it sets itself."""
    assert 1 <= len(lesson.steps) <= MAX_STEPS
    for step in lesson.steps:
        assert 1 <= len(step.parts) <= MAX_PARTS
        for part in step.parts:
            assert len(getattr(part, "buttons", ())) <= MAX_BUTTONS
    assert all(is_allowed(lesson, one) for one in lesson.set_ups())
    assert from_kept("{}", lesson).step == 0


@QUIET
@given(st.integers(0, 2**32), st.sampled_from(FILES))
def test_a_damaged_file_is_read_or_refused(seed: int, text: str) -> None:
    check(mutated(random.Random(seed), text))


@QUIET
@given(st.lists(st.tuples(PIECES, st.integers(1, 60)), max_size=60), st.booleans())
def test_what_looks_like_a_file_is_read_or_refused(
    pieces: list[tuple[str, int]], has_front: bool
) -> None:
    front = "---\ntitle: T\npage: moons\n---\n\n## S\n\n" if has_front else ""
    check(front + "".join(piece * n for piece, n in pieces))
