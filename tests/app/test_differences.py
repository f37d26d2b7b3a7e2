"""In what settings differ, in words."""

from app.pages.moons.experiment import MOONS
from app.settings.changes import Change
from app.settings.differences import difference_in_words, values_in_words


def test_a_difference_names_the_field_and_both_values() -> None:
    before = MOONS.settings(alpha=0.5)
    assert difference_in_words(before, before.but(alpha=2.0)) == "α 0.5 → 2"
    assert difference_in_words(before, before) == ""


def test_two_differences_are_named_and_more_are_counted() -> None:
    before = MOONS.settings(alpha=0.5)
    two = before.but(alpha=2.0, lambda_=0.01)
    assert difference_in_words(before, two) == "α 0.5 → 2, λ 0 → 0.01"
    assert difference_in_words(before, two.but(seed=7)) == "3 settings"


def test_settings_that_differ_in_their_history_alone_are_not_the_same() -> None:
    before = MOONS.settings(changes=(Change(10, "alpha", 1.0),))
    assert difference_in_words(before, before.but(changes=())) == "changes during the run"


def test_values_are_those_of_fields_with_an_effect() -> None:
    words = values_in_words(MOONS.settings(alpha=0.5), "restart", "fork")
    assert words["alpha"] == "α 0.5"
    assert words["data"].startswith("Data set ")
    assert "speed" not in words
