"""Comparing on a live page by Streamlit's own test harness: the dialog, races, refusals."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.settings.races import RACES, races_of
from app.settings.variants import MAX_LANES
from app.ui.forms import LaneQuestion
from tests.pages.harness import address_of
from tests.pages.test_moons import open_page, settings_of, state_of


def asked(page: AppTest, action: str, place: int = 0, epoch: int = 0) -> AppTest:
    """Return the page with the dialog that the stage asked for."""
    state_of(page).question = LaneQuestion(action, place, epoch)
    page.run()
    assert not page.exception
    return page


def applied(page: AppTest) -> AppTest:
    """Return the page after the lane was added."""
    page.button(key="lane-apply").click().run()
    assert not page.exception
    return page


def alphas(page: AppTest) -> list[float]:
    return [lane.alpha for lane in settings_of(page).all_lanes()]


def test_a_lane_is_added_and_is_in_the_address() -> None:
    page = asked(open_page(), "add")
    page.select_slider(key="moons.lane.alpha").set_value(5.0)
    applied(page)
    assert alphas(page) == [0.5, 5.0]
    assert address_of(page)["vs"] == "alpha:5.0"
    assert state_of(page).question is None
    # Opened elsewhere it is the same comparison.
    other = open_page(**address_of(page))
    assert settings_of(other) == settings_of(page)


def test_any_setting_with_a_widget_can_differ() -> None:
    page = asked(open_page(), "add")
    [setting] = [box for box in page.selectbox if box.key == "lane-setting"]
    page.selectbox(key="lane-setting").set_value("activation").run()
    page.selectbox(key="moons.lane.activation").set_value("relu")
    applied(page)
    assert [lane.activation for lane in settings_of(page).all_lanes()] == ["sigmoid", "relu"]
    assert "speed" not in setting.options


def test_a_branch_takes_what_can_change_in_mid_run_alone() -> None:
    page = asked(open_page(), "branch", epoch=30)
    box = page.selectbox(key="lane-setting")
    assert "Activation f" not in box.options
    page.select_slider(key="moons.lane.alpha").set_value(5.0)
    applied(page)
    assert address_of(page)["vs"] == "alpha:5.0@30=0.5"


def test_a_lane_is_changed_alone() -> None:
    page = asked(open_page(vs="alpha:5 alpha:2"), "change", place=2)
    page.select_slider(key="moons.lane.alpha").set_value(10.0)
    applied(page)
    assert alphas(page) == [0.5, 5.0, 10.0]


def test_a_ninth_lane_is_refused_with_a_sentence_and_the_others_stay() -> None:
    page = asked(open_page(vs=" ".join(["alpha:5"] * (MAX_LANES - 1))), "add")
    page.button(key="lane-apply").click().run()
    assert "8 lanes" in page.error[0].value
    assert len(alphas(page)) == MAX_LANES


@pytest.mark.parametrize("name", RACES)
def test_a_race_is_set_up_by_one_click_and_plays(name: str) -> None:
    page = asked(open_page(), "add")
    page.button(key=f"race-{name}").click().run()
    assert not page.exception
    live = state_of(page).live
    assert live is not None
    assert live.plays == 1
    [race] = [one for one in races_of(live.experiment.form) if one.name == name]
    assert len(live.lanes) == len(race.lanes_for(live.experiment.form))


def test_undo_takes_a_lane_away() -> None:
    page = asked(open_page(), "add")
    page.select_slider(key="moons.lane.alpha").set_value(5.0)
    applied(page)
    history: Any = state_of(page).history
    assert history.in_words()["undo"] == "2 lanes"
