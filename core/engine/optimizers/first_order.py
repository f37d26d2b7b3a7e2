"""Optimizers that need nothing but the gradient at the present point.

The loop, the mini-batches and the learning rate's schedule are written once, here; an optimizer
(in descent.py and adaptive.py) adds what it remembers (`begin`) and how it moves (`move`).
"""

from abc import abstractmethod
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import numpy as np

from ...checks import one_of, within
from ...types import Array, Labels
from ..differentiable import Differentiable
from ..examples import order_of
from .base import Optimizer, Step, fixed
from .schedules import SCHEDULES


@dataclass(frozen=True)
class FirstOrder(Optimizer):
    """What all of them share: theta <- theta + change, along the gradient of one batch.

    Parameters
    ----------
    alpha : float
        Learning rate, more than 0.
    batch_size : int or None
        Examples in a mini-batch, 1 or more; None takes all of them in every update.
    seed : int or None
        The mini-batch of update k is a function of (seed, k); None takes the examples in the
        order in which they came, every epoch.
    schedule : str
        Key of ``SCHEDULES``: how alpha falls with the epochs.
    period : int
        Its period in epochs, 1 or more.
    origin, origin_epoch : int
        Epochs are counted from update `origin`, which begins epoch `origin_epoch`: where a
        running network changed its batch size.

    Raises
    ------
    ValueError
        Naming the argument, what it got and what it takes.
    """

    alpha: float = 0.5
    batch_size: int | None = None
    seed: int | None = 0
    schedule: str = "constant"
    period: int = 1000
    origin: int = 0
    origin_epoch: int = 0

    def __post_init__(self) -> None:
        within("alpha", self.alpha, 0.0, np.inf, open_low=True)
        if self.batch_size is not None:
            within("batch_size", self.batch_size, 1, np.inf)
        one_of("schedule", self.schedule, SCHEDULES)
        within("period", self.period, 1, np.inf)

    @abstractmethod
    def begin(self, n_parameters: int) -> Any:
        """Return the memory before the first update."""

    @abstractmethod
    def move(self, gradient: Array, memory: Any, alpha: float) -> tuple[Array, Any]:
        """Return the change of theta as a new array, and the memory after it."""

    def start(self, objective: Differentiable, theta: Array, k: int = 0) -> Step:
        """Return the step at theta; see `Optimizer.start`."""
        at = fixed(theta)
        J, dJ_dtheta = objective(at, self.batch(objective, k))
        return Step(k, at, J, dJ_dtheta, 1, 1, self.begin(len(at)))

    def step(self, objective: Differentiable, current: Step) -> Step:
        """Return the step after one update."""
        k = current.k
        alpha = self.alpha_at(k, objective.m)
        theta, memory = self.move(current.dJ_dtheta, current.memory, alpha)
        np.add(theta, current.theta, out=theta)
        theta.setflags(write=False)
        J, dJ_dtheta = objective(theta, self.batch(objective, k + 1))
        return Step(
            k + 1, theta, J, dJ_dtheta, current.n_evals + 1, current.n_gradients + 1, memory
        )

    def resume(self, objective: Differentiable, current: Step) -> Step:
        """Return `current` on this objective; see `Optimizer.resume`."""
        fresh = self.start(objective, current.theta, current.k)
        known = type(current.memory) is type(fresh.memory)
        return replace(
            fresh,
            n_evals=current.n_evals + fresh.n_evals,
            n_gradients=current.n_gradients + fresh.n_gradients,
            memory=current.memory if known else fresh.memory,
        )

    def alpha_at(self, k: int, m: int) -> float:
        """Return the learning rate of update k + 1 with m examples."""
        if self.schedule == "constant":
            return self.alpha
        epoch = self.origin_epoch + (k - self.origin) // self.updates_per_epoch(m)
        return self.alpha * SCHEDULES[self.schedule].share(epoch, self.period)

    def batch(self, objective: Differentiable, k: int) -> Any:
        """Return the examples of update k + 1; None for all of them.

        Raises
        ------
        ValueError
            If the batch is larger than the set of examples.
        """
        if self.batch_size is None:
            return None
        epoch, index = divmod(k - self.origin, self.updates_per_epoch(objective.m))
        return objective.batches(self.batch_size, self.seed, epoch)[index]

    def members(self, m: int, k: int) -> Labels:
        """Return which of m examples update k + 1 takes, from 0."""
        if self.batch_size is None:
            return np.arange(m)
        epoch, index = divmod(k - self.origin, self.updates_per_epoch(m))
        start = index * self.batch_size
        return order_of(m, self.seed, epoch)[start : start + self.batch_size]

    def updates_per_epoch(self, m: int) -> int:
        """Return how many updates see each of m examples once.

        Raises
        ------
        ValueError
            If the batch is larger than that.
        """
        if self.batch_size is None:
            return 1
        if self.batch_size > m:
            raise ValueError(
                f"batch_size: got {self.batch_size}, takes 1 to {m}, "
                "the number of training examples, or all of them at once"
            )
        return ceil(m / self.batch_size)


def share(name: str, value: float) -> None:
    """Refuse a share that is not in 0 to less than 1.

    Raises
    ------
    ValueError
        Naming it.
    """
    within(name, value, 0.0, float(np.nextafter(1.0, 0.0)))
