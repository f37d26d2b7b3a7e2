"""Gradient descent, alone and with momentum, Polyak's and Nesterov's."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ...language import N_
from ...types import Array, read_only
from .first_order import FirstOrder, share


@dataclass(frozen=True)
class GradientDescent(FirstOrder):
    """Gradient descent: theta <- theta - alpha * dJ/dtheta.

    With `batch_size` 1 it takes one example at a time, with more a mini-batch, with None all.

    Parameters
    ----------
    alpha : float, default 0.5
        As in the moons tutorial. For the others see `FirstOrder`.

    Notes
    -----
    Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847;
    with mini-batches: Bottou, Curtis and Nocedal, SIAM Review 60(2), 2018.
    """

    label: ClassVar[str] = N_("gradient descent")
    formula: ClassVar[str] = r"\theta \leftarrow \theta - \alpha \frac{\partial J}{\partial\theta}"
    note: ClassVar[str] = N_("Straight downhill, as far as the slope is steep.")

    def begin(self, n_parameters: int) -> None:
        """Return nothing: it remembers nothing."""

    def move(self, gradient: Array, memory: None, alpha: float) -> tuple[Array, None]:
        """Return -alpha * gradient."""
        return np.multiply(gradient, -alpha), None


class Velocity(NamedTuple):
    """The velocity v, shape (n_parameters,)."""

    v: Array


@dataclass(frozen=True)
class Momentum(FirstOrder):
    """Momentum: v <- mu v - alpha * dJ/dtheta; theta <- theta + v.

    Parameters
    ----------
    alpha : float, default 0.1
    mu : float, default 0.9
        Share of the velocity that is kept, 0 to less than 1; 0 is gradient descent. For the
        others see `FirstOrder`.

    Notes
    -----
    Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; in this
    form: Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum
    in deep learning", 2013, equations 1 and 2.
    """

    label: ClassVar[str] = N_("momentum")
    formula: ClassVar[str] = (
        r"v \leftarrow \mu v - \alpha \frac{\partial J}{\partial\theta},\quad"
        r" \theta \leftarrow \theta + v"
    )
    note: ClassVar[str] = N_("A heavy ball: it keeps the share μ of its velocity.")
    alpha: float = 0.1
    mu: float = 0.9

    def __post_init__(self) -> None:
        super().__post_init__()
        self._keep(mu=share("mu", self.mu))

    def begin(self, n_parameters: int) -> Velocity:
        """Return v = 0."""
        return Velocity(read_only(np.zeros(n_parameters)))

    def move(self, gradient: Array, memory: Velocity, alpha: float) -> tuple[Array, Velocity]:
        """Return the new velocity."""
        v = self.mu * memory.v - alpha * gradient
        return v, Velocity(read_only(v.copy()))


@dataclass(frozen=True)
class Nesterov(Momentum):
    """Nesterov's momentum: the gradient is taken where v is about to lead.

    v <- mu v - alpha * dJ/dtheta; theta <- theta + mu v - alpha * dJ/dtheta.

    Here theta is the point looked ahead to, so that one evaluation a step will do and the cost
    shown is the cost at which the gradient was taken.

    Parameters
    ----------
    alpha : float, default 0.1
    mu : float, default 0.9
        0 to less than 1. For the others see `FirstOrder`.

    Notes
    -----
    Nesterov, "A method of solving a convex programming problem with convergence rate
    O(1/k^2)", 1983; in the variable looked ahead to: Bengio, Boulanger-Lewandowski and Pascanu,
    "Advances in optimizing recurrent networks", 2013, equation 7.
    """

    label: ClassVar[str] = "Nesterov"
    formula: ClassVar[str] = (
        r"v \leftarrow \mu v - \alpha \frac{\partial J}{\partial\theta},\quad"
        r" \theta \leftarrow \theta + \mu v - \alpha \frac{\partial J}{\partial\theta}"
    )
    note: ClassVar[str] = N_("Momentum that looks ahead: it brakes before it overshoots.")

    def move(self, gradient: Array, memory: Velocity, alpha: float) -> tuple[Array, Velocity]:
        """Return mu v - alpha * gradient, with the new v."""
        pull = alpha * gradient
        v = self.mu * memory.v - pull
        return self.mu * v - pull, Velocity(read_only(v))
