"""Undo on a live page: the settings that were, and the same run at the epoch that was shown."""

import pytest

from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MoonsSettings
from app.ui.session import LiveState, redo, undo
from tests.asking import Patient

SMALL = MOONS.settings(m=60, hidden=(3,), init="xavier", epochs=100, alpha=0.5)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> LiveState[MoonsSettings]:
    """Return the state of a page whose run has been shown at epoch 30."""
    state = LiveState(settings=SMALL, experiment=MOONS)
    monkeypatch.setattr("app.ui.session.page", lambda experiment: state)
    asking = Patient(state.adopt({}, ""))
    asking.ask("show")
    assert asking.ask("show", 30).epochs == [30]
    return state


def cost_at(state: LiveState[MoonsSettings], epoch: int) -> float:
    live = state.live
    assert live is not None
    asking = Patient(live)
    opened = asking.ask("show")
    # A browser is told where the run was, and asks for that.
    assert opened.header["aim"] == epoch
    return asking.ask("show", epoch).numbers[-1]["J"]


def test_a_fork_is_undone_and_redone_to_the_same_run(state: LiveState[MoonsSettings]) -> None:
    live = state.live
    assert live is not None
    before = live.lab.step(30).J
    state.adopt({"alpha": 2.0}, "")
    assert live.settings.changes
    asking = Patient(live)
    asking.ask("show")
    after = asking.ask("show", 45).numbers[-1]["J"]
    undo(MOONS)
    assert state.widgets_behind
    state.adopt({}, "")
    assert live.settings == SMALL
    assert state.history.in_words()["redo"] == "α 0.5 → 2"
    assert cost_at(state, 30) == before
    redo(MOONS)
    state.adopt({}, "")
    assert live.settings.alpha == 2.0
    assert live.settings.changes
    assert cost_at(state, 45) == after


def test_another_network_is_undone(state: LiveState[MoonsSettings]) -> None:
    live = state.live
    assert live is not None
    before = live.lab.step(30).J
    state.adopt({"hidden": (4, 4)}, "")
    undo(MOONS)
    state.adopt({}, "")
    assert live.settings == SMALL
    assert cost_at(state, 30) == before


def test_a_change_of_the_view_alone_goes_nowhere(state: LiveState[MoonsSettings]) -> None:
    live = state.live
    assert live is not None
    state.adopt({"speed": 50}, "")
    undo(MOONS)
    state.adopt({}, "")
    assert live.settings == SMALL
    assert live.shown == 30


def test_with_nothing_to_undo_nothing_happens(state: LiveState[MoonsSettings]) -> None:
    undo(MOONS)
    redo(MOONS)
    assert not state.widgets_behind
    state.adopt({}, "")
    assert state.live is not None
    assert state.live.settings == SMALL
