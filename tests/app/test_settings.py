"""Settings to the address and back; what is not allowed falls back and is said."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.live.experiment import Experiment
from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM, MoonsSettings
from app.pages.table import EXPERIMENTS, PAGES
from app.settings.changes import Change
from app.settings.field import Field
from app.settings.kinds import MAX_LAYERS, MAX_UNITS, Choice, Layers, Slider, Whole
from app.settings.old_addresses import OLD_KEYS, OLD_PATHS, OLD_VALUES, with_current_keys
from app.settings.settings import in_full
from core.engine.optimizers import OPTIMIZERS


def values(field: Field[Any]) -> st.SearchStrategy[object]:
    """Return a strategy for all that a field takes."""
    if isinstance(field, Layers):
        return st.lists(st.integers(1, MAX_UNITS), max_size=MAX_LAYERS).map(tuple)
    if isinstance(field, Choice):
        return st.sampled_from(list(field.options()))
    if isinstance(field, Whole) or (isinstance(field, Slider) and isinstance(field.default, int)):
        return st.integers(int(field.low), int(field.high))
    assert isinstance(field, Slider)
    return st.floats(field.low, field.high)


FIELDS = tuple(MOONS_FORM.fields.values())

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
    MoonsSettings, **{field.name: values(field) for field in FIELDS}, changes=CHANGES
)


def from_address(query: dict[str, str]) -> tuple[MoonsSettings, list[str]]:
    """Return what an address of the moons page stands for."""
    return MOONS_FORM.read(query)


@given(SETTINGS)
def test_the_address_holds_every_setting(settings: MoonsSettings) -> None:
    assert from_address(settings.to_address()) == (settings, [])


def test_every_setting_has_its_key() -> None:
    always = [name for name, field in MOONS_FORM.fields.items() if not field.optional]
    assert list(MOONS.settings().to_address()) == always


def test_an_empty_address_is_the_default() -> None:
    assert from_address({}) == (MOONS.settings(), [])


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@pytest.mark.parametrize("text", ["", "none of it", "nan", "-1", "1e999", "99999999999", "<b>"])
def test_a_bad_value_falls_back_and_is_said(field: Field[Any], text: str) -> None:
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


@given(st.dictionaries(st.sampled_from([*MOONS_FORM.fields, "was", "other"]), st.text(max_size=30)))
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
    begun = MOONS.settings(alpha=0.5)
    late = begun.changed_at(300, begun.but(alpha=2.0))
    early = late.changed_at(100, late.but(lambda_=0.1))
    # Alpha is what the widget shows, 2, from 100 on; it had been 0.5 up to there.
    assert set(early.changes) == {Change(100, "lambda_", 0.0), Change(100, "alpha", 0.5)}
    assert [early.at(epoch).alpha for epoch in (0, 99, 100, 300)] == [0.5, 0.5, 2.0, 2.0]


def test_a_change_before_the_first_epoch_is_just_a_setting() -> None:
    begun = MOONS.settings()
    assert begun.changed_at(0, begun.but(alpha=2.0)) == begun.but(alpha=2.0)


@pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=EXPERIMENTS)
def test_every_default_is_allowed_and_explained(experiment: Experiment[Any]) -> None:
    for field in experiment.form.fields.values():
        assert field.explanation.endswith(".")
        assert field.parse(field.to_text(field.default)) == field.default
        if isinstance(field, Slider):
            assert field.default in field.stops
            assert all(field.low <= stop <= field.high for stop in field.stops)


def test_a_field_that_is_not_there_cannot_be_set() -> None:
    with pytest.raises(TypeError, match="lamda_"):
        MOONS.settings().but(lamda_=1.0)
    with pytest.raises(TypeError, match="lamda_"):
        MOONS.settings(lamda_=1.0)


def test_old_keys_lead_to_present_fields_and_old_paths_to_pages() -> None:
    assert set(OLD_KEYS) <= set(PAGES)
    assert set(OLD_PATHS) <= set(PAGES)
    for page, keys in OLD_KEYS.items():
        if page in EXPERIMENTS:
            assert set(keys.values()) <= set(EXPERIMENTS[page].form.fields)
    for key, renamed in OLD_VALUES.items():
        field = MOONS_FORM.fields[key]
        assert isinstance(field, Choice)
        assert set(renamed.values()) <= set(field.options())
        assert not set(renamed) & set(field.options())


def test_an_old_value_is_read_as_the_present_one() -> None:
    settings, problems = from_address({"mistake": "bias_regularised"})
    assert (settings.mistake, problems) == ("bias_regularized", [])


def test_a_present_key_counts_more_than_an_old_one() -> None:
    assert with_current_keys("downhill", {"rate": "1", "alpha": "2"}) == {"alpha": "2"}
    assert with_current_keys("downhill", {"rate": "1", "x": "y"}) == {"alpha": "1", "x": "y"}


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_all_settings_that_apply_are_said_once(name: str) -> None:
    form = EXPERIMENTS[name].form
    settings = EXPERIMENTS[name].settings()
    said = in_full(form, settings).split(" · ")
    labels = [one.partition(": ")[0] for one in said]
    applying = [f.label for f in form.fields.values() if f.shown_if(settings.values)]
    assert set(labels) <= set(applying)
    assert len(labels) >= 5
