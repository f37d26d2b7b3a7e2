"""Fair shares: full speed alone, less as more play, and never nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.hosting.shares import (
    FASTEST,
    FIRST_GUESS,
    LONGEST,
    PLAYING_SECONDS,
    SHORTEST,
    SLOWEST,
    Shares,
)
from app.live.live import Live
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from tests.asking import Asking


class Clock:
    """A clock that is set by hand, for the time and for the processor's."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def shares_with(playing: int) -> tuple[Shares, Clock, Clock]:
    clock, work = Clock(), Clock()
    shares = Shares(clock, work)
    for who in range(playing):
        shares.heard(who)
    return shares, clock, work


def test_alone_it_has_everything() -> None:
    share = shares_with(1)[0].share()
    assert (share.pace, share.seconds) == (FASTEST, LONGEST)
    assert shares_with(0)[0].share() == share


@given(st.integers(1, 500), st.floats(1e-5, 1.0))
def test_a_share_is_never_nothing_and_all_together_keep_to_the_room(n: int, cost: float) -> None:
    shares, _, _ = shares_with(n)
    shares.cost = cost
    share = shares.share()
    assert SLOWEST <= share.pace <= FASTEST
    assert SHORTEST <= share.seconds <= LONGEST
    if share.pace > SLOWEST:
        assert n * share.pace * cost <= 1.0


def test_more_players_are_shown_fewer_pictures() -> None:
    paces = [shares_with(n)[0].share().pace for n in (1, 10, 20, 30, 60)]
    assert paces == sorted(paces, reverse=True)
    assert paces[-1] < paces[0]


def test_who_asks_for_nothing_plays_no_more() -> None:
    shares, clock, _ = shares_with(30)
    clock.now = PLAYING_SECONDS / 2
    shares.heard(7)
    assert shares.playing == 30
    clock.now = PLAYING_SECONDS + 0.1
    assert shares.playing == 1
    assert shares.share().pace == FASTEST


def test_the_cost_of_a_frame_is_measured() -> None:
    shares, clock, work = shares_with(10)
    assert shares.cost == FIRST_GUESS
    for _ in range(40):
        clock.now += 2.0
        work.now += 100 * 0.02
        shares.sent(100)
    assert shares.cost == pytest.approx(0.02, rel=0.01)
    shares.sent(1)  # too few, too soon
    assert shares.cost == pytest.approx(0.02, rel=0.01)
    # What pages take that are opened meanwhile is no frame's cost.
    clock.now, work.now = clock.now + 2.0, work.now + 50.0
    shares.disturbed()
    clock.now, work.now = clock.now + 2.0, work.now + 2.0
    shares.sent(100)
    assert shares.cost == pytest.approx(0.02, rel=0.01)
    for who in range(10):
        shares.heard(who)
    assert shares.share().pace == 4


def test_a_run_is_shown_at_its_share_and_says_so() -> None:
    shares, _, _ = shares_with(59)
    live = Live(MOONS, MOONS.settings(m=40), shares)
    asking = Asking(live)
    asking.look()
    said = asking.ask("more", 0, 5).header
    assert said["pace"] == shares.share().pace < live.settings.pace
    assert said["shared"] is True


@pytest.mark.parametrize("pace", [30, FASTEST])
def test_alone_a_run_is_shown_as_fast_as_it_is_meant_to(pace: int) -> None:
    alone = Live(MOONS, MOONS.settings(m=40, pace=pace))
    said = Asking(alone).look().header
    assert (said["pace"], said["shared"]) == (pace, False)
    assert MOONS.settings().pace == 30


def test_a_slow_page_is_not_slowed_down_further_for_nothing() -> None:
    shares, _, _ = shares_with(20)
    live = Live(DIGITS, DIGITS.settings(examples=60, pace=2), shares)
    said = Asking(live).look().header
    assert (said["pace"], said["shared"]) == (2, False)


def test_a_paused_run_is_not_among_those_who_play() -> None:
    shares, _, _ = shares_with(0)
    live = Live(MOONS, MOONS.settings(m=40), shares)
    asking = Asking(live)
    asking.look()
    asking.ask("show", 1)
    asking.ask("show", 1)
    assert shares.playing == 0
    asking.ask("more", 1)
    assert shares.playing == 1
