"""Quantities that a lesson can ask for: each is what it says."""

import numpy as np
import pytest

from app.lessons.buttons import settings_at
from app.lessons.measures import RunState, measured
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.sleep.scene import SleepScene
from app.pages.subjects import subjects

SUBJECTS = subjects()


def run(page: str, query: str, at: int | None = None) -> RunState:
    settings, _ = settings_at(SUBJECTS[page].form, query)
    found = SUBJECTS[page].state(settings, at)
    assert isinstance(found, RunState)
    return found


def quantity(page: str, query: str, name: str, at: int | None = None) -> float:
    return measured(SUBJECTS[page].measures, run(page, query, at))(name)


@pytest.mark.parametrize(
    ("query", "twins"), [("?init=zeros&hidden=3-2", 5.0), ("?init=zeros&hidden=3", 3.0), ("?", 0.0)]
)
def test_units_that_have_a_twin_are_counted_in_every_layer(query: str, twins: float) -> None:
    assert quantity("moons", query, "twin_units", 0) == twins


def test_the_rmse_is_that_of_the_page_in_shares() -> None:
    found = run("sleep", "?held=20&hidden=4&epochs=30")
    scene = SLEEP_STUDY.scene(found.lab)
    assert isinstance(scene, SleepScene)
    numbers = scene.pack(found.epoch).numbers
    find = measured(SUBJECTS["sleep"].measures, found)
    assert 100.0 * find("rmse") == pytest.approx(numbers["off"])
    assert 100.0 * find("test_rmse") == pytest.approx(numbers["off_held_out"])
    assert find("rmse") != pytest.approx(find("test_rmse"))


def test_without_test_examples_there_is_no_test_rmse() -> None:
    assert np.isnan(quantity("sleep", "?", "test_rmse", 0))
