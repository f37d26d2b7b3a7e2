"""How far a learner has come in a lesson: kept in their browser, and theirs to take along."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.lessons.lesson import Ask, Goal, Lesson, Predict
from app.lessons.predictions import PREDICTIONS

#: Characters of what a browser has kept, and of each text in it.
MAX_KEPT, MAX_TEXT = 40_000, 8000
MAX_SEED = 9999


@dataclass(frozen=True)
class Given:
    """Something that was given: a prediction, an answer, a goal that was reached.

    Attributes
    ----------
    said : object
        What the learner has said; None for a goal.
    sentence : str
        What came of it; empty while that is not known.
    is_right : bool
    address : str
        Of the run that it is about.
    tries : int
        How often it was tried.
    """

    said: Any = None
    sentence: str = ""
    is_right: bool = False
    address: str = ""
    tries: int = 1


@dataclass
class Progress:
    """How far a learner has come.

    Attributes
    ----------
    step, furthest : int
        The one that is shown, and the last one that was.
    given : dict
        "step.part", both from 0 -> what was given there.
    hints : dict
        Step -> how many of its hints were asked for.
    seed : int
        Of the initial weights, where each learner has others.
    """

    step: int = 0
    furthest: int = 0
    given: dict[str, Given] = field(default_factory=dict)
    hints: dict[int, int] = field(default_factory=dict)
    seed: int = 0

    def at(self, part: int, step: int | None = None) -> Given | None:
        """Return what was given at a part of the present step, or of another one."""
        return self.given.get(key_of(self.step if step is None else step, part))

    def give(self, part: int, given: Given) -> None:
        """Keep what was given at a part of the present step."""
        self.given[key_of(self.step, part)] = given

    def pending(self, lesson: Lesson) -> tuple[int, Predict] | None:
        """Return the first prediction of this step whose run has not come, with its place."""
        for part, predict in lesson.steps[self.step].numbered(Predict):
            given = self.at(part)
            if given is None or not given.sentence:
                return part, predict
        return None

    def go(self, step: int, lesson: Lesson) -> None:
        """Go to another step."""
        self.step = max(0, min(step, len(lesson.steps) - 1))
        self.furthest = max(self.furthest, self.step)

    def kept(self) -> str:
        """Return it as a browser keeps it."""
        return json.dumps(
            {
                "step": self.step,
                "furthest": self.furthest,
                "given": {key: list(_row(one)) for key, one in self.given.items()},
                "hints": {str(step): n for step, n in self.hints.items()},
                "seed": self.seed,
            }
        )


def key_of(step: int, part: int) -> str:
    """Return the key of a part of a step."""
    return f"{step}.{part}"


def _row(one: Given) -> tuple[Any, ...]:
    return one.said, one.sentence, one.is_right, one.address, one.tries


def from_kept(text: str, lesson: Lesson) -> Progress:
    """Return what a browser has kept of a lesson; what makes no sense is left out."""
    try:
        said = json.loads(text) if len(text) <= MAX_KEPT else {}
    except (ValueError, RecursionError):
        said = {}
    if not isinstance(said, dict):
        said = {}
    last = len(lesson.steps) - 1
    progress = Progress(
        step=_whole(said.get("step"), last),
        furthest=_whole(said.get("furthest"), last),
        seed=_whole(said.get("seed"), MAX_SEED),
    )
    progress.furthest = max(progress.step, progress.furthest)
    for step, n in _pairs(said.get("hints")).items():
        if step.isascii() and step.isdigit() and int(step) <= last:
            progress.hints[int(step)] = _whole(n, 50)
    rows = _pairs(said.get("given"))
    for number, step_ in enumerate(lesson.steps):
        for part, block in enumerate(step_.parts):
            row = rows.get(key_of(number, part))
            if isinstance(block, Predict | Goal | Ask) and (given := _given(block, row)):
                progress.given[key_of(number, part)] = given
    return progress


def _given(block: Predict | Goal | Ask, row: Any) -> Given | None:
    """Return what a browser has kept of one part; None where it makes no sense."""
    if not isinstance(row, list) or len(row) != 5:
        return None
    said, sentence, is_right, address, tries = row
    texts_fit = all(isinstance(one, str) and len(one) <= MAX_TEXT for one in (sentence, address))
    if not texts_fit or not isinstance(is_right, bool):
        return None
    if isinstance(block, Predict):
        try:
            said = PREDICTIONS[block.kind].read(block, said)
        except ValueError:
            return None
    elif isinstance(block, Ask):
        if not isinstance(said, str) or len(said) > MAX_TEXT:
            return None
    else:
        said = None
    return Given(said, sentence, is_right, address, max(1, _whole(tries, 999)))


def _whole(value: Any, most: int) -> int:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return max(0, min(value, most)) if is_whole else 0


def _pairs(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
