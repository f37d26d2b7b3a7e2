"""Several runs beside each other: their settings, their address, how they move, what is said."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.live.clocks import CLOCKS
from app.live.epoch_log import EpochLog
from app.live.live import Live
from app.live.study import branch_of
from app.pages.backprop.experiment import BACKPROP
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM, MoonsSettings
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.xor.experiment import XOR
from app.settings.arranging import (
    REARRANGED,
    other_lane,
    rearranged,
    with_changed,
    with_lane,
    with_run,
)
from app.settings.changes import Change
from app.settings.differences import lane_names, lanes_in_words
from app.settings.races import RACES, races_of, set_up
from app.settings.variants import may_differ
from tests.asking import Asking, Patient, with_lanes
from tests.story import story

SMALL = story(m=60, hidden=(3,), activation="tanh", init="xavier", epochs=100, speed=10)
#: Values of fields that lanes may differ in.
VALUES: dict[str, tuple[Any, ...]] = {
    "alpha": (0.1, 0.5, 2.0),
    "optimizer": ("gradient_descent", "adam", "bfgs"),
    "hidden": ((), (3,), (5, 5)),
    "lambda_": (0.0, 0.3),
    "start": (0, 7),
}

lane_values = st.dictionaries(st.sampled_from(list(VALUES)), st.integers(0, 2)).map(
    lambda drawn: {name: VALUES[name][i % len(VALUES[name])] for name, i in drawn.items()}
)


@given(st.lists(st.tuples(lane_values, st.integers(0, 3)), min_size=1, max_size=7), st.data())
def test_a_comparison_survives_its_address_and_every_change_of_the_lane_in_front(
    drawn: list[tuple[dict[str, Any], int]], data: st.DataObject
) -> None:
    lanes = [SMALL.but(changes=(Change(20, "alpha", 0.3),))]
    for values, epoch in drawn:
        is_branch = epoch and all(MOONS_FORM.fields[name].effect == "fork" for name in values)
        lanes.append(other_lane(lanes[-1], values, 15 * epoch if is_branch else 0))
    front = data.draw(st.integers(0, len(lanes) - 1))
    settings = lanes[0].compared(lanes, front)
    assert settings.all_lanes() == lanes
    read, problems = MOONS_FORM.read(settings.to_address())
    assert problems == []
    assert read == settings
    other = data.draw(st.integers(0, len(lanes) - 1))
    assert rearranged(settings, "front", other).all_lanes() == lanes


@pytest.mark.parametrize(
    "text",
    [
        "alpha", "alpha:", "alpha:nan", "alpha:1e9", "speed:3", "nights:1", "alpha:1~alpha:2",
        "hidden:5@30=4", "alpha:5@0=1", "alpha:5@x=1", "alpha:5@100000=1", ":", "~", "@", "=",
        "optimizer:" + "x" * 2000, "clock:time", "front:1",
    ],
)  # fmt: skip
def test_a_lane_that_is_none_is_left_out_with_a_sentence_and_the_others_stay(text: str) -> None:
    settings, problems = MOONS_FORM.read({"vs": f"alpha:5 {text} mu:0.5", "data": "moons"})
    assert [dict(lane.values) for lane in settings.lanes] == [{"alpha": 5.0}, {"mu": 0.5}]
    assert len(problems) == 1
    assert text[:40] in problems[0]


def test_more_lanes_than_eight_are_left_out_with_a_sentence() -> None:
    settings, problems = MOONS_FORM.read({"vs": " ".join(["alpha:5"] * 30), "front": "99"})
    assert len(settings.all_lanes()) == 8
    assert settings.front == 7
    assert "31 lanes" in problems[0]


def test_a_lane_that_makes_no_run_is_left_out_with_a_sentence() -> None:
    settings = with_lanes(SMALL, ({"m": 2}, {"alpha": 5.0}))
    live = Live(MOONS, settings.but(test=90))
    assert [lane.lab.settings.alpha for lane in live.lanes] == [0.5, 5.0]
    assert len(live.settings.lanes) == 1
    [problem] = live.problems
    assert "makes no run" in problem


def test_what_stays_in_a_comparison_is_not_trained_again() -> None:
    asking = Patient(Live(MOONS, with_lanes(SMALL, ({"alpha": 5.0},))))
    live = asking.live
    asking.look()
    asking.ask("more", 0, 5)
    asking.ask("show", 50)
    labs = [lane.lab for lane in live.lanes]
    for action, place, kept in (
        ("front", 1, [1, 0]), ("double", 1, [1, 0]), ("remove", 0, [1]),
    ):  # fmt: skip
        live.use(rearranged(live.settings, action, place), with_history=True, epoch=50)
        assert [lane.lab for lane in live.lanes[: len(kept)]] == [labs[i] for i in kept]
        answer = asking.look()
        assert answer.header["aim"] == 50
        assert asking.ask("show", 50).header["shown"] == 50
    assert all(lane.lab.settings.alpha == 5.0 for lane in live.lanes)


def test_a_lane_that_is_added_comes_to_the_epoch_shown_with_the_curve_of_its_past() -> None:
    asking = Patient(Live(MOONS, SMALL))
    asking.look()
    asking.ask("more", 0, 5)
    asking.ask("show", 50)
    asking.live.use(with_lane(SMALL, {"alpha": 5.0}), with_history=True, epoch=50)
    answer = asking.look()
    assert answer.epochs == [0, 50]
    pasts = [scene["past"] for scene in answer.header["scenes"]]
    for past, alpha in zip(pasts, (0.5, 5.0), strict=True):
        alone = MOONS.lab(SMALL.but(alpha=alpha))
        alone.advance(50)
        ticks = [point["tick"] for point in past]
        assert ticks[0] == 0
        assert ticks[-1] == 50
        for point in past:
            assert point["epoch"] == point["tick"]
            assert point["J"] == alone.readings(alone.step(int(point["epoch"])).theta, 50).J


def test_a_branch_shares_the_past_and_forks_at_its_epoch() -> None:
    alone = MOONS.lab(SMALL)
    alone.advance(60)
    asking = Patient(Live(MOONS, with_lane(SMALL, {"alpha": 5.0}, 30)))
    trunk, branch = asking.live.lanes
    asking.look()
    asking.ask("show", 60)
    for epoch in range(31):
        assert np.array_equal(branch.lab.step(epoch).theta, alone.step(epoch).theta)
    assert not np.array_equal(branch.lab.step(31).theta, alone.step(31).theta)
    assert np.array_equal(trunk.lab.step(60).theta, alone.step(60).theta)
    every = asking.live.settings.all_lanes()
    assert branch_of(every, 1) == {"place": 0, "epoch": 30}
    assert branch_of(every, 0) is None
    assert lane_names(every) == ["α 0.5", "α 5 from 30"]


@pytest.mark.parametrize("batch", [0, 10])
def test_the_log_of_a_lane_holds_the_cost_of_every_epoch(batch: int) -> None:
    asking = Patient(Live(MOONS, with_lanes(SMALL.but(batch=batch), ({"optimizer": "bfgs"},))))
    asking.look()
    asking.ask("show", 12)
    for lane in asking.live.lanes:
        assert lane.log is not None
        costs = [lane.lab.readings(lane.lab.step(k).theta, k).J for k in range(13)]
        np.testing.assert_allclose(np.array(lane.log.J)[:13], costs, rtol=1e-12)
        gradients = [lane.lab.step(k).n_gradients for k in range(13)]
        is_bfgs = lane.lab.settings.optimizer == "bfgs"
        passes = np.array(gradients) - gradients[0] if is_bfgs else np.arange(13)
        assert list(lane.log.passes)[:13] == list(passes)
        assert np.all(np.diff(lane.log.seconds) > 0)


@pytest.mark.parametrize("clock", CLOCKS)
def test_lanes_move_together_by_each_clock(clock: str) -> None:
    settings = with_lanes(SMALL, ({"optimizer": "bfgs"},)).but(clock=clock, speed=1)
    asking = Patient(Live(MOONS, settings))
    asking.look()
    answer = asking.ask("more", 0, 20)
    assert answer.epochs == list(range(1, 21))
    lanes = asking.live.lanes
    for tick, frames in zip(answer.epochs, answer.frames, strict=True):
        for lane, frame in zip(lanes, frames, strict=True):
            assert lane.log is not None
            epoch = int(np.frombuffer(frame, count=1)[0])
            at = CLOCKS[clock].at
            assert at(lane.log, epoch, lane.tick_ms) <= tick
            if epoch < lane.log.last:
                assert at(lane.log, epoch + 1, lane.tick_ms) > tick


def test_another_clock_stays_at_the_epoch_of_the_lane_in_front() -> None:
    settings = with_lanes(SMALL.but(optimizer="bfgs"), ({"optimizer": "adam"},)).but(speed=1)
    asking = Patient(Live(MOONS, settings))
    asking.look()
    asking.ask("show", 12)
    asking.live.set({"clock": "passes"})
    asking.look()
    header = asking.ask("show", asking.live.goal or asking.live.shown).header
    front = asking.live.lanes[0]
    assert asking.live.front_epoch == 12
    assert front.log is not None
    assert header["shown"] == front.log.passes[12]


def test_where_a_cost_is_reached_first_does_not_depend_on_the_frames() -> None:
    arrivals = []
    for speed in (1, 7):
        settings = with_lanes(SMALL, ({"alpha": 5.0}, {"alpha": 0.001})).but(speed=speed)
        asking = Patient(Live(MOONS, settings.but(target=0.6)))
        asking.look()
        answer = asking.ask("show", 90)
        arrivals.append([one and one["epoch"] for one in answer.header["aside"]["race"]["lanes"]])
        for lane, epoch in zip(asking.live.lanes, arrivals[-1], strict=True):
            if epoch is None:
                continue
            costs = [lane.lab.readings(lane.lab.step(k).theta, k).J for k in range(epoch + 1)]
            assert costs[-1] <= 0.6
            assert min(costs[:-1]) > 0.6
    assert arrivals[0] == arrivals[1]
    assert arrivals[0][1] is not None
    assert arrivals[0][2] is None


def test_the_hashes_of_the_start_are_equal_where_it_is_the_same() -> None:
    settings = with_lanes(SMALL, ({"alpha": 5.0}, {"start": 3}, {"seed": 9}, {"batch": 10}))
    scenes = Asking(Live(MOONS, settings)).look().header["scenes"]
    first, same, weights, data, batches = (scene["lane"]["start"] for scene in scenes)
    assert same == first
    assert (weights["data"], data["weights"]) == (first["data"], first["weights"])
    assert weights["weights"] != first["weights"]
    assert data["data"] != first["data"]
    assert batches["batches"]
    assert not first["batches"]


def test_a_reset_keeps_branches_and_a_fork_of_all_is_one_change() -> None:
    asking = Patient(Live(MOONS, with_lane(SMALL, {"alpha": 5.0}, 30)))
    asking.look()
    asking.ask("show", 60)
    asking.live.use(asking.live.settings.but(lambda_=1.0), with_history=False)
    trunk, branch = asking.live.settings.all_lanes()
    assert trunk.changes == (Change(60, "lambda_", 0.0),)
    assert branch.changes == (Change(30, "alpha", 0.5), Change(60, "lambda_", 0.0))
    asking.ask("reset")
    trunk, branch = asking.live.settings.all_lanes()
    assert (trunk.changes, branch.changes) == ((), (Change(30, "alpha", 0.5),))


@pytest.mark.parametrize("experiment", [MOONS, SLEEP_STUDY, XOR, BACKPROP, DIGITS])
def test_every_race_makes_runs_on_every_page(experiment: Any) -> None:
    races = races_of(experiment.form)
    assert {"optimizers", "alphas", "widths"} <= {race.name for race in races}
    for race in races:
        settings = set_up(experiment.settings(), race, experiment.form)
        every = settings.all_lanes()
        assert len(set(lane_names(every))) == len(every) == len(race.lanes_for(experiment.form))
        live = Live(experiment, settings)
        assert live.problems == []


def test_moons_shows_every_race() -> None:
    assert {race.name for race in races_of(MOONS_FORM)} == set(RACES)


def test_lanes_are_named_by_what_they_have_otherwise() -> None:
    def named(*differences: dict[str, Any]) -> list[str]:
        return lane_names(with_lanes(SMALL, differences).all_lanes())

    assert named({"alpha": 5.0}) == ["α 0.5", "α 5"]
    assert named({"optimizer": "adam", "alpha": 0.03})[1] == "Adam, α 0.03"
    # BFGS has no learning rate.
    assert named({"optimizer": "bfgs"}, {"alpha": 5.0})[1] == "BFGS"
    assert named({}) == ["the same", "the same"]
    assert lanes_in_words(with_lanes(SMALL, ({"alpha": 5.0},)).all_lanes()) == (
        "Only α differs: 0.5 against 5."
    )


def test_what_is_done_to_a_lane_acts_on_it_alone() -> None:
    settings = with_lanes(SMALL, ({"alpha": 5.0}, {"alpha": 2.0}))

    def alphas(of: MoonsSettings) -> list[float]:
        return [lane.alpha for lane in of.all_lanes()]

    assert alphas(rearranged(settings, "remove", 1)) == [0.5, 2.0]
    assert alphas(rearranged(settings, "remove", 0)) == [5.0, 2.0]
    assert alphas(rearranged(settings, "double", 2)) == [0.5, 5.0, 2.0, 2.0]
    assert alphas(rearranged(settings, "only", 2)) == [2.0]
    assert alphas(with_changed(settings, 1, {"alpha": 9.0})) == [0.5, 9.0, 2.0]
    assert rearranged(settings, "single_out", 2).front == 2
    for action, place in (("front", 3), ("remove", -1), ("fly", 0)):
        with pytest.raises(ValueError, match=action):
            rearranged(settings, action, place)
    alone = rearranged(settings, "only", 0)
    for action in REARRANGED:
        assert len(rearranged(alone, action, 0).all_lanes()) <= 2


def test_lanes_differ_in_no_field_of_the_view_and_in_no_text() -> None:
    names = {name for name, field in SLEEP_STUDY.form.fields.items() if may_differ(field)}
    assert {"alpha", "hidden", "start"} <= names
    assert names.isdisjoint({"nights", "hours_slept", "chapter", "speed", "pace", "clock"})


def test_a_log_without_any_epoch_below_the_target_says_none() -> None:
    log = EpochLog(1.0)
    log.add(0.5, 1.0, 0.001)
    log.add(0.7, 1.0, 0.001)
    assert log.first_below(0.4) is None
    assert log.first_below(0.5) == (1, 1.0, 1.0)
    log.cut(0)
    assert log.first_below(0.5) is None


def test_an_address_opens_at_its_epoch_with_the_same_cost() -> None:
    settings, problems = MOONS_FORM.read({**SMALL.to_address(), "epoch": "37"})
    assert (settings.epoch, problems) == (37, [])
    asking = Patient(Live(MOONS, settings.but(epoch=0), epoch=settings.epoch))
    asking.look()
    answer = asking.ask("show", 37)
    alone = MOONS.lab(SMALL)
    alone.advance(37)
    assert answer.header["shown"] == 37
    assert answer.numbers[0]["J"] == alone.readings(alone.step(37).theta, 37).J
    for wrong in ("-1", "x", "1e9", "", "9" * 400):
        assert MOONS_FORM.read({"epoch": wrong})[0].epoch == 0


def test_a_kept_run_is_shown_beside_with_all_that_it_has_otherwise() -> None:
    kept, _problems = MOONS_FORM.read(
        SMALL.but(
            hidden=(5, 5), alpha=2.0, speed=50, changes=(Change(20, "alpha", 0.3),)
        ).to_address()
    )
    settings = with_run(with_lanes(SMALL, ({"alpha": 5.0},)), kept)
    *others, last = settings.all_lanes()
    assert [lane.alpha for lane in others] == [0.5, 5.0]
    assert (last.hidden, last.alpha, last.changes) == (kept.hidden, kept.alpha, kept.changes)
    assert last.speed == SMALL.speed  # what concerns the view is the page's
    with pytest.raises(ValueError, match="8 lanes"):
        with_run(with_lanes(SMALL, ({"alpha": 5.0},) * 7), kept)


def test_another_clock_counts_what_was_sent_before_anew() -> None:
    settings = with_lanes(SMALL.but(optimizer="bfgs"), ({"optimizer": "adam"},)).but(speed=1)
    asking = Patient(Live(MOONS, settings))
    asking.look()
    asking.ask("more", 0, 12)
    asking.ask("show", 12)
    header = asking.ask("show", 12, set={"clock": "passes"}).header
    front = asking.live.lanes[0]
    assert front.log is not None
    assert header["aim"] == front.log.passes[12]
    pasts = [scene["past"] for scene in header["scenes"]]
    for lane, past in zip(asking.live.lanes, pasts, strict=True):
        assert len(past) > 10
        assert lane.log is not None
        for point in past:
            assert point["tick"] >= lane.log.passes[int(point["epoch"])]


def test_a_race_of_learning_rates_keeps_an_optimizer_that_has_one() -> None:
    race = RACES["alphas"]
    adam = set_up(SMALL.but(optimizer="adam"), race, MOONS_FORM)
    assert {lane.optimizer for lane in adam.all_lanes()} == {"adam"}
    bfgs = set_up(SMALL.but(optimizer="bfgs"), race, MOONS_FORM)
    assert {lane.optimizer for lane in bfgs.all_lanes()} == {"gradient_descent"}
