"""Lessons: Markdown with buttons."""

from pathlib import Path

import pytest

from app.hosting.paths import ASSETS
from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM
from app.pages.table import EXPERIMENTS
from app.ui.lessons import read_lesson


def write(folder: Path, text: str) -> Path:
    path = folder / "lesson.md"
    path.write_text(text, encoding="utf-8")
    return path


LESSONS = sorted(path.stem for path in (ASSETS / "lessons").glob("*.md"))


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_reads_and_every_step_has_a_button(name: str) -> None:
    lesson = read_lesson(EXPERIMENTS[name].form, ASSETS / "lessons" / f"{name}.md")
    assert lesson.title
    assert len(lesson.steps) >= 2
    assert all(step.title and step.text and step.buttons for step in lesson.steps)


def test_the_moons_story_is_the_tutorials() -> None:
    steps = read_lesson(MOONS_FORM, ASSETS / "lessons" / "moons.md").steps
    straight, bent = steps[1].buttons[0], steps[2].buttons[0]
    assert (straight.settings.epochs, bent.settings.epochs) == (1000, 5000)
    assert straight.play
    assert bent.play


def test_a_step_keeps_its_text_and_loses_its_buttons(tmp_path: Path) -> None:
    source = "# T\n\n## One\n\nText with **bold**\nand $J$.\n\n[Go](?alpha=2&play) [No](?m=50)\n"
    (step,) = read_lesson(MOONS_FORM, write(tmp_path, source)).steps
    assert step.text == "Text with **bold**\nand $J$."
    assert [button.label for button in step.buttons] == ["Go", "No"]
    assert [button.play for button in step.buttons] == [True, False]
    assert step.buttons[0].settings == MOONS.settings(alpha=2.0)


@pytest.mark.parametrize("query", ["?alpha=2000", "?alfa=2"])
def test_a_button_that_means_nothing_is_refused(tmp_path: Path, query: str) -> None:
    with pytest.raises(ValueError, match=r"alpha|alfa"):
        read_lesson(MOONS_FORM, write(tmp_path, f"# T\n\n## One\n\nText.\n\n[Go]({query})\n"))
