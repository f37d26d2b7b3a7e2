"""A training run as the pages see it: settings and a task in, any epoch out."""

from dataclasses import dataclass
from math import inf
from time import perf_counter
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from app.run.task import Task
from app.settings.changes import MAX_CHANGES
from app.settings.run_fields import FULL_BATCH
from app.settings.run_settings import RunSettings
from core.engine.costs import COSTS
from core.engine.objective import Objective
from core.engine.optimizers import OPTIMIZERS, FirstOrder, Optimizer, Step, make_optimizer
from core.engine.patience import patient_until
from core.engine.training import HISTORY_BYTES, Run, Segment, Status
from core.explain.mistakes import MISTAKES, Mistaken, hidden_mistake
from core.language import _
from core.types import Array

#: Updates between two readings of the clock, and the seconds that they are to take by what updates
#: have taken so far.
SLICE, SLICE_SECONDS = 50, 0.02
#: Parameters at the most for an optimizer with matrices of that number squared: each 6 MB.
MAX_OF_SQUARE_MATRIX = 850
#: Updates by which the rate is measured.
TIMED = 50

#: What a run minimizes: an objective, or one with a mistake in its gradient.
Goal: TypeAlias = Objective | Mistaken


def mistake_name(settings: RunSettings, objective: Objective) -> str:
    """Return the name of the mistake: the hidden one of a riddle, or that of the settings."""
    if settings.riddle:
        return hidden_mistake(objective, settings.riddle)
    return settings.mistake


def goal_of(settings: RunSettings, objective: Objective) -> Goal:
    """Return the objective with the mistake that the settings ask for, if any."""
    mistake = MISTAKES.get(mistake_name(settings, objective))
    return objective if mistake is None else Mistaken(objective, mistake)


def without_mistake(goal: Goal) -> Objective:
    """Return the objective whose gradient is correct."""
    return goal.objective if isinstance(goal, Mistaken) else goal


@dataclass(frozen=True)
class Readings:
    """Costs and accuracies at one epoch; NaN where there are no test examples."""

    data: float
    penalty: float
    test: float
    train_accuracy: float
    test_accuracy: float

    @property
    def J(self) -> float:
        """Return the training cost."""
        return self.data + self.penalty


class Mark(NamedTuple):
    """From `epoch` on, at update k, each epoch has `updates` updates of `batch` examples.

    Pages count epochs and the run counts updates; a change of the batch size changes the number
    of updates in an epoch.
    """

    epoch: int
    k: int
    updates: int
    batch: int


class Lab:
    """One run, from settings and a task; `history_bytes` bounds the memory of its kept steps.

    Raises
    ------
    ValueError
        From core, if the settings are not valid for a run: what is wrong and what is allowed.
    """

    def __init__(
        self, settings: RunSettings, task: Task, history_bytes: int = HISTORY_BYTES
    ) -> None:
        self.settings, self.task = settings, task
        self.network, self.history_bytes = task.network, history_bytes
        #: What takes several answers to compute, kept by whoever computes it.
        self.unfinished: dict[str, Any] = {}
        #: Updates per second, smoothed; 0 until it is known.
        self.rate = 0.0
        self._n_timed, self._seconds = 0, 0.0
        self._slice = 1
        # The theta of the newest readings, and what the network says there.
        self._seen: tuple[Array | None, Array] = None, np.empty((0, 0))
        first = settings.at(0)
        objective = Objective(
            self.network, task.cost, task.inputs, task.y, first.lambda_, first.penalty
        )
        self.run: Run[Goal] = Run(
            goal_of(first, objective), self._optimizer(first), task.theta, history_bytes
        )
        self._marks = [Mark(0, 0, self._updates(first), first.batch)]
        for change in settings.changes:
            self._updates(settings.at(change.epoch))  # raises now rather than during the run
        self._pending = list(settings.changes)
        self._test = (
            Objective(self.network, task.cost, task.inputs_test, task.y_test)
            if len(task.X_test)
            else None
        )

    @property
    def m(self) -> int:
        """Return the number of training examples."""
        return len(self.task.X)

    @property
    def last_epoch(self) -> int:
        """Return the last epoch that has been trained completely."""
        mark = self._marks[-1]
        return mark.epoch + (self.run.last.k - mark.k) // mark.updates

    @property
    def ended(self) -> bool:
        """Return whether the run has ended."""
        return self.run.status is not Status.READY

    def advance(self, epoch: int, deadline: float = inf) -> int:
        """Train up to `epoch` and return the epoch reached.

        It is an earlier one if the run ends before, or the clock passes `deadline` (seconds of
        ``perf_counter``): an epoch of mini-batches may be thousands of updates. However late it
        is, the run comes on by an evaluation; it does not where the deadline is -inf.
        """
        while self.last_epoch < epoch and not self.ended and deadline > -inf:
            upcoming = [change.epoch for change in self._pending if change.epoch > self.last_epoch]
            target = self._k(min([epoch, *upcoming]))
            began, before = perf_counter(), self.run.last.k
            while self.run.last.k < target and not self.ended:
                self._extend(target - self.run.last.k, deadline)
                if perf_counter() > deadline:
                    break
            self._measure_rate(self.run.last.k - before, perf_counter() - began)
            if upcoming and self.run.last.k == target == self._k(upcoming[0]):
                self._fork(upcoming[0])
            if perf_counter() > deadline:
                break
        return min(epoch, self.last_epoch)

    def _extend(self, n: int, deadline: float) -> None:
        """Make up to n updates, as many as the clock need not be looked at for."""
        began = perf_counter()
        with patient_until(deadline):
            made = self.run.extend(min(self._slice, n))
        seconds = (perf_counter() - began) / max(1, made)
        self._slice = max(1, min(SLICE, int(SLICE_SECONDS / seconds), 2 * self._slice))

    def _measure_rate(self, updates: int, seconds: float) -> None:
        """Update the rate, from enough updates at a time to be measured."""
        self._n_timed, self._seconds = self._n_timed + updates, self._seconds + seconds
        if self._n_timed >= TIMED:
            rate = self._n_timed / self._seconds
            self.rate = rate if not self.rate else 0.8 * self.rate + 0.2 * rate
            self._n_timed, self._seconds = 0, 0.0

    def check_change(self, epoch: int, new: RunSettings) -> None:
        """Raise the ValueError of `change`, and change nothing."""
        changed = self.settings.changed_at(epoch, new)
        if len(changed.changes) > max(MAX_CHANGES, len(self.settings.changes)):
            raise ValueError(
                _(
                    "changes: got {n}, takes at most {most} during a run, "
                    "as many as its address holds: go back to an earlier epoch, or reset the run"
                ).format(n=len(changed.changes), most=MAX_CHANGES)
            )
        self._updates(changed)

    def change(self, epoch: int, new: RunSettings) -> None:
        """Adopt settings that act on the running network from `epoch` on.

        A run that has ended at this epoch or a later one continues from here; the steps after
        `epoch` are dropped if the training itself changes. One that had ended before stays so.

        Raises
        ------
        ValueError
            If they are not valid for a run; then nothing is changed.
        """
        old = self.settings
        if not old.differs(new, "fork"):
            self.settings = new.but(changes=old.changes)
            return
        self.check_change(epoch, new)
        self.settings, self._pending = old.changed_at(epoch, new), []
        if not self.ended or epoch <= self.last_epoch:
            self._fork(min(epoch, self.last_epoch))

    def step(self, epoch: int) -> Step:
        """Return the step after `epoch` epochs."""
        return self.run[self._k(epoch)]

    def readings(self, theta: Array, epoch: int) -> Readings:
        """Return costs and accuracies at theta, under the settings of `epoch`."""
        objective = self.objective(epoch)
        (data, penalty), y_hat = objective.parts_and_output(theta)
        train = self.task.accuracy(y_hat)
        if self._test is None:
            self._seen = theta, y_hat.copy()
            return Readings(data, penalty, np.nan, train, np.nan)
        parts, y_hat = self._test.parts_and_output(theta)
        self._seen = theta, y_hat.copy()
        held_out = self.task.accuracy_test(y_hat)
        return Readings(data, penalty, self._per_training(parts.data) + penalty, train, held_out)

    def output(self, theta: Array) -> Array:
        """Return y_hat of the test examples at theta, or of the training examples without any.

        After `readings` of the same theta it is known already.
        """
        seen, y_hat = self._seen
        if seen is theta:
            return y_hat
        held_out = len(self.task.X_test) > 0
        return self.network.predict(theta, self.task.inputs_test if held_out else self.task.inputs)

    def _per_training(self, test: float) -> float:
        """Return the test cost, scaled to the number of training examples.

        It matters where the cost is a sum, such as half the squared errors, and not a mean.
        """
        scale, m, m_test = COSTS[self.task.cost].scale, self.m, len(self.task.X_test)
        return test * (scale(m) * m) / (scale(m_test) * m_test)

    def objective(self, epoch: int) -> Objective:
        """Return the objective of the update after `epoch`, without a mistake."""
        return without_mistake(self.goal(epoch))

    def goal(self, epoch: int) -> Goal:
        """Return the objective of the update after `epoch`, its mistake included."""
        return self._segment(epoch).objective

    def optimizer(self, epoch: int) -> Optimizer:
        """Return the optimizer of the update after `epoch`."""
        return self._segment(epoch).optimizer

    def alpha(self, epoch: int) -> float:
        """Return the learning rate of the update after `epoch`; NaN if the optimizer has none."""
        optimizer = self.optimizer(epoch)
        return optimizer.alpha_at(epoch) if isinstance(optimizer, FirstOrder) else np.nan

    def _optimizer(self, settings: RunSettings) -> Optimizer:
        """Return the optimizer of some settings, of the run's start or of any change of it."""
        record, n = OPTIMIZERS[settings.optimizer], self.network.n_parameters
        if record.keeps_square_matrix and n > MAX_OF_SQUARE_MATRIX:
            raise ValueError(
                _(
                    "optimizer: got {label} for {n:,} parameters, takes at most "
                    "{most:,}, as it keeps a matrix of their number squared; "
                    "L-BFGS-B does with little memory what BFGS does"
                ).format(label=record.label, n=n, most=MAX_OF_SQUARE_MATRIX)
            )
        values = {
            **settings.values,
            "batch_size": None if settings.batch == FULL_BATCH else settings.batch,
            "seed": settings.start,
        }
        return make_optimizer(settings.optimizer, values)

    def _updates(self, settings: RunSettings) -> int:
        return self._optimizer(settings).updates_per_epoch(self.m)

    def _k(self, epoch: int) -> int:
        mark = next(mark for mark in reversed(self._marks) if mark.epoch <= epoch)
        return mark.k + (epoch - mark.epoch) * mark.updates

    def _fork(self, epoch: int) -> None:
        """Continue from `epoch` with the settings of that epoch."""
        k, now = self._k(epoch), self.settings.at(epoch)
        objective = without_mistake(self.run.objective)
        if (objective.lambda_, objective.penalty.name) != (now.lambda_, now.penalty):
            objective = objective.with_penalty(now.lambda_, now.penalty)
        # With a new batch size, updates per epoch are counted and batches drawn from here on.
        self._marks = [mark for mark in self._marks if mark.epoch < epoch or mark.epoch == 0]
        if self._marks[-1].batch != now.batch:
            self._marks.append(Mark(epoch, k, self._updates(now), now.batch))
        if objective.first_epoch != self._marks[-1].epoch:
            objective = objective.with_epochs_from(self._marks[-1].epoch)
        optimizer = self._optimizer(now)
        self.run = self.run.fork(k, objective=goal_of(now, objective), optimizer=optimizer)

    def _segment(self, epoch: int) -> Segment[Goal]:
        k = self._k(epoch)
        return next(segment for segment in reversed(self.run.segments) if segment.k <= k)
