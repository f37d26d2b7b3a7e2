"""Where a run starts, as short hashes: equal ones are the proof that two runs start alike."""

from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from app.run.lab import Lab
from app.run.task import Task
from core.engine.examples import order_of

#: Letters of a hash, in groups that can be compared by eye.
GROUPS, LETTERS = 2, 4
#: Epochs whose order of examples is looked at.
EPOCHS = 2


class Start(NamedTuple):
    """The hashes of what a run starts from; `batches` is empty where each update takes all."""

    data: str
    weights: str
    batches: str


def start_of(lab: Lab) -> Start:
    """Return the hashes of a run's examples, initial weights, and order of mini-batches."""
    first, m = lab.settings.at(0), lab.m
    size = lab.optimizer(0).batch_size
    if size is None:
        return Start(data_hash(lab.task), short_hash(lab.task.theta), "")
    orders = [order_of(m, first.start, epoch) for epoch in range(EPOCHS)]
    return Start(
        data_hash(lab.task), short_hash(lab.task.theta), short_hash(np.array([size]), *orders)
    )


def data_hash(task: Task) -> str:
    """Return the hash of the examples of a task, as the network is fed them, and their targets."""
    return short_hash(task.inputs, task.y, task.inputs_test, task.y_test)


def short_hash(*arrays: "np.ndarray[tuple[int, ...], np.dtype[np.generic]]") -> str:
    """Return a hash of arrays, shapes included, as "7f3a-19c2"."""
    digest = blake2b(digest_size=GROUPS * LETTERS // 2)
    for array in arrays:
        digest.update(repr(array.shape).encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    text = digest.hexdigest()
    return "-".join(text[at : at + LETTERS] for at in range(0, len(text), LETTERS))
