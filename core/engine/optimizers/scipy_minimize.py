"""What SciPy's solvers share: each of its iterations is a step. The solvers are in solvers.py.

A step's memory is the Search it belongs to. A solver's own state cannot be copied, so to step
again from an earlier step, the search is repeated from its start, which gives the same to the
bit.
"""

from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar

import numpy as np

from ...checks import within
from ...types import Array
from ..differentiable import Differentiable
from .base import Ending, Optimizer, Step, fixed
from .lockstep import Lockstep

#: Hyperparameters that SciPy calls something else.
SCIPY_NAMES = {"max_evals": "maxfun"}


@dataclass(frozen=True)
class ScipyMinimize(Optimizer):
    """What all of them share.

    Parameters
    ----------
    batch_size : None
        They take all examples in every update.

    Raises
    ------
    ValueError
        If there is a batch size, or a tolerance or limit out of range.
    """

    method: ClassVar[str]
    batch_size: int | None = None

    def __post_init__(self) -> None:
        if self.batch_size is not None:
            raise ValueError(
                f"batch_size: got {self.batch_size}, but {self.label} takes all examples in every "
                "update: its line search compares costs, which must be those of the same examples"
            )
        for name, value in self.options.items():
            if value is not None:
                within(name, value, 0.0, np.inf)

    @property
    def options(self) -> dict[str, Any]:
        """Return SciPy's options for the method: its hyperparameters, by SciPy's names."""
        return {
            SCIPY_NAMES.get(one.name, one.name): getattr(self, one.name)
            for one in fields(self)
            if one.name != "batch_size"
        }

    def start(self, objective: Differentiable, theta: Array, k: int = 0) -> Step:
        """Return the step at theta; see `Optimizer.start`."""
        at = fixed(theta)
        return Search.memory_of(self, objective, Step(k, at, *objective(at), 1, 1))

    def step(self, objective: Differentiable, current: Step) -> Step | None:
        """Return the step after one iteration; None if the solver came to its end."""
        search = self._search(objective, current)
        return search.after(current)

    def resume(self, objective: Differentiable, current: Step) -> Step:
        """Return `current` on this objective: the search goes on if nothing changed, else anew."""
        if isinstance(current.memory, Search):
            if current.memory.belongs_to(self, objective):
                return current
            current.memory.rest()
        fresh = self.start(objective, current.theta, current.k)
        counted = replace(
            fresh,
            n_evals=current.n_evals + fresh.n_evals,
            n_gradients=current.n_gradients + fresh.n_gradients,
        )
        return Search.memory_of(self, objective, counted)

    def ending(self, objective: Differentiable, last: Step) -> Ending:
        """Return the last step with all evaluations of the search, and SciPy's own words."""
        return self._search(objective, last).ending(last)

    def _search(self, objective: Differentiable, current: Step) -> "Search":
        memory = current.memory
        if isinstance(memory, Search) and memory.belongs_to(self, objective):
            return memory
        return Search(self, objective, current)


@dataclass(frozen=True, eq=False)
class Search:
    """One search: an optimizer, an objective, and the step at which it began.

    That determines every later step. `solvers` is what is computed and may go at any time: at
    most two solvers in lock-step, one at the newest iteration and one that repeats.
    """

    optimizer: ScipyMinimize
    objective: Differentiable
    origin: Step
    solvers: list[Lockstep] = field(default_factory=list, repr=False)

    @classmethod
    def memory_of(cls, optimizer: ScipyMinimize, objective: Differentiable, origin: Step) -> Step:
        """Return the step at which a new search begins, with the search as its memory."""
        return replace(origin, memory=cls(optimizer, objective, origin))

    def belongs_to(self, optimizer: ScipyMinimize, objective: Differentiable) -> bool:
        """Say whether this is the search of that optimizer on that objective."""
        return self.optimizer == optimizer and self.objective is objective

    def after(self, current: Step) -> Step | None:
        """Return the step after `current`; None if there is none."""
        found = self._solver_at(current).advance()
        if found is None:
            return None
        # The solver's first evaluation is the one at the origin, counted there.
        return Step(
            current.k + 1,
            found.theta,
            *found.evaluation,
            self.origin.n_evals - 1 + found.n_evals,
            self.origin.n_gradients - 1 + found.n_gradients,
            self,
        )

    def ending(self, last: Step) -> Ending:
        """Return how the search ended after `last`."""
        solver = self._solver_at(last)
        solver.advance()
        assert solver.finish is not None  # there was no step after the last
        result, n_evals, n_gradients = solver.finish
        whole = replace(
            last,
            n_evals=self.origin.n_evals - 1 + n_evals,
            n_gradients=self.origin.n_gradients - 1 + n_gradients,
        )
        said = " ".join(str(result.message).split()).rstrip(".")
        return Ending(
            whole,
            f"{self.optimizer.label} stopped by itself after {solver.n_iterations:,} iterations "
            f"and {n_evals:,} evaluations. SciPy says: {said}.",
        )

    def rest(self) -> None:
        """End the solvers' threads; whoever asks for a step again starts them anew."""
        for solver in self.solvers:
            solver.close()
        self.solvers.clear()

    def _solver_at(self, current: Step) -> Lockstep:
        """Return a solver that has made as many iterations as it takes to `current`."""
        n = current.k - self.origin.k
        on_the_way = [solver for solver in self.solvers if solver.n_iterations <= n]
        solver = max(on_the_way, key=_iterations) if on_the_way else self._new()
        while solver.n_iterations < n:
            solver.advance()
        newest = max([solver, *self.solvers], key=_iterations)
        for old in self.solvers:
            if old not in (solver, newest):
                old.close()
        self.solvers[:] = {id(kept): kept for kept in (newest, solver)}.values()
        return solver

    def _new(self) -> Lockstep:
        """Return a solver at the origin."""
        optimizer = self.optimizer
        return Lockstep(optimizer.method, optimizer.options, self.objective, self.origin.theta)


def _iterations(solver: Lockstep) -> int:
    return solver.n_iterations
