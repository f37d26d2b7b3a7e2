"""The grid over lambda and the length of a run: here, on a cluster, stopped, forgotten, failed."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from threadpoolctl import threadpool_limits

from app.jobs import background
from app.jobs.background import Background
from app.jobs.workers import ADDRESS
from app.pages.digits.experiment import DIGITS
from app.pages.digits.grid import LENGTHS, Cell, Outcome, best, cells, picture, train
from tests.cluster import cluster

# In one process: each has its own workers, and takes a while to start them.
pytestmark = pytest.mark.xdist_group("workers")

SETTINGS = DIGITS.settings(examples=300, hidden=(8,))
LAMBDAS, SHORT = (0.0, 1.0, 100.0), (10, 30)
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


def expect_equal(grid: list[Cell], found: list[Outcome]) -> None:
    """Expect what the page itself would train, each cell once."""
    task = DIGITS.task(SETTINGS)
    own = [train(cell, task) for cell in grid]
    assert sorted(found, key=repr) == sorted(own, key=repr)


def test_a_grid_has_all_pairs_and_short_runs_first() -> None:
    grid = cells(SETTINGS, LAMBDAS, SHORT)
    assert {(cell.lambda_, cell.length) for cell in grid} == {
        (lambda_, length) for lambda_ in LAMBDAS for length in SHORT
    }
    assert [cell.length for cell in grid] == sorted(cell.length for cell in grid)
    for cell in grid:
        assert (cell.settings.lambda_, cell.settings.max_evals) == (cell.lambda_, cell.length)
        assert cell.settings.epochs >= 1000  # iterations do not end it before


def test_the_length_of_other_optimizers_is_in_epochs() -> None:
    grid = cells(SETTINGS.but(optimizer="gradient_descent"), (1.0,), SHORT)
    assert [cell.settings.epochs for cell in grid] == list(SHORT)
    assert picture(grid, [])["length"] == "iterations"


def test_workers_train_the_very_networks_of_the_page() -> None:
    grid = cells(SETTINGS, LAMBDAS, SHORT)
    work = Background(train, grid, DIGITS.task(SETTINGS))
    wait_for(work, work.ask)
    assert (work.state, work.error) == ("done", "")
    expect_equal(grid, work.results)


def test_a_picture_knows_what_is_not_there_yet_and_what_is_best() -> None:
    grid = cells(SETTINGS, LAMBDAS, SHORT)
    outcomes = [Outcome(1.0, 10, 0.9, 0.8), Outcome(1.0, 30, 1.0, 0.8), Outcome(0.0, 30, 1.0, 0.7)]
    shown = picture(grid, outcomes)
    flat = [one for row in shown["rows"] for one in row]
    assert sum(one["train"] is None for one in flat) == 3
    assert sorted(one["number"] for one in flat) == list(range(6))
    top = grid[shown["best"]]
    assert (top.lambda_, top.length) == (1.0, 10)  # among equals the shorter run
    json.dumps(shown, allow_nan=False)


def test_without_held_out_digits_none_is_best() -> None:
    settings = SETTINGS.but(test=0)
    outcome = train(cells(settings, (1.0,), (10,))[0], DIGITS.task(settings))
    assert outcome.test_accuracy is None
    assert best([outcome]) is None


def slowly(one: int, shared: float) -> int:
    sleep(shared)
    return one


def test_a_stop_begins_no_more_calls() -> None:
    work = Background(slowly, range(200), 0.2)
    wait_for(work, lambda: len(work.results) >= 2)
    work.stop()
    assert work.ask()
    work.join(PATIENCE)
    assert work.state == "stopped"
    assert 2 <= len(work.results) < 100


def test_what_nobody_asks_for_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "FORGOTTEN_SECONDS", 0.5)
    work = Background(slowly, range(200), 0.1)
    work.join(PATIENCE)
    assert work.state == "stopped"
    assert len(work.results) < 200


def test_one_grid_waits_for_the_other() -> None:
    first = Background(slowly, range(30), 0.1)
    wait_for(first, lambda: first.state == "running")
    second = Background(slowly, range(2), 0.0)
    assert second.state == "waiting"
    first.stop()
    wait_for(second, second.ask)
    assert second.state == "done"


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
    grid = cells(SETTINGS, LAMBDAS, LENGTHS)
    with cluster(tmp_path, 2) as (address, processes):
        monkeypatch.setenv(ADDRESS, address)
        work = Background(train, grid, DIGITS.task(SETTINGS))
        wait_for(work, lambda: len(work.results) >= 2)
        processes[0].kill()
        assert len(work.results) < len(grid)
        wait_for(work, work.ask)
        assert (work.state, work.error) == ("done", "")
        assert processes[1].poll() is None
    expect_equal(grid, work.results)


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.jobs.workers.ANSWER_SECONDS", 1)
    monkeypatch.setenv(ADDRESS, "tcp://127.0.0.1:9")
    work = Background(slowly, range(2), 0.0)
    wait_for(work, work.ask)
    assert work.state == "stopped"
    assert "does not answer" in work.error
