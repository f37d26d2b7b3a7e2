"""Settings to the address and back; what is not allowed falls back and is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pages.moons.experiment import MOONS, MOONS_FORM
from app.settings.field import MAX_LAYERS, MAX_UNITS, Field
from app.settings.fields import FIELD
from app.settings.settings import Change, Settings
from app.settings.settings import from_address as read_address
from core.engine.optimizers import OPTIMIZERS


def values(field: Field) -> st.SearchStrategy[object]:
    """Return a strategy for all that a field takes."""
    default = field.default
    if isinstance(default, tuple):
        return st.lists(st.integers(1, MAX_UNITS), max_size=MAX_LAYERS).map(tuple)
    if isinstance(default, str):
        return st.sampled_from(field.ticks)
    assert field.low is not None
    assert field.high is not None
    if isinstance(default, int):
        return st.integers(int(field.low), int(field.high))
    return st.floats(field.low, field.high)


FIELDS = MOONS_FORM.fields

CHANGES = st.lists(
    st.one_of(
        st.builds(Change, st.integers(1, 9999), st.just("alpha"), st.floats(1e-4, 100.0)),
        st.builds(
            Change, st.integers(1, 9999), st.just("optimizer"), st.sampled_from(list(OPTIMIZERS))
        ),
    ),
    max_size=3,
    unique_by=lambda change: change.epoch,
).map(lambda changes: tuple(sorted(changes)))

SETTINGS = st.builds(
    MOONS.settings, **{field.name: values(field) for field in FIELDS}, changes=CHANGES
)


def from_address(query: dict[str, str]) -> tuple[Settings, list[str]]:
    """Return what an address of the moons page stands for."""
    return read_address(MOONS_FORM, query)


@given(SETTINGS)
def test_the_address_holds_every_setting(settings: Settings) -> None:
    assert from_address(settings.to_address()) == (settings, [])


def test_every_setting_has_its_key() -> None:
    assert list(MOONS.settings().to_address()) == [field.name for field in MOONS_FORM.fields]


def test_an_empty_address_is_the_default() -> None:
    assert from_address({}) == (MOONS.settings(), [])


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@pytest.mark.parametrize("text", ["", "none of it", "nan", "-1", "1e999", "99999999999", "<b>"])
def test_a_bad_value_falls_back_and_is_said(field: Field, text: str) -> None:
    settings, problems = from_address({field.name: text})
    if problems:
        assert settings == MOONS.settings()
        assert len(problems) == 1
        assert field.label in problems[0]
        assert field.allowed in problems[0]
    else:  # "" is no hidden layer, -1 and nan are in nobody's range
        assert (field.name, text) == ("hidden", "")
        assert settings == MOONS.settings().but(hidden=())


@pytest.mark.parametrize("text", ["5-13", "1-1-1-1-1-1-1", "0-3", "5--5", "a"])
def test_bad_layers_fall_back(text: str) -> None:
    settings, problems = from_address({"hidden": text})
    assert settings.hidden == (5, 5)
    assert "0 to 6 layers of 1 to 12 units" in problems[0]


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "5~alpha",
        "5~data~moons",
        "-5~alpha~0.5",
        "5~alpha~nan",
        "5~alpha~0.5~1",
        "5~optimizer~sgd",
    ],
)
def test_a_bad_history_is_left_out_and_said(text: str) -> None:
    settings, problems = from_address({"was": text})
    assert settings.changes == ()
    assert len(problems) == 1


@given(st.dictionaries(st.sampled_from([*FIELD, "was", "other"]), st.text(max_size=30)))
def test_no_address_breaks_the_page(query: dict[str, str]) -> None:
    settings, problems = from_address(query)
    assert from_address(settings.to_address())[0] == settings
    assert len(problems) <= len(query)


def test_a_change_is_remembered_from_its_epoch_on() -> None:
    begun = MOONS.settings(alpha=0.5)
    changed = begun.changed_at(100, begun.but(alpha=0.1))
    assert changed.changes == (Change(100, "alpha", 0.5),)
    assert changed.at(99).alpha == 0.5
    assert changed.at(100).alpha == 0.1
    twice = changed.changed_at(200, changed.but(alpha=2.0, lambda_=1.0))
    assert [twice.at(epoch).alpha for epoch in (0, 100, 200)] == [0.5, 0.1, 2.0]
    assert [twice.at(epoch).lambda_ for epoch in (0, 199, 200)] == [0.0, 0.0, 1.0]


def test_a_setting_moved_back_at_once_is_no_change() -> None:
    begun = MOONS.settings(alpha=0.5)
    moved = begun.changed_at(100, begun.but(alpha=0.1))
    assert moved.changed_at(100, moved.but(alpha=0.5)) == begun
    again = moved.changed_at(100, moved.but(alpha=0.3))
    assert again.changes == (Change(100, "alpha", 0.5),)


def test_going_back_forgets_what_came_after() -> None:
    begun = MOONS.settings()
    late = begun.changed_at(300, begun.but(alpha=2.0))
    early = late.changed_at(100, late.but(lambda_=0.1))
    # Alpha is what the widget shows, 2, from 100 on; it had been 0.5 up to there.
    assert set(early.changes) == {Change(100, "lambda_", 0.0), Change(100, "alpha", 0.5)}
    assert [early.at(epoch).alpha for epoch in (0, 99, 100, 300)] == [0.5, 0.5, 2.0, 2.0]


def test_a_change_before_the_first_epoch_is_just_a_setting() -> None:
    begun = MOONS.settings()
    assert begun.changed_at(0, begun.but(alpha=2.0)) == begun.but(alpha=2.0)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_default_is_allowed_and_explained(field: Field) -> None:
    default = field.default
    assert field.help.endswith(".")
    assert field.show(default)
    if field.ticks:
        assert default in field.ticks
    if field.low is not None and field.high is not None:
        assert all(field.low <= tick <= field.high for tick in field.ticks)  # type: ignore[operator]
