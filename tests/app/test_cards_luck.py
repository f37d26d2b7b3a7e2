"""What the lesson on luck says is so: its networks are trained."""

import pytest

from app.hosting.paths import ASSETS
from app.lessons.cards import read_cards
from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM, MoonsSettings
from app.sections.luck.draws import draws_of
from app.sections.luck.training import Member, train
from core.types import Array


def settings_of(step: int, button: int = 0) -> MoonsSettings:
    """Return what a button of the lesson sets."""
    steps = read_cards(MOONS_FORM, ASSETS / "cards" / "moons-luck.md").steps
    settings = steps[step - 1].buttons[button].settings
    assert isinstance(settings, MoonsSettings)
    return settings


def accuracies_of(settings: MoonsSettings) -> Array:
    """Return the test accuracies of 32 networks that differ in their initial weights."""
    drawn = draws_of(MOONS.form, settings, "weights", 32).settings
    members = [Member(i, one, MOONS.task(one)) for i, one in enumerate(drawn)]
    return train(members, lambda share, partial=None: None).accuracies[:, 1]


def test_thirty_of_32_bend_and_the_first_two_steps_show_one_of_each() -> None:
    first, second = settings_of(1), settings_of(2)
    assert first.but(start=28) == second
    accuracies = accuracies_of(settings_of(3))
    assert (accuracies >= 0.95).sum() == 30
    assert accuracies[first.start] > 0.99
    assert accuracies[second.start] < 0.9
    assert settings_of(2, 1).all_lanes() == [first, second]


@pytest.mark.parametrize(("button", "behind"), [(0, 12), (1, 0), (2, 0)])
def test_other_settings_need_more_luck_or_less(button: int, behind: int) -> None:
    assert (accuracies_of(settings_of(4, button)) < 0.95).sum() == behind
