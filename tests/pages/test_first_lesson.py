"""The ten minutes with a class: each link opens, and what it says will happen does."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MoonsSettings
from app.pages.start.first_lesson import STEPS, address, first_lesson
from core.engine.training import Status

MOONS_STEP, STRAIGHT, FASTER, RUNS_AWAY, CIRCLES = STEPS


def numbers(values: dict[str, Any], epoch: int | None = None) -> dict[str, float]:
    """Return the numbers of a run at an epoch, its last one if none is named."""
    lab = MOONS.lab(settings(values))
    reached = lab.advance(lab.settings.epochs if epoch is None else epoch)
    return dict(MOONS.scene(lab).pack(reached).numbers)


def settings(values: dict[str, Any]) -> MoonsSettings:
    """Return the settings with which the page opens, but for some."""
    return MOONS.settings().but(**values)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.opens)
def test_each_link_opens_what_it_says(step: Any) -> None:
    query = dict(parse_qsl(urlsplit(address(step)).query, keep_blank_values=True))
    read, problems = MOONS.form.read(query)
    assert problems == []
    assert read == settings(dict(step.values))
    assert f"]({address(step)})" in first_lesson()


def test_the_line_bends_around_both_moons() -> None:
    assert numbers(dict(MOONS_STEP.values))["test_accuracy"] > 0.99


@pytest.mark.parametrize("epochs", [500, 5000])
def test_without_a_hidden_layer_every_eighth_is_wrong(epochs: int) -> None:
    found = numbers({**STRAIGHT.values, "epochs": epochs})
    assert 0.86 < found["test_accuracy"] < 0.885


def test_a_larger_alpha_is_faster() -> None:
    before, now = numbers({}, 500), numbers(dict(FASTER.values), 150)
    assert now["J"] < before["J"]


def test_a_still_larger_one_runs_away() -> None:
    lab = MOONS.lab(settings(dict(RUNS_AWAY.values)))
    lab.advance(lab.settings.epochs)
    assert lab.run.status is Status.DIVERGED


@pytest.mark.parametrize("alpha", [0.3, 0.5, 1.0, 2.0, 3.0])
@pytest.mark.parametrize("start", [0, 1, 2])
def test_two_units_close_no_ring(alpha: float, start: int) -> None:
    found = numbers({**CIRCLES.values, "hidden": (2,), "alpha": alpha, "start": start})
    assert found["test_accuracy"] < 0.9


def test_three_units_close_it() -> None:
    assert numbers({**CIRCLES.values, "hidden": (3,)})["test_accuracy"] > 0.9
