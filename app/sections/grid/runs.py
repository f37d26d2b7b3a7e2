"""One run of the grid, as a worker trains it. Nothing here takes long to import."""

from dataclasses import dataclass, field, replace
from math import isnan
from time import perf_counter
from typing import NamedTuple

import numpy as np

from app.run.lab import Lab
from app.run.task import Task
from app.run.wire import as_float32
from app.sections.grid.design import Trial
from app.settings.run_fields import FULL_BATCH
from core.engine.optimizers import FirstOrder
from core.types import Array, Labels

#: Bytes of the steps that a worker keeps: nobody goes back there.
HISTORY_BYTES = 2**18
#: Status of a run that its settings do not allow.
NO_RUN = "no run"
#: Status of one that came to the end of its epochs.
TRAINED = "trained"


class Ready(NamedTuple):
    """What a worker needs for a run.

    Attributes
    ----------
    trial : Trial
    task : Task or None
        None where it makes no run. Without examples if they are those that all share.
    held_out : ndarray of int or None
        The training examples that are held out, where they are folds.
    refused : str
        Why it makes no run.
    """

    trial: Trial
    task: Task | None
    held_out: Labels | None = None
    refused: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of a run; numbers that there are not are None.

    Attributes
    ----------
    cell, repeat : int
    J, test : float or None
        Training and test cost at the end.
    train_accuracy, test_accuracy : float or None
    epochs : int
        That it was trained for.
    reached : int or None
        The first epoch with a cost of no more than the target.
    status, message : str
        How it ended, and why.
    theta : bytes
        The weights at the end, as float32.
    seconds : float
        That it took.
    """

    cell: int
    repeat: int
    J: float | None = None
    test: float | None = None
    train_accuracy: float | None = None
    test_accuracy: float | None = None
    epochs: int = 0
    reached: int | None = None
    status: str = NO_RUN
    message: str = ""
    theta: bytes = field(default=b"", repr=False)
    seconds: float = field(default=0.0, compare=False, repr=False)


def train(ready: Ready, shared: Task) -> Outcome:
    """Train a network to the end; return what came of it."""
    begun = begin_run(ready, shared)
    return begun if isinstance(begun, Outcome) else trained(ready.trial, begun)


def begin_run(ready: Ready, shared: Task) -> Lab | Outcome:
    """Return the run; or, where its settings make none, what came of it."""
    trial, task = ready.trial, ready.task
    if task is None:
        return Outcome(trial.cell, trial.repeat, message=ready.refused)
    if not len(task.X):  # those that all share
        task = with_examples_of(task, shared)
    if ready.held_out is not None:
        task = holding_out(task, ready.held_out)
    try:
        return Lab(trial.settings, task, HISTORY_BYTES)
    except ValueError as error:
        return Outcome(trial.cell, trial.repeat, message=str(error))


def trained(trial: Trial, lab: Lab) -> Outcome:
    """Train a run to the end; return what came of it."""
    began, epochs = perf_counter(), trial.settings.epochs
    reached = None if trial.target is None else _first_epoch(lab, epochs, trial.target)
    epoch = lab.advance(epochs)
    theta = lab.step(epoch).theta
    status = str(lab.run.status) if lab.ended else TRAINED
    ended = Outcome(
        trial.cell, trial.repeat, epochs=epoch, reached=reached, status=status,
        message=lab.run.message, seconds=perf_counter() - began,
    )  # fmt: skip
    return with_readings(ended, lab, theta)


def with_readings(ended: Outcome, lab: Lab, theta: Array) -> Outcome:
    """Return what came of a run with its weights at the end, and what is measured there."""
    outcome = replace(ended, theta=as_float32(theta).tobytes())
    try:
        found = lab.readings(theta, outcome.epochs)
    except ValueError as error:  # a run that diverged may fit the training examples alone
        return replace(outcome, message=str(error))
    return replace(
        outcome,
        J=_known(found.J),
        test=_known(found.test),
        train_accuracy=_known(found.train_accuracy),
        test_accuracy=_known(found.test_accuracy),
    )


def _first_epoch(lab: Lab, epochs: int, target: float) -> int | None:
    """Train until the cost over all training examples is at most `target`; return that epoch."""
    sees_all = takes_all_examples(lab)
    for epoch in range(epochs + 1):
        if lab.advance(epoch) < epoch:
            return None
        step = lab.run.last
        # In mini-batches, a step knows the cost of one of them alone.
        J = step.J if sees_all else lab.objective(epoch).parts(step.theta).J
        if J <= target:
            return epoch
    return None


def takes_all_examples(lab: Lab) -> bool:
    """Return whether each update takes all training examples."""
    return not isinstance(lab.optimizer(0), FirstOrder) or lab.settings.batch == FULL_BATCH


def holding_out(task: Task, held_out: Labels) -> Task:
    """Return the task with some training examples as its test examples, and without its own."""
    learned = np.setdiff1d(np.arange(len(task.X)), held_out)
    has_classes = len(task.labels) > 0
    return replace(
        task,
        X=task.X[learned],
        y=task.y[learned],
        labels=task.labels[learned] if has_classes else task.labels,
        X_test=task.X[held_out],
        y_test=task.y[held_out],
        labels_test=task.labels[held_out] if has_classes else task.labels,
    )


def with_examples_of(task: Task, other: Task) -> Task:
    """Return a task with the examples of another one."""
    return replace(
        task,
        X=other.X,
        y=other.y,
        X_test=other.X_test,
        y_test=other.y_test,
        labels=other.labels,
        labels_test=other.labels_test,
    )


def without_examples(task: Task) -> Task:
    """Return the task without its examples."""
    none = slice(0)
    return replace(
        task,
        X=task.X[none],
        y=task.y[none],
        X_test=task.X_test[none],
        y_test=task.y_test[none],
        labels=task.labels[none],
        labels_test=task.labels_test[none],
    )


def _known(number: float) -> float | None:
    return None if isnan(number) else float(number)
