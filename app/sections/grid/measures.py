"""What is measured in each cell, as records; and its median and spread over the repeats."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import Literal, NamedTuple

import numpy as np

from app.sections.grid.runs import NO_RUN, Outcome
from core.language import N_, translated


@translated("label")
@dataclass(frozen=True)
class Measure:
    """Something that is measured of a run.

    Attributes
    ----------
    name, label : str
        Key in ``MEASURES``, and what people read.
    of : callable
        ``of(outcome)`` -> the number; None where there is none.
    kind : {"cost", "share", "epoch"}
        How it is written and colored: a name in the browser's tables.
    is_better_high : bool
    """

    name: str
    label: str
    of: Callable[[Outcome], float | None]
    kind: Literal["cost", "share", "epoch"]
    is_better_high: bool = False


def _reached(outcome: Outcome) -> float | None:
    """Return the epoch in which the target was reached; infinity if it was not."""
    if outcome.status == NO_RUN:
        return None
    return inf if outcome.reached is None else outcome.reached


MEASURES: dict[str, Measure] = {
    record.name: record
    for record in (
        Measure("test_accuracy", N_("test accuracy"), lambda one: one.test_accuracy, "share", True),
        Measure("test", N_("test cost"), lambda one: one.test, "cost"),
        Measure(
            "train_accuracy", N_("training accuracy"), lambda one: one.train_accuracy, "share", True
        ),
        Measure("J", N_("training cost J"), lambda one: one.J, "cost"),
        Measure("reached", N_("epochs to the target"), _reached, "epoch"),
    )
}


class Spread(NamedTuple):
    """The median and both quartiles; infinite ones are None, as JSON has no infinity."""

    low: float | None
    median: float | None
    high: float | None


def spread(values: Iterable[float]) -> Spread | None:
    """Return the median and the quartiles; None of nothing.

    Where values are infinite, those between a finite one and an infinite one are infinite.
    """
    ordered = sorted(values)
    if not ordered:
        return None
    return Spread(*(_quantile(ordered, share) for share in (0.25, 0.5, 0.75)))


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    at = share * (len(ordered) - 1)
    below, above = ordered[int(np.floor(at))], ordered[int(np.ceil(at))]
    found = below + (at % 1) * (above - below) if isfinite(above) else above
    return found if isfinite(found) else None


@dataclass(frozen=True)
class Summary:
    """What is known of a cell.

    Attributes
    ----------
    outcomes : tuple of Outcome
        In the order of the repeats; those that made no run are left out.
    problem : str
        Why it makes no run, if it makes none.
    """

    outcomes: tuple[Outcome, ...]
    problem: str

    def spread(self, measure: Measure) -> Spread | None:
        """Return the median and spread of a measure; None where no run has it."""
        values = (measure.of(one) for one in self.outcomes)
        return spread(value for value in values if value is not None)

    @property
    def diverged(self) -> int:
        """Return how many of its runs diverged."""
        return sum(one.status == "diverged" for one in self.outcomes)

    @property
    def middle(self) -> Outcome | None:
        """Return the run that is shown: that with the median cost, on test examples if any."""
        name = "test" if any(one.test is not None for one in self.outcomes) else "J"
        of = MEASURES[name].of
        known = [(cost, one.repeat, one) for one in self.outcomes if (cost := of(one)) is not None]
        ordered = sorted(known, key=lambda ranked: ranked[:2])
        return ordered[(len(ordered) - 1) // 2][2] if ordered else None


def summaries(n_cells: int, outcomes: Iterable[Outcome]) -> list[Summary | None]:
    """Return what is known of each cell; None where nothing has come out yet."""
    found: list[list[Outcome]] = [[] for _ in range(n_cells)]
    for one in outcomes:
        found[one.cell].append(one)
    return [_summary(sorted(ones, key=lambda one: one.repeat)) if ones else None for ones in found]


def _summary(outcomes: Sequence[Outcome]) -> Summary:
    runs = tuple(one for one in outcomes if one.status != NO_RUN)
    return Summary(runs, "" if runs else outcomes[0].message)


def best(measure: Measure, known: Sequence[Summary | None], works: Sequence[float]) -> int | None:
    """Return the number of the cell with the best median; among equals that of the least work."""
    ranked = []
    for number, one in enumerate(known):
        found = None if one is None else one.spread(measure)
        if found is not None and found.median is not None:
            value = -found.median if measure.is_better_high else found.median
            ranked.append((value, works[number], number))
    return min(ranked)[2] if ranked else None
