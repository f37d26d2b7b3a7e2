"""A run: the steps of one training, kept so that any of them can be had again.

No clock and no user interface: whoever drives it decides when to go on.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar, overload

import numpy as np

from ..checks import instance, position, whole
from ..types import Array
from .differentiable import Differentiable
from .divergence import Divergence
from .optimizers import Optimizer, Step
from .patience import UnfinishedError, is_late

#: Bytes that the kept steps of a run may take.
HISTORY_BYTES = 16 * 2**20

#: And how many they may be: what lies between two is computed again, a thousandth of the run at
#: the most, while tens of thousands of objects would slow every pass of the garbage collector.
HISTORY_STEPS = 1024


class Status(StrEnum):
    """How a run stands."""

    #: It can go on.
    READY = "ready"
    #: The optimizer has come to its end.
    FINISHED = "finished"
    #: The cost ran away.
    DIVERGED = "diverged"


#: What is minimized: mostly an Objective.
Minimized = TypeVar("Minimized", bound=Differentiable)


@dataclass(frozen=True)
class Segment(Generic[Minimized]):
    """From iteration k on, these were in force."""

    k: int
    objective: Minimized
    optimizer: Optimizer


class Run(Generic[Minimized]):
    """The steps of one training, from 0 to `last`: run[k] is the one after k updates.

    Keeps key steps only, as many as `max_bytes` holds, evenly spaced, and computes those
    between them again: steps are pure functions, so what comes back is the same to the bit.

    Parameters
    ----------
    objective : Differentiable
        An Objective, or anything else that has a cost and a gradient.
    optimizer : Optimizer
    first : array_like of shape (n_parameters,) or Step
        The first parameters; a Step with k = 0 brings what an optimizer remembers.
    max_bytes : int
        Bound on the memory of the kept steps, 1 or more; the last step and those at which
        the settings changed are kept in any case.

    Attributes
    ----------
    status : Status
    message : str
        A sentence that says why the run ended; empty while it can go on.

    Raises
    ------
    ValueError
        If `first` does not fit the objective or is not finite, or its cost overflows, or the
        optimizer's batches are larger than the set of examples.
    TypeError
        If an argument is an object of another kind.
    """

    def __init__(
        self,
        objective: Minimized,
        optimizer: Optimizer,
        first: Array | Step,
        max_bytes: int = HISTORY_BYTES,
    ) -> None:
        instance("optimizer", optimizer, Optimizer)
        self._max_bytes = whole("max_bytes", max_bytes, 1)
        self._segments: list[Segment[Minimized]] = [Segment(0, objective, optimizer)]
        self._stride = 1
        self._n_bytes = 0
        self._keys: dict[int, Step] = {}
        if isinstance(first, Step):
            whole("first.k", first.k, 0, 0)
            self._last = optimizer.resume(objective, first)
        else:
            self._last = optimizer.start(objective, first)
        # The step that was computed again last, and the segment of it or of the newest step.
        self._again, self._at = self._last, self._segments[0]
        self._divergence = Divergence(objective, optimizer, self._last)
        self.status = Status.READY
        self.message = ""
        self._record(self._last)

    @property
    def last(self) -> Step:
        """Return the newest step."""
        return self._last

    @property
    def objective(self) -> Minimized:
        """Return the objective now in force."""
        return self._segments[-1].objective

    @property
    def optimizer(self) -> Optimizer:
        """Return the optimizer now in force."""
        return self._segments[-1].optimizer

    @property
    def segments(self) -> Sequence[Segment[Minimized]]:
        """Return which objective and optimizer were in force from which iteration on."""
        return tuple(self._segments)

    @property
    def nbytes(self) -> int:
        """Return about how much memory the kept steps take, in bytes."""
        return self._n_bytes

    def __len__(self) -> int:
        """Return the number of steps, the one before the first update included."""
        return self._last.k + 1

    def __iter__(self) -> Iterator[Step]:
        """Go through all steps."""
        return (self[k] for k in range(len(self)))

    @overload
    def __getitem__(self, k: int) -> Step: ...

    @overload
    def __getitem__(self, k: slice) -> list[Step]: ...

    def __getitem__(self, k: int | slice) -> Step | list[Step]:
        """Return the step after k updates, computed again where it was not kept.

        As with a list, -1 is the last one, and a slice is a list of steps.

        Raises
        ------
        UnfinishedError
            Within ``patient_until``, if it takes longer; to ask again is to go on.
        IndexError
            If there is no such step.
        TypeError
            If k is no whole number.
        """
        if isinstance(k, slice):
            return [self._step(at) for at in range(*k.indices(len(self)))]
        return self._step(position("k", k, len(self)))

    def _step(self, k: int) -> Step:
        if k == self._last.k:
            return self._last
        if k in self._keys:
            return self._keys[k]
        segment = self._segment(k)
        self._go_to(segment)
        step = self._keys[max(k - k % self._stride, segment.k)]
        # Steps are often asked for in order: the one computed again last may be on the way.
        if step.k < self._again.k <= k and self._again.k >= segment.k:
            step = self._again
        self._again = step
        while step.k < k:
            following = segment.optimizer.step(segment.objective, step)
            assert following is not None  # it was there when the run was made
            self._again = step = following
            if step.k < k and is_late():
                raise UnfinishedError
        self._again = step
        return step

    def _go_to(self, segment: Segment[Minimized]) -> None:
        """Go over to the steps of a segment; let those of others rest, but for the newest one."""
        if segment is self._at:
            return
        newest = self._segments[-1]
        if self._at is newest:
            newest.optimizer.rest(self._last, but_newest=True)
        else:
            self._at.optimizer.rest(self._again)
        self._at = segment

    def extend(self, n: int) -> int:
        """Make up to n more updates and return how many were made.

        Fewer than n only if the run ends, of which `status` and `message` tell, or within
        ``patient_until`` if the time is over. A cost that overflows ends the run with a sentence,
        so NumPy need not warn of it as well.

        Raises
        ------
        ValueError
            If n is no whole number of 0 or more.
        """
        n = whole("n", n, 0)
        with np.errstate(over="ignore", invalid="ignore"):
            return self._extend(n)

    def _extend(self, n: int) -> int:
        if self.status is not Status.READY:
            return 0
        self._go_to(self._segments[-1])
        objective, optimizer = self.objective, self.optimizer
        for made in range(n):
            try:
                following = optimizer.step(objective, self._last)
                if following is None:
                    self._last, self.message = optimizer.ending(objective, self._last)
                    self.status = Status.FINISHED
                    return made
            except UnfinishedError:
                return made
            if sentence := self._divergence.found_in(following):
                self.status, self.message = Status.DIVERGED, sentence
                return made
            self._record(following)
        return n

    def fork(
        self, k: int, *, objective: Minimized | None = None, optimizer: Optimizer | None = None
    ) -> "Run[Minimized]":
        """Return a run with the same steps up to k, that goes on from there with other settings.

        Step k itself keeps its theta; its cost and gradient are those of the new objective.

        Raises
        ------
        IndexError
            If there is no step k.
        ValueError
            If the objective has another number of parameters, or its cost overflows there, or has
            too few examples for the optimizer's batches.
        TypeError
            If an argument is an object of another kind.
        """
        at = self._step(position("k", k, len(self)))
        before = self._segment(at.k).optimizer
        if objective is None:
            objective = self.objective
        if optimizer is None:
            optimizer = self.optimizer
        instance("optimizer", optimizer, Optimizer)
        fork: Run[Minimized] = Run.__new__(Run)
        fork._max_bytes, fork._stride = self._max_bytes, self._stride
        fork._segments = [s for s in self._segments if s.k < at.k]
        fork._segments.append(Segment(at.k, objective, optimizer))
        fork._keys = {key: step for key, step in self._keys.items() if key < at.k}
        fork._n_bytes = sum(step.nbytes for step in fork._keys.values())
        fork.status, fork.message = Status.READY, ""
        fork._last = fork._again = optimizer.resume(objective, at)
        fork._at = fork._segments[-1]
        if fork._last.memory is not at.memory:
            before.rest(at)
        self._go_to(self._segments[-1])
        fork._divergence = Divergence(objective, optimizer, fork._last, self._divergence.reference)
        fork._record(fork._last)
        return fork

    def _segment(self, k: int) -> Segment[Minimized]:
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
