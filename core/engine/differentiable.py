"""What an optimizer asks of whatever it is to minimize, and nothing more.

An Objective (a network with its examples) is one such thing; a Curve (a function of one
variable) is another.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol, runtime_checkable

from ..types import Array


class Evaluation(NamedTuple):
    """J and its gradient at one theta.

    Attributes
    ----------
    J : float
        The cost that is trained: data term plus penalty.
    dJ_dtheta : ndarray of shape (n_parameters,)
        Its gradient, read-only.
    """

    J: float
    dJ_dtheta: Array


class CostParts(NamedTuple):
    """The cost that is trained, in its parts: J = data + penalty."""

    data: float
    penalty: float

    @property
    def J(self) -> float:
        """Return the sum of the parts."""
        return self.data + self.penalty


@runtime_checkable
class Differentiable(Protocol):
    """J(theta) with its gradient, over all examples or over some."""

    @property
    def m(self) -> int:
        """Return the number of examples; 1 where there are none to choose from."""
        ...

    @property
    def n_parameters(self) -> int:
        """Return the length of theta."""
        ...

    def evaluate(self, theta: Array, batch: Any = None) -> Evaluation:
        """Return J and its gradient at theta, over one of `batches` or over everything.

        It is called in every update. theta is float64 of shape (n_parameters,), which was checked
        when the run began; where it is too large the numbers overflow.
        """
        ...

    def batches(self, size: int, seed: int | None, epoch: int) -> Sequence[Any]:
        """Return the mini-batches of one epoch."""
        ...
