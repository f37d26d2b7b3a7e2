"""The kinds of predictions, as records: what one gives, and how far it was from what came."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.lessons.distance import NEAR, ROUGH, Distance, boundary_distance, curve_distance
from app.lessons.lesson import Predict
from app.lessons.measures import measured
from app.lessons.subject import Subject
from core.language import N_, _, translated

#: Points of a sketch at the most, as assets/live/sketch sends them.
MAX_POINTS = 64
LARGEST = 1e9


@dataclass(frozen=True)
class Outcome:
    """What came of a prediction.

    Attributes
    ----------
    is_right : bool
        Whether it was right, or near enough.
    sentence : str
        What was said, what came, and how far that is apart.
    """

    is_right: bool
    sentence: str


@translated("what")
@dataclass(frozen=True)
class PredictionKind:
    """A kind of prediction.

    Attributes
    ----------
    name : str
        As a lesson's file names it.
    what : str
        What is given, for whoever writes a lesson.
    read : callable
        ``read(predict, said)`` checks what a browser has sent. Raises ValueError.
    outcome : callable
        ``outcome(predict, subject, said, state)`` compares it with a run that has come there.
    sketch : str
        "curve" or "boundary" where it is drawn; empty where it is not.
    """

    name: str
    what: str
    read: Callable[[Predict, Any], Any]
    outcome: Callable[[Predict, Subject, Any, Any], Outcome]
    sketch: str = ""


def _read_choice(predict: Predict, said: Any) -> str:
    if not isinstance(said, str) or said not in predict.options:
        raise ValueError(_("one of the answers"))
    return said


def _read_number(predict: Predict, said: Any) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float) or not abs(said) <= LARGEST:
        raise ValueError(_("a number"))
    return float(said)


def _read_sketch(predict: Predict, said: Any) -> list[list[float]]:
    """Return points of a sketch, at least two."""
    if not isinstance(said, list) or not 2 <= len(said) <= MAX_POINTS:
        raise ValueError(_("2 to {most} points").format(most=MAX_POINTS))
    points = []
    for point in said:
        if not isinstance(point, list) or len(point) != 2:
            raise ValueError(_("2 to {most} points").format(most=MAX_POINTS))
        points.append([_read_number(predict, one) for one in point])
    return points


def truth_of_choice(predict: Predict, subject: Subject, state: Any) -> tuple[str, ...]:
    """Return the options that came true: one, where the lesson is sound."""
    find = measured(subject.measures, state)
    return tuple(label for label, condition in predict.options.items() if condition.holds(find))


def _choice(predict: Predict, subject: Subject, said: str, state: Any) -> Outcome:
    true = truth_of_choice(predict, subject, state)
    is_right = said in true
    came = ", ".join(true) or _("none of these")
    if is_right:
        return Outcome(True, _("You said “{said}”, and so it came.").format(said=said))
    return Outcome(False, _("You said “{said}”. It came: {came}.").format(said=said, came=came))


def truth_of_number(predict: Predict, subject: Subject, state: Any) -> float:
    """Return the number that came."""
    assert predict.of is not None
    return predict.of.value(measured(subject.measures, state))


def _number(predict: Predict, subject: Subject, said: float, state: Any) -> Outcome:
    assert predict.tolerance is not None
    truth = truth_of_number(predict, subject, state)
    is_right = predict.tolerance.takes(said, truth)
    sentence = _("You said {said:.4g}; it came to {truth:.4g}.").format(said=said, truth=truth)
    near = _("That is near enough.") if is_right else _("That is further away than it seemed.")
    return Outcome(is_right, f"{sentence} {near}")


def _sketched(distance: Distance) -> Outcome:
    """Return how far a sketch was, in words."""
    if distance.share <= NEAR:
        near = _("Your sketch was very near:")
    elif distance.share <= ROUGH:
        near = _("Your sketch has the right place, but another shape:")
    else:
        near = _("It came quite differently from your sketch:")
    return Outcome(distance.share <= ROUGH, f"{near} {distance.what}.")


def _curve(predict: Predict, subject: Subject, said: list[list[float]], state: Any) -> Outcome:
    return _sketched(curve_distance(np.array(said), state, predict.at))


def _boundary(predict: Predict, subject: Subject, said: list[list[float]], state: Any) -> Outcome:
    return _sketched(boundary_distance(np.array(said), state))


PREDICTIONS: Mapping[str, PredictionKind] = {
    record.name: record
    for record in (
        PredictionKind("choice", N_("one of several answers"), _read_choice, _choice),
        PredictionKind("number", N_("a number, with a tolerance"), _read_number, _number),
        PredictionKind("curve", N_("the cost curve, sketched on its axes"), _read_sketch, _curve,
                       "curve"),
        PredictionKind("boundary", N_("the decision boundary, sketched on the plane"),
                       _read_sketch, _boundary, "boundary"),
    )
}  # fmt: skip
