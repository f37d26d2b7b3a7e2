"""Any address makes a page or a sentence, within the work that one answer may be."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings, target
from hypothesis import strategies as st

from app.settings.settings import Form
from tests.forms import FORMS
from tests.fuzz.dearest import WISHES, climb, highest
from tests.fuzz.strategies import CASES, Query, addresses
from tests.fuzz.visits import SECONDS, Visit, visit
from tests.fuzz.work import BACKWARD, FORWARD

#: Of all that is tried, the part of one page.
EACH = max(1, CASES // len(FORMS))
#: Seconds, on a machine that does nothing else, of one evaluation and of what an answer may take
#: beyond its time: an evaluation that has begun, frames of what is there, and a panel.
EVALUATION, BEYOND = 0.1, 0.25
#: Seconds of what is made in a process of its own, which ends after twice as many.
JOB = 10.0
IN_JOBS = {"one_weight", "cost_surfaces", "gradient_check"}

#: Pages on which a try takes a second.
SLOW = {"cost_surfaces"}

QUIET = settings(
    # An address of all fields is large to draw; and to shrink one takes minutes.
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.target),
)


def check_work(page: str, found: Visit) -> None:
    """Expect that nobody else has waited for long."""
    evaluation = found.largest * (FORWARD + BACKWARD) / BACKWARD
    assert evaluation <= EVALUATION, found
    assert found.work <= (JOB if page in IN_JOBS else SECONDS + BEYOND), found


@pytest.mark.parametrize("page", FORMS)
def test_any_address_makes_a_page_or_a_sentence(page: str) -> None:
    form: Form[Any] = FORMS[page]

    @settings(QUIET, max_examples=max(2, EACH // 5) if page in SLOW else EACH)
    @given(addresses(form), st.sampled_from(WISHES))
    def try_one(query: Query, tab: str) -> None:
        found = visit(page, query, {"by_hand": {"tab": tab}})
        check_work(page, found)
        target(found.work, label="seconds of one answer")

    try_one()


def test_the_address_with_every_field_at_its_highest_keeps_to_the_bound() -> None:
    """Where all fields are at their corners at once; `make fuzz` climbs on from there."""
    query = highest("digits")
    found = visit("digits", query, {"by_hand": {"tab": "check"}})
    assert not found.said
    check_work("digits", found)
    assert found.work > SECONDS  # the bound is there for something


@pytest.mark.skipif(CASES <= 100, reason="`make fuzz` searches for minutes")
@pytest.mark.parametrize("page", FORMS)
def test_the_dearest_address_that_is_found_keeps_to_the_bound(page: str) -> None:
    query, found = climb(page, lambda one: one.work, rounds=1)
    print(page, found, query)
    check_work(page, found)
