"""Optimizers that need nothing but the gradient at the present point."""

from dataclasses import dataclass
from math import ceil

import numpy as np

from core.checks import within
from core.objective import Examples, Objective
from core.optimizers.base import Optimizer, Step
from core.types import Array


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """Gradient descent: theta <- theta - alpha * dJ/dtheta.

    Parameters
    ----------
    alpha : float
        Learning rate, more than 0.
    batch_size : int or None
        Examples in a mini-batch, 1 or more; None takes all of them in every update.
    seed : int
        The mini-batch of update k is a function of (seed, k).
    origin : int
        The k from which epochs are counted: where a running network changed its batch size.

    Raises
    ------
    ValueError
        Naming the argument, what it got and what it takes.

    Notes
    -----
    Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847;
    with mini-batches: Bottou, Curtis and Nocedal, SIAM Review 60(2), 2018.
    """

    alpha: float = 0.5
    batch_size: int | None = None
    seed: int = 0
    origin: int = 0

    def __post_init__(self) -> None:
        within("alpha", self.alpha, 0.0, np.inf, open_low=True)
        if self.batch_size is not None:
            within("batch_size", self.batch_size, 1, np.inf)

    def start(self, objective: Objective, theta: Array, k: int = 0) -> Step:
        """Return the step at theta; see `Optimizer.start`."""
        fixed = np.array(theta, dtype=np.float64)
        fixed.setflags(write=False)
        J, dJ_dtheta = objective(fixed, self.batch(objective, k))
        return Step(k, fixed, J, dJ_dtheta, 1)

    def step(self, objective: Objective, current: Step) -> Step:
        """Return the step after one update."""
        theta = np.multiply(current.dJ_dtheta, -self.alpha)
        np.add(theta, current.theta, out=theta)
        theta.setflags(write=False)
        k = current.k + 1
        J, dJ_dtheta = objective(theta, self.batch(objective, k))
        return Step(k, theta, J, dJ_dtheta, current.n_evals + 1)

    def batch(self, objective: Objective, k: int) -> Examples | None:
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
