"""Dear work: in a process of its own, bounded, in turn, and harmless whatever becomes of it."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.jobs.child import MAX_RESULT
from app.jobs.job import TURNS, Job, JobError, Progress
from app.jobs.turns import Turn, Turns
from tests.app import job_functions as functions
from tests.serving import PATIENCE


def job(function: Callable[..., Any], seconds: float = PATIENCE, megabytes: int = 300) -> Job[Any]:
    """Return a kind of call."""
    return Job("The work", function, seconds, megabytes)


def test_a_call_is_made_in_another_process_and_tells_how_far_it_is() -> None:
    told: list[Progress] = []
    assert job(functions.add).run(2, 3, tell=told.append) == 5
    assert Progress(waits=False, share=0.5) in told
    assert TURNS.going == TURNS.waiting == 0


def test_the_script_of_a_page_is_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, trace = tmp_path / "page.py", tmp_path / "trace"
    script.write_text(f"open({str(trace)!r}, 'w').close()")
    # As Streamlit does, which runs it.
    main = ModuleType("__main__")
    main.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", main)
    assert job(functions.add).run(2, 3) == 5
    assert not trace.exists()


def test_what_the_function_refuses_is_refused_in_its_words() -> None:
    with pytest.raises(ValueError, match=r"^word: got x, takes another$"):
        job(functions.refuse).run("x")


def test_of_what_fails_the_kind_alone_is_told() -> None:
    with pytest.raises(JobError, match=r"^The work failed \(KeyError\)\.$"):
        job(functions.fail).run("what a visitor wrote")


def test_too_much_memory_ends_the_call_alone() -> None:
    with pytest.raises(JobError, match="took more than the 100 megabytes"):
        job(functions.take, megabytes=100).run(10**9)
    assert job(functions.take, megabytes=300).run(10**6) == 10**6


@pytest.mark.parametrize("function", [functions.spin, functions.hang])
def test_a_call_ends_at_its_deadline(function: Callable[..., Any], tmp_path: Path) -> None:
    arguments = (str(tmp_path / "number"),) if function is functions.hang else ()
    with pytest.raises(JobError, match=r"took longer than the 0\.3 seconds"):
        job(function, seconds=0.3).run(*arguments)
    assert TURNS.going == 0


def test_a_process_that_dies_harms_nothing() -> None:
    with pytest.raises(JobError, match="ended the process that did it"):
        job(functions.end).run()
    assert job(functions.add).run(1, 1) == 2


def test_a_result_out_of_bounds_is_not_taken_in() -> None:
    with pytest.raises(JobError):
        job(functions.send, megabytes=4000).run(MAX_RESULT + 1)


def test_where_nobody_waits_any_more_the_process_ends(tmp_path: Path) -> None:
    class GoneError(Exception):
        pass

    file = tmp_path / "number"

    def tell(progress: Progress) -> None:
        if file.exists() and file.read_text():
            raise GoneError

    with pytest.raises(GoneError):
        job(functions.hang).run(str(file), tell=tell)
    with pytest.raises(ProcessLookupError):
        os.kill(int(file.read_text()), 0)
    assert TURNS.going == 0


def test_a_visitor_has_one_call_at_a_time_and_others_come_between() -> None:
    turns = Turns(1)
    first = turns.enter("a")
    assert turns.wait(first, 0)
    again, other = turns.enter("a"), turns.enter("b")
    assert not turns.wait(other, 0)
    turns.leave(first)
    assert not turns.wait(again, 0)  # b has waited longer since their last turn
    assert turns.wait(other, 0)
    turns.leave(other)
    assert turns.wait(again, 0)
    turns.leave(again)
    assert turns.going == turns.waiting == 0


def test_who_leaves_while_waiting_holds_nobody_up() -> None:
    turns = Turns(1)
    first, second, third = (turns.enter(owner) for owner in "abc")
    assert turns.wait(first, 0)
    turns.leave(second)
    turns.leave(first)
    assert turns.wait(third, 0)


def test_a_turn_that_becomes_free_wakes_who_waits() -> None:
    turns = Turns(1)
    first, second = turns.enter("a"), turns.enter("b")
    assert turns.wait(first, 0)
    got: list[bool] = []
    thread = threading.Thread(target=lambda: got.append(turns.wait(second, PATIENCE)))
    thread.start()
    turns.leave(first)
    thread.join(PATIENCE)
    assert got == [True]


@given(
    st.integers(1, 3),
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 500)), min_size=1, max_size=30),
)
def test_never_more_than_allowed_never_two_of_one_and_all_come_to_their_turn(
    most: int, calls: list[tuple[str, int]]
) -> None:
    turns, owners = Turns(most, megabytes=400), [owner for owner, _ in calls]
    waiting = [turns.enter(owner, megabytes) for owner, megabytes in calls]
    going: list[Turn] = []
    served: list[str] = []
    while waiting or going:
        started = [turn for turn in waiting if turns.wait(turn, 0)]
        going += started
        waiting = [turn for turn in waiting if turn not in started]
        assert len(going) <= most
        assert sum(turn.megabytes for turn in going) <= max(
            400, max((turn.megabytes for turn in going), default=0)
        )
        assert len({turn.owner for turn in going}) == len(going)
        assert going  # somebody is always served
        served.append(going[0].owner)
        turns.leave(going.pop(0))
    assert sorted(served) == sorted(owners)
    if most == 1:  # nobody has two turns while another who was there has none
        first_rounds = served[: len(set(owners))]
        assert len(set(first_rounds)) == len(first_rounds)
