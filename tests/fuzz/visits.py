"""What a visitor gets to see at an address, without a browser: asked as a page asks for it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from app.live.live import Live
from app.pages.cost_surfaces.descent import playback as cost_surfaces
from app.pages.downhill.descent import playback as downhill
from app.pages.gradient_check.cases import CASES
from app.pages.gradient_check.check import chosen_parameters, sweep, verdict
from app.pages.moons.experiment import MOONS
from app.pages.one_unit.learning import playback as one_unit
from app.pages.one_weight.descent import playback as one_weight
from app.pages.table import EXPERIMENTS
from app.settings.settings import in_words
from core.explain.gradient_check import check_gradient
from tests.asking import Asking
from tests.forms import FORMS
from tests.fuzz.work import BACKWARD, FORWARD, counted

#: Seconds that an answer may take at the most: hosting's longest share.
SECONDS = 0.25
#: Seconds, on a machine that does nothing else, of one evaluation and of what an answer may take
#: beyond its time: an evaluation that has begun, frames of what is there, and a panel.
EVALUATION, BEYOND = 0.1, 0.25
#: Seconds of what is made in a process of its own, which ends after twice as many.
JOB = 10.0
IN_JOBS = {"one_weight", "one_unit", "cost_surfaces", "gradient_check"}
#: Whole numbers and floats that JavaScript has.
LARGEST = 2**53


@dataclass(frozen=True)
class Visit:
    """What came of an address.

    Attributes
    ----------
    said : str
        The sentence by which it was refused; empty if it was not.
    work : float
        Seconds that the dearest answer takes on a machine that does nothing else.
    largest : float
        Seconds of the longest pass through a network in it, which nothing interrupts.
    n_bytes : int
        Of the largest answer.
    """

    said: str = ""
    work: float = 0.0
    largest: float = 0.0
    n_bytes: int = 0


#: What a stage asks for: where to be, and with how many frames. It plays, and wants more than there
#: is.
QUESTIONS = (("show", 0, 0), ("more", 0, 30), ("show", 10**12, 0))


class InTime(Asking):
    """Who gives each answer the longest share that there is."""

    seconds = SECONDS


def keeps_to_bounds(page: str, found: Visit) -> bool:
    """Return whether nobody else has waited for long."""
    evaluation = found.largest * (FORWARD + BACKWARD) / BACKWARD
    most = JOB if page in IN_JOBS else SECONDS + BEYOND
    return evaluation <= EVALUATION and found.work <= most


def visit(page: str, query: Mapping[str, str], wish: Mapping[str, Any] | None = None) -> Visit:
    """Open a page at an address, and look at what is there.

    Raises
    ------
    AssertionError
        If a sentence or a number is not what it should be. Any other exception is a fault.
    """
    settings, problems = FORMS[page].read(query)
    for problem in problems:
        assert problem.endswith("."), problem
    written = settings.to_address()
    assert FORMS[page].read(written) == (settings, []), "what is written is not read as the same"
    try:
        return _live(page, settings, wish) if page in EXPERIMENTS else OTHERS[page](settings)
    except ValueError as error:
        sentence = in_words(error, FORMS[page].fields.values())
        assert ": " in sentence, sentence
        return Visit(said=sentence)


def _live(page: str, settings: Any, wish: Mapping[str, Any] | None) -> Visit:
    live = Live(EXPERIMENTS[page], settings)
    asking, works, largest, sizes = InTime(live), [], 0.0, []
    for name, epoch, n in QUESTIONS:
        with counted() as work:
            answer = asking.ask(name, epoch, n, wish=wish)
        check_json(answer.header)
        works.append(work.now)
        largest = max(largest, work.largest)
        sizes.append(answer.size)
    return Visit("", max(works), largest, max(sizes))


def check_json(value: Any) -> None:
    """Expect numbers that JavaScript has."""
    json.dumps(value, allow_nan=False)
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            check_json(one)
    elif isinstance(value, int):
        assert abs(value) < LARGEST, value
    elif isinstance(value, float):
        assert isfinite(value), value


def _played(made: Callable[[Any], Any]) -> Callable[[Any], Visit]:
    def look(settings: Any) -> Visit:
        with counted() as work:
            message = made(settings).message()
        json.loads(message, parse_constant=_refuse)
        return Visit("", work.now, work.largest, len(message))

    return look


def _refuse(text: str) -> None:
    raise AssertionError(f"{text} in JSON")


def _gradient_check(settings: Any) -> Visit:
    with counted() as work:
        lab = MOONS.lab(MOONS.settings())
        objective, theta = CASES[settings.case].make(settings.lambda_, lab, 0)
        indices = chosen_parameters(settings, objective.network)
        check = check_gradient(objective, theta, settings.epsilon, indices)
        sentence = verdict(check, sweep(objective, theta, indices)).sentence
    assert sentence.endswith(".")
    assert isfinite(check.norm_ratio)
    return Visit("", work.now, work.largest, check.numerical.nbytes)


#: Pages that are computed at once -> what they compute.
OTHERS: dict[str, Callable[[Any], Visit]] = {
    "downhill": _played(downhill),
    "one_weight": _played(one_weight),
    "one_unit": _played(one_unit),
    "cost_surfaces": _played(cost_surfaces),
    "gradient_check": _gradient_check,
}
