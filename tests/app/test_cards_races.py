"""What the lessons on comparing say is so: each race is run."""

import numpy as np
import pytest

from app.hosting.paths import ASSETS
from app.lessons.cards import read_cards
from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM, MoonsSettings
from app.run.lab import Lab
from core.engine.training import Status


def settings_of(lesson: str, step: int, button: int = 0) -> MoonsSettings:
    """Return what a button of a lesson sets."""
    steps = read_cards(MOONS_FORM, ASSETS / "cards" / f"{lesson}.md").steps
    settings = steps[step - 1].buttons[button].settings
    assert isinstance(settings, MoonsSettings)
    return settings


def trained(settings: MoonsSettings) -> dict[str, Lab]:
    """Return the runs of all lanes at their ends, by their optimizers."""
    labs = {}
    for lane in settings.all_lanes():
        lab = MOONS.lab(lane)
        with np.errstate(all="ignore"):
            lab.advance(lane.epochs)
        labs[lane.optimizer] = lab
    return labs


def test_at_a_small_alpha_adam_is_far_ahead() -> None:
    labs = trained(settings_of("moons-optimizers", 1))
    J = {name: lab.run.last.J for name, lab in labs.items()}
    assert sorted(J, key=J.__getitem__)[:2] == ["adam", "rmsprop"]
    assert max(J, key=J.__getitem__) == "gradient_descent"
    assert J["gradient_descent"] > 0.5
    assert J["momentum"] > 20 * J["adam"]


def test_at_a_large_alpha_gradient_descent_is_first_and_adam_last() -> None:
    labs = trained(settings_of("moons-optimizers", 2))
    assert labs.pop("rmsprop").run.status is Status.DIVERGED
    J = {name: lab.run.last.J for name, lab in labs.items()}
    assert min(J, key=J.__getitem__) == "gradient_descent"
    assert max(J, key=J.__getitem__) == "adam"


def test_each_with_its_own_alpha_is_there_within_200_epochs() -> None:
    settings = settings_of("moons-optimizers", 3)
    assert settings.target == 0.01
    for lab in trained(settings).values():
        assert any(lab.step(k).J <= 0.01 for k in range(min(200, lab.last_epoch) + 1))


@pytest.mark.parametrize("button", [0, 1])
def test_the_clocks_are_those_that_the_buttons_name(button: int) -> None:
    settings = settings_of("moons-optimizers", 4, button)
    assert settings.clock == ("passes", "time")[button]
    assert settings.is_compared


def test_lambda_does_what_the_lesson_says() -> None:
    settings = settings_of("moons-lambda", 2)
    readings = {}
    for lane in settings.all_lanes():
        lab = MOONS.lab(lane)
        lab.advance(lane.epochs)
        readings[lane.lambda_] = lab.readings(lab.step(lane.epochs).theta, lane.epochs)
    assert readings[0.0].train_accuracy == 1.0
    assert readings[0.0].test == pytest.approx(0.66, abs=0.03)
    assert readings[0.3].test < 0.5 * readings[0.0].test
    assert readings[10.0].train_accuracy < 0.6
    assert readings[0.0].data < readings[0.3].data < readings[1.0].data
