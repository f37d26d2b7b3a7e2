"""Compare the gradient of backpropagation with one found by central differences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike

from ..checks import indices as parameters_of
from ..checks import instance, vector, whole, within
from ..engine.differentiable import CostParts, Evaluation
from ..engine.network import Network
from ..engine.patience import UnfinishedError, is_late
from ..types import Array, Labels


@runtime_checkable
class Checkable(Protocol):
    """A network's cost and what it gives as its gradient, be it right or not."""

    @property
    def network(self) -> Network:
        """Return the network whose parameters theta holds."""
        ...

    def __call__(self, theta: ArrayLike, batch: Any = None) -> Evaluation:
        """Return J and its gradient at theta."""
        ...

    def parts(self, theta: ArrayLike) -> CostParts:
        """Return J in its parts."""
        ...


@dataclass(frozen=True)
class GradientCheck:
    """The two gradients side by side.

    Attributes
    ----------
    names : tuple of str
        One for each parameter checked.
    analytic, numerical : ndarray of shape (n,)
        dJ/dtheta by backpropagation and by central differences.
    epsilon : float
        Half the distance between the two points of a difference.
    """

    names: tuple[str, ...]
    analytic: Array
    numerical: Array
    epsilon: float

    @property
    def relative_difference(self) -> Array:
        """Return |a - b| / max(|a|, |b|) per parameter; 0 where both are 0."""
        size = np.maximum(np.abs(self.analytic), np.abs(self.numerical))
        gap = np.abs(self.analytic - self.numerical)
        return np.divide(gap, size, out=np.zeros_like(gap), where=size > 0)

    @property
    def norm_ratio(self) -> float:
        """Return |a - b| / |a + b|, the number that exercise 4 prints; 0 where both are 0."""
        whole = float(np.linalg.norm(self.analytic + self.numerical))
        gap = float(np.linalg.norm(self.analytic - self.numerical))
        return gap / whole if whole else gap


def sample_parameters(network: Network, n: int, seed: int = 0) -> Labels:
    """Return the indices of about n parameters of a network, in order, some of every W and b.

    Every block gives its share of n, and 1 at the least: a fault in the biases of the output
    layer shows though they are 10 of 10,285 parameters.

    Parameters
    ----------
    network : Network
    n : int
        1 or more; all parameters where there are no more.
    seed : int
        0 or more.

    Raises
    ------
    ValueError
        If n or seed is out of range.
    TypeError
        If network is no Network.
    """
    instance("network", network, Network)
    n = whole("n", n, 1)
    rng = np.random.default_rng(whole("seed", seed, 0))
    if n >= network.n_parameters:
        return np.arange(network.n_parameters)
    chosen = []
    for block in network.blocks:
        size = block.stop - block.start
        share = max(1, round(n * size / network.n_parameters))
        chosen.append(block.start + rng.choice(size, min(size, share), replace=False))
    return np.sort(np.concatenate(chosen))


def check_gradient(
    objective: Checkable,
    theta: ArrayLike,
    epsilon: float = 1e-4,
    indices: Sequence[int] | Labels | None = None,
) -> GradientCheck:
    """Check dJ/dtheta_i against (J(theta + epsilon e_i) - J(theta - epsilon e_i)) / (2 epsilon).

    Parameters
    ----------
    objective : Checkable
        An Objective, or one with a mistake in its gradient.
    theta : array_like of shape (n_parameters,)
    epsilon : float
        More than 0; exercise 4 takes 1e-4.
    indices : sequence of int, optional
        The parameters to check, or a mask of n_parameters booleans; default: all.

    Returns
    -------
    GradientCheck

    Raises
    ------
    ValueError
        If epsilon is not more than 0, theta has another shape or is not finite, or an index is no
        parameter's.
    TypeError
        If objective is nothing that can be checked.

    Notes
    -----
    The difference is wrong by about epsilon^2 / 6 times the third derivative (truncation), and
    by about 2**-53 |J| / epsilon (rounding): there is a best epsilon between.

    Source: Coursera Machine Learning, programming exercise 4, section 2.4.
    """
    instance("objective", objective, Checkable)
    epsilon = within("epsilon", epsilon, 0.0, np.inf, open_low=True)
    n = objective.network.n_parameters
    center = vector("theta", theta, n)
    chosen = np.arange(n) if indices is None else parameters_of("indices", indices, n)
    numerical = CentralDifferences(objective, center, epsilon, chosen).finish()
    return compared(objective, center, epsilon, chosen, numerical)


def compared(
    objective: Checkable, theta: Array, epsilon: float, chosen: Labels, numerical: Array
) -> GradientCheck:
    """Return backpropagation's gradient beside central differences that are there."""
    names = objective.network.parameter_names
    return GradientCheck(
        tuple(names[i] for i in chosen), objective(theta).dJ_dtheta[chosen], numerical, epsilon
    )


class CentralDifferences:
    """(J(theta + epsilon e_i) - J(theta - epsilon e_i)) / (2 epsilon), one after the other.

    Parameters
    ----------
    objective : Checkable
    theta : ndarray of shape (n_parameters,)
    epsilon : float
    indices : ndarray of int
        The parameters i.

    Attributes
    ----------
    n_done : int
        How many are there.
    """

    def __init__(self, objective: Checkable, theta: Array, epsilon: float, indices: Labels) -> None:
        self.indices, self.n_done = indices, 0
        self._objective, self._theta, self._epsilon = objective, theta, epsilon
        self._found = np.empty(len(indices))

    def finish(self) -> Array:
        """Return all of them.

        Raises
        ------
        UnfinishedError
            Within ``patient_until``, if it takes longer; to ask again is to go on. One more is
            there each time.
        """
        for n in range(self.n_done, len(self.indices)):
            if n > self.n_done and is_late():
                self.n_done = n
                raise UnfinishedError
            i, at = self.indices[n], self._theta.copy()
            at[i] = self._theta[i] + self._epsilon
            above = self._objective.parts(at).J
            at[i] = self._theta[i] - self._epsilon
            self._found[n] = (above - self._objective.parts(at).J) / (2 * self._epsilon)
        self.n_done = len(self.indices)
        return self._found
