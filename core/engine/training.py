"""A run: the steps of one training, kept so that any of them can be had again.

No clock and no user interface: whoever drives it decides when to go on.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Generic, TypeVar

import numpy as np

from ..types import Array
from .differentiable import Differentiable
from .optimizers import Optimizer, Step

#: Bytes that the kept steps of a run may take.
HISTORY_BYTES = 16 * 2**20

#: And how many they may be: what lies between two is computed again, a thousandth of the run at
#: the most, while tens of thousands of objects would slow every pass of the garbage collector.
HISTORY_STEPS = 1024

#: A run has diverged when its cost is not finite, or above what it started from by RUNAWAY times
#: that, or has stayed above it by STUCK times that for PATIENCE updates on end: units saturated by
#: steps too long never come back, though their cost is finite.
RUNAWAY = 99.0
STUCK = 0.5
PATIENCE = 50


#: What is minimized: mostly an Objective.
Goal = TypeVar("Goal", bound=Differentiable)


@dataclass(frozen=True)
class Segment(Generic[Goal]):
    """From iteration k on, these were in force."""

    k: int
    objective: Goal
    optimizer: Optimizer


class Run(Generic[Goal]):
    """The steps of one training, from 0 to `last`.

    Keeps key steps only, as many as `max_bytes` holds, evenly spaced, and computes those
    between them again: steps are pure functions, so what comes back is the same to the bit.

    Parameters
    ----------
    objective : Differentiable
        An Objective, or anything else that has a cost and a gradient.
    optimizer : Optimizer
    first : ndarray of shape (n_parameters,) or Step
        The first parameters; a Step with k = 0 brings what an optimizer remembers.
    max_bytes : int
        Bound on the memory of the kept steps, 1 or more; the last step and those at which
        the settings changed are kept in any case.

    Attributes
    ----------
    status : str
        "ready" (can go on), "finished" (the optimizer found its end) or "diverged".
    message : str
        A sentence that says why the run ended; empty while it can go on.
    """

    def __init__(
        self,
        objective: Goal,
        optimizer: Optimizer,
        first: Array | Step,
        max_bytes: int = HISTORY_BYTES,
    ) -> None:
        self._max_bytes = max_bytes
        self._segments: list[Segment[Goal]] = [Segment(0, objective, optimizer)]
        self._stride = 1
        self._n_bytes = 0
        self._keys: dict[int, Step] = {}
        if isinstance(first, Step):
            self._last = optimizer.resume(objective, first)
        else:
            self._last = optimizer.start(objective, first)
        self._again = self._last
        self._reference = objective.parts(self._last.theta).J
        self._n_stuck = 0
        self.status = "ready"
        self.message = ""
        self._record(self._last)

    @property
    def last(self) -> Step:
        """Return the newest step."""
        return self._last

    @property
    def objective(self) -> Goal:
        """Return the objective now in force."""
        return self._segments[-1].objective

    @property
    def optimizer(self) -> Optimizer:
        """Return the optimizer now in force."""
        return self._segments[-1].optimizer

    @property
    def segments(self) -> Sequence[Segment[Goal]]:
        """Return which objective and optimizer were in force from which iteration on."""
        return tuple(self._segments)

    @property
    def nbytes(self) -> int:
        """Return about how much memory the kept steps take, in bytes."""
        return self._n_bytes

    def __len__(self) -> int:
        """Return the number of steps, the one before the first update included."""
        return self._last.k + 1

    def __getitem__(self, k: int) -> Step:
        """Return the step after k updates, computed again where it was not kept.

        Raises
        ------
        IndexError
            If k is not in 0 to len(self) - 1.
        """
        if not 0 <= k < len(self):
            raise IndexError(f"k: got {k}, takes 0 to {len(self) - 1}")
        if k == self._last.k:
            return self._last
        if k in self._keys:
            return self._keys[k]
        segment = self._segment(k)
        step = self._keys[max(k - k % self._stride, segment.k)]
        # Steps are often asked for in order: the one computed again last may be on the way.
        if step.k < self._again.k <= k and self._again.k >= segment.k:
            step = self._again
        while step.k < k:
            following = segment.optimizer.step(segment.objective, step)
            assert following is not None  # it was there when the run was made
            step = following
        self._again = step
        return step

    def extend(self, n: int) -> int:
        """Make up to n more updates and return how many were made.

        Fewer than n only if the run ends: `status` and `message` say how. A cost that
        overflows ends it with a sentence, so NumPy need not warn of it as well.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            return self._extend(n)

    def _extend(self, n: int) -> int:
        objective, optimizer = self.objective, self.optimizer
        for made in range(n):
            if self.status != "ready":
                return made
            following = optimizer.step(objective, self._last)
            if following is None:
                self.status = "finished"
                self._last, self.message = optimizer.ending(objective, self._last)
                return made
            if self._has_diverged(following):
                self.status = "diverged"
                self.message = self._divergence(following)
                return made
            self._record(following)
        return n

    def fork(
        self, k: int, *, objective: Goal | None = None, optimizer: Optimizer | None = None
    ) -> "Run[Goal]":
        """Return a run with the same steps up to k, that goes on from there with other settings.

        Step k itself keeps its theta; its cost and gradient are those of the new objective.

        Raises
        ------
        IndexError
            If k is not in 0 to len(self) - 1.
        ValueError
            If the objective's network has another number of parameters.
        """
        at = self[k]
        objective = objective or self.objective
        optimizer = optimizer or self.optimizer
        fork: Run[Goal] = Run.__new__(Run)
        fork._max_bytes, fork._stride = self._max_bytes, self._stride
        fork._segments = [s for s in self._segments if s.k < k]
        fork._segments.append(Segment(k, objective, optimizer))
        fork._keys = {key: step for key, step in self._keys.items() if key < k}
        fork._n_bytes = sum(step.nbytes for step in fork._keys.values())
        fork._reference = max(self._reference, objective.parts(at.theta).J)
        fork._n_stuck = 0
        fork.status, fork.message = "ready", ""
        fork._last = fork._again = optimizer.resume(objective, at)
        fork._record(fork._last)
        return fork

    def _segment(self, k: int) -> Segment[Goal]:
        starts = [segment.k for segment in self._segments]
        return self._segments[bisect_right(starts, k) - 1]

    def _record(self, step: Step) -> None:
        self._last = step
        if step.k % self._stride == 0 or step.k == self._segments[-1].k:
            self._keys[step.k] = step
            self._n_bytes += step.nbytes
            if self._n_bytes > self._max_bytes or len(self._keys) > HISTORY_STEPS:
                self._thin()

    def _thin(self) -> None:
        """Keep every second key step; those at which the settings changed stay."""
        self._stride *= 2
        starts = {segment.k for segment in self._segments}
        self._keys = {
            k: step for k, step in self._keys.items() if k % self._stride == 0 or k in starts
        }
        self._n_bytes = sum(step.nbytes for step in self._keys.values())

    def _has_diverged(self, step: Step) -> bool:
        """Say whether `step` shows a run beyond recovery; counts the updates that are stuck."""
        start, size = self._reference, abs(self._reference)
        self._n_stuck = self._n_stuck + 1 if step.J > start + STUCK * size else 0
        return (
            not isfinite(step.J)
            or step.J > start + RUNAWAY * max(1.0, size)
            or self._n_stuck > PATIENCE
            or not isfinite(np.dot(step.dJ_dtheta, step.dJ_dtheta))
        )

    def _divergence(self, step: Step) -> str:
        """Return the sentence on what happened, its likely cause and what to try."""
        alpha: float | None = getattr(self.optimizer, "alpha", None)
        sentence = (
            f"The cost ran away: {self._reference:.4g} before, {step.J:.4g} at update {step.k:,}."
        )
        if alpha is None:
            return sentence
        return (
            f"{sentence} The likely cause is a learning rate too large: with alpha = {alpha:g} "
            f"each step overshoots the valley. Try alpha = {alpha / 10:g}."
        )
