"""Files that would take long to read are refused before they are: what they have too much of."""

import pytest

from app.lessons import bounds
from app.lessons.bounds import MAX_CHARACTERS, MAX_LINES, MAX_PARAGRAPH, beyond
from app.lessons.lesson import Predict
from app.lessons.reading import read_lesson
from app.lessons.subject import Walk
from app.pages.subjects import subjects

SUBJECTS = subjects()
HEAD = "---\ntitle: T\npage: moons\n---\n\n## S\n\n"

#: What Markdown's and YAML's parsers go through again and again -> what is said of it.
TOO_MUCH = {
    "characters": (f"{HEAD}{'a ' * MAX_CHARACTERS}", "at most 20,000 characters"),
    "lines": (HEAD + "a\n\n" * (MAX_LINES // 2), "at most 1,500 lines"),
    "a paragraph": (f"{HEAD}{'*a_' * (MAX_PARAGRAPH // 3)}", "an empty line after 3,000"),
    "brackets": (f"{HEAD}{'[' * 200}", "100 brackets"),
    "pictures": (f"{HEAD}{'![' * 200}", "100 brackets"),
    "in a block": (f'{HEAD}```ask\nquestion: "{"![" * 200}"\nof: J\n```\n', "100 brackets"),
    "flow": (f"---\ntitle: {'[' * 200}\n---\n", "100 brackets"),
    "parts": (HEAD + "```hint\na\n```\n\n" * (bounds.MAX_PARTS + 1), "at most 20 parts"),
    "buttons": (f"{HEAD}{'[a](?)' * (bounds.MAX_BUTTONS + 1)}", "at most 12 buttons"),
    "steps": (HEAD + "## b\n\nc\n\n" * bounds.MAX_STEPS, "1 to 30 steps"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_is_refused_in_words(name: str) -> None:
    text, allowed = TOO_MUCH[name]
    reading = read_lesson(text, SUBJECTS)
    assert reading.lesson is None
    assert any(allowed in one.sentence for one in reading.problems), reading.problems[:3]


def test_what_a_lesson_needs_is_far_within() -> None:
    paragraph = "x" * (MAX_PARAGRAPH - 2)
    assert beyond(f"{paragraph}\n\n{paragraph}\n") is None
    assert beyond(f"{paragraph}\n{paragraph}\n") is not None
    assert beyond("[a](?)" * bounds.MAX_BRACKETS) is None


def test_no_path_is_followed_to_read_a_lesson_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[object] = []
    walk = SUBJECTS["one_weight"].walk
    assert isinstance(walk, Walk)
    monkeypatch.setattr("app.pages.one_weight.descent.Run", followed.append)
    entries = "question: q\nkind: number\nof: J_mse\ntolerance: 1\nrun: '?steps=10000'"
    text = f"---\ntitle: T\npage: one_weight\n---\n\n## S\n\n```predict\n{entries}\n```\n"
    lesson = read_lesson(text, SUBJECTS).lesson
    assert lesson is not None
    (predict,) = lesson.steps[0].parts
    assert isinstance(predict, Predict)
    assert predict.at == 10_000
    assert not followed
