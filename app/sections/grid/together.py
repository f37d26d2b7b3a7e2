"""Runs that are trained in one pass where that is worth it; each is the same as it is alone."""

from collections import defaultdict
from collections.abc import Sequence
from time import perf_counter

import numpy as np

from app.run.lab import Lab
from app.run.task import Task
from app.sections.grid.design import Trial
from app.sections.grid.runs import (
    TRAINED,
    Outcome,
    Ready,
    begin_run,
    takes_all_examples,
    trained,
    with_readings,
)
from core.engine.many import ManyRuns
from core.engine.many.stack import kind
from core.engine.many.worth import networks_at_once
from core.engine.training import Status


def train_together(ready: Sequence[Ready], shared: Task) -> list[Outcome]:
    """Train runs to the end; return what came of each."""
    outcomes: list[Outcome] = []
    alike: defaultdict[object, list[tuple[Trial, Lab]]] = defaultdict(list)
    for i, one in enumerate(ready):
        begun = begin_run(one, shared)
        if isinstance(begun, Outcome):
            outcomes.append(begun)
        else:
            alike[_kind(begun) or i].append((one.trial, begun))
    for runs in alike.values():
        outcomes += _alone(runs) if len(runs) == 1 else _stacked(runs)
    return outcomes


def _kind(lab: Lab) -> object:
    """Return what runs that are trained in one pass have in common; None for one that is not."""
    optimizer = lab.run.optimizer
    worth = networks_at_once(lab.network, lab.m, optimizer.batch_size)
    return kind(lab.run.objective, optimizer) if worth > 1 else None


def _alone(runs: Sequence[tuple[Trial, Lab]]) -> list[Outcome]:
    return [trained(trial, lab) for trial, lab in runs]


def _stacked(runs: Sequence[tuple[Trial, Lab]]) -> list[Outcome]:
    """Train runs in one pass; those that diverge once more, each to the last epoch it has."""
    began, (trial, lab) = perf_counter(), runs[0]
    epochs = trial.settings.epochs
    many = ManyRuns(
        [one.run.objective for _, one in runs],
        [one.run.optimizer for _, one in runs],
        np.array([one.task.theta for _, one in runs]),
    )
    updates = lab.run.optimizer.updates_per_epoch(lab.m)
    reached, epoch = dict[int, int](), 0
    if trial.target is not None:
        while len(reached) < len(runs) and epoch <= epochs:
            many.extend(updates if epoch else 0)
            reached |= {i: epoch for i in _there(many, runs, trial.target) if i not in reached}
            epoch += 1
        epoch -= 1
    many.extend((epochs - epoch) * updates)
    seconds = (perf_counter() - began) / len(runs)
    outcomes = []
    for i, ((own, its), theta, status) in enumerate(
        zip(runs, many.thetas, many.statuses, strict=True)
    ):
        if status is Status.DIVERGED:
            outcomes.append(trained(own, its))
            continue
        ended = Outcome(
            own.cell, own.repeat, epochs=epochs, reached=reached.get(i), status=TRAINED,
            seconds=seconds,
        )  # fmt: skip
        outcomes.append(with_readings(ended, its, theta))
    return outcomes


def _there(many: ManyRuns, runs: Sequence[tuple[Trial, Lab]], target: float) -> list[int]:
    """Return the numbers of the runs whose cost over all training examples is low enough now."""
    if takes_all_examples(runs[0][1]):
        costs = list(many.J)
    else:  # a step knows the cost of one batch alone
        costs = [
            lab.objective(0).parts(theta).J
            for (_, lab), theta in zip(runs, many.thetas, strict=True)
        ]
    return [i for i, J in enumerate(costs) if J <= target]
