"""One of SciPy's solvers, run in a thread and released for one iteration at a time.

SciPy's solvers cannot be stepped from outside, and chaining runs of one iteration leaves their
path at the second. Here the solver runs on its own stack and waits in its callback, after every
iteration, until the next one is asked for. It never runs while nobody waits for it: where whoever
asked has no more time, it waits at its next evaluation.
"""

from math import inf
from queue import SimpleQueue
from threading import Thread
from time import perf_counter, thread_time
from typing import Any, NamedTuple, TypeAlias
from weakref import finalize

import numpy as np

# SciPy: its solvers are what people compare with, so they are used and not written again.
from scipy.optimize import OptimizeResult, minimize

from ...types import Array, fixed
from ..differentiable import Differentiable, Evaluation
from ..patience import UnfinishedError, deadline
from ..processor_time import note_other

#: Command to a waiting solver; to go on, it is told until when.
GIVE_UP = None


class Iterate(NamedTuple):
    """What a solver has reached after one more iteration.

    Attributes
    ----------
    theta : ndarray of shape (n_parameters,)
    evaluation : Evaluation
        J and gradient there.
    n_evals, n_gradients : int
        How often the solver has asked for J and for the gradient so far.
    """

    theta: Array
    evaluation: Evaluation
    n_evals: int
    n_gradients: int


class Finish(NamedTuple):
    """How a solver came to its end: SciPy's own result, and its counts at the end."""

    result: OptimizeResult
    n_evals: int
    n_gradients: int


class Pause(NamedTuple):
    """Sent where a solver waits within an iteration."""


#: What the solver's thread says, after the seconds of processor time that it took for that.
Answers: TypeAlias = "SimpleQueue[tuple[float, Iterate | Finish | Pause | BaseException]]"


class GivenUpError(Exception):
    """Raised in the solver's thread to end it."""


class Lockstep:
    """A solver at some iteration.

    When it is freed, the solver's thread ends.

    Parameters
    ----------
    method : str
        As ``scipy.optimize.minimize`` calls it.
    options : dict
        SciPy's options for the method.
    objective : Differentiable
    theta : ndarray of shape (n_parameters,)
        Where to start.

    Attributes
    ----------
    n_iterations : int
        How many it has made.
    finish : Finish or None
        How it ended; None while it can go on.
    """

    def __init__(
        self, method: str, options: dict[str, Any], objective: Differentiable, theta: Array
    ) -> None:
        self.n_iterations = 0
        self.finish: Finish | None = None
        self._commands: SimpleQueue[float | None] = SimpleQueue()
        self._results: Answers = SimpleQueue()
        self._end = finalize(self, self._commands.put, GIVE_UP)
        solver = _Solver(objective, self._commands, self._results)
        # The thread refers to the solver, not to this object, which would otherwise never be freed.
        self._thread = Thread(
            target=solver.solve, args=(method, options, theta), name=f"{method} solver", daemon=True
        )

    def advance(self) -> Iterate | None:
        """Let the solver make one more iteration and return it; None if it came to its end.

        Raises
        ------
        UnfinishedError
            If there is not the time for it; to ask again is to go on.
        """
        if self.finish is not None:
            return None
        if self._thread.ident is None:
            self._thread.start()
        self._commands.put(deadline())
        seconds, found = self._results.get()
        note_other(seconds)
        if isinstance(found, Pause):
            raise UnfinishedError
        if isinstance(found, BaseException):
            raise found
        if isinstance(found, Finish):
            self.finish = found
            self._end.detach()
            return None
        self.n_iterations += 1
        return found

    def close(self) -> None:
        """End the solver's thread."""
        self._end()


class _Solver:
    """What runs in the thread."""

    def __init__(
        self,
        objective: Differentiable,
        commands: "SimpleQueue[float | None]",
        results: Answers,
    ) -> None:
        self._objective, self._commands, self._results = objective, commands, results
        self._n_evals = self._n_gradients = 0
        self._until = inf
        self._has_evaluated = False
        self._began = 0.0
        self._at = b""
        self._last: Evaluation

    def solve(self, method: str, options: dict[str, Any], theta: Array) -> None:
        """Run the solver from beginning to end."""
        try:
            self._wait()
            # A line search may try a step so long that a cost overflows; it then tries another.
            with np.errstate(over="ignore", invalid="ignore"):
                result = minimize(
                    self._J,
                    np.array(theta),
                    jac=self._gradient,
                    method=method,
                    options=options,
                    callback=self._after_iteration,
                )
            self._answer(Finish(result, self._n_evals, self._n_gradients))
        except GivenUpError:
            pass
        except BaseException as error:  # raised again where the result is waited for
            self._answer(error)

    def _wait(self) -> None:
        until = self._commands.get()
        if until is GIVE_UP:
            raise GivenUpError
        self._until = until
        self._has_evaluated = False
        self._began = thread_time()

    def _answer(self, found: Iterate | Finish | Pause | BaseException) -> None:
        self._results.put((thread_time() - self._began, found))

    def _after_iteration(self, theta: Array) -> None:
        found = Iterate(fixed(theta), self._evaluate(theta), self._n_evals, self._n_gradients)
        self._answer(found)
        self._wait()

    def _J(self, theta: Array) -> float:
        self._n_evals += 1
        return self._evaluate(theta).J

    def _gradient(self, theta: Array) -> Array:
        self._n_gradients += 1
        return self._evaluate(theta).dJ_dtheta

    def _evaluate(self, theta: Array) -> Evaluation:
        """Return J and gradient, which are computed together, once for each theta."""
        at = theta.tobytes()
        if at != self._at:
            # One evaluation for each time it is asked, so that it comes to its end in any case.
            if self._has_evaluated and perf_counter() > self._until:
                self._answer(Pause())
                self._wait()
            self._has_evaluated = True
            self._last = self._objective.evaluate(theta)
            self._at = at
        return self._last
