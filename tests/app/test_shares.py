"""Fair shares: full speed alone, less as more play, and never nothing."""

import gc
from math import inf
from time import thread_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.hosting.shares import (
    FASTEST,
    FIRST_GUESS,
    FRESH_SECONDS,
    HEADROOM,
    LONGEST,
    LONGEST_WAIT,
    PLAYING_SECONDS,
    SLOWEST,
    Account,
    Share,
    Shares,
    water_level,
)
from app.live.answer import answer_to
from app.live.command import Command
from app.live.live import Live
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from core.engine.processor_time import processor_time
from tests.asking import Asking
from tests.story import story


class Clock:
    """A clock that is set by hand, for the time and for the processor's."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


Made = tuple[Shares, list[Account], Clock, Clock]


def shares_with(playing: int, frame: float = FIRST_GUESS) -> Made:
    """Return shares of so many who play, whose frames take so long."""
    clock, work = Clock(), Clock()
    shares = Shares(clock, work)
    accounts = [shares.open() for _ in range(playing)]
    for account in accounts:
        account.frame = frame
        shares.heard(account)
    return shares, accounts, clock, work


@given(st.lists(st.floats(0.0, 3.0), max_size=40), st.floats(0.01, 2.0))
def test_water_fills_the_room_and_no_cup_runs_over(demands: list[float], room: float) -> None:
    level = water_level(demands, room)
    given = [min(demand, level) for demand in demands]
    assert sum(given) == pytest.approx(min(room, sum(demands)))
    if level < inf:
        assert any(demand > level for demand in demands)
        assert level >= room / len(demands) * (1 - 1e-12)  # nobody has less than an equal part


def test_alone_it_has_everything() -> None:
    shares, (account,), _, _ = shares_with(1)
    assert shares.share(account) == Share(FASTEST, LONGEST, 0.0)
    shares.spent(account, 5.0, 1, plays=True)
    assert shares.share(account).wait == 0.0


@given(st.lists(st.floats(1e-5, 1.0), min_size=1, max_size=100), st.integers(1, FASTEST))
def test_all_together_keep_to_the_room_and_each_has_something(
    frames: list[float], pace: int
) -> None:
    shares, accounts, clock, _ = shares_with(len(frames))
    for account, frame in zip(accounts, frames, strict=True):
        account.frame = frame
        shares.heard(account, pace)
    clock.now += 2 * FRESH_SECONDS
    paces = [min(pace, shares.share(account).pace) for account in accounts]
    assert all(SLOWEST <= one for one in paces)
    taken = sum(f * n for f, n in zip(frames, paces, strict=True) if n > SLOWEST)
    assert taken <= HEADROOM * (1 + 1e-9)


def test_dear_frames_slow_down_those_who_asked_for_them_alone() -> None:
    shares, accounts, clock, _ = shares_with(6)
    cheap, *dear = accounts
    shares.heard(cheap, 30)
    for account in dear:
        account.frame = 0.1
    clock.now += 2 * FRESH_SECONDS
    assert shares.share(cheap).pace >= 30
    assert {shares.share(account).pace for account in dear} == {1}


def test_who_takes_more_than_their_share_is_told_to_wait_until_it_is_worked_off() -> None:
    shares, (cheap, dear), clock, _ = shares_with(2)
    dear.frame = 0.2
    clock.now += 2 * FRESH_SECONDS
    shares.spent(dear, 0.3, 1, plays=True)
    shares.spent(cheap, FIRST_GUESS, 1, plays=True)
    wait = shares.share(dear).wait
    assert 0 < wait <= LONGEST_WAIT
    assert shares.share(cheap).wait == 0.0
    clock.now += wait + 1e-6
    assert shares.share(dear).wait == 0.0


def test_a_frame_that_takes_many_answers_is_dear_before_it_is_there() -> None:
    shares, (account,), _, _ = shares_with(1)
    for _ in range(10):
        shares.spent(account, 0.1, 0, plays=True)
    assert account.frame == pytest.approx(1.0)
    shares.spent(account, 0.1, 1, plays=True)
    assert account.frame == pytest.approx(1.1)


def test_more_players_are_shown_fewer_pictures() -> None:
    paces = []
    for n in (1, 10, 20, 30, 60):
        shares, accounts, _, _ = shares_with(n)
        paces.append(shares.share(accounts[0]).pace)
    assert paces == sorted(paces, reverse=True)
    assert paces[-1] < paces[0]


def test_who_asks_for_nothing_plays_no_more() -> None:
    shares, accounts, clock, _ = shares_with(30)
    clock.now = PLAYING_SECONDS / 2
    shares.heard(accounts[7])
    assert shares.playing == 30
    clock.now = PLAYING_SECONDS + 0.1
    assert shares.playing == 1
    assert shares.share(accounts[7]).pace == FASTEST


def test_who_has_gone_plays_no_more() -> None:
    shares, accounts, _, _ = shares_with(3)
    del accounts[0]
    gc.collect()
    assert shares.playing == 2


def test_what_is_taken_besides_answers_is_measured() -> None:
    shares, accounts, clock, work = shares_with(10)
    for _ in range(60):
        clock.now += 2.0
        work.now += 100 * 0.02
        shares.spent(accounts[0], 100 * 0.015, 100, plays=True)
    assert accounts[0].frame == pytest.approx(0.015, rel=0.01)
    assert shares.overhead == pytest.approx(0.005, rel=0.01)
    shares.spent(accounts[0], 0.015, 1, plays=True)  # too few, too soon
    assert shares.overhead == pytest.approx(0.005, rel=0.01)
    # What pages take that are opened meanwhile is no frame's cost.
    clock.now, work.now = clock.now + 2.0, work.now + 50.0
    shares.disturbed()
    clock.now, work.now = clock.now + 2.0, work.now + 2.0
    shares.spent(accounts[0], 1.5, 100, plays=True)
    assert shares.overhead == pytest.approx(0.005, rel=0.01)
    for account in accounts:
        account.frame = 0.015
        shares.heard(account)
    clock.now += 2 * FRESH_SECONDS
    assert shares.share(accounts[3]).pace == 4


def crowded() -> tuple[Live, Shares, Clock, list[Account]]:
    """Return a run beside many others, whose frames take more than its share on any machine."""
    shares, others, clock, _ = shares_with(59)
    live = Live(MOONS, story(m=2000, speed=20), shares)
    return live, shares, clock, others


def test_a_run_is_shown_at_its_share_and_says_so() -> None:
    live, _, clock, others = crowded()
    asking = Asking(live)
    asking.look()
    asking.ask("more", 0, 5)
    clock.now += 2 * FRESH_SECONDS
    said = asking.ask("more", 50, 5).header
    assert said["pace"] < live.settings.pace
    assert said["shared"] is True
    assert others


def test_a_run_that_owes_trains_nothing_and_says_how_long() -> None:
    live, shares, clock, others = crowded()
    asking = Asking(live)
    asking.look()
    asking.ask("more", 0, 1)
    clock.now += 2 * FRESH_SECONDS
    live.pay(1.0, trains=True)
    trained = live.lab.last_epoch
    for name in ("more", "show"):
        said = asking.ask(name, 40, 5)
        assert live.lab.last_epoch == trained
        assert said.header["wait"] == 1000 * LONGEST_WAIT
    assert asking.ask("show", 0).epochs == [0]  # what is there is shown
    while live.share().wait:
        clock.now += LONGEST_WAIT
        shares.heard(others[0])
    asking.ask("show", 40)
    assert live.lab.last_epoch > trained


@pytest.mark.parametrize("optimizer", ["gradient_descent", "newton_cg"])
def test_an_answer_pays_for_what_solvers_did_in_threads_of_their_own(optimizer: str) -> None:
    paid: list[float] = []

    class Paying(Live):
        def pay(self, seconds: float, *, trains: bool) -> None:
            paid.append(seconds)

    live = Paying(DIGITS, DIGITS.settings(examples=60, optimizer=optimizer))
    answer_to(live, Command("more", number=1, n=1))
    known: dict[str, Any] = {"scene": live.sent.scene, "view": live.view, "jumps": live.jumps}
    solvers, whole = processor_time() - thread_time(), processor_time()
    answer_to(live, Command("more", number=2, n=5, shown=0, **known))
    solvers = processor_time() - thread_time() - solvers
    assert live.lab.last_epoch >= 1
    assert (solvers > 1e-5) == (optimizer == "newton_cg")
    assert solvers <= paid[-1] <= processor_time() - whole


@pytest.mark.parametrize("pace", [30, FASTEST])
def test_alone_a_run_is_shown_as_fast_as_it_is_meant_to(pace: int) -> None:
    alone = Live(MOONS, story(m=40, pace=pace))
    said = Asking(alone).look().header
    assert (said["pace"], said["shared"]) == (pace, False)
    assert story().pace == 30


def test_a_slow_page_is_not_slowed_down_further_for_nothing() -> None:
    shares, others, _, _ = shares_with(20)
    live = Live(DIGITS, DIGITS.settings(examples=60, pace=2), shares)
    said = Asking(live).look().header
    assert (said["pace"], said["shared"]) == (2, False)
    assert others


def test_a_paused_run_is_not_among_those_who_play() -> None:
    shares = Shares()
    live = Live(MOONS, story(m=40), shares)
    asking = Asking(live)
    asking.look()
    asking.ask("show", 1)
    asking.ask("show", 1)
    assert shares.playing == 0
    asking.ask("more", 1)
    assert shares.playing == 1
