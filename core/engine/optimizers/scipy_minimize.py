"""What SciPy's solvers share: each of its iterations is a step. The solvers are in solvers.py.

A step's memory is the Search it belongs to. A solver's own state cannot be copied, so to step
again from an earlier step, the search is repeated from its start, which gives the same to the
bit.
"""

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

import numpy as np

from ...checks import instance, shown, whole, within
from ...language import _
from ...types import Array, fixed
from ..differentiable import Differentiable
from .base import Ending, Optimizer, Step, checked_evaluation, checked_theta
from .lockstep import Lockstep
from .scipy_endings import explained

#: Hyperparameters that SciPy calls something else.
SCIPY_NAMES = {"max_evals": "maxfun"}
#: Hyperparameters that are whole numbers, with the largest that SciPy can do with, and tolerances.
COUNTS = {"maxcor": 1000, "max_evals": 2**31 - 1}
TOLERANCES = frozenset({"gtol", "ftol", "xtol"})


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
                _(
                    "batch_size: got {batch_size}, but {label} takes all examples in "
                    "every update: its line search compares costs, which must be those of the same "
                    "examples"
                ).format(batch_size=shown(self.batch_size), label=self.label)
            )
        # As Python's own numbers: SciPy hands them to C and Fortran as they are.
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name in COUNTS and (value is not None or one.default is not None):
                self._keep(**{one.name: whole(one.name, value, 1, COUNTS[one.name])})
            elif one.name in TOLERANCES:
                self._keep(**{one.name: within(one.name, value, 0.0, np.inf)})

    @property
    def options(self) -> dict[str, Any]:
        """Return SciPy's options for the method: its hyperparameters, by SciPy's names."""
        return {
            SCIPY_NAMES.get(one.name, one.name): getattr(self, one.name)
            for one in fields(self)
            if one.name != "batch_size"
        }

    def start(self, objective: Differentiable, theta: Array) -> Step:
        """Return the step at theta; see `Optimizer.start`."""
        at = fixed(checked_theta(objective, theta))
        return Search.memory_of(self, objective, Step(0, at, 0.0, at, 0, 0))

    def step(self, objective: Differentiable, current: Step) -> Step | None:
        """Return the step after one iteration; None if the solver came to its end."""
        search = self._search(objective, current)
        return search.after(current)

    def resume(self, objective: Differentiable, current: Step) -> Step:
        """Return `current` on this objective: the search goes on if nothing changed, else anew."""
        if isinstance(instance("current", current, Step).memory, Search):
            if current.memory.belongs_to(self, objective):
                return current
        at = fixed(checked_theta(objective, current.theta))
        return Search.memory_of(self, objective, current._replace(theta=at, batch_index=0))

    def rest(self, step: Step, *, but_newest: bool = False) -> None:
        """Free the solvers of a step's search; see `Optimizer.rest`."""
        if isinstance(step.memory, Search):
            step.memory.rest(but_newest=but_newest)

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
        J, dJ_dtheta = checked_evaluation(objective, origin.theta)
        evaluated = origin._replace(
            J=J,
            dJ_dtheta=dJ_dtheta,
            n_evals=origin.n_evals + 1,
            n_gradients=origin.n_gradients + 1,
            memory=None,
        )
        return evaluated._replace(memory=cls(optimizer, objective, evaluated))

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what a copy is made from: its solvers, which are threads, it starts anew."""
        return Search, (self.optimizer, self.objective, self.origin)

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
            current.epoch + 1,
        )

    def ending(self, last: Step) -> Ending:
        """Return how the search ended after `last`."""
        solver = self._solver_at(last)
        solver.advance()
        assert solver.finish is not None  # there was no step after the last
        result, n_evals, n_gradients = solver.finish
        whole = last._replace(
            n_evals=self.origin.n_evals - 1 + n_evals,
            n_gradients=self.origin.n_gradients - 1 + n_gradients,
        )
        return Ending(
            whole,
            _(
                "{label} stopped by itself after {n_iterations:,} iterations "
                "and {n_evals:,} evaluations. {explained}"
            ).format(
                label=self.optimizer.label,
                n_iterations=solver.n_iterations,
                n_evals=n_evals,
                explained=explained(str(result.message)),
            ),
        )

    def rest(self, *, but_newest: bool) -> None:
        """End the solvers' threads; whoever asks for a step again starts them anew."""
        kept = [max(self.solvers, key=_iterations)] if but_newest and self.solvers else []
        for solver in self.solvers:
            if solver not in kept:
                solver.close()
        self.solvers[:] = kept

    def _solver_at(self, current: Step) -> Lockstep:
        """Return a solver that has made as many iterations as it takes to `current`."""
        n = current.k - self.origin.k
        on_the_way = [solver for solver in self.solvers if solver.n_iterations <= n]
        solver = max(on_the_way, key=_iterations) if on_the_way else self._new()
        if solver not in self.solvers:
            self.solvers.append(solver)  # so that it goes on from where there was no more time
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
