"""Any address makes a page or a sentence, within the work that one answer may be."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings, target
from hypothesis import strategies as st

from app.settings.settings import Form
from tests.forms import FORMS
from tests.fuzz.dearest import WISHES, look
from tests.fuzz.strategies import CASES, Query, addresses
from tests.fuzz.visits import SECONDS, keeps_to_bounds

#: Of all that is tried, the part of one page.
EACH = max(1, CASES // len(FORMS))
#: Pages on which a try takes a second.
SLOW = {"cost_surfaces"}

QUIET = settings(
    # An address of all fields is large to draw; and to shrink one takes minutes.
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.target),
)


@pytest.mark.parametrize("page", FORMS)
def test_any_address_makes_a_page_or_a_sentence(page: str) -> None:
    form: Form[Any] = FORMS[page]

    @settings(QUIET, max_examples=max(2, EACH // 5) if page in SLOW else EACH)
    @given(addresses(form), st.sampled_from(WISHES))
    def try_one(query: Query, tab: str) -> None:
        found = look(page, query, tab)
        assert keeps_to_bounds(page, found), found
        target(found.work, label="seconds of one answer")

    try_one()


@pytest.mark.parametrize(
    ("page", "query"),
    [
        # At the end of a cosine the learning rate is 0.
        ("moons", {"schedule": "cosine", "was": "99999~period~1000 5~alpha~0.05"}),
        # What is said of it did not end as a sentence does.
        ("moons", {"vs": "mnist"}),
    ],
)
def test_what_was_once_a_fault_is_none(page: str, query: Query) -> None:
    assert not look(page, query, "broken").said


def test_the_dearest_address_that_was_found_keeps_to_the_bound() -> None:
    """As `make fuzz` finds it, with these pictures; it searches on."""
    query = {"hidden": "100-100", "optimizer": "newton_cg", "test": "0", "speed": "1000"}
    found = look("digits", query, "check")
    assert not found.said
    assert keeps_to_bounds("digits", found), found
    assert found.work > SECONDS  # the bound is there for something
