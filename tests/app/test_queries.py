"""Which page a query is of, told by its keys alone."""

from itertools import permutations

import pytest

from app.pages.backprop.settings import BACKPROP_FORM
from app.pages.moons.settings import MOONS_FORM
from app.pages.sleep.settings import SLEEP_FORM
from app.pages.table import PAGES
from app.ui.addresses import is_of_another
from tests.forms import FORMS

#: Pages that have none.
WITHOUT_SETTINGS = {"glossary", "lessons", "write_lesson", "course", "check_results", "classroom"}
ALL = {form.settings for form in FORMS.values()}


def test_every_page_is_here() -> None:
    assert set(FORMS) == set(PAGES) - WITHOUT_SETTINGS


@pytest.mark.parametrize("own", FORMS)
def test_what_a_page_writes_is_its_own(own: str) -> None:
    settings = FORMS[own].settings
    assert settings.keys_match(settings().to_address())
    assert not is_of_another(settings().to_address(), settings, ALL)


@pytest.mark.parametrize(("own", "other"), [*permutations(FORMS, 2)])
def test_what_another_page_writes_is_not(own: str, other: str) -> None:
    query, settings = FORMS[other].settings().to_address(), FORMS[own].settings
    assert is_of_another(query, settings, ALL)
    # Nobody has written it who has not seen that page.
    assert not is_of_another(query, settings, ALL - {FORMS[other].settings})


def test_changes_during_the_run_are_part_of_it_or_not() -> None:
    query = SLEEP_FORM.settings().to_address() | {"was": "5~alpha~0.5"}
    assert is_of_another(query, MOONS_FORM.settings, ALL)
    assert not is_of_another(query, SLEEP_FORM.settings, ALL)


@pytest.mark.parametrize("query", [{}, {"alpha": "0.5"}, {"rate": "0.1"}, {"was": ""}, {"x": "y"}])
def test_a_part_of_an_address_is_nobody_elses(query: dict[str, str]) -> None:
    for settings in ALL:
        assert not is_of_another(query, settings, ALL)


def test_one_key_less_or_more_makes_it_an_address_by_hand() -> None:
    query = BACKPROP_FORM.settings().to_address()
    assert not is_of_another(query | {"data": "moons"}, MOONS_FORM.settings, ALL)
    del query["riddle"]
    assert not is_of_another(query, MOONS_FORM.settings, ALL)
