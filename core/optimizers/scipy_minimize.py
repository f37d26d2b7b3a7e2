"""SciPy's BFGS, L-BFGS-B, CG, Newton-CG and TNC, one iteration a step.

A step's memory is the Search it belongs to. A solver's own state cannot be copied, so to step
again from an earlier step, the search is repeated from its start, which gives the same to the
bit.
"""

from abc import abstractmethod
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import numpy as np

from core.checks import within
from core.differentiable import Differentiable
from core.optimizers.base import Ending, Optimizer, Step, fixed
from core.optimizers.lockstep import Lockstep
from core.types import Array

NO_ALPHA = "Finds the length of its steps itself; takes all examples in every update."


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
    @abstractmethod
    def options(self) -> dict[str, Any]:
        """Return SciPy's options for the method."""

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
            f"and {n_evals:,} evaluations of the cost. SciPy says: {said}.",
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


@dataclass(frozen=True)
class BFGS(ScipyMinimize):
    r"""Quasi-Newton: gradients at successive points build the inverse Hessian H.

    p = -H dJ/dtheta; theta <- theta + alpha p, with alpha by a line search (strong Wolfe
    conditions); with s the change of theta and y that of the gradient, rho = 1 / (y . s):
    H <- (I - rho s y^T) H (I - rho y s^T) + rho s s^T.

    Parameters
    ----------
    gtol : float, default 1e-5
        It ends when the largest element of the gradient is smaller.

    Notes
    -----
    Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, algorithm 6.1; SciPy's
    ``minimize(method="BFGS")``, at most 200 iterations per parameter. H has n_parameters squared
    elements: with the 10,285 parameters of exercise 4 that is 0.85 GB and a minute a step; use
    L-BFGS-B there.
    """

    method: ClassVar[str] = "BFGS"
    label: ClassVar[str] = "BFGS"
    formula: ClassVar[str] = (
        r"\theta \leftarrow \theta - \alpha H \frac{\partial J}{\partial\theta}"
    )
    note: ClassVar[str] = f"Learns the curvature H from the gradients it meets. {NO_ALPHA}"
    gtol: float = 1e-5

    @property
    def options(self) -> dict[str, Any]:
        """Return SciPy's options for the method."""
        return {"gtol": self.gtol}


@dataclass(frozen=True)
class LBFGSB(ScipyMinimize):
    """BFGS with limited memory: H is rebuilt from the last few changes, never stored.

    Parameters
    ----------
    maxcor : int, default 10
        How many changes are kept.
    ftol : float, default 2.220446049250313e-09
        It ends when an iteration lowers J by less, relative to J and at least 1.
    gtol : float, default 1e-5
        Or when the largest element of the gradient is smaller.
    max_evals : int, default 15000
        Or after so many evaluations.

    Notes
    -----
    Byrd, Lu, Nocedal and Zhu, SIAM Journal on Scientific Computing 16(5), 1995; SciPy's
    ``minimize(method="L-BFGS-B")``, without bounds, at most 15,000 iterations.
    """

    method: ClassVar[str] = "L-BFGS-B"
    label: ClassVar[str] = "L-BFGS-B"
    formula: ClassVar[str] = BFGS.formula
    note: ClassVar[str] = f"BFGS that remembers the last ten steps only. {NO_ALPHA}"
    maxcor: int = 10
    ftol: float = 2.220446049250313e-09
    gtol: float = 1e-5
    max_evals: int = 15_000

    @property
    def options(self) -> dict[str, Any]:
        """Return SciPy's options for the method."""
        return {
            "maxcor": self.maxcor,
            "ftol": self.ftol,
            "gtol": self.gtol,
            "maxfun": self.max_evals,
        }


@dataclass(frozen=True)
class CG(ScipyMinimize):
    """Conjugate gradients for functions that are not quadratic (Polak and Ribière).

    p <- -g + max(0, beta) p with beta = g . (g - g_before) / (g_before . g_before),
    g = dJ/dtheta; theta <- theta + alpha p, alpha by a line search.

    Parameters
    ----------
    gtol : float, default 1e-5
        It ends when the largest element of the gradient is smaller.

    Notes
    -----
    Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, pages 120 to 122; SciPy's
    ``minimize(method="CG")``, at most 200 iterations per parameter.
    """

    method: ClassVar[str] = "CG"
    label: ClassVar[str] = "conjugate gradients"
    formula: ClassVar[str] = (
        r"p \leftarrow -\frac{\partial J}{\partial\theta} + \beta p,\quad"
        r" \theta \leftarrow \theta + \alpha p"
    )
    note: ClassVar[str] = f"Bends each direction so as not to undo the last one. {NO_ALPHA}"
    gtol: float = 1e-5

    @property
    def options(self) -> dict[str, Any]:
        """Return SciPy's options for the method."""
        return {"gtol": self.gtol}


@dataclass(frozen=True)
class NewtonCG(ScipyMinimize):
    """Newton's method, its equation H p = -dJ/dtheta solved by conjugate gradients.

    H times a vector is taken from differences of gradients; alpha by a line search.

    Parameters
    ----------
    xtol : float, default 1e-5
        It ends when the mean change of a parameter is smaller.

    Notes
    -----
    Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, page 168; SciPy's
    ``minimize(method="Newton-CG")``, at most 200 iterations per parameter.
    """

    method: ClassVar[str] = "Newton-CG"
    label: ClassVar[str] = "Newton-CG"
    formula: ClassVar[str] = (
        r"\theta \leftarrow \theta - \alpha H^{-1} \frac{\partial J}{\partial\theta}"
    )
    note: ClassVar[str] = f"Few steps, each with many gradients. {NO_ALPHA}"
    xtol: float = 1e-5

    @property
    def options(self) -> dict[str, Any]:
        """Return SciPy's options for the method."""
        return {"xtol": self.xtol}


@dataclass(frozen=True)
class TNC(ScipyMinimize):
    """Truncated Newton: as Newton-CG, the equation solved only as well as is worth it.

    Parameters
    ----------
    max_evals : int or None, default None
        It ends after so many evaluations of the cost; None is the larger of 100 and 10 per
        parameter.

    Notes
    -----
    Nash, "Newton-type minimization via the Lanczos method", SIAM Journal on Numerical Analysis
    21(4), 1984; SciPy's ``minimize(method="TNC")``, without bounds, its other options as they
    stand there. Exercise 4 trains with it; what the exercise calls ``maxiter`` is now the number
    of evaluations.
    """

    method: ClassVar[str] = "TNC"
    label: ClassVar[str] = "TNC"
    formula: ClassVar[str] = NewtonCG.formula
    note: ClassVar[str] = f"Truncated Newton, with which exercise 4 trains. {NO_ALPHA}"
    max_evals: int | None = None

    @property
    def options(self) -> dict[str, Any]:
        """Return SciPy's options for the method."""
        return {"maxfun": self.max_evals}
