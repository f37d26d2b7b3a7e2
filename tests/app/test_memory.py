"""Who holds the memory: what is added up, what is refused, and what is given back."""

import gc
from typing import Any

import numpy as np
import pytest

from app.hosting import limits, metrics
from app.hosting.memory import (
    ALL,
    FOR_SMALL,
    LEDGER,
    MEGABYTE,
    OWNERS,
    SESSION_BYTES,
    SMALL,
    Hold,
    Ledger,
    Owner,
)
from app.live.experiment import Experiment
from app.live.lane import Lane
from app.live.live import Live
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from app.pages.table import PAGES
from app.run.lab import Lab
from app.run.memory_needs import needs
from app.run.shared_arrays import shared_arrays
from app.settings.changes import MAX_CHANGES
from core.engine.examples import is_laid_out
from tests.asking import Patient

EACH, EVERYBODY = 40 * MEGABYTE, 100 * MEGABYTE
ENTERED = {"history": Owner("history", ""), "data": Owner("data", "")}
HISTORY = 8 * MEGABYTE
DEAR = {"m": 5000, "hidden": (12,) * 6}


def a_ledger(measured: int = 0) -> Ledger:
    """Return a ledger on which so many bytes are measured besides what is entered."""
    return Ledger(EACH, EVERYBODY, ENTERED | {"files": Owner("files", "", lambda: measured)})


def a_hold(ledger: Ledger, visitor: str, megabytes: int) -> Hold:
    hold = ledger.hold(visitor)
    hold.add({"history": megabytes * MEGABYTE})
    return hold


def test_what_a_visitor_holds_is_added_up_and_bounded() -> None:
    ledger = a_ledger()
    first = a_hold(ledger, "ann", 30)
    with pytest.raises(ValueError, match=r"memory: got 41.0 MB, takes at most 40.0 MB .* each vis"):
        a_hold(ledger, "ann", 11)
    second = a_hold(ledger, "ann", 10)  # what was refused was not entered
    assert ledger.of_visitor("ann") == EACH
    assert ledger.by_owner() == {"history": EACH, "data": 0, "files": 0}
    first.release()
    first.release()
    assert ledger.of_visitor("ann") == 10 * MEGABYTE
    assert second.amounts


def test_what_all_hold_is_bounded_and_what_is_measured_counts() -> None:
    ledger = a_ledger(20 * MEGABYTE)
    held = [a_hold(ledger, "ann", 30), a_hold(ledger, "bob", 20)]
    with pytest.raises(ValueError, match=r"memory: got 18.0 MB, takes at most 17.5 MB now"):
        a_hold(ledger, "cyd", 18)
    held.pop()
    assert a_hold(ledger, "cyd", 18).amounts


def test_the_last_part_is_for_those_who_hold_little() -> None:
    ledger = a_ledger()
    large = [a_hold(ledger, "ann", 40), a_hold(ledger, "bob", 40), a_hold(ledger, "dan", 7)]
    with pytest.raises(ValueError, match="memory"):
        a_hold(ledger, "cyd", SMALL // MEGABYTE + 1)
    with pytest.raises(ValueError, match="memory"):
        a_hold(ledger, ALL, 1)
    small = [a_hold(ledger, str(n), 4) for n in range(3)]
    with pytest.raises(ValueError, match="memory"):
        a_hold(ledger, "the last", 2)
    assert len(large) + len(small) == 3 + int(FOR_SMALL * EVERYBODY / SMALL)


def test_what_takes_the_place_of_something_counts_once() -> None:
    ledger = a_ledger()
    before = a_hold(ledger, "ann", 30)
    with ledger.holding("ann", before) as hold:
        hold.add({"history": 39 * MEGABYTE})
    assert ledger.of_visitor("ann") == 39 * MEGABYTE
    with pytest.raises(ValueError, match="memory"), ledger.holding("ann", hold) as larger:
        larger.add({"data": 20 * MEGABYTE})
        larger.add({"data": 21 * MEGABYTE})
    assert ledger.of_visitor("ann") == 39 * MEGABYTE
    with pytest.raises(ValueError, match="memory"):
        hold.add({"history": 2 * MEGABYTE})  # the one before no longer counts for it


def test_what_is_freed_is_given_back_even_if_it_refers_to_itself() -> None:
    ledger = a_ledger()
    gone: dict[str, Any] = {"hold": a_hold(ledger, "ann", 40)}
    gone["itself"] = gone
    gc.disable()
    try:
        del gone
        assert ledger.of_visitor("ann") == EACH
        assert a_hold(ledger, "ann", 40).amounts  # there was no room, so it was looked for
    finally:
        gc.enable()


def test_a_run_that_does_not_fit_is_refused_and_the_one_before_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live = Live(MOONS, MOONS.settings(m=60, hidden=(3,)), key="ann")
    small, lanes = LEDGER.of_visitor("ann"), live.lanes
    assert small > 0
    monkeypatch.setattr(LEDGER, "each", small + MEGABYTE)
    for asked in (DEAR, {"m": 60, "hidden": (3,), "changes": ()}):
        settings = MOONS.settings(**asked)
        if asked is DEAR:
            with pytest.raises(ValueError, match="memory: got"):
                live.use(settings, with_history=False)
        else:
            live.use(settings, with_history=True)
        assert live.lanes is lanes
        assert LEDGER.of_visitor("ann") == small
    del live, lanes
    gc.collect()
    assert LEDGER.of_visitor("ann") == 0


def test_a_change_in_mid_run_that_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = MOONS.settings(m=60, hidden=(12,) * 4)
    live = Live(MOONS, settings, key="bob")
    before = LEDGER.of_visitor("bob")
    monkeypatch.setattr(LEDGER, "each", before + MEGABYTE)
    with pytest.raises(ValueError, match="memory: got"):
        live.use(settings.but(optimizer="bfgs"), with_history=False)
    assert live.settings.optimizer == settings.optimizer
    assert LEDGER.of_visitor("bob") == before
    monkeypatch.setattr(LEDGER, "each", before + 60 * MEGABYTE)
    live.use(settings.but(optimizer="bfgs"), with_history=False)
    assert LEDGER.of_visitor("bob") > before


def test_each_lane_is_entered() -> None:
    hold = LEDGER.hold("cyd")
    settings = MOONS.settings(m=60)
    Lane(MOONS, settings, hold)
    one = hold.amounts.total()
    Lane(MOONS, settings.but(alpha=0.1), hold)
    assert hold.amounts.total() == 2 * one


@pytest.mark.parametrize(
    ("experiment", "values"),
    [
        (MOONS, {"m": 2000, "hidden": (12, 12), "optimizer": "adam"}),
        (MOONS, {"m": 2000, "hidden": (12, 12), "optimizer": "adam", "batch": 500}),
        (DIGITS, {"examples": 1000, "hidden": (50,), "optimizer": "gradient_descent"}),
    ],
)
def test_what_is_estimated_is_no_less_than_what_there_is(
    experiment: Experiment[Any], values: dict[str, Any]
) -> None:
    settings = experiment.settings(**values, epochs=40)
    lab = experiment.lab(settings)
    lab.readings(lab.step(lab.advance(40)).theta, 40)
    estimated = needs(settings, lab.task, HISTORY)
    objectives = [lab.objective(0), lab._test]
    layers = [
        layer
        for one in objectives
        if one
        for kept in one._passes._buffers.values()
        for layer in kept
    ]
    scratch = {id(base): base for layer in layers for base in [layer.f_prime.base]}
    buffers = sum(a.nbytes for layer in layers for a in (layer.z, layer.outputs, layer.delta))
    buffers += sum(base.nbytes for base in scratch.values() if base is not None)
    assert 0.5 * estimated["buffers"] < buffers <= 1.1 * estimated["buffers"]
    assert lab.run.nbytes <= estimated["history"]
    assert estimated["solver"] == 0


def test_the_dearest_moment_of_a_run_counts() -> None:
    settings = MOONS.settings(m=60, hidden=(12, 12))
    task = MOONS.task(settings)
    cheap = needs(settings, task, HISTORY)
    later = needs(settings.changed_at(10, settings.but(optimizer="bfgs")), task, HISTORY)
    over = settings.but(optimizer="bfgs").changed_at(10, settings)
    assert later["solver"] == needs(over, task, HISTORY)["solver"] > cheap["solver"]


def test_steps_at_which_settings_changed_count_besides_the_others() -> None:
    """They are all kept: of 200 changes an address with a large network took 0.6 GB."""
    settings = MOONS.settings(m=60, hidden=(12,) * 4, optimizer="adam", epochs=400)
    history = MEGABYTE // 2
    bare = needs(settings, MOONS.task(settings), history)
    for epoch in range(1, MAX_CHANGES + 1):
        settings = settings.changed_at(epoch, settings.but(alpha=0.1 + 0.1 * (epoch % 2)))
    lab = Lab(settings, MOONS.task(settings), history)
    lab.advance(MAX_CHANGES + 100)
    estimated = needs(settings, lab.task, history)
    assert bare["history"] < lab.run.nbytes <= estimated["history"]


def test_a_run_takes_so_many_changes_and_no_more() -> None:
    live = Live(MOONS, MOONS.settings(m=20, hidden=(1,), epochs=1000))
    asking = Patient(live)
    asking.ask("show")

    def change(epoch: int) -> None:
        asking.ask("show", epoch)
        alpha = 0.1 + 0.1 * (live.settings.alpha == 0.1)
        live.use(live.settings.but(alpha=alpha), with_history=False)

    for epoch in range(1, MAX_CHANGES + 1):
        change(epoch)
    with pytest.raises(ValueError, match=r"changes: got 201, takes at most 200 .*reset the run"):
        change(MAX_CHANGES + 1)
    assert len(live.settings.changes) == MAX_CHANGES
    assert live.experiment.form.read(live.settings.to_address()) == (live.settings, [])
    change(MAX_CHANGES - 10)  # those after it are forgotten
    assert len(live.settings.changes) <= MAX_CHANGES - 10


def test_digits_that_many_learn_are_there_once() -> None:
    settings = DIGITS.settings(examples=100, seed=77)
    one, other = DIGITS.lab(settings), DIGITS.lab(settings.but(alpha=0.1, hidden=(3,)))
    assert one.task.X is other.task.X
    assert is_laid_out(one.task.X)
    assert is_laid_out(one.task.X_test)
    inputs = [lab.objective(0).examples.inputs for lab in (one, other)]
    assert np.shares_memory(inputs[0], inputs[1])
    assert np.shares_memory(inputs[0], one.task.X)
    with pytest.raises(ValueError, match="read-only"):
        one.task.X[0] = 1.0
    assert not np.shares_memory(one.task.X, DIGITS.task(settings.but(seed=78)).X)


def test_shared_arrays_are_entered_once_and_given_back_with_the_last_of_them() -> None:
    before = LEDGER.by_owner()["data"]

    def ask() -> dict[str, Any]:
        return shared_arrays(("a test",), ("a", "b"), 10_000, lambda: {"a": a[:], "b": a[1:]})

    a = np.arange(3.0)
    first, second = ask(), ask()
    assert first["a"] is second["a"]
    assert LEDGER.by_owner()["data"] == before + 10_000
    first.pop("a")
    second.clear()
    assert LEDGER.by_owner()["data"] == before + 10_000
    first.clear()
    assert LEDGER.by_owner()["data"] == before


def test_a_class_of_thirty_may_open_every_page() -> None:
    most = (1 - FOR_SMALL) * limits.LIMITS["memory"].default * MEGABYTE
    history = limits.LIMITS["history"].default * MEGABYTE
    each = SESSION_BYTES
    for page in PAGES.values():
        if page.experiment is not None:
            settings = page.experiment.settings()
            each += sum(needs(settings, page.experiment.task(settings), history).values())
    assert 30 * each < most


def test_metrics_tell_what_each_owner_holds() -> None:
    live = Live(MOONS, MOONS.settings(m=60), key="dan")
    text = metrics.text().decode()
    for owner in OWNERS:
        assert f'glassnet_memory_bytes{{owner="{owner}"}}' in text
    assert LEDGER.of_visitor("dan") > 0
    assert live.key not in text
