"""A lesson's file: what it says, and that everything that is wrong is said with its line."""

import random
from pathlib import Path

import pytest

from app.lessons.lesson import Ask, Buttons, Goal, Hint, Lesson, Note, Predict, Text
from app.lessons.reading import Reading, read_lesson
from app.pages.subjects import subjects

SUBJECTS = subjects()

FILE = """\
---
title: The plateau
page: moons
start: "?activation=sigmoid&init=tutorial&alpha=0.5&epochs=1000"
shown: [alpha, epochs]
minutes: 15
---

## The start

Small weights $W_1 * W_2$, and a [plateau](glossary:plateau).

[Show it](?alpha=5&epochs=1000) [Play it](?alpha=5&epochs=1000&play)

```predict
question: "After 1,000 epochs: the boundary is …"
kind: choice
at: 1000
options:
  a straight line: accuracy < 0.9
  bent: accuracy >= 0.9
```

## What came

- one
- two

```goal
reach: test_accuracy >= 0.98 and parameters <= 50
```

```ask
question: How many parameters are there?
of: parameters
tolerance: 0
```

```ask
question: Which hidden unit is dead?
what: dead_unit
```

```hint
computed
```

```note
Wait.
```
"""


def reading(text: str) -> Reading:
    return read_lesson(text, SUBJECTS)


def lesson(text: str = FILE) -> Lesson:
    found = reading(text)
    assert not found.problems, [one.sentence for one in found.problems]
    assert found.lesson is not None
    return found.lesson


def test_a_file_is_read_in_the_order_of_its_parts() -> None:
    one = lesson()
    assert (one.title, one.subject.name, one.minutes) == ("The plateau", "moons", 15)
    assert (one.start.alpha, one.start.epochs, one.start.init) == (0.5, 1000, "tutorial")
    first, second = one.steps
    assert [type(part) for part in first.parts] == [Text, Buttons, Predict]
    assert [type(part) for part in second.parts] == [Text, Goal, Ask, Ask, Hint, Note]
    assert isinstance(first.parts[0], Text)
    assert "$W_1 * W_2$" in first.parts[0].markdown  # as it stands in the file
    assert isinstance(first.parts[1], Buttons)
    assert [button.play for button in first.parts[1].buttons] == [False, True]
    predict = first.parts[2]
    assert isinstance(predict, Predict)
    assert (predict.at, list(predict.options)) == (1000, ["a straight line", "bent"])
    assert predict.run == one.start


def test_what_is_fixed_is_all_but_what_is_shown() -> None:
    one = lesson()
    assert {"hidden", "activation", "optimizer", "seed", "start"} <= one.fixed
    assert not {"alpha", "epochs", "pace"} & one.fixed
    assert one.has_control("alpha")
    assert not one.has_control("hidden")
    locked = lesson(FILE.replace("shown: [alpha, epochs]", "locked: alpha, pace\nhidden: [seed]"))
    assert locked.fixed == {"alpha", "pace", "seed"}
    assert locked.has_control("alpha")
    assert not locked.has_control("seed")


MISTAKES = [
    ("title: The plateau\n", "", 2, "an entry title"),
    ("page: moons", "page: moon", 3, "one of downhill"),
    ("?activation=sigmoid", "?activaton=sigmoid", 4, "takes hidden"),
    ("alpha=0.5", "alpha=1e300", 4, "Possible values"),
    ("shown: [alpha, epochs]", "shown: [alhpa, epochs]", 5, "one of hidden"),
    ("minutes: 15", "minutes: soon", 6, "a whole number from 0 to 300"),
    ("minutes: 15", "minuets: 15", 6, "one of title, page, start, shown, locked"),
    ("minutes: 15", "minutes: 15\nminutes: 16", 7, "each entry once"),
    ("minutes: 15", "minutes: *all", 6, "text without &"),
    ("minutes: 15", "seed: mine", 6, "one of same, own"),
    ("[Show it](?alpha=5", "[Show it](?alpah=5", 13, "takes hidden"),
    ("(glossary:plateau)", "(https://example.org)", 11, "links to"),
    ("[plateau]", "![plateau]", 11, "no pictures"),
    ("the boundary is …", "[the boundary](https://example.org) is …", 15, "links to"),
    ("  bent: accuracy", '  "![bent](x.png)": accuracy', 15, "no pictures"),
    ("Wait.", "Wait [here](//example.org).", 48, "links to"),
    ("## What came\n", "## [What](http://example.org) came\n", 24, "links to"),
    ("## The start\n", "# The start\n", 9, "## and the title"),
    ("## The start\n", "Words\n", 9, "## and the title of a step first"),
    ("```predict", "```predcit", 15, "one of predict, goal"),
    ("kind: choice", "kind: coice", 17, "one of choice, number"),
    ("at: 1000", "at: -1", 18, "a whole number from 0"),
    ("accuracy < 0.9", "acuracy < 0.9", 19, "quantities of this page"),
    ("  bent: accuracy >= 0.9\n", "", 19, "2 to 6 lines"),
    ('question: "After 1,000 epochs: the', "question: After 1,000 epochs: the", 16, "in quotes"),
    ("reach: test_accuracy", "reach: test_acuracy", 30, "quantities of this page"),
    ("reach: test_accuracy", "raech: test_accuracy", 30, "one of reach, text"),
    ("of: parameters\n", "of: parameters\nwhat: dead_unit\n", 36, "either what: or of:"),
    ("tolerance: 0", "tolerance: near", 36, "a share such as 10%"),
    ("what: dead_unit", "what: lazy_unit", 41, "one of dead_unit"),
    ("```note\nWait.", "```note", 49, "1 to 2,000 characters"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "allowed"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_what_is_allowed(
    right: str, wrong: str, line: int, allowed: str
) -> None:
    assert right in FILE
    found = reading(FILE.replace(right, wrong, 1))
    assert found.lesson is None
    assert any(one.line == line and allowed in one.sentence for one in found.problems), [
        one.sentence for one in found.problems
    ]


def test_a_sketch_is_of_one_run() -> None:
    several = FILE.replace("kind: choice", 'kind: curve\nrun: "?vs=alpha:5"')
    several = several.replace(
        "options:\n  a straight line: accuracy < 0.9\n  bent: accuracy >= 0.9\n", ""
    )
    (problem,) = reading(several).problems
    assert (problem.line, problem.found) == (18, "several lanes")
    assert "one run" in problem.allowed
    assert reading(several.replace("?vs=alpha:5", "?alpha=5")).lesson


def test_all_mistakes_are_named_at_once() -> None:
    text = FILE
    some = [MISTAKES[n] for n in (5, 10, 21, 25, 29)]
    for right, wrong, _line, _allowed in some:
        text = text.replace(right, wrong, 1)
    found = reading(text)
    assert [one.line for one in found.problems] == sorted(line for _r, _w, line, _a in some)


def test_nothing_at_all_and_far_too_much() -> None:
    for text in ("", "---\n---\n", "---\n", "words", "---\ntitle: a\npage: moons\n---\n"):
        found = reading(text)
        assert found.lesson is None
        assert found.problems
    assert "at most" in reading("a" * 100_000).problems[0].sentence


def test_html_stays_text() -> None:
    (step, _) = lesson(FILE.replace("Small weights", "<b onclick=alert(1)>Small</b>")).steps
    assert isinstance(step.parts[0], Text)
    assert "<b onclick" in step.parts[0].markdown  # and Streamlit shows it as it stands


def mutated(draw: random.Random, text: str) -> str:
    """Return a text with a few things done to it that people and machines do to files."""
    for _ in range(draw.randint(1, 6)):
        lines = text.splitlines(keepends=True) or [""]
        i, at = draw.randrange(len(lines)), draw.randrange(len(text) + 1)
        how = draw.randrange(8)
        if how == 0:
            del lines[i]
            text = "".join(lines)
        elif how == 1:
            text = "".join([*lines[:i], lines[i], *lines[i:]])
        elif how == 2:
            text = text[:at] + draw.choice("`#:-[](){}&*!|>'\"%@\t\0\n\u2028é\\$") + text[at:]
        elif how == 3:
            text = text[:at] + text[at + draw.randint(1, 30) :]
        elif how == 4:
            text = text[:at]
        elif how == 5:
            draw.shuffle(lines)
            text = "".join(lines)
        elif how == 6:
            text = text.replace(draw.choice([":", "\n", "```", "  ", "---", "?"]), "", 1)
        else:
            text = text[:at] + draw.choice(["[" * 200, "> " * 200, "&a [*a]", "{" * 50]) + text[at:]
    return text


@pytest.mark.parametrize("seed", range(10))
def test_two_hundred_malformed_files_leave_no_traceback(seed: int) -> None:
    draw = random.Random(seed)
    refused = 0
    for _ in range(20):
        text = mutated(draw, FILE)
        found = reading(text)
        assert (found.lesson is None) == bool(found.problems)
        refused += found.lesson is None
        for problem in found.problems:
            assert 1 <= problem.line <= len(text.splitlines()) + 1
            assert problem.allowed
            assert len(problem.sentence) < 3000
    assert refused


def test_the_files_that_come_with_it_are_read() -> None:
    folder = Path("assets/lessons")
    for path in sorted(folder.glob("*.md")):
        assert not reading(path.read_text("utf-8")).problems, path
