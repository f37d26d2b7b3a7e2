"""Luck: which networks, each as it is alone, in the background, and what they say together."""

import gc
import json
from time import monotonic
from typing import Any

import numpy as np
import pytest

from app.hosting.memory import LEDGER
from app.live.experiment import Experiment
from app.pages.backprop.experiment import BACKPROP
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.table import PAGES
from app.pages.xor.experiment import XOR
from app.run.lab import Lab
from app.sections.luck import luck as luck_module
from app.sections.luck.draws import FACTORS, draws_of, factors_of
from app.sections.luck.luck import Luck
from app.sections.luck.summary import (
    best_median_worst,
    final_costs,
    measures_of,
    message,
    order,
    parts_of_variance,
    solved,
    solved_in_words,
    variance_in_words,
)
from app.sections.luck.training import POINTS, TEST, TRAINING, Curves, Member, epochs_of, train
from app.settings.changes import Change
from app.settings.run_fields import MAX_SEED
from core.explain.luck import VarianceParts
from tests.serving import PATIENCE

LIVE = {name: page.experiment for name, page in PAGES.items() if page.experiment is not None}
QUICK = MOONS.settings(m=60, hidden=(3,), epochs=20)


def quiet(share: float, partial: object = None) -> None:
    """Take what is reported, and do nothing."""


def members(experiment: Experiment[Any], settings: Any, factor: str, n: int = 8) -> list[Member]:
    """Return networks to train."""
    drawn = draws_of(experiment.form, settings, factor, n).settings
    return [Member(i, one, experiment.task(one)) for i, one in enumerate(drawn)]


def expect_each_as_alone(some: list[Member]) -> None:
    """Expect that training some networks gives what the page shows of each."""
    found = train(some, quiet)
    for i, one in enumerate(some):
        lab = Lab(one.settings, one.task)
        for index, epoch in enumerate(epochs_of(one.settings)):
            reached = lab.advance(int(epoch))
            readings = lab.readings(lab.step(reached).theta, reached)
            assert found.curves.J[i, index, TRAINING] == pytest.approx(readings.J, rel=1e-9)
        assert np.array_equal(found.thetas[i], lab.step(reached).theta)
        assert found.accuracies[i, 0] == pytest.approx(readings.train_accuracy, nan_ok=True)


@pytest.mark.parametrize("name", LIVE)
def test_every_live_page_has_the_section_and_its_seeds(name: str) -> None:
    experiment = LIVE[name]
    found = factors_of(experiment.form)
    assert "weights" in found
    assert ("both" in found) == ("seed" in experiment.form.fields)


def test_networks_are_those_of_the_page_with_seeds_counted_on() -> None:
    settings = QUICK.but(start=5, seed=7)
    drawn = draws_of(MOONS.form, settings, "weights", 8)
    assert drawn.settings[0] == settings
    assert [one.start for one in drawn.settings] == list(range(5, 13))
    assert {one.but(start=5) for one in drawn.settings} == {settings}
    both = draws_of(MOONS.form, settings, "both", 32)
    assert (both.n_weights, both.n_data, len(both)) == (8, 4, 32)
    assert len({(one.start, one.seed) for one in both.settings}) == 32
    assert [both.data_of(i) for i in (0, 7, 8, 31)] == [0, 0, 1, 3]


def test_after_the_largest_seed_comes_the_smallest() -> None:
    drawn = draws_of(MOONS.form, QUICK.but(start=MAX_SEED), "weights", 8)
    assert [one.start for one in drawn.settings][:3] == [MAX_SEED, 0, 1]


@pytest.mark.parametrize("n", [0, 7, 129, 1000, -1, 8.5])
def test_another_number_of_networks_is_refused(n: Any) -> None:
    with pytest.raises(ValueError, match=r"^networks: got .*, takes a whole number from 8 to 128"):
        draws_of(MOONS.form, QUICK, "weights", n)


def test_a_seed_that_the_page_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^seeds: got 'data', takes one of \['weights'\]"):
        draws_of(XOR.form, XOR.settings(), "data", 8)


def test_epochs_are_close_where_a_run_begins() -> None:
    epochs = epochs_of(QUICK.but(epochs=5000))
    assert (epochs[0], epochs[-1]) == (0, 5000)
    assert len(epochs) <= POINTS
    assert np.diff(epochs)[0] < np.diff(epochs)[-1]
    assert epochs_of(QUICK.but(epochs=3)).tolist() == [0, 1, 2, 3]
    # A search of SciPy's may be over after a few iterations.
    assert (epochs_of(QUICK.but(epochs=5000, optimizer="bfgs")) < 50).sum() >= 10


CASES: dict[str, tuple[Experiment[Any], dict[str, Any], str]] = {
    "moons, both": (MOONS, {"m": 60, "hidden": (3,), "epochs": 12, "batch": 7}, "both"),
    "moons, scaled": (MOONS, {"m": 60, "epochs": 5, "scaling": "standard"}, "data"),
    "moons, changed in mid-run": (MOONS, {"m": 60, "epochs": 12, "alpha": 0.1}, "weights"),
    "moons, a mistake": (MOONS, {"m": 60, "epochs": 12, "mistake": "bias"}, "weights"),
    "xor": (XOR, {"epochs": 40}, "weights"),
    "sleep": (SLEEP_STUDY, {"epochs": 20}, "weights"),
    "sleep, held out": (SLEEP_STUDY, {"epochs": 5, "held": 10}, "weights"),
    "backprop": (BACKPROP, {"epochs": 12}, "weights"),
    "digits": (DIGITS, {"examples": 100, "hidden": (5,), "max_evals": 10}, "both"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_network_is_as_the_page_shows_it_alone(case: str) -> None:
    experiment, values, factor = CASES[case]
    if "mistake" in values:
        values = {**values, "mistake": list(experiment.form.fields["mistake"].options())[1]}  # type: ignore[attr-defined]
    settings = experiment.settings(**values)
    if "changed" in case:
        settings = settings.but(changes=(Change(5, "alpha", 0.9),))
    expect_each_as_alone(members(experiment, settings, factor))


def test_one_that_diverges_says_so_and_the_others_go_on() -> None:
    settings = BACKPROP.settings(epochs=60, alpha=0.5)
    found = train(members(BACKPROP, settings, "weights", 16), quiet)
    diverged = [bool(sentence) for sentence in found.messages]
    assert 0 < sum(diverged) < 16
    for i, sentence in enumerate(found.messages):
        costs = found.curves.J[i, :, TRAINING]
        assert np.isnan(costs[-1]) == bool(sentence)
        assert np.isfinite(costs[0])


def test_curves_are_told_while_they_grow() -> None:
    told: list[tuple[float, Any]] = []
    train(
        members(MOONS, QUICK, "weights"), lambda share, partial=None: told.append((share, partial))
    )
    share, first = told[0]
    assert isinstance(first, Curves)
    assert 0 < share < 1
    assert first.numbers == tuple(range(8))
    assert first.J.shape == (8, 2, 2)  # a line has two ends
    assert np.isfinite(first.J).all()


def trained(experiment: Experiment[Any], settings: Any, factor: str, n: int, key: str) -> Luck:
    """Return networks that have been trained in the background."""
    luck = Luck(experiment, draws_of(experiment.form, settings, factor, n), key)
    wait_until_over(luck)
    assert (luck.state, luck.error) == ("done", "")
    return luck


def wait_until_over(luck: Luck) -> None:
    """Wait, asking as a page does."""
    deadline = monotonic() + PATIENCE
    while not luck.ask():
        assert monotonic() < deadline
        luck.wait_for_news(0.05)


@pytest.fixture(scope="module")
def moons() -> Luck:
    """Return networks of which both seeds differ."""
    return trained(MOONS, QUICK, "both", 9, "ann")


def test_in_the_background_they_are_what_they_are_here(moons: Luck) -> None:
    found = train(members(MOONS, QUICK, "both", 9), quiet)
    np.testing.assert_array_equal(moons.thetas, found.thetas)
    np.testing.assert_array_equal(moons.J, found.curves.J)
    np.testing.assert_array_equal(moons.accuracies, found.accuracies)
    assert moons.known == set(range(9))


def test_networks_are_ranked_by_their_test_cost(moons: Luck) -> None:
    costs = final_costs(moons)
    np.testing.assert_array_equal(costs, moons.J[:, -1, TEST])
    ranked = order(moons)
    assert (np.diff(costs[ranked]) >= 0).all()
    assert best_median_worst(moons) == (ranked[0], ranked[4], ranked[8])


def test_the_message_is_json_and_holds_all(moons: Luck) -> None:
    sent = json.loads(json.dumps(message(moons), allow_nan=False))
    assert [one["number"] for one in sent["networks"]] == order(moons).tolist()
    assert len(sent["networks"][0]["seeds"]) == 2
    assert len(sent["middle"]["median"]) == len(sent["epochs"]) == len(moons.epochs)
    assert set(sent["three"]) == {"best", "median", "worst"}
    assert sum(sent["variance"]) == pytest.approx(1.0)
    assert sent["small"]["thetas"]


def test_what_is_solved_and_what_the_variance_comes_from_in_words(moons: Luck) -> None:
    assert list(measures_of(moons)) == ["accuracy", "cost"]
    assert solved(moons, "accuracy", 0.0).solved == 9
    best = float(np.sort(final_costs(moons))[0])
    said = solved_in_words(solved(moons, "cost", best))
    assert said.startswith("**1 of 9 networks have solved it: 11%.**")
    parts = parts_of_variance(moons)
    assert isinstance(parts, VarianceParts)
    assert "is the draw of the initial weights" in variance_in_words(moons, parts)
    moons_stopped = Luck(MOONS, draws_of(MOONS.form, QUICK, "both", 9), "bob")
    moons_stopped.stop()
    assert isinstance(parts_of_variance(moons_stopped), str)


def test_of_one_seed_the_other_is_not_spoken_of() -> None:
    luck = trained(SLEEP_STUDY, SLEEP_STUDY.settings(epochs=3), "weights", 8, "eve")
    assert list(measures_of(luck)) == ["cost"]  # there are no classes
    said = variance_in_words(luck, parts_of_variance(luck))
    assert "All of it is the draw of the initial weights" in said
    assert message(luck)["shown"] == len(luck.epochs)
    assert message(luck)["variance"] == [1.0, 0.0, 0.0]


def test_the_axis_ends_where_all_searches_have_ended() -> None:
    settings = DIGITS.settings(examples=100, hidden=(5,), max_evals=10)
    luck = trained(DIGITS, settings, "weights", 8, "eve")
    assert 0 < luck.ends.max() < 20
    shown = message(luck)["shown"]
    assert luck.epochs[shown - 2] < luck.ends.max() <= luck.epochs[shown - 1]
    np.testing.assert_array_equal(luck.J[:, shown - 1], luck.J[:, -1])


def test_the_costs_of_what_has_diverged_are_infinite_and_have_no_variance() -> None:
    settings = BACKPROP.settings(epochs=60, alpha=0.5)
    luck = trained(BACKPROP, settings, "weights", 16, "eve")
    assert luck.messages
    assert np.isinf(final_costs(luck)[list(luck.messages)]).all()
    assert "diverged" in variance_in_words(luck, parts_of_variance(luck))
    sent = message(luck)
    assert sent["variance"] is None
    assert sent["networks"][-1]["diverged"]
    assert sent["networks"][-1]["cost"] is None
    json.dumps(sent, allow_nan=False)


@pytest.mark.parametrize("name", LIVE)
def test_every_page_has_a_small_picture_of_each(name: str) -> None:
    experiment = LIVE[name]
    lab = experiment.lab(experiment.settings())
    small = experiment.scene(lab).small(np.array([lab.task.theta] * 3))
    assert small is not None
    n_bytes = (
        4 * lab.network.n_parameters if "thetas" in small else small["rows"] * small["columns"]
    )
    text = small.get("thetas") or small["pixels"]
    assert len(text) == 4 * -(-3 * n_bytes // 3)  # base 64


def test_those_whom_nobody_asks_for_wait_and_then_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(luck_module, "FORGOTTEN_SECONDS", 0.0)
    luck = Luck(MOONS, draws_of(MOONS.form, QUICK.but(epochs=50_000), "weights", 8), "ann")
    deadline = monotonic() + PATIENCE
    while luck.state == "running" and monotonic() < deadline:
        luck.wait_for_news(0.05)
    assert luck.state == "paused"
    known = luck.J[:, 0, TRAINING].copy()
    monkeypatch.undo()
    assert not luck.ask()
    assert luck.state == "running"  # pyright: ignore[reportUnnecessaryComparison]
    assert np.array_equal(luck.J[:, 0, TRAINING], known, equal_nan=True)
    luck.stop()
    assert luck.ask()


def test_stopped_they_keep_what_is_there() -> None:
    luck = Luck(MOONS, draws_of(MOONS.form, QUICK.but(epochs=50_000), "weights", 8), "ann")
    luck.wait_for_news(PATIENCE)
    luck.stop()
    assert luck.ask()
    assert luck.state == "stopped"
    assert len(luck.known) < 8
    json.dumps(message(luck), allow_nan=False)


def test_settings_that_make_no_run_are_refused_and_take_no_memory() -> None:
    before = LEDGER.of_visitor("dan")
    for values in ({"batch": 5000}, {"optimizer": "bfgs", "hidden": (100, 100, 100)}):
        settings = MOONS.settings(m=60, **values)
        with pytest.raises(ValueError, match=r": got .*, takes"):
            Luck(MOONS, draws_of(MOONS.form, settings, "weights", 8), "dan")
    gc.collect()
    assert LEDGER.of_visitor("dan") == before


def test_memory_is_entered_and_given_back() -> None:
    luck = Luck(MOONS, draws_of(MOONS.form, QUICK, "weights", 8), "fay")
    assert LEDGER.by_owner()["luck"] > 0
    assert LEDGER.of_visitor("fay") > 0
    wait_until_over(luck)
    del luck
    deadline = monotonic() + PATIENCE
    while LEDGER.of_visitor("fay") and monotonic() < deadline:
        gc.collect()  # a thread that has just ended may hold it for a moment
    assert LEDGER.of_visitor("fay") == 0


def test_every_factor_names_fields_of_some_page() -> None:
    known = {name for experiment in LIVE.values() for name in experiment.form.fields}
    for factor in FACTORS.values():
        assert set(factor.fields) <= known
        assert factor.label
