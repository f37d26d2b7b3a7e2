"""Conditions of a lesson: what they take, and that nothing else is ever worked out."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons.expressions import read_condition, read_expression

KNOWN = ("J", "test_accuracy", "parameters")
VALUES = {"J": 0.25, "test_accuracy": 0.97, "parameters": 47.0}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("J < 0.3", True),
        ("J < 0.3 and parameters <= 20", False),
        ("J < 0.3 or parameters <= 20", True),
        ("not J < 0.3", False),
        ("0.2 < J <= 0.25", True),
        ("parameters * J + 1 > 12.5", True),
        ("parameters / 0 > 1", False),
        ("-J == -0.25", True),
        ("J != 0.25", False),
        ("(J < 0.1 or J > 0.2) and test_accuracy >= 0.97", True),
    ],
)
def test_conditions_are_worked_out(text: str, holds: bool) -> None:
    assert read_condition(text, KNOWN).holds(VALUES.__getitem__) is holds


def test_what_is_unknown_is_not_reached() -> None:
    assert not read_condition("J < 1", KNOWN).holds(lambda name: nan)
    assert not read_condition("J > 1", KNOWN).holds(lambda name: nan)
    assert read_condition("J > 1", KNOWN).holds(lambda name: inf)


def test_the_clauses_are_the_parts_that_all_must_hold() -> None:
    first, second, third = read_condition("J < 1 and 2 <= parameters and J > 0", KNOWN).clauses
    assert first.subject is not None
    assert (first.subject.text, first.is_upward) == ("J", False)
    assert second.subject is None  # nothing is compared with a number on its right
    assert (third.text, third.is_upward) == ("J > 0", True)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("J", "a condition such as"),
        ("0.5", "a condition such as"),
        ("1 < True", "numbers, quantities"),
        ("acuracy > 1", "quantities of this page"),
        ("J < 'a'", "numbers, quantities"),
        ("J ** 9 > 1", "numbers, quantities"),
        ("J.real > 1", "numbers, quantities"),
        ("J[0] > 1", "numbers, quantities"),
        ("abs(J) > 1", "numbers, quantities"),
        ("__import__('os').getcwd() > 1", "numbers, quantities"),
        ("(lambda: 1)() > 1", "numbers, quantities"),
        ("J in (1, 2)", "a comparison by"),
        ("J is 1", "a comparison by"),
        ("J < 1e400", "numbers, quantities"),
        ("J < 1j", "numbers, quantities"),
        ("J <", "an expression such as"),
        ("", "an expression such as"),
        ("J < 1; J", "an expression such as"),
        ("x := 3", "an expression such as"),
        ("J < " + "1 + " * 60 + "1", "a shorter expression"),
        ("(" * 120 + "J < 1" + ")" * 119, "an expression such as"),
        ("J < " + "1" * 400, "at most 300 characters"),
        ("J < [x for x in J]", "numbers, quantities"),
        ("f'{J}' > 1", "numbers, quantities"),
    ],
)
def test_what_is_no_condition_is_refused_in_words(text: str, allowed: str) -> None:
    with pytest.raises(ValueError, match=allowed):
        read_condition(text, KNOWN)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_condition, read_expression):
        try:
            read(text, KNOWN)
        except ValueError as error:
            assert str(error)


@given(st.text(alphabet="J<>=!andort 0.19()+-*/&|~[]{}'\"\\:,@%^_", max_size=60))
def test_what_looks_like_a_condition_is_read_or_refused_and_worked_out(text: str) -> None:
    try:
        condition = read_condition(text, KNOWN)
    except ValueError:
        return
    assert condition.holds(VALUES.__getitem__) in {True, False}
    assert condition.names <= set(KNOWN)
