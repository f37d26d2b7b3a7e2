"""A step size for every parameter: RMSProp and Adam."""

from dataclasses import dataclass
from math import sqrt
from typing import ClassVar, NamedTuple

import numpy as np

from ...checks import flag, within
from ...language import N_
from ...types import Array, read_only
from .first_order import FirstOrder, share

#: A smaller epsilon can be rounded to 0 on its way into the denominator.
LEAST_EPSILON = 1e-300
#: A step in each parameter is about as long as alpha, whatever the size of the gradient: from the
#: default of Adam's paper to what networks of a few dozen weights still take.
USUAL_ALPHA = (0.001, 0.1)


class MeanSquare(NamedTuple):
    """The running mean s of the squared gradient, shape (n_parameters,)."""

    s: Array


@dataclass(frozen=True)
class RMSProp(FirstOrder):
    """A step size for every parameter: the gradient is divided by its usual size.

    s <- rho s + (1 - rho) g^2; theta <- theta - alpha g / (sqrt(s) + epsilon), g = dJ/dtheta.

    Parameters
    ----------
    alpha : float, default 0.01
    rho : float, default 0.9
        Share of s that is kept, 0 to less than 1.
    epsilon : float, default 1e-8
        Keeps the division finite; LEAST_EPSILON or more. For the others see `FirstOrder`.

    Notes
    -----
    Tieleman and Hinton, "Lecture 6.5: RMSProp", Coursera, Neural networks for machine
    learning, 2012.
    """

    label: ClassVar[str] = "RMSProp"
    formula: ClassVar[str] = (
        r"s \leftarrow \rho s + (1-\rho) g^2,\quad"
        r" \theta \leftarrow \theta - \frac{\alpha\, g}{\sqrt{s} + \epsilon}"
    )
    note: ClassVar[str] = N_(
        "Divides each gradient g by its usual size (ρ = 0.9): a far smaller α will do."
    )
    usual_alpha: ClassVar[tuple[float, float] | None] = USUAL_ALPHA
    alpha: float = 0.01
    rho: float = 0.9
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        super().__post_init__()
        self._keep(
            rho=share("rho", self.rho),
            epsilon=within("epsilon", self.epsilon, LEAST_EPSILON, np.inf),
        )

    def begin(self, n_parameters: int) -> MeanSquare:
        """Return s = 0."""
        return MeanSquare(read_only(np.zeros(n_parameters)))

    def move(self, gradient: Array, memory: MeanSquare, alpha: float) -> tuple[Array, MeanSquare]:
        """Return the gradient divided by the root of s."""
        s = self.rho * memory.s + (1.0 - self.rho) * gradient * gradient
        return -alpha * gradient / (np.sqrt(s) + self.epsilon), MeanSquare(read_only(s))


class Moments(NamedTuple):
    """Running means of the gradient, v, and of its square, s, and how many went into them."""

    v: Array
    s: Array
    t: int


@dataclass(frozen=True)
class Adam(FirstOrder):
    """Momentum and RMSProp together, both corrected for their start at zero.

    v <- beta_1 v + (1 - beta_1) g; s <- beta_2 s + (1 - beta_2) g^2, g = dJ/dtheta;
    theta <- theta - alpha v_hat / (sqrt(s_hat) + epsilon), v_hat = v / (1 - beta_1^t),
    s_hat = s / (1 - beta_2^t) at the t-th update. (The paper calls v and s m and v.)

    Parameters
    ----------
    alpha : float, default 0.001
    beta_1 : float, default 0.9
    beta_2 : float, default 0.999
        Shares that are kept, 0 to less than 1.
    epsilon : float, default 1e-8
        LEAST_EPSILON or more.
    epsilon_hat : bool, default False
        Whether epsilon is added to sqrt(s) rather than sqrt(s_hat): the order of computation
        that the paper gives at the end of its section 2, and scikit-learn's. For the others see
        `FirstOrder`.

    Notes
    -----
    Kingma and Ba, "Adam: A method for stochastic optimization", 2015, algorithm 1.
    """

    label: ClassVar[str] = "Adam"
    formula: ClassVar[str] = (
        r"v \leftarrow \beta_1 v + (1-\beta_1) g,\; s \leftarrow \beta_2 s + (1-\beta_2) g^2,\;"
        r" \theta \leftarrow \theta - \frac{\alpha\, \hat v}{\sqrt{\hat s} + \epsilon}"
    )
    note: ClassVar[str] = N_(
        "Momentum and RMSProp together (β₁ = 0.9, β₂ = 0.999): a far smaller α will do."
    )
    usual_alpha: ClassVar[tuple[float, float] | None] = USUAL_ALPHA
    alpha: float = 0.001
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-8
    epsilon_hat: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        self._keep(
            beta_1=share("beta_1", self.beta_1),
            beta_2=share("beta_2", self.beta_2),
            epsilon=within("epsilon", self.epsilon, LEAST_EPSILON, np.inf),
            epsilon_hat=flag("epsilon_hat", self.epsilon_hat),
        )

    def begin(self, n_parameters: int) -> Moments:
        """Return both means at zero."""
        zeros = read_only(np.zeros(n_parameters))
        return Moments(zeros, zeros, 0)

    def move(self, gradient: Array, memory: Moments, alpha: float) -> tuple[Array, Moments]:
        """Return the corrected mean divided by the root of the corrected mean square."""
        t = memory.t + 1
        v = self.beta_1 * memory.v + (1.0 - self.beta_1) * gradient
        s = self.beta_2 * memory.s + (1.0 - self.beta_2) * gradient * gradient
        root = sqrt(1.0 - self.beta_2**t)
        epsilon = self.epsilon if self.epsilon_hat else self.epsilon * root
        change = (-alpha * root / (1.0 - self.beta_1**t)) * v / (np.sqrt(s) + epsilon)
        return change, Moments(read_only(v), read_only(s), t)
