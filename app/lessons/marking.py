"""Answers to questions, compared with what the engine computes."""

from math import isfinite
from typing import Any, NamedTuple

from app.lessons.lesson import Ask
from app.lessons.measures import measured
from app.lessons.questions import Answer, names_unit
from app.lessons.subject import Subject
from core.language import _

#: Characters of an answer.
MAX_ANSWER = 40


class Mark(NamedTuple):
    """What an answer was worth.

    Attributes
    ----------
    is_right : bool
    sentence : str
    """

    is_right: bool
    sentence: str


def asks_for_number(ask: Ask, subject: Subject) -> bool:
    """Return whether a question asks for a number; otherwise it asks for a name."""
    return not ask.what or subject.questions[ask.what].is_number


def right_answer(ask: Ask, subject: Subject, state: Any) -> Answer:
    """Return what is right in the present state of the page's run.

    Raises
    ------
    ValueError
        If there is no such example.
    """
    if not ask.what:
        assert ask.of is not None
        return Answer(ask.of.value(measured(subject.measures, state)))
    m = state.lab.m
    if ask.example >= m:
        raise ValueError(
            _("the question is about example {n}, and there are {m}").format(n=ask.example + 1, m=m)
        )
    return subject.questions[ask.what].of(state, ask.example)


def marked(ask: Ask, subject: Subject, state: Any, said: str) -> Mark:
    """Return what an answer is worth.

    Parameters
    ----------
    ask : Ask
    subject : Subject
    state : object
        Of the page's run now.
    said : str
        As the learner has written it.
    """
    said = said.strip()[:MAX_ANSWER]
    try:
        right = right_answer(ask, subject, state)
    except ValueError as error:
        return Mark(False, str(error))
    if not asks_for_number(ask, subject):
        layers = len(state.lab.network.sizes) - 2
        is_right = names_unit(said, layers) in right.names
        return Mark(is_right, _("Right.") if is_right else _("No. Look again, or take a hint."))
    try:
        number = float(said.replace(",", ".").replace("−", "-"))
    except ValueError:
        return Mark(False, _("“{said}” is no number.").format(said=said))
    if not isfinite(right.number):
        return Mark(False, _("There is no such number now: has the run diverged?"))
    if ask.tolerance.takes(number, right.number):
        return Mark(True, _("Right: {number:.5g}.").format(number=right.number))
    return Mark(False, _("No. Look again, or take a hint."))
