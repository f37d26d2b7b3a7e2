"""What the stage sets while a run of the page's script goes on is not put back by that."""

import pytest

from app.live.live import Live
from app.pages.backprop.experiment import BACKPROP
from app.pages.backprop.settings import BackpropSettings
from app.ui.session import LiveState
from tests.asking import Asking

KEY = "a visitor's"


def page() -> tuple[LiveState[BackpropSettings], Live]:
    """Return a page whose run is there, and its run."""
    state = LiveState(settings=BACKPROP.settings(), experiment=BACKPROP)
    live = state.adopt({}, KEY)
    Asking(live).look()
    return state, live


def test_a_second_change_during_the_run_that_shows_the_first_one_stays() -> None:
    state, live = page()
    live.set({"mistake": "sign"})
    state.catch_up()  # a run of the script begins, and shows the first
    shown = dict(state.settings.values)
    live.set({"mistake": "none", "init": "zeros"})
    state.adopt(shown, KEY)  # it has drawn the controls
    assert (live.settings.mistake, live.settings.init) == ("none", "zeros")
    assert (state.settings.mistake, state.settings.init) == ("none", "zeros")
    assert live.has_set  # the next run shows it
    state.catch_up()
    assert state.settings.mistake == "none"


def test_what_was_moved_in_that_run_counts_beside_it() -> None:
    state, live = page()
    live.set({"mistake": "sign"})
    state.catch_up()
    moved = {**state.settings.values, "alpha": 2.0}
    live.set({"mistake": "none"})
    state.adopt(moved, KEY)
    assert (live.settings.mistake, live.settings.alpha) == ("none", 2.0)


@pytest.mark.parametrize("is_first", [True, False])
def test_what_a_card_sets_up_is_what_the_page_shows(is_first: bool) -> None:
    state, live = page()
    if is_first:
        live.set({"mistake": "sign"})
        state.catch_up()
    state.take(BACKPROP.settings(alpha=3.0))
    live.set({"mistake": "sign"})  # of the run that is replaced
    state.adopt(state.settings.values, KEY)
    assert (live.settings.alpha, live.settings.mistake) == (3.0, "none")
