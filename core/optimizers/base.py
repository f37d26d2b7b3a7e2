"""The contract between the training loop and an optimizer: Step and Optimizer."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any

from core.objective import Objective
from core.types import Array


@dataclass(frozen=True, slots=True)
class Step:
    """Where a run stands after k updates. Nothing in it ever changes.

    Attributes
    ----------
    k : int
        Updates made so far.
    theta : ndarray of shape (n_parameters,)
        The parameters, read-only.
    J : float
        The cost at theta, over the examples that the next update will use.
    dJ_dtheta : ndarray of shape (n_parameters,)
        Its gradient there, read-only.
    n_evals : int
        Evaluations of cost and gradient so far, this step's included.
    memory : object
        The optimizer's own state, read-only.
    """

    k: int
    theta: Array
    J: float
    dJ_dtheta: Array
    n_evals: int
    memory: Any = None

    @property
    def nbytes(self) -> int:
        """Return about how much memory the step takes, in bytes."""
        return self.theta.nbytes + self.dJ_dtheta.nbytes + STEP_OVERHEAD


#: Bytes of a Step besides its arrays' data: the object, two array headers, numbers.
STEP_OVERHEAD = 400


class Optimizer(ABC):
    """Hyperparameters, and the two pure functions that follow from them.

    Laws: start and step depend on their arguments alone, so that stepping again from a
    stored Step repeats the rest bit for bit.
    """

    @abstractmethod
    def start(self, objective: Objective, theta: Array, k: int = 0) -> Step:
        """Return the step at theta, with k updates behind it and one evaluation made."""

    @abstractmethod
    def step(self, objective: Objective, current: Step) -> Step | None:
        """Return the step after `current`; None if there is none, the search being at an end."""

    def resume(self, objective: Objective, current: Step) -> Step:
        """Return `current` as this optimizer sees it on (perhaps another) `objective`.

        J and gradient are evaluated again; the memory is kept.
        """
        fresh = self.start(objective, current.theta, current.k)
        return replace(fresh, n_evals=current.n_evals + fresh.n_evals, memory=current.memory)
