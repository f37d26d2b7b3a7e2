"""Blocks and steps of a lesson's file, as text that reads back as what they were made from."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from app.lessons.blocks import COMPUTED, LEAST_OPTIONS
from app.lessons.lesson import Tolerance
from app.lessons.plain_words import one_line, plain, plain_line, plain_title
from app.lessons.subject import Subject
from core.language import _

#: Comparisons as a file has them -> as people read them.
SIGNS: Mapping[str, str] = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "==": "=", "!=": "≠"}
HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
#: So wide that no text is broken into lines.
_WIDTH = 100_000


def entries_text(entries: Mapping[str, Any]) -> str:
    """Return lines of YAML, quoted where that is needed."""
    found: str = yaml.safe_dump(dict(entries), sort_keys=False, allow_unicode=True, width=_WIDTH)
    return found


def block(name: str, content: Mapping[str, Any] | str) -> str:
    """Return a block: entries, of which those without a value are left out, or words."""
    text = content
    if not isinstance(text, str):
        text = entries_text({key: one for key, one in content.items() if _is_said(one)})  # type: ignore[union-attr]
    text = text.rstrip("\n")
    # Longer than any row of backquotes in it, which would end the block.
    fence = "`" * max([3, *(len(row) + 1 for row in re.findall(r"`+", text))])
    return f"{fence}{name}\n{text}\n{fence}"


def _is_said(value: Any) -> bool:
    return value is not None and value != "" and value != {}


def step_text(title: str, words: str) -> str:
    """Return a step with its title and its text.

    Raises
    ------
    ValueError
        Where one of them is missing.
    """
    if not title.strip() or not words.strip():
        raise ValueError(_("A step takes a title and a text."))
    return f"## {plain_title(title)}\n\n{plain(words)}"


def condition_text(measure: str, comparison: str, number: float) -> str:
    """Return a condition, such as ``accuracy >= 0.9``."""
    return f"{measure} {comparison} {number_text(number)}"


def number_text(number: float) -> str:
    """Return a number as short as it can be told."""
    return f"{number:.12g}"


def tolerance_text(tolerance: Tolerance) -> str:
    """Return a tolerance, such as ``10%``."""
    return f"{100 * tolerance.size:.12g}%" if tolerance.is_relative else number_text(tolerance.size)


def question_entries(question: str) -> dict[str, Any]:
    """Return the entry that asks something.

    Raises
    ------
    ValueError
        Where it asks nothing.
    """
    if not question.strip():
        raise ValueError(_("It takes a question."))
    return {"question": plain_line(question)}


def options_entry(measure: str, answers: Sequence[tuple[str, str, float]]) -> dict[str, str]:
    """Return the answers of a choice with their conditions: the first that holds is right.

    Parameters
    ----------
    measure : str
    answers : sequence of tuple
        Words, a comparison of ``SIGNS`` and a number.

    Raises
    ------
    ValueError
        Where there are too few, or two are the same.
    """
    options: dict[str, str] = {}
    before: list[tuple[str, float]] = []
    for label, sign, number in answers:
        both = [one for one in before if _can_both_hold(one, (sign, number))]
        parts = [f"not ({condition_text(measure, *one)})" for one in both]
        options[one_line(label)] = " and ".join([condition_text(measure, sign, number), *parts])
        before.append((sign, number))
    if len(options) < max(LEAST_OPTIONS, len(answers)):
        raise ValueError(_("It takes {n} different answers.").format(n=LEAST_OPTIONS))
    return options


def _can_both_hold(one: tuple[str, float], other: tuple[str, float]) -> bool:
    """Return whether some value fulfills two comparisons: they only change at their numbers."""
    low, high = sorted((one[1], other[1]))
    values = (low - 1.0, low, (low + high) / 2, high, high + 1.0)
    return any(HOLDS[one[0]](v, one[1]) and HOLDS[other[0]](v, other[1]) for v in values)


def words_text(words: str) -> str:
    """Return the words of a hint or a note.

    Raises
    ------
    ValueError
        Where there are none.
    """
    text = plain(words)
    if not text:
        raise ValueError(_("It takes a text."))
    # Alone, this word stands for what the page says; whoever types it means the word.
    return f"{text}." if text == COMPUTED else text


def example_step(subject: Subject) -> str:
    """Return a step that shows whoever writes a lesson how one is written."""
    measures = subject.measures
    name = "J" if "J" in measures else next(iter(measures))
    question = _("How large will it be at the end: {label}?").format(label=measures[name].label)
    words = _("Look at the page, and say what will happen before you play.")
    prediction = question_entries(question) | {"kind": "number", "of": name, "tolerance": "20%"}
    step = step_text(_("What will happen?"), words)
    return step + "\n\n" + block("predict", prediction)
