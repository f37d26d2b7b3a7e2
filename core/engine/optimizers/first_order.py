"""Optimizers that need nothing but the gradient at the present point.

The loop, the mini-batches and the learning rate's schedule are written once, here; an optimizer
(in descent.py and adaptive.py) adds what it remembers (`begin`) and how it moves (`move`).
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ...checks import instance, one_of, whole, within
from ...language import _
from ...types import Array, fixed
from ..differentiable import Differentiable
from .base import Optimizer, Step, checked_evaluation, checked_theta
from .schedules import SCHEDULES

#: More epochs than any run will see.
MAX_EPOCH = 2**53


@dataclass(frozen=True)
class FirstOrder(Optimizer):
    """What all of them share: theta <- theta + change, along the gradient of one batch.

    Batch and learning rate of an update are functions of the step before it alone: of its epoch
    and of the number of its batch within that.

    Parameters
    ----------
    alpha : float
        Learning rate, more than 0. Each optimizer has a default of its own, which is of use with
        that one only: to compare optimizers, look for the best alpha of each.
    batch_size : int or None
        Examples in a mini-batch, 1 or more; None takes all of them in every update.
    seed : int or None
        0 or more; draws the mini-batches of every epoch. None takes the examples in the order in
        which they came, every epoch.
    schedule : str
        Key of ``SCHEDULES``: how alpha falls with the epochs.
    period : int
        Its period in epochs, 1 or more.

    Attributes
    ----------
    usual_alpha : (float, float) or None
        The smallest and the largest learning rate that it is usually used with; None where that
        depends on the size of the gradient.

    Raises
    ------
    ValueError
        Naming the argument, what it got and what it takes.
    """

    usual_alpha: ClassVar[tuple[float, float] | None] = None
    alpha: float = 0.5
    batch_size: int | None = None
    seed: int | None = 0
    schedule: str = "constant"
    period: int = 1000

    def __post_init__(self) -> None:
        one_of("schedule", self.schedule, SCHEDULES)
        size, seed = self.batch_size, self.seed
        self._keep(
            alpha=within("alpha", self.alpha, 0.0, np.inf, open_low=True),
            batch_size=None if size is None else whole("batch_size", size, 1),
            seed=None if seed is None else whole("seed", seed, 0),
            period=whole("period", self.period, 1),
        )

    @abstractmethod
    def begin(self, n_parameters: int) -> Any:
        """Return the memory before the first update."""

    @abstractmethod
    def move(self, gradient: Array, memory: Any, alpha: float) -> tuple[Array, Any]:
        """Return the change of theta as a new array, and the memory after it.

        It treats each parameter by itself: gradient and memory may be those of many networks, a row
        each.
        """

    def start(self, objective: Differentiable, theta: Array) -> Step:
        """Return the step at theta; see `Optimizer.start`."""
        at = fixed(checked_theta(objective, theta))
        return self._at(objective, Step(0, at, 0.0, at, 0, 0, self.begin(len(at))))

    def step(self, objective: Differentiable, current: Step) -> Step:
        """Return the step after one update."""
        change, memory = self.move(current.dJ_dtheta, current.memory, self.alpha_at(current.epoch))
        theta = np.add(change, current.theta, out=change)
        theta.setflags(write=False)
        epoch, index = self.place(objective.m, current.epoch, current.batch_index + 1)
        J, dJ_dtheta = objective.evaluate(theta, self._batch(objective, epoch, index))
        return Step(
            current.k + 1,
            theta,
            J,
            dJ_dtheta,
            current.n_evals + 1,
            current.n_gradients + 1,
            memory,
            epoch,
            index,
        )

    def resume(self, objective: Differentiable, current: Step) -> Step:
        """Return `current` on this objective; see `Optimizer.resume`.

        The epoch goes on where it stood. Where it had come further than an epoch of this optimizer
        has batches, it is over.
        """
        theta = fixed(checked_theta(objective, instance("current", current, Step).theta))
        epoch, index = self.place(objective.m, current.epoch, current.batch_index)
        fresh = self.begin(len(theta))
        memory = current.memory if type(current.memory) is type(fresh) else fresh
        there = current._replace(theta=theta, memory=memory, epoch=epoch, batch_index=index)
        return self._at(objective, there)

    def _at(self, objective: Differentiable, step: Step) -> Step:
        """Return a step with J and gradient of an objective, one evaluation more."""
        self.updates_per_epoch(objective.m)  # refuses a batch that is too large
        batch = self._batch(objective, step.epoch, step.batch_index)
        J, dJ_dtheta = checked_evaluation(objective, step.theta, batch)
        n_evals, n_gradients = step.n_evals + 1, step.n_gradients + 1
        return step._replace(J=J, dJ_dtheta=dJ_dtheta, n_evals=n_evals, n_gradients=n_gradients)

    def alpha_at(self, epoch: int) -> float:
        """Return the learning rate of the updates of an epoch, which is counted from 0.

        Raises
        ------
        ValueError
            If epoch is no whole number of 0 or more.
        """
        if self.schedule == "constant":
            return self.alpha
        share = SCHEDULES[self.schedule].share(whole("epoch", epoch, 0, MAX_EPOCH), self.period)
        return self.alpha * share

    def _batch(self, objective: Differentiable, epoch: int, index: int) -> Any:
        """Return the examples of one update of an epoch; None for all of them."""
        if self.batch_size is None:
            return None
        return objective.batches(self.batch_size, self.seed, epoch)[index]

    def updates_per_epoch(self, m: int) -> int:
        """Return how many updates see each of m examples once.

        Raises
        ------
        ValueError
            If the batch is larger than that.
        """
        m = whole("m", m, 1)
        size = self.batch_size or m
        if size > m:
            raise ValueError(
                _(
                    "batch_size: got {size}, takes 1 to {m}, "
                    "the number of training examples, or all of them at once"
                ).format(size=size, m=m)
            )
        return -(-m // size)  # rounded up

    def place(self, m: int, epoch: int, index: int) -> tuple[int, int]:
        """Return the epoch and the number of its batch, of m examples, that an update takes.

        Those that are given, or the first of the next epoch where this one has no such batch.
        """
        seen = index * (self.batch_size or m)
        return (epoch, index) if seen < m else (epoch + 1, 0)


def share(name: str, value: float) -> float:
    """Return a share, 0 to less than 1.

    Raises
    ------
    ValueError
        Naming it, if it is none.
    """
    return within(name, value, 0.0, 1.0, open_high=True)
