"""The contract between the training loop and an optimizer: Step, Optimizer and Ending."""

from abc import ABC, abstractmethod
from math import isfinite
from typing import Any, ClassVar, NamedTuple

import numpy as np

from ...checks import instance, vector, whole
from ...language import _, translate
from ...types import Array
from ..differentiable import Differentiable, Evaluation
from ..parameters import overflow


class Step(NamedTuple):
    """Where a run stands after k updates. Nothing in it ever changes.

    A named tuple, as one is made in every update: a frozen dataclass takes three times as long.

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
        Evaluations of the cost so far, this step's included.
    n_gradients : int
        Evaluations of the gradient likewise. A line search may ask for one without the other.
    memory : object
        The optimizer's own state, read-only.
    epoch : int
        Epochs that are over. An epoch sees every example once; an iteration of a solver that takes
        all of them is one.
    batch_index : int
        Updates made in the present epoch: the number of the batch that the next update takes.
    """

    k: int
    theta: Array
    J: float
    dJ_dtheta: Array
    n_evals: int
    n_gradients: int
    memory: Any = None
    epoch: int = 0
    batch_index: int = 0

    @property
    def nbytes(self) -> int:
        """Return about how much memory the step takes, in bytes."""
        state = self.memory if isinstance(self.memory, tuple) else ()
        arrays = sum(part.nbytes for part in state if isinstance(part, np.ndarray))
        return self.theta.nbytes + self.dJ_dtheta.nbytes + arrays + STEP_OVERHEAD


#: Bytes of a Step besides its arrays' data: the object, two array headers, numbers.
STEP_OVERHEAD = 400


class Ending(NamedTuple):
    """How a search ended that stopped by itself.

    Attributes
    ----------
    step : Step
        The last step, with all evaluations that the search made.
    message : str
        A sentence.
    """

    step: Step
    message: str


class Optimizer(ABC):
    """Hyperparameters, and the two pure functions that follow from them.

    Laws: start and step depend on their arguments alone, so that stepping again from a
    stored Step repeats the rest bit for bit.

    Attributes
    ----------
    label : str
        What people call it.
    formula : str
        The update in LaTeX.
    note : str
        What to expect of it, in a sentence or two.
    keeps_square_matrix : bool
        Whether its memory holds n_parameters squared numbers.
    batch_size : int or None
        Examples in a mini-batch; None takes all of them in every update.
    """

    label: ClassVar[str]
    formula: ClassVar[str]
    note: ClassVar[str]
    keeps_square_matrix: ClassVar[bool] = False
    batch_size: int | None

    def __init_subclass__(cls, **rest: Any) -> None:
        """Have the texts of an optimizer translated when they are read."""
        super().__init_subclass__(**rest)
        translate(cls, "label", "note")

    @abstractmethod
    def start(self, objective: Differentiable, theta: Array) -> Step:
        """Return the step at theta, before the first update and with one evaluation made.

        Raises
        ------
        ValueError
            If theta has not shape (n_parameters,), is not finite, or so large that J or the
            gradient overflows; or if the objective has too few examples for a batch.
        TypeError
            If objective is nothing that can be minimized.
        """

    @abstractmethod
    def step(self, objective: Differentiable, current: Step) -> Step | None:
        """Return the step after `current`; None if there is none, the search being at an end."""

    @abstractmethod
    def resume(self, objective: Differentiable, current: Step) -> Step:
        """Return `current` as this optimizer sees it on (perhaps another) objective.

        J and gradient are those of the objective; the memory is kept where this optimizer can
        use it, be it another's. Raises as `start`.
        """

    def rest(self, step: Step, *, but_newest: bool = False) -> None:  # noqa: B027
        """Free what is kept to go on quickly from a step of this optimizer's; nothing else changes.

        Parameters
        ----------
        step : Step
        but_newest : bool
            Whether what goes on from the newest of its steps stays.

        Notes
        -----
        Most keep nothing.
        """

    def ending(self, objective: Differentiable, last: Step) -> Ending:
        """Return how the search ended, `last` being the step after which there was none."""
        return Ending(
            last, _("The optimizer stopped by itself after {k:,} updates.").format(k=last.k)
        )

    def updates_per_epoch(self, m: int) -> int:
        """Return how many updates see each of m examples once."""
        whole("m", m, 1)
        return 1

    def _keep(self, **values: Any) -> None:
        """Set hyperparameters of a frozen optimizer, as they are after their checks."""
        for name, value in values.items():
            object.__setattr__(self, name, value)


def checked_theta(objective: Differentiable, theta: Array) -> Array:
    """Return a theta as a run takes it; raises as `Optimizer.start`."""
    instance("objective", objective, Differentiable)
    return vector("theta", theta, objective.n_parameters)


def checked_evaluation(objective: Differentiable, theta: Array, batch: Any = None) -> Evaluation:
    """Return J and its gradient where a run begins.

    Raises
    ------
    ValueError
        If one of them overflows.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        found = objective.evaluate(theta, batch)
    if not (isfinite(found.J) and np.isfinite(found.dJ_dtheta).all()):
        raise overflow(theta)
    return found
