"""The grid's runs in the background: here, on a cluster, stopped, forgotten, resumed, failed."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from threadpoolctl import threadpool_limits

from app.jobs import background
from app.jobs.background import Background
from app.jobs.child import NICENESS
from app.jobs.workers import ADDRESS
from app.live.experiment import Experiment
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from app.sections.grid.design import design
from app.sections.grid.experiment_grid import ExperimentGrid, begin
from app.sections.grid.presets import LENGTHS
from app.sections.grid.runs import NO_RUN, Outcome, train
from app.sections.grid.together import train_together
from app.settings.run_settings import RunSettings
from tests.cluster import cluster

# In one process: each has its own workers, and takes a while to start them.
pytestmark = pytest.mark.xdist_group("workers")

SETTINGS = DIGITS.settings(examples=300, hidden=(8,))
LAMBDAS, SHORT = "0, 1, 100", "10, 30"
PATIENCE = 120.0


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """As the server has it, so that results agree to the bit."""
    with threadpool_limits(1, user_api="blas"):
        yield


def wait_for(work: Background[Any], condition: Callable[[], bool]) -> None:
    """Wait until a condition holds, asking as a page does."""
    deadline = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < deadline
        work.ask()
        sleep(0.05)


def begun(
    experiment: Experiment[Any],
    settings: RunSettings,
    *typed: tuple[str, str],
    repeats: str = "weights",
    n: int = 1,
    target: float | None = None,
) -> ExperimentGrid:
    made = design(experiment.form, typed, repeats, n, target)
    return begin(experiment, made, settings, experiment.task(settings))


def lambda_grid(lengths: str = SHORT) -> ExperimentGrid:
    return begun(DIGITS, SETTINGS, ("max_evals", lengths), ("lambda_", LAMBDAS))


def expect_equal(grid: ExperimentGrid) -> None:
    """Expect what the page itself would train, each run once."""
    own = []
    for trial in grid.trials:
        lab = grid.experiment.lab(trial.settings)
        epoch = lab.advance(trial.settings.epochs)
        own.append((trial.cell, trial.repeat, epoch, lab.readings(lab.step(epoch).theta, epoch)))
    found = {(one.cell, one.repeat): one for one in grid.outcomes}
    assert len(found) == len(grid.outcomes) == len(own)
    for cell, repeat, epoch, readings in own:
        one = found[cell, repeat]
        assert (one.epochs, one.J, one.test) == (epoch, readings.J, readings.test)
        assert one.train_accuracy == readings.train_accuracy
        assert one.test_accuracy == readings.test_accuracy


def test_workers_train_the_very_networks_of_the_page() -> None:
    grid = lambda_grid()
    wait_for(grid.work, grid.work.ask)
    assert (grid.work.state, grid.work.error) == ("done", "")
    expect_equal(grid)


def test_settings_that_make_no_run_in_some_cells_are_said_there_and_the_rest_goes_on() -> None:
    # Batches larger than the training set, and a file that nobody has sent.
    settings = MOONS.settings(m=40, epochs=3)
    grid = begun(MOONS, settings, ("batch", "all, 10, 1000"), ("activation", "tanh, relu"))
    wait_for(grid.work, grid.work.ask)
    assert (grid.work.state, grid.work.error) == ("done", "")
    known = grid.summaries()
    for cell, summary in zip(grid.cells, known, strict=True):
        assert summary is not None
        if cell.values[0] == 1000:
            assert "takes at most 20" in summary.problem or "20" in summary.problem
            assert not summary.outcomes
        else:
            assert not summary.problem
            assert summary.middle is not None


def test_a_stop_begins_no_more_calls_and_what_is_left_can_be_resumed() -> None:
    work = Background(slowly, range(30), 0.2)
    wait_for(work, lambda: len(work.results) >= 2)
    work.stop()
    assert work.ask()
    work.join(PATIENCE)
    assert work.state == "stopped"
    before = len(work.results)
    assert 2 <= before < 25
    work.resume()
    assert not work.ask()
    wait_for(work, work.ask)
    assert work.state == "done"
    assert sorted(work.results) == list(range(30))  # each of them once


def slowly(one: int, shared: float) -> int:
    sleep(shared)
    return one


def test_what_nobody_asks_for_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "FORGOTTEN_SECONDS", 0.5)
    work = Background(slowly, range(200), 0.1)
    work.join(PATIENCE)
    assert work.state == "stopped"
    assert len(work.results) < 200


def test_a_page_that_is_left_for_a_minute_loses_nothing() -> None:
    assert background.FORGOTTEN_SECONDS > 60


def test_one_grid_waits_for_the_other() -> None:
    first = Background(slowly, range(30), 0.1)
    wait_for(first, lambda: first.state == "running")
    second = Background(slowly, range(2), 0.0)
    assert second.state == "waiting"
    first.stop()
    wait_for(second, second.ask)
    assert second.state == "done"


def test_a_long_grid_gives_way_to_that_of_another_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "TURN_SECONDS", 0.2)
    long = Background(slowly, range(200), 0.05, owner="one")
    wait_for(long, lambda: long.state == "running")
    short = Background(slowly, range(2), 0.0, owner="another")
    wait_for(short, short.ask)
    assert short.state == "done"
    assert len(long.results) < 200
    assert not long.ask()  # and goes on
    n = len(long.results)
    wait_for(long, lambda: len(long.results) > n)
    long.stop()


def niceness(one: int, shared: object) -> int:
    return os.nice(0)


def test_workers_step_back_for_the_server() -> None:
    work = Background(niceness, range(2), None)
    wait_for(work, work.ask)
    assert set(work.results) == {os.nice(0) + NICENESS}


def fail(one: int, shared: object) -> int:
    raise ValueError(f"cell: got {one}, takes none")


def test_a_failure_is_told_and_nothing_hangs() -> None:
    work = Background(fail, range(3), None)
    wait_for(work, work.ask)
    assert work.state == "stopped"
    assert re.fullmatch(r"cell: got \d, takes none", work.error)


def test_a_cluster_trains_the_grid_though_a_worker_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cluster(tmp_path, 2) as (address, processes):
        monkeypatch.setenv(ADDRESS, address)
        lengths = ", ".join(map(str, LENGTHS))
        grid = lambda_grid(lengths)
        wait_for(grid.work, lambda: len(grid.outcomes) >= 2)
        processes[0].kill()
        assert len(grid.outcomes) < len(grid.trials)
        wait_for(grid.work, grid.work.ask)
        assert (grid.work.state, grid.work.error) == ("done", "")
        assert processes[1].poll() is None
    expect_equal(grid)


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.jobs.workers.ANSWER_SECONDS", 1)
    monkeypatch.setenv(ADDRESS, "tcp://127.0.0.1:9")
    work = Background(slowly, range(2), 0.0)
    wait_for(work, work.ask)
    assert work.state == "stopped"
    assert "does not answer" in work.error


@pytest.mark.parametrize("batch", [0, 10])
@pytest.mark.parametrize("repeats", ["both", "folds"])
def test_runs_of_a_cell_are_what_each_is_alone(batch: int, repeats: str) -> None:
    settings = MOONS.settings(m=80, epochs=12, batch=batch, alpha=1.0)
    for alpha in ("1", "100"):
        grid = begun(MOONS, settings, ("alpha", alpha), repeats=repeats, n=5, target=0.3)
        grid.work.stop()
        task = MOONS.task(settings)
        ready = grid.work._prepare(grid.trials)
        alone = [train(one, task) for one in ready]
        together = train_together(ready, task)
        assert sorted(together, key=lambda one: one.repeat) == alone
        assert [one.repeat for one in alone] == list(range(5))


def test_what_is_sent_has_the_examples_once() -> None:
    grid = lambda_grid()
    ready = grid.work._prepare(grid.trials)
    assert all(one.task is not None and not len(one.task.X) for one in ready)
    grid.work.stop()
    # On the moons, each run has its own.
    moons = begun(MOONS, MOONS.settings(m=40, epochs=1), ("noise", "0, 0.1"))
    assert all(one.task and len(one.task.X) == 20 for one in moons.work._prepare(moons.trials))
    moons.work.stop()


def test_a_run_that_is_refused_by_the_engine_is_no_failure() -> None:
    grid = begun(MOONS, MOONS.settings(m=40, epochs=1), ("batch", "1000"))
    grid.work.stop()
    (ready,) = grid.work._prepare(grid.trials)
    found = train(ready, MOONS.task(MOONS.settings()))
    assert replace(found, message="") == Outcome(0, 0, status=NO_RUN)
