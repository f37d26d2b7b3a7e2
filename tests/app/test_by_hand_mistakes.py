"""Check and Break it: a sound gradient is never red, and each mistake in one is."""

import json
from contextlib import suppress
from math import inf
from typing import Any

import pytest

from app.by_hand.check import EPSILONS, parameters_to_check
from app.by_hand.epoch_state import EpochState
from app.live.command import read_command
from app.live.experiment import Experiment
from app.live.live import Live
from app.pages.backprop.experiment import BACKPROP
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.table import EXPERIMENTS
from app.pages.xor.experiment import XOR
from core.engine.differentiable import CostParts
from core.engine.patience import UnfinishedError, patient_until
from core.explain.mistakes import MISTAKES, Mistaken
from core.types import Array
from tests.app.panel_checks import SMALL, lab_of, panel_json
from tests.asking import Asking


@pytest.mark.parametrize(
    ("experiment", "values", "epoch"),
    [
        (MOONS, {"optimizer": "bfgs"}, 85),
        (MOONS, {"optimizer": "tnc"}, 28),
        (MOONS, {"optimizer": "cg"}, 73),
        (XOR, {"optimizer": "bfgs", "batch": 0}, 28),
        (XOR, {"optimizer": "tnc", "batch": 0}, 11),
        (BACKPROP, {"optimizer": "bfgs"}, 266),
    ],
)
def test_a_network_that_has_learned_is_not_red_for_rounding(
    experiment: Experiment[Any], values: dict[str, Any], epoch: int
) -> None:
    lab = experiment.lab(experiment.settings(**values))
    reached = lab.advance(epoch)
    check = panel_json(lab, reached, "check")["check"]
    assert check["wrong"] == []
    # With a mistake it is red all the same, half way there.
    half = reached // 2
    lab.change(half, lab.settings.but(mistake="sign"))
    assert panel_json(lab, half, "check")["check"]["wrong"]


def test_a_search_is_said_to_end_with_a_mistake() -> None:
    assert panel_json(lab_of(SLEEP_STUDY), 2, "broken")["broken"]["search"] == "BFGS"
    assert panel_json(lab_of(BACKPROP), 2, "broken")["broken"]["search"] == ""


def test_a_riddle_stays_the_same_when_the_penalty_changes() -> None:
    for seed in range(1, 9):
        lab = lab_of(BACKPROP, riddle=seed, cost="cross_entropy")
        before = lab.goal(2)
        lab.change(3, lab.settings.but(lambda_=1.0))
        lab.advance(4)
        after = lab.goal(3)
        assert isinstance(before, Mistaken)
        assert isinstance(after, Mistaken)
        assert before.mistake is after.mistake


@pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=EXPERIMENTS)
def test_a_sound_network_is_never_red(experiment: Experiment[Any]) -> None:
    lab = lab_of(experiment, **SMALL.get(experiment.form.name, {}))
    check = panel_json(lab, 2, "check")["check"]
    assert check["wrong"] == []
    assert check["norm"] < 1e-6


@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.parametrize("cost", ["cross_entropy", "mse"])
def test_a_broken_network_is_red_and_still_steps(name: str, cost: str) -> None:
    # Not Xavier's initial weights: a penalty on biases of 0 is none.
    settings = MOONS.settings(m=40, cost=cost, lambda_=1.0, mistake=name, init="normal")
    live = Live(MOONS, settings)
    asking = Asking(live)
    asking.look()
    asking.ask("show", 1)
    assert live.shown == 1
    found = panel_json(live.lab, 0, "broken")
    assert found["check"]["wrong"]
    assert found["broken"]["on"] == name
    # The weight that the check is red at goes where the mistake takes it.
    index = found["check"]["wrong"][0]
    lines = panel_json(live.lab, 0, "chain", index=index)["lines"]
    wrong = [line for line in lines if any(t.get("tone") == "wrong" for t in line["terms"])]
    assert [line["what"] for line in wrong] == ["with the mistake, the run takes", "update"]
    assert lines[-1]["terms"][0]["value"] == live.lab.step(1).theta[index]


def test_a_mistake_is_switched_on_in_mid_run_and_the_address_repeats_it() -> None:
    live = Live(MOONS, MOONS.settings(m=40, epochs=50))
    asking = Asking(live)
    asking.look()
    asking.ask("more", 0, 2)
    asking.ask("show", 20, shown=20, set={"mistake": "sign"})
    assert [change[:2] for change in live.settings.changes] == [(20, "mistake")]
    asking.ask("show", 21)
    sound = lab_of(MOONS, 21, m=40, epochs=50)
    assert live.lab.step(20).theta.tobytes() == sound.step(20).theta.tobytes()
    assert live.lab.step(21).J > live.lab.step(20).J
    again = live.experiment.lab(live.settings)
    again.advance(21)
    assert again.step(21).theta.tobytes() == live.lab.step(21).theta.tobytes()


@pytest.mark.parametrize(
    "asked",
    [
        {"mistake": "none of them"},
        {"riddle": "-1"},
        {"no_field": "1"},
        {"mistake": ["sign"]},
        {"mistake": "sign", "m": "0"},
        {"test": "100"},
    ],
)
def test_what_cannot_be_set_changes_nothing(asked: dict[str, Any]) -> None:
    live = Live(MOONS, MOONS.settings(m=40))
    asking = Asking(live)
    before = asking.look().header
    after = asking.ask("show", 0, set=asked).header
    assert live.settings == MOONS.settings(m=40)
    assert [after[key] for key in ("scene", "branch", "stale")] == [before["scene"], 0, ""]


@pytest.mark.parametrize("asked", [["mistake"], "sign"])
def test_what_names_no_settings_is_no_command(asked: object) -> None:
    command = {"name": "show", "number": 1, "set": asked}
    with pytest.raises(ValueError, match="set: got"):
        read_command(json.dumps(command).encode())


def test_a_riddle_keeps_its_secret_until_it_is_found() -> None:
    lab = lab_of(BACKPROP, riddle=7)
    found = panel_json(lab, 2, "broken")
    assert "answer" not in found["broken"]
    assert found["broken"]["on"] == ""
    assert found["check"]["wrong"]
    right = [
        name
        for name in MISTAKES
        if panel_json(lab, 2, "broken", answer=name)["broken"]["answer"]["right"]
    ]
    assert len(right) == 1
    shows = {one["name"]: one["shows"] for one in found["broken"]["mistakes"]}
    assert shows[right[0]]


def test_a_large_network_is_checked_by_a_sample_of_every_block() -> None:
    lab = lab_of(DIGITS, 1)
    sampled = parameters_to_check(EpochState(lab, 1), 77)
    assert 77 in sampled
    assert len(sampled) < 60
    for block in lab.network.blocks:
        assert ((sampled >= block.start) & (sampled < block.stop)).any()


def test_a_dear_check_takes_several_answers_and_comes_to_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values: dict[str, Any] = {"m": 2000, "hidden": (12, 12), "mistake": "sign"}
    at_once = panel_json(lab_of(MOONS, **values), 2, "check")["check"]
    lab, evaluations = lab_of(MOONS, **values), []
    parts = Mistaken.parts

    def counted(goal: Mistaken, theta: Array) -> CostParts:
        evaluations.append(goal)
        return parts(goal, theta)

    monkeypatch.setattr(Mistaken, "parts", counted)
    n_answers, found = 0, None
    while found is None:
        n_answers += 1
        before = len(evaluations)
        with patient_until(-inf), suppress(UnfinishedError):
            found = panel_json(lab, 2, "check")["check"]
        spent = len(evaluations) - before
        # One difference for each epsilon that is at its end, and that of the parameter itself.
        assert spent <= 2 * (len(EPSILONS) + 1)
        assert spent == 0 or n_answers > 1
    assert n_answers > at_once["n"]
    assert found == at_once
    assert found["wrong"]


def test_a_dear_check_of_a_run_that_plays_takes_nothing() -> None:
    lab = lab_of(MOONS, m=2000, hidden=(12, 12))
    lab.advance(20)
    for epoch in range(3, 20):
        with patient_until(-inf), pytest.raises(UnfinishedError):
            panel_json(lab, epoch, "check")
        assert not lab.unfinished["check"].found
    with patient_until(-inf), pytest.raises(UnfinishedError):
        panel_json(lab, 19, "check")
    assert lab.unfinished["check"].found
