"""What can be undone and redone on a page."""

import pytest

from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MoonsSettings
from app.ui import history as module
from app.ui.history import MOST, History


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "monotonic", clock)
    return clock


def with_alphas(clock: Clock, *alphas: float, seconds: float = 5.0) -> History[MoonsSettings]:
    """Return the history of a page whose learning rate was changed at epochs 10, 20, ..."""
    history: History[MoonsSettings] = History()
    for i, alpha in enumerate(alphas):
        clock.now += seconds
        history.note(MOONS.settings(alpha=alpha), 10 * i)
    return history


def test_the_first_settings_are_no_change(clock: Clock) -> None:
    history = with_alphas(clock, 0.5)
    assert history.undo(0) is None
    assert history.in_words() == {"undo": "", "redo": "", "replaced": False}


def test_undo_goes_back_and_redo_forth_to_the_epochs_that_were_shown(clock: Clock) -> None:
    history = with_alphas(clock, 0.5, 1.0, 2.0)
    assert history.in_words()["undo"] == "α 1 → 2"
    moment = history.undo(77)
    assert moment is not None
    assert (moment.settings.alpha, moment.epoch) == (1.0, 20)
    assert history.in_words() == {"undo": "α 0.5 → 1", "redo": "α 1 → 2", "replaced": False}
    moment = history.redo(20)
    assert moment is not None
    assert (moment.settings.alpha, moment.epoch) == (2.0, 77)
    assert history.redo(0) is None


def test_what_was_undone_is_noted_without_becoming_a_change(clock: Clock) -> None:
    history = with_alphas(clock, 0.5, 1.0)
    moment = history.undo(0)
    assert moment is not None
    history.note(moment.settings, 0)
    assert history.in_words()["redo"] == "α 0.5 → 1"


def test_another_change_ends_what_could_be_redone(clock: Clock) -> None:
    history = with_alphas(clock, 0.5, 1.0)
    history.undo(0)
    history.note(MOONS.settings(alpha=5.0), 0)
    assert history.redo(0) is None
    assert history.in_words()["undo"] == "α 0.5 → 5"


def test_quick_moves_of_a_slider_are_one_change(clock: Clock) -> None:
    history = with_alphas(clock, 0.5, 1.0)
    for alpha in (2.0, 3.0, 5.0):
        clock.now += 0.3
        history.note(MOONS.settings(alpha=alpha), 50)
    assert history.in_words()["undo"] == "α 0.5 → 5"
    assert len(history.past) == 1


def test_a_card_is_a_change_of_its_own_and_says_so_until_the_next(clock: Clock) -> None:
    history = with_alphas(clock, 0.5, 1.0)
    clock.now += 0.1
    card = MOONS.settings(alpha=5.0, data="circles", seed=3)
    history.note(card, 20, by_card=True)
    assert history.in_words() == {"undo": "3 settings", "redo": "", "replaced": True}
    clock.now += 5
    history.note(card.but(alpha=1.0), 20)
    assert history.in_words()["replaced"] is False


def test_the_history_is_bounded(clock: Clock) -> None:
    history = with_alphas(clock, *(float(i) for i in range(2 * MOST)))
    assert len(history.past) == MOST
    assert history.past[0].settings.alpha == MOST - 1.0
