"""When a run is beyond recovery, and the sentence that says so."""

from math import inf, isfinite

import numpy as np

from ..language import _
from .differentiable import Differentiable
from .optimizers import Optimizer, Step

#: A run has diverged when its cost is not finite, or above what it started from by RUNAWAY times
#: that, or has stayed above it by STUCK times that for PATIENCE updates on end: units saturated by
#: steps too long never come back, though their cost is finite.
RUNAWAY = 99.0
STUCK = 0.5
PATIENCE = 50


class Divergence:
    """Watches a run from one step on.

    Parameters
    ----------
    objective : Differentiable
    optimizer : Optimizer
    first : Step
        Where it begins.
    reference : float
        The cost that the run so far is measured by, if it began earlier.

    Attributes
    ----------
    reference : float
        The cost of all examples where the run began, or where its settings changed: the highest.
    stuck : float
        A step whose cost is finite and not above that has not diverged.
    """

    def __init__(
        self,
        objective: Differentiable,
        optimizer: Optimizer,
        first: Step,
        reference: float = -inf,
    ) -> None:
        self._objective, self._optimizer = objective, optimizer
        self._of_batches = optimizer.batch_size is not None
        J = objective.evaluate(first.theta).J if self._of_batches else first.J
        self.reference = max(reference, J)
        size = abs(self.reference)
        self.stuck = self.reference + STUCK * size
        self._away = self.reference + RUNAWAY * max(1.0, size)
        self._n_stuck = 0

    def found_in(self, step: Step) -> str:
        """Return what shows that the run has diverged, in a sentence; nothing if it has not.

        A step's J may be that of a batch, which can cost far more than the rest without any
        divergence. So it raises a suspicion only: the cost of all examples decides.
        """
        if not isfinite(step.J):
            return self._ran_away(step.J, step.k)
        # One number tells for both vectors, unless their product alone overflows.
        if not isfinite(np.dot(step.dJ_dtheta, step.theta)) and not (
            np.isfinite(step.dJ_dtheta).all() and np.isfinite(step.theta).all()
        ):
            return _("Weights or gradient overflowed at update {k:,}.{advice}").format(
                k=step.k, advice=self._advice()
            )
        self._n_stuck = self._n_stuck + 1 if step.J > self.stuck else 0
        limit = self._away if self._n_stuck <= PATIENCE else self.stuck
        if step.J <= limit:
            return ""
        J = self._objective.evaluate(step.theta).J if self._of_batches else step.J
        if J <= limit:
            self._n_stuck = 0
            return ""
        return self._ran_away(J, step.k)

    def _ran_away(self, J: float, k: int) -> str:
        return _("The cost ran away: {before:.4g} before, {J:.4g} at update {k:,}.{advice}").format(
            before=self.reference, J=J, k=k, advice=self._advice()
        )

    def _advice(self) -> str:
        """Return the likely cause and what to try, where there is a learning rate."""
        alpha: float | None = getattr(self._optimizer, "alpha", None)
        if alpha is None:
            return ""
        return _(
            " The likely cause is a learning rate too large: with alpha = {alpha:g} "
            "each step overshoots the valley. Try alpha = {smaller:g}."
        ).format(alpha=alpha, smaller=alpha / 10)
