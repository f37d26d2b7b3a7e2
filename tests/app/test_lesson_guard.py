"""What is fixed in a lesson stays as it is, whatever asks for something else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons.guard import Guard, is_allowed
from app.lessons.lesson import Lesson, Predict
from app.lessons.reading import read_lesson
from app.pages.subjects import subjects
from app.settings.changes import Change
from app.settings.variants import Variant

SUBJECTS = subjects()

FILE = """\
---
title: Fixed
page: moons
start: "?alpha=0.5&epochs=1000&hidden=4"
shown: [alpha, epochs]
---

## One

[Faster](?alpha=0.5&epochs=1000&hidden=4&optimizer=momentum)
[Two lanes](?alpha=0.5&epochs=1000&hidden=4&vs=optimizer:adam)

```predict
question: What?
kind: number
of: J
tolerance: 1
run: "?alpha=5&epochs=200&hidden=4"
```
"""


def lesson_of(text: str = FILE) -> Lesson:
    reading = read_lesson(text, SUBJECTS)
    assert reading.lesson is not None, reading.problems
    return reading.lesson


def settings(**values: Any) -> Any:
    return lesson_of().start.but(**values)


def test_what_it_shows_is_free_and_the_rest_stays() -> None:
    guard, now = Guard(lesson_of()), lesson_of().start
    assert guard.held(settings(alpha=7.0, epochs=50), now) == settings(alpha=7.0, epochs=50)
    assert guard.held(settings(hidden=(9, 9), alpha=7.0), now) == settings(alpha=7.0)
    assert guard.changed(settings(hidden=(9, 9)), settings()) == [
        SUBJECTS["moons"].form.fields["hidden"].label
    ]


def test_its_own_buttons_may_set_what_is_fixed() -> None:
    guard, now = Guard(lesson_of()), lesson_of().start
    momentum = settings(optimizer="momentum")
    assert guard.held(momentum, now) == momentum
    # But what two of its buttons set is not to be mixed with what none of them sets.
    assert guard.held(settings(optimizer="momentum", hidden=(9,)), momentum) == momentum


def test_changes_in_mid_run_and_lanes_are_no_way_around() -> None:
    lesson, guard = lesson_of(), Guard(lesson_of())
    late = settings(changes=(Change(10, "alpha", 5.0), Change(20, "optimizer", "adam")))
    assert not is_allowed(lesson, late)
    assert guard.held(late, lesson.start).changes == (Change(10, "alpha", 5.0),)
    lanes = settings(lanes=(Variant((("alpha", 5.0),)), Variant((("hidden", (9,)),))))
    assert not is_allowed(lesson, lanes)
    assert guard.held(lanes, lesson.start).lanes == (Variant((("alpha", 5.0),)),)
    its_own = settings(lanes=(Variant((("optimizer", "adam"),)),))
    assert is_allowed(lesson, its_own)


def test_while_a_prediction_is_open_nothing_else_is_trained() -> None:
    lesson = lesson_of()
    ((_place, predict),) = lesson.steps[0].numbered(Predict)
    guard = Guard(lesson, predict.run)
    asked = settings(alpha=0.1, epochs=50, pace=7, changes=(Change(10, "alpha", 5.0),))
    held = guard.held(asked, lesson.start)
    assert held == predict.run.but(pace=7)


def test_where_seeds_are_each_learners_own_any_is_allowed() -> None:
    own = lesson_of(FILE.replace("page: moons", "page: moons\nseed: own"))
    assert is_allowed(own, own.start.but(start=17))
    assert not is_allowed(own, own.start.but(seed=17))
    assert not is_allowed(lesson_of(), settings(start=17))


FIELDS = SUBJECTS["moons"].form.fields


@pytest.mark.parametrize("shown", ["[alpha]", "[hidden, optimizer]", "[]"])
@given(data=st.data())
def test_whatever_is_asked_what_is_held_is_allowed(shown: str, data: st.DataObject) -> None:
    lesson = lesson_of(FILE.replace("[alpha, epochs]", shown))
    names = data.draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=6, unique=True))
    values = {
        name: FIELDS[name].another(FIELDS[name].default, lesson.start.values) for name in names
    }
    held = Guard(lesson).held(lesson.start.but(**values), lesson.start)
    assert is_allowed(lesson, held)
    assert Guard(lesson).held(held, lesson.start) == held
    for name in names:
        if name not in lesson.fixed:
            assert getattr(held, name) == values[name]
