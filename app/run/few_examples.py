"""A task as it stands on a worksheet: few examples, and numbers short enough to calculate with."""

from dataclasses import replace

import numpy as np

from app.run.task import Task
from core.types import Labels

#: Decimals of the inputs of the network and of its initial weights.
DECIMALS = 3
#: Draws the examples: always the same ones of a data set, whatever draws the weights.
SEED = 0


def few_examples(task: Task, n: int) -> Task:
    """Return a task with `n` of its training examples, its numbers rounded to DECIMALS.

    A run of it makes the very updates that somebody calculates from the rounded numbers.

    Parameters
    ----------
    task : Task
    n : int
        1 or more; all examples where there are no more than that.
    """
    rows = _drawn(task, n)
    inputs = np.round(task.scaling.apply(task.X[rows]), DECIMALS)
    return replace(
        task,
        theta=np.round(task.theta, DECIMALS),
        X=task.scaling.invert(inputs),
        y=task.y[rows],
        labels=task.labels[rows] if len(task.labels) else task.labels,
    )


def _drawn(task: Task, n: int) -> Labels:
    """Return the numbers of some examples, as many of each class as of any other or one less."""
    order = np.random.default_rng(SEED).permutation(len(task.X))
    if len(task.labels):
        labels = task.labels[order]
        nth = np.empty(len(order), np.intp)
        for label in np.unique(labels):
            of_class = labels == label
            nth[of_class] = np.arange(np.count_nonzero(of_class))
        order = order[np.argsort(nth, kind="stable")]
    return np.sort(order[:n]).astype(np.intp)
