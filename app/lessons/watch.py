"""What is looked for while a run plays: how near its goals are, and the best so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from app.lessons.lesson import Goal
from app.lessons.measures import RUN_MEASURES, RunState, in_words, measured
from app.run.lab import Lab
from app.run.wire import finite
from core.engine.patience import is_late

#: Epochs that are looked at for one answer, at the most: the newest ones.
MOST = 40


@dataclass
class Watch:
    """Looks at the epochs that are shown of a run.

    Attributes
    ----------
    goals : mapping
        Place in the step -> what is to be reached.
    met : dict
        Place -> the first epoch at which it was reached.
    revision : int
        Counts what was reached.
    """

    goals: Mapping[int, Goal]
    met: dict[int, int] = field(default_factory=dict)
    revision: int = 0
    _run: Any = None
    _seen: int = -1
    _message: dict[str, Any] = field(default_factory=dict)
    _best: dict[tuple[int, int], float] = field(default_factory=dict)

    def look(self, lab: Lab, epochs: Sequence[int]) -> dict[str, Any]:
        """Look at epochs, in their order; return how far the goals are, for an aside.

        Whoever asks waits no longer than `patient_until` says: what is not looked at then follows
        the next time.
        """
        if lab.run is not self._run:  # another run: what it has reached is its own
            self._run, self._seen, self._best, self._message = lab.run, -1, {}, {}
        last = epochs[-1] if len(epochs) else 0
        if last < self._seen:  # who has gone back may do otherwise from there on
            self._seen = last - 1
        for epoch in epochs[-MOST:]:
            if self._seen < epoch <= lab.last_epoch:
                self._look_at(RunState(lab, epoch))
                self._seen = epoch
                if is_late():
                    break
        return self._message

    def _look_at(self, state: RunState) -> None:
        find = measured(RUN_MEASURES, state)
        for place, goal in self.goals.items():
            for number, clause in enumerate(goal.reach.clauses):
                if clause.subject is None:
                    continue
                value = clause.subject.value(find)
                best = self._best.get((place, number))
                if isfinite(value) and (
                    best is None or (value > best if clause.is_upward else value < best)
                ):
                    self._best[place, number] = value
            if place not in self.met and goal.reach.holds(find):
                self.met[place] = state.epoch
                self.revision += 1
        said = [self._said(place, goal, state) for place, goal in self.goals.items()]
        self._message = {"goals": said}

    def _said(self, place: int, goal: Goal, state: RunState) -> dict[str, Any]:
        find = measured(RUN_MEASURES, state)
        clauses = []
        for number, clause in enumerate(goal.reach.clauses):
            now = clause.subject.value(find) if clause.subject else float("nan")
            best = self._best.get((place, number))
            clauses.append(
                {
                    "text": in_words(clause.text, RUN_MEASURES),
                    "holds": clause.holds(find),
                    "now": finite(now),
                    "best": None if best is None else finite(best),
                }
            )
        return {"text": goal.text, "clauses": clauses, "met": self.met.get(place)}
