"""The shortest failing sequence is found, and what is needed is never left out."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.sessions import drawn
from tests.fuzz.shrink import shortest
from tests.fuzz.wanderer import DEEDS


@given(st.lists(st.integers(0, 30), min_size=1), st.sets(st.integers(0, 30), max_size=3))
def test_nothing_more_than_what_fails_is_left(items: list[int], needed: set[int]) -> None:
    needed &= set(items)

    def fails(part: Sequence[int]) -> bool:
        return needed <= set(part)

    found = shortest(items, fails, tries=10_000)
    assert fails(found)
    assert len(found) == max(1, len(needed))


def test_it_ends_after_so_many_tries() -> None:
    asked = []

    def fails(part: Sequence[int]) -> bool:
        asked.append(part)
        return False

    assert shortest(range(1000), fails, tries=7) == [*range(1000)]
    assert len(asked) == 7


def test_a_seed_draws_the_same_actions() -> None:
    assert drawn(3, 300) == drawn(3, 300) != drawn(4, 300)
    assert {name for name, _ in drawn(3, 300)} == {*DEEDS}
