"""Questions whose answer the engine computes from the present network, as records."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.lessons.measures import RunState
from core.explain.chain_rule import LayerPass, passes
from core.language import N_, _, translated


@dataclass(frozen=True)
class Answer:
    """What is right.

    Attributes
    ----------
    number : float
        For a question that asks for a number.
    names : tuple of str
        For one that asks for a name: all that are right; "none" where nothing is.
    """

    number: float = float("nan")
    names: tuple[str, ...] = ()


@translated("what")
@dataclass(frozen=True)
class Question:
    """A question.

    Attributes
    ----------
    name : str
        As a lesson's file names it.
    what : str
        What it asks for, for whoever writes a lesson.
    of : callable
        ``of(state, example)`` is the right answer; `example` counts from 0.
    is_number : bool
        Whether it asks for a number.
    """

    name: str
    what: str
    of: Callable[[RunState, int], Answer]
    is_number: bool = True


#: What is said where no unit is meant.
NONE = "none"


def _unit_name(layer: int, unit: int) -> str:
    """Return how a learner names a unit: layer and place in it, both from 1."""
    return f"{layer}.{unit + 1}"


def _dead(state: RunState, example: int) -> Answer:
    dead = [_unit_name(one.layer, unit) for one in state.layers for unit in one.dead]
    return Answer(names=tuple(dead) or (NONE,))


def _twins(state: RunState, example: int) -> Answer:
    twins = [
        _unit_name(one.layer, unit) for one in state.layers for group in one.twins for unit in group
    ]
    return Answer(names=tuple(twins) or (NONE,))


def _output(state: RunState, example: int) -> Answer:
    return Answer(float(_last_pass(state).a[example, 0]))


def _sum(state: RunState, example: int) -> Answer:
    return Answer(float(_last_pass(state).z[example, 0]))


def _delta(state: RunState, example: int) -> Answer:
    return Answer(float(_last_pass(state).delta[example, 0]))


def _last_pass(state: RunState) -> LayerPass:
    return passes(state.lab.objective(state.epoch), state.theta)[-1]


RUN_QUESTIONS: Mapping[str, Question] = {
    record.name: record
    for record in (
        Question("dead_unit", N_("a hidden unit that is dead, or none"), _dead, is_number=False),
        Question("twin_unit", N_("a hidden unit that has a twin, or none"), _twins,
                 is_number=False),
        Question("output", N_("the output ŷ for an example"), _output),
        Question("weighted_sum", N_("the weighted sum z of the output for an example"), _sum),
        Question("delta_output", N_("delta of the output for an example"), _delta),
    )
}  # fmt: skip

_UNIT = re.compile(r"\D*(\d+)\D+(\d+)\D*|\D*(\d+)\D*")


def names_unit(text: str, layers: int) -> str:
    """Return the name of the unit that a learner has written: "1.3", "layer 1, unit 3" or "3"."""
    text = text.strip()[:40].lower()
    if text in {NONE, _("none")}:
        return NONE
    found = _UNIT.fullmatch(text)
    if found is None:
        return text
    layer, unit, alone = found.groups()
    if alone is not None:
        return f"1.{alone}" if layers == 1 else alone
    return f"{layer}.{unit}"
