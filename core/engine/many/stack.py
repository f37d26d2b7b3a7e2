"""The training of networks side by side, by an optimizer of first order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ...types import Array, Labels
from ..differentiable import Differentiable
from ..divergence import Divergence
from ..objective import Objective
from ..optimizers import FirstOrder, Optimizer, Step
from .stacked import Evaluations, StackedObjective


class Stack:
    """Networks that are trained together, update by update.

    One update is `FirstOrder.step` with one axis more: `FirstOrder.move` treats each parameter by
    itself, so that it moves the parameters of all networks at once. A network that has diverged
    keeps its last step and is taken out of the stack.

    Parameters
    ----------
    objectives : sequence of Objective
    optimizers : sequence of FirstOrder
        Alike but for their seeds.
    thetas : ndarray of shape (n, n_parameters)
    """

    def __init__(
        self,
        objectives: Sequence[Objective],
        optimizers: Sequence[FirstOrder],
        thetas: Array,
    ) -> None:
        n = len(objectives)
        self._optimizer = optimizers[0]
        self._objective = StackedObjective(objectives, [one.seed for one in optimizers])
        #: What each network has come to: the parameters, J there and the updates made.
        self.thetas, self.J, self.k = thetas.copy(), np.empty(n), np.zeros(n, np.intp)
        #: Why a network ended, by its number.
        self.messages: dict[int, str] = {}
        #: The numbers of those that are still trained, one for each row of what follows.
        self._rows: Labels = np.arange(n)
        self._theta = self.thetas.copy()
        self._memory: Any = self._optimizer.begin(self._theta.size)
        self._memory = _map(self._memory, lambda part: part.reshape(self._theta.shape))
        self._place = (0, 0)
        self._divergence: list[Divergence] = []
        for objective, optimizer, theta in zip(objectives, optimizers, thetas, strict=True):
            first = optimizer.start(objective, theta)  # refuses what cannot be begun
            self._divergence.append(Divergence(objective, optimizer, first))
        with np.errstate(over="ignore", invalid="ignore"):
            self._now = self._evaluate()
        self.J[:] = self._now.J
        self._stuck = np.array([one.stuck for one in self._divergence])
        self._suspected = np.zeros(n, bool)

    def extend(self, n: int) -> None:
        """Make n more updates of every network that has not diverged."""
        for _ in range(n):
            if not len(self._rows):
                return
            self._update()
        self.thetas[self._rows], self.J[self._rows] = self._theta, self._now.J

    def _update(self) -> None:
        optimizer, (epoch, index) = self._optimizer, self._place
        before, J_before = self._theta, self._now.J
        change, self._memory = optimizer.move(
            self._now.dJ_dtheta, self._memory, optimizer.alpha_at(epoch)
        )
        self._theta = np.add(change, before, out=change)
        self._place = optimizer.place(self._objective.examples.m, epoch, index + 1)
        self._now = self._evaluate()
        gone = self._find_diverged()
        if gone:
            ended = self._rows[gone]
            self.thetas[ended], self.J[ended] = before[gone], J_before[gone]
            self._keep(np.delete(np.arange(len(before)), gone))
        self.k[self._rows] += 1

    def _evaluate(self) -> Evaluations:
        batch = self._objective.batch(self._optimizer.batch_size, *self._place)
        return self._objective.evaluate(self._theta, batch)

    def _find_diverged(self) -> list[int]:
        """Return the rows of the networks that have diverged, and note what shows it.

        Each has the `Divergence` that it has alone. It is asked only where the cost is suspicious,
        or was so at the update before: it counts such updates.
        """
        J, gradient = self._now
        suspected = ~(self._stuck >= J)
        if not np.isfinite(np.vdot(gradient, self._theta)):
            suspected |= ~np.isfinite(np.einsum("ij,ij->i", gradient, self._theta))
        asked = np.flatnonzero(suspected | self._suspected)
        self._suspected = suspected
        gone = []
        for row in asked.tolist():
            number = int(self._rows[row])
            k = int(self.k[number]) + 1
            step = Step(k, self._theta[row], float(J[row]), gradient[row], k + 1, k + 1)
            if sentence := self._divergence[number].found_in(step):
                self.messages[number] = sentence
                gone.append(row)
        return gone

    def _keep(self, kept: Labels) -> None:
        """Go on with some rows alone."""
        self._rows = self._rows[kept]
        self._theta, self._suspected = self._theta[kept], self._suspected[kept]
        self._stuck = self._stuck[kept]
        self._now = Evaluations(self._now.J[kept], self._now.dJ_dtheta[kept])
        self._memory = _map(self._memory, lambda part: part[kept])
        if len(kept):
            self._objective = self._objective.of(kept)


def kind(objective: Differentiable, optimizer: Optimizer) -> tuple[Any, ...] | None:
    """Return what networks have to have in common to be stacked; None for one that cannot be."""
    if type(objective) is not Objective or not isinstance(optimizer, FirstOrder):
        return None
    return (
        objective.network,
        objective.cost.name,
        objective.penalty.name,
        objective.lambda_,
        objective.m,
        objective.first_epoch,
        replace(optimizer, seed=None),
    )


def _map(memory: Any, change: Any) -> Any:
    """Return an optimizer's memory with another array in place of each."""
    if not isinstance(memory, tuple):
        return memory
    parts = [change(part) if isinstance(part, np.ndarray) else part for part in memory]
    return type(memory)(*parts)
