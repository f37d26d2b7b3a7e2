"""Why is it stuck: found in runs that are made to be stuck, and silence on runs that learn well."""

import json
from dataclasses import replace
from math import inf
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.live.advice import FRAMES, Adviser, silence
from app.live.advice_words import SENTENCES
from app.live.experiment import Experiment
from app.live.live import Live
from app.pages.backprop.experiment import BACKPROP
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from app.pages.moons.experiment import task as moons_task
from app.pages.moons.settings import MoonsSettings
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.xor.experiment import XOR
from app.run.sent_numbers import SentNumbers
from app.run.task import Task
from core.data.datasets import DATASETS
from core.engine.activations import ACTIVATIONS
from core.engine.initializers import INITIALIZERS
from core.engine.objective import Objective
from core.engine.optimizers import OPTIMIZERS
from core.explain.advice import FINDINGS
from tests.asking import Patient
from tests.story import TUTORIAL, story

#: A network that can learn the spirals, and an optimizer that does.
SPIRALS: dict[str, Any] = {
    "data": "spirals",
    "hidden": (8, 8),
    "activation": "tanh",
    "init": "xavier",
    "optimizer": "adam",
    "alpha": 0.01,
    "epochs": 800,
}
#: Few examples, much noise, many weights.
NOISY: dict[str, Any] = {**SPIRALS, "data": "moons", "m": 60, "noise": 0.4, "hidden": (12, 12)}
#: The moons, few enough to be quick.
FEW: dict[str, Any] = {"m": 200, "epochs": 1000}
#: Mini-batches, and so fewer epochs.
BATCHES: dict[str, Any] = {"batch": 10, "epochs": 200, "speed": 2}
#: Steps that are too long for ReLU.
RELU: dict[str, Any] = {"epochs": 1000, "activation": "relu", "init": "he", "alpha": 2.0}


@pytest.fixture(autouse=True, scope="module")
def all_the_time() -> Any:
    """Let measurements take their time: the machine may be busy with other tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.live.advice.SECONDS", inf)
        yield


def weights_around_ten(settings: MoonsSettings) -> Task:
    """Return a task whose initial weights, were they zeros, are around ten."""
    task = moons_task(settings)
    if settings.init != "zeros":
        return task
    rng = np.random.default_rng(0)
    return replace(task, theta=10.0 + rng.standard_normal(len(task.theta)))


LARGE_WEIGHTS = replace(MOONS, task=weights_around_ten)


class Made(NamedTuple):
    """A run that is made to be stuck, and what is to be found at its end."""

    finding: str
    experiment: Experiment[Any]
    values: dict[str, Any]


STUCK = (
    Made("diverged", MOONS, {**FEW, "activation": "relu", "init": "he", "alpha": 20.0}),
    Made("diverged", MOONS, {**FEW, "activation": "tanh", "batch": 5, "alpha": 20.0}),
    Made("symmetric_weights", MOONS, {**FEW, "init": "zeros"}),
    Made("unusual_alpha", MOONS, {**SPIRALS, "alpha": 0.5}),
    Made("unusual_alpha", MOONS, {**SPIRALS, "optimizer": "rmsprop", "alpha": 1.0}),
    Made("too_large_alpha", BACKPROP, {"alpha": 0.1}),
    Made("too_large_alpha", MOONS, RELU),
    Made("too_large_alpha", MOONS, {**SPIRALS, **BATCHES, "optimizer": "momentum", "alpha": 0.5}),
    Made("too_large_alpha", XOR, {"alpha": 20.0, "epochs": 3000}),
    Made("diverged", XOR, {"alpha": 20.0, "batch": 0}),
    Made("dead_units", MOONS, {**RELU, "init": "normal"}),
    Made("saturated_units", LARGE_WEIGHTS, {**FEW, "hidden": (8, 8), "init": "zeros"}),
    Made("too_small_alpha", MOONS, {"alpha": 0.001}),
    Made("plateau", MOONS, {"epochs": 1000}),
    Made("plateau", MOONS, {**FEW, "hidden": ()}),
    Made("plateau", XOR, {"batch": 0, "start": 19, "epochs": 3000}),
    Made("overfitting", MOONS, NOISY),
)  # fmt: skip


def said(asking: Patient) -> list[dict[str, Any]]:
    """Play a run to its end; return the advice of every epoch that had some, silence included."""
    live, found = asking.live, []
    epoch = live.shown
    while epoch < live.settings.epochs and not live.lab.ended:
        answer = asking.ask("more", epoch, 10)
        epoch = max([epoch, *answer.epochs])
        if "advice" in answer.header["aside"]:
            found.append(answer.header["aside"]["advice"])
    return [*found, asking.ask("show", epoch).header["aside"]["advice"]]


def opened(experiment: Experiment[Any], **values: Any) -> Patient:
    """Return who has seen the first frame of a run; that of Moons is the tutorial's."""
    if experiment.form is MOONS.form:
        values = TUTORIAL | values
    asking = Patient(Live(experiment, experiment.settings(**values)))
    asking.look()
    return asking


def number(asking: Patient, name: str, epoch: int) -> float:
    """Return a number of an epoch."""
    scene, lab = asking.live.scene, asking.live.lab
    return scene.numbers(lab.step(epoch).theta, epoch)[name]


def press(asking: Patient, one: dict[str, Any]) -> None:
    """Do what the button of a suggestion does."""
    name, epoch = ("reset", 0) if one["again"] else ("show", asking.live.shown)
    asking.ask(name, epoch, set=one["set"])
    asking.look()


@pytest.mark.parametrize("made", STUCK, ids=lambda made: made.finding)
def test_a_run_made_to_be_stuck_is_told_why_and_what_to_try(made: Made) -> None:
    asking = opened(made.experiment, **made.values)
    advice = said(asking)[-1]
    assert advice["name"] == made.finding
    assert 1 <= len(advice["try"]) <= 2
    assert all(one["label"] for one in advice["try"])
    # It helps: with the examples that are learned, or with new ones.
    what = "test" if made.finding == "overfitting" else "J"
    before = number(asking, what, advice["epoch"])
    press(asking, advice["try"][0])
    last = said(asking)[-1]
    assert last["name"] != made.finding
    assert number(asking, what, last["epoch"]) < 0.99 * before


@pytest.mark.parametrize(
    ("experiment", "values"),
    [
        (XOR, {}),
        (SLEEP_STUDY, {}),
        (BACKPROP, {}),
        (DIGITS, {}),
        (MOONS, SPIRALS),
        (MOONS, {**SPIRALS, "activation": "relu", "init": "he"}),
        (MOONS, {**SPIRALS, "optimizer": "lbfgsb", "epochs": 100, "speed": 1}),
        (MOONS, {"alpha": 5.0, "epochs": 2000, "speed": 5}),
        (MOONS, {"optimizer": "momentum", "epochs": 1000, "speed": 2}),
        (MOONS, {"data": "clusters", "activation": "tanh", "init": "xavier", "epochs": 1000}),
        (MOONS, {"activation": "tanh", "alpha": 0.1, "batch": 20, "epochs": 200, "speed": 1}),
        # All classes overlap: there is nothing more to be learned, and the network has learned it.
        (MOONS, {**FEW, "noise": 0.4, "hidden": (3,), "alpha": 0.5, "lambda_": 1.0}),
    ],
)  # fmt: skip
def test_on_a_run_that_learns_nothing_is_said(
    experiment: Experiment[Any], values: dict[str, Any]
) -> None:
    assert {one["line"] for one in said(opened(experiment, **values))} == {""}


def test_of_the_run_with_which_moons_opens_nothing_is_said() -> None:
    assert {one["name"] for one in said(opened(MOONS, **MOONS.settings().values))} == {""}


def test_the_moons_rest_on_a_plateau_and_leave_it() -> None:
    found = said(opened(MOONS))
    assert {one["name"] for one in found} == {"", "plateau"}
    epochs = [one["epoch"] for one in found if one["name"]]
    assert 200 < min(epochs) < 1000 < max(epochs) < 4500
    assert found[-1] == silence(5000)


def test_overfitting_is_told_from_the_epoch_of_the_lowest_test_cost() -> None:
    asking = opened(MOONS, **NOISY, speed=1)
    advice = said(asking)[-1]
    lab = asking.live.lab
    costs = [lab.readings(lab.step(k).theta, k).test for k in range(801)]
    lowest = int(np.argmin(costs))
    assert f"since epoch {lowest}: " in advice["line"]
    back = advice["try"][0]
    assert (back["set"], back["again"], back["plays"]) == ({"epochs": str(lowest)}, False, False)
    press(asking, back)
    assert (asking.live.shown, asking.live.settings.epochs) == (lowest, lowest)


def test_what_was_before_a_change_does_not_count() -> None:
    asking = opened(MOONS, epochs=3000)
    for epoch in range(0, 1000, 100):
        answer = asking.ask("more", epoch, 10)
    asking.ask("more", 1000)
    assert asking.ask("show", 1000).header["aside"]["advice"]["name"] == "plateau"
    answer = asking.ask("show", 1000, set={"alpha": "1.0"})
    assert answer.header["aside"]["advice"] == silence(1000)
    assert asking.live.settings.changes[0].name == "alpha"
    # Back before the change it is as it was.
    assert asking.ask("show", 990).header["aside"]["advice"]["name"] == "plateau"


def test_the_same_weights_begin_again_with_what_is_suggested() -> None:
    asking = opened(MOONS, epochs=1000)
    first = asking.live.lab.step(0).theta
    advice = said(asking)[-1]
    again = advice["try"][1]
    assert again["label"] == "α = 2 from the start"
    press(asking, again)
    live = asking.live
    np.testing.assert_array_equal(live.lab.step(0).theta, first)
    assert (live.settings.alpha, live.settings.changes, live.shown) == (2.0, (), 0)
    assert live.stale  # so that the page's slider and address follow
    assert live.set_meanwhile() == live.settings


@pytest.mark.parametrize("values", [{"mistake": "no_derivative"}, {"riddle": 3}])
def test_a_mistake_in_the_gradient_is_not_given_away(values: dict[str, Any]) -> None:
    slow = {**FEW, "alpha": 0.001}
    assert said(opened(MOONS, **slow))[-1]["name"] == "too_small_alpha"
    assert {one["line"] for one in said(opened(MOONS, **slow, **values))} == {""}


def test_the_others_come_with_the_first_one_each_with_what_to_try() -> None:
    advice = said(opened(MOONS, **FEW, init="zeros"))[-1]
    assert (advice["name"], advice["epoch"]) == ("symmetric_weights", 1000)
    assert [one["name"] for one in advice["others"]] == ["plateau"]
    (other,) = advice["others"]
    assert set(other) == {"name", "line", "try"}
    assert other["line"].startswith("A plateau: ")
    assert other["try"]


def test_a_run_that_diverged_is_told_nothing_else() -> None:
    advice = said(opened(MOONS, **{**FEW, "activation": "relu", "init": "he", "alpha": 20.0}))[-1]
    assert (advice["name"], advice["others"]) == ("diverged", [])


def test_every_finding_has_its_sentence() -> None:
    assert list(SENTENCES) == [check.name for check in FINDINGS]
    assert {made.finding for made in STUCK} == set(SENTENCES)


def test_it_is_measured_each_so_many_frames_and_told_again_until_then() -> None:
    asking = opened(MOONS, alpha=0.001, speed=1, epochs=400)
    epochs = [one["epoch"] for one in said(asking)]
    measured = sorted(set(epochs[:-1]))
    assert len(epochs) > 2 * len(measured)  # an answer that was lost is no advice that was
    assert min(np.diff(measured)) >= FRAMES
    assert epochs[-1] == 400


def test_an_epoch_takes_forty_evaluations_at_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluate, counted = Objective.evaluate, []

    def count(self: Objective, *args: Any) -> Any:
        counted.append(self)
        return evaluate(self, *args)

    for made in STUCK:
        asking = opened(made.experiment, **made.values)
        last = said(asking)[-1]["epoch"]
        lane = asking.live.lanes[0]
        with monkeypatch.context() as patch:
            patch.setattr(Objective, "evaluate", count)
            message = Adviser(lane.lab, lane.sent_numbers, lane.scene.unit).message(last)
        assert message["name"] == made.finding
        assert len(counted) <= 40, made
        counted.clear()


def test_without_the_time_for_evaluations_curves_are_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asking = opened(MOONS, epochs=1000)
    assert [one["label"] for one in said(asking)[-1]["try"]][1].startswith("α = 2")
    lane = asking.live.lanes[0]
    monkeypatch.setattr("app.live.advice.SECONDS", -1.0)
    message = Adviser(lane.lab, lane.sent_numbers, lane.scene.unit).message(1000)
    assert message["name"] == "plateau"
    assert not any(one["label"].startswith("α = 2") for one in message["try"])  # not measured


def test_no_news_is_not_that_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    asking = opened(MOONS, alpha=0.001)
    for epoch in range(0, 1000, 100):
        asking.ask("more", epoch, 10)
    lane = asking.live.lanes[0]
    adviser = Adviser(lane.lab, lane.sent_numbers, lane.scene.unit)
    before = adviser.message(900)
    assert before["name"] == "too_small_alpha"
    monkeypatch.setattr("app.live.advice.SECONDS", -1.0)
    assert adviser.message(1000, 0) == {**before, "epoch": 1000}


def test_a_run_that_was_not_seen_is_not_judged() -> None:
    lab = MOONS.lab(story(alpha=0.001))
    lab.advance(1000)
    assert Adviser(lab, SentNumbers(), "epoch").message(1000) == silence(1000)


@settings(max_examples=40)
@given(
    st.fixed_dictionaries(
        {
            "data": st.sampled_from(sorted(DATASETS)),
            "m": st.sampled_from([4, 10, 40]),
            "test": st.sampled_from([0, 50]),
            "noise": st.sampled_from([0.0, 1.0]),
            "hidden": st.lists(st.integers(1, 4), max_size=2).map(tuple),
            "activation": st.sampled_from([k for k, f in ACTIVATIONS.items() if f.f_prime]),
            "init": st.sampled_from(sorted(INITIALIZERS)),
            "optimizer": st.sampled_from(sorted(OPTIMIZERS)),
            "alpha": st.sampled_from([1e-4, 0.01, 0.5, 100.0]),
            "lambda_": st.sampled_from([0.0, 100.0]),
            "start": st.integers(0, 5),
        }
    )
)
@example(
    {
        "data": "circles", "m": 10, "test": 50, "noise": 0.0, "hidden": (1,),
        "activation": "sigmoid", "init": "exercise4", "optimizer": "bfgs", "alpha": 1e-4,
        "lambda_": 0.0, "start": 0,
    }
)  # fmt: skip
def test_whatever_is_drawn_the_words_are_finite_and_the_buttons_work(
    values: dict[str, Any],
) -> None:
    try:
        asking = opened(MOONS, **values, epochs=60, speed=2)
    except ValueError:
        return  # of so few points, all may be of one class
    for advice in said(asking):
        json.dumps(advice, allow_nan=False)
        for one in (advice, *advice["others"]):
            assert "nan" not in one["line"]
            assert "inf" not in one["line"]
    for one in (one for found in (advice, *advice["others"]) for one in found["try"]):
        before = asking.live.settings
        fields = MOONS.form.fields
        # Two findings may have the same remedy, which has then been tried already.
        is_tried = (
            one["set"].items()
            <= {n: fields[n].to_text(v) for n, v in before.values.items()}.items()
        )
        press(asking, one)
        assert (asking.live.settings == before) == is_tried
        new = {
            name: MOONS.form.fields[name].to_text(v)
            for name, v in asking.live.settings.values.items()
        }
        assert new == new | one["set"]
