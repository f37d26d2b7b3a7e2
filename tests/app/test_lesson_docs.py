"""What docs/lessons.md says of a lesson's file: its examples are read, its tables are complete."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.lessons.blocks import BLOCKS, LEAST_OPTIONS, MOST_OPTIONS
from app.lessons.library import FOLDER
from app.lessons.measures import RUN_MEASURES, Measure
from app.lessons.predictions import PREDICTIONS
from app.lessons.progress import MAX_SEED
from app.lessons.questions import RUN_QUESTIONS
from app.lessons.reading import LANGUAGES, read_lesson
from app.pages.downhill.measures import MEASURES as DOWNHILL
from app.pages.one_weight.measures import MEASURES as ONE_WEIGHT
from app.pages.subjects import PLANES, subjects

DOCS = Path(__file__).resolve().parents[2] / "docs" / "lessons.md"
TEXT = DOCS.read_text("utf-8")
SUBJECTS = subjects()
EXAMPLES = re.findall(r"^````markdown\n(.*?)^````$", TEXT, re.MULTILINE | re.DOTALL)
WHOLE, *BLOCK_EXAMPLES = EXAMPLES
FRONT = "---\ntitle: A\npage: moons\n---\n\n## A step\n\n"
ROW = re.compile(r"^\| `(\w+)` \| (.*) \|$", re.MULTILINE)


def section(heading: str) -> str:
    """Return what stands under a heading, up to the next one."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", outside(), re.M | re.S)
    assert found, heading
    return found[1]


def outside() -> str:
    """Return the text without its examples, which have headings of their own."""
    return re.sub(r"^````markdown\n.*?^````$", "", TEXT, flags=re.MULTILINE | re.DOTALL)


def rows(heading: str, columns: int) -> list[tuple[str, ...]]:
    """Return the rows of a section's tables that have so many columns, without their heads."""
    found = []
    for name, rest in ROW.findall(section(heading)):
        cells = rest.split(" | ")
        if len(cells) == columns - 1:
            found.append((name, *cells))
    return found


def test_the_whole_file_is_read() -> None:
    found = read_lesson(WHOLE, SUBJECTS)
    assert not found.problems, [one.sentence for one in found.problems]


@pytest.mark.parametrize("example", BLOCK_EXAMPLES, ids=lambda text: text.splitlines()[1][:40])
def test_every_example_of_a_block_is_read(example: str) -> None:
    found = read_lesson(FRONT + example, SUBJECTS)
    assert not found.problems, [one.sentence for one in found.problems]
    assert found.lesson is not None
    ((part,),) = [step.parts for step in found.lesson.steps]
    name = example.splitlines()[0].strip("`")
    assert type(part).__name__.lower() == name


def test_every_block_has_its_section_and_an_example() -> None:
    headings = re.findall(r"^### (\w+)$", section_of_blocks(), re.MULTILINE)
    assert headings == list(BLOCKS)
    assert {example.splitlines()[0].strip("`") for example in BLOCK_EXAMPLES} == set(BLOCKS)


def section_of_blocks() -> str:
    return outside().partition("\n## Blocks\n")[2].partition("\n## ")[0]


TABLES: Mapping[str, Mapping[str, Measure[Any]]] = {
    "Quantities of a run": RUN_MEASURES,
    "Quantities of Downhill": DOWNHILL,
    "Quantities of One weight": ONE_WEIGHT,
}


@pytest.mark.parametrize(("heading", "measures"), TABLES.items(), ids=TABLES)
def test_the_quantities_are_the_records(heading: str, measures: Mapping[str, Measure[Any]]) -> None:
    expected = [
        (one.name, f"{one.label}, a share" if one.is_share else one.label)
        for one in measures.values()
    ]
    assert rows(heading, 2) == expected


def test_the_tables_are_those_of_all_pages() -> None:
    tables = {id(one.measures) for one in SUBJECTS.values()}
    assert tables == {id(one) for one in TABLES.values()}


def test_the_live_pages_are_named() -> None:
    sentence = section("Quantities of a run").strip().splitlines()[0]
    for one in SUBJECTS.values():
        assert (one.title in sentence) == (one.experiment is not None)


def test_the_questions_are_the_records() -> None:
    assert rows("Questions", 3) == [
        (one.name, one.what, "a number" if one.is_number else "a name")
        for one in RUN_QUESTIONS.values()
    ]


def test_the_kinds_of_predictions_are_the_records() -> None:
    assert rows("predict", 2) == [(one.name, one.what) for one in PREDICTIONS.values()]
    planes = " and ".join(SUBJECTS[name].title for name in PLANES)
    assert f"a boundary on {planes}." in section("predict")


def allowed(text: str, name: str) -> set[str]:
    """Return the entries that a reader takes, by what it says of one that it does not."""
    found = read_lesson(text, SUBJECTS)
    (problem,) = [one for one in found.problems if one.found == name]
    return set(problem.allowed.removeprefix("one of ").split(", "))


def test_the_entries_at_the_top_are_those_that_are_read() -> None:
    text = "---\ntitle: A\npage: moons\nnone: 1\n---\n\n## A step\n\nText.\n"
    assert {name for name, *_ in rows("At the top", 3)} == allowed(text, "none")
    names = {name: what for name, what, _ in rows("At the top", 3)}
    assert set(re.findall(r"`(\w+)`", names["page"])) == set(SUBJECTS)
    assert set(re.findall(r"`(\w+)`", names["language"])) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ("predict", "question: A\nkind: choice\noptions:\n  a: J < 1\n  b: J >= 1\n"),
        ("predict", "question: A\nkind: number\nof: J\n"),
        ("goal", "reach: J < 1\n"),
        ("ask", "question: A\nof: J\n"),
    ],
)
def test_the_entries_of_a_block_are_those_that_are_read(block: str, lines: str) -> None:
    text = f"{FRONT}```{block}\n{lines}none: 1\n```\n"
    said = {name for name, *_ in rows(block, 3)}
    read = allowed(text, "none")
    # What belongs to another kind of prediction is not read, and so not named.
    others = {"options", "of", "tolerance"} if block == "predict" else set()
    assert read <= said
    assert said - read <= others


@pytest.mark.parametrize("block", ["predict", "goal", "ask"])
def test_what_is_required_is_said_to_be(block: str) -> None:
    found = read_lesson(f"{FRONT}```{block}\nbecause: A\n```\n", SUBJECTS)
    missing = {
        one.allowed.removeprefix("an entry ")
        for one in found.problems
        if one.allowed.startswith("an entry ")
    }
    required = {name for name, _, without in rows(block, 3) if without == "required"}
    assert missing <= required
    assert required - missing <= {"options", "of"}


def test_a_second_prediction_of_a_step_is_refused_as_is_said() -> None:
    assert "A step has one prediction at the most." in section("predict")
    one = BLOCK_EXAMPLES[0]
    assert one.startswith("```predict")
    found = read_lesson(f"{FRONT}{one}\n{one}", SUBJECTS)
    assert [problem.allowed for problem in found.problems] == ["one prediction in each step"]


def test_numbers_and_names_in_its_sentences_are_right() -> None:
    assert f"{LEAST_OPTIONS} to {MOST_OPTIONS} lines of “answer: condition”" in TEXT
    assert f"`{FOLDER}`" in TEXT
    assert f"a seed from 0 to {MAX_SEED}," in TEXT
    for path in re.findall(r"`((?:app|tests|assets)/[\w/.]+)`", TEXT):
        assert (DOCS.parents[1] / path).exists(), path
