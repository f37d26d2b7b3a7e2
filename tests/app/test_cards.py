"""Cards: Markdown with buttons."""

from pathlib import Path

import pytest

from app.hosting.paths import ASSETS
from app.lessons.cards import Card, Cards, Pressed, current_step, read_cards
from app.lessons.links import with_links
from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM
from core.data.datasets import DATASETS
from tests.forms import FORMS


def write(folder: Path, text: str) -> Path:
    path = folder / "cards.md"
    path.write_text(text, encoding="utf-8")
    return path


def cards_of(name: str) -> Cards:
    return read_cards(FORMS[name.partition("-")[0]], ASSETS / "cards" / f"{name}.md")


FILES = sorted(path.stem for path in (ASSETS / "cards").glob("*.md"))


@pytest.mark.parametrize("name", FILES)
def test_every_file_reads_and_every_card_has_a_button(name: str) -> None:
    cards = cards_of(name)
    assert cards.title
    assert len(cards.steps) >= 2
    assert all(step.title and step.text and step.buttons for step in cards.steps)


def test_the_moons_story_is_the_tutorials() -> None:
    steps = read_cards(MOONS_FORM, ASSETS / "cards" / "moons.md").steps
    straight, bent = steps[1].buttons[0], steps[2].buttons[0]
    assert (straight.settings.epochs, bent.settings.epochs) == (1000, 5000)
    assert straight.play
    assert bent.play


def test_a_step_keeps_its_text_and_loses_its_buttons(tmp_path: Path) -> None:
    source = "# T\n\n## One\n\nText with **bold**\nand $J$.\n\n[Go](?alpha=2&play) [No](?m=50)\n"
    (step,) = read_cards(MOONS_FORM, write(tmp_path, source)).steps
    assert step.text == "Text with **bold**\nand $J$."
    assert [button.label for button in step.buttons] == ["Go", "No"]
    assert [button.play for button in step.buttons] == [True, False]
    assert step.buttons[0].settings == MOONS.settings(alpha=2.0)


@pytest.mark.parametrize("query", ["?alpha=2000", "?alfa=2"])
def test_a_button_that_means_nothing_is_refused(tmp_path: Path, query: str) -> None:
    with pytest.raises(ValueError, match=r"alpha|alfa"):
        read_cards(MOONS_FORM, write(tmp_path, f"# T\n\n## One\n\nText.\n\n[Go]({query})\n"))


def steps_for(data: str) -> list[Card]:
    settings = MOONS.settings(data=data)
    return [step for step in cards_of("moons").steps if step.fits(settings)]


@pytest.mark.parametrize("data", DATASETS)
def test_every_data_set_has_cards_of_its_own(data: str) -> None:
    steps = steps_for(data)
    assert 2 <= len(steps) <= 4
    # What a first card's button shows is the data of which the card speaks.
    assert steps[0].buttons[0].settings.data in (data, data.removesuffix("3"))
    assert [step.title[0] for step in steps] == [str(n) for n in range(1, len(steps) + 1)]


def test_cards_of_other_data_are_not_shown() -> None:
    assert {step.title for step in steps_for("moons")}.isdisjoint(
        step.title for step in steps_for("spirals")
    )


def test_the_spiral_is_solved_as_its_card_says() -> None:
    (solve,) = [step for step in steps_for("spirals") if "Solve the spiral" in step.title]
    (button,) = solve.buttons
    assert "more than 95 % within 300 epochs" in solve.text
    lab = MOONS.lab(button.settings)
    lab.advance(300)
    readings = lab.readings(lab.step(300).theta, 300)
    assert min(readings.train_accuracy, readings.test_accuracy) > 0.95
    assert button.settings.epochs >= 300


def test_what_comes_before_does_not_solve_the_spiral() -> None:
    first, second = (step.buttons[0].settings for step in steps_for("spirals")[:2])
    for settings, low, high in ((first, 0.5, 0.7), (second, 0.88, 0.95)):
        lab = MOONS.lab(settings)
        lab.advance(settings.epochs)
        theta = lab.step(settings.epochs).theta
        assert low < lab.readings(theta, settings.epochs).train_accuracy < high


@pytest.mark.parametrize("condition", ["{data=moon}", "{date=moons}", "{data=}"])
def test_a_condition_that_means_nothing_is_refused(tmp_path: Path, condition: str) -> None:
    with pytest.raises(ValueError, match=r"moon|date|^$"):
        read_cards(
            MOONS_FORM, write(tmp_path, f"# T\n\n## One {condition}\n\nText.\n\n[Go](?m=9)\n")
        )


def test_links_to_the_glossary_are_the_pages_own(tmp_path: Path) -> None:
    source = "# T\n\n## One\n\nA [plateau](glossary:plateau).\n\n[Go](?m=9)\n"
    (step,) = read_cards(MOONS_FORM, write(tmp_path, source)).steps
    text = with_links(step.text, lambda path: f"/lab{path}")
    assert text == "A [plateau](/lab/glossary?term=plateau)."


def test_the_current_step_is_the_one_pressed_until_it_is_undone() -> None:
    steps, start = steps_for("moons"), MOONS.settings()
    third = steps[2].buttons[0].settings
    pressed = Pressed(steps[2].index, start.values, third.values)
    assert current_step(steps, third, pressed) == steps[2].index
    assert current_step(steps, third.but(alpha=2.0), pressed) == steps[2].index
    assert current_step(steps, start, pressed) is None
    assert current_step(steps_for("spirals"), third.but(data="spirals"), pressed) is None


def test_a_step_whose_settings_an_address_has_is_the_current_one() -> None:
    steps = steps_for("moons")
    third = steps[2].buttons[0].settings
    assert current_step(steps, third, None) == steps[2].index
    assert current_step(steps, third.but(seed=third.seed + 1), None) is None


def test_of_steps_with_the_same_settings_the_one_pressed_is_current() -> None:
    first, second, *_ = steps = steps_for("moons")
    values = first.buttons[0].settings.values
    assert second.buttons[0].settings.values == values
    pressed = Pressed(second.index, values, values)
    assert current_step(steps, first.buttons[0].settings, pressed) == second.index
