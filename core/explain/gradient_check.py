"""Compare the gradient of backpropagation with one found by central differences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from ..checks import within
from ..engine.differentiable import CostParts, Evaluation
from ..engine.network import Network
from ..types import Array, Labels


class Checkable(Protocol):
    """A network's cost and what is said to be its gradient, be it right or not."""

    @property
    def network(self) -> Network:
        """Return the network whose parameters theta holds."""
        ...

    def __call__(self, theta: Array, batch: Any = None) -> Evaluation:
        """Return J and its gradient at theta."""
        ...

    def parts(self, theta: Array) -> CostParts:
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
    """
    within("n", n, 1, np.inf)
    if n >= network.n_parameters:
        return np.arange(network.n_parameters)
    rng = np.random.default_rng(seed)
    chosen = []
    for block in network.blocks:
        size = block.stop - block.start
        share = max(1, round(n * size / network.n_parameters))
        chosen.append(block.start + rng.choice(size, min(size, share), replace=False))
    return np.sort(np.concatenate(chosen))


def check_gradient(
    objective: Checkable,
    theta: Array,
    epsilon: float = 1e-4,
    indices: Sequence[int] | Labels | None = None,
) -> GradientCheck:
    """Check dJ/dtheta_i against (J(theta + epsilon e_i) - J(theta - epsilon e_i)) / (2 epsilon).

    Parameters
    ----------
    objective : Checkable
        An Objective, or one with a mistake in its gradient.
    theta : ndarray of shape (n_parameters,)
    epsilon : float
        More than 0; exercise 4 takes 1e-4.
    indices : sequence of int, optional
        The parameters to check; default: all.

    Returns
    -------
    GradientCheck

    Raises
    ------
    ValueError
        If epsilon is not more than 0, theta has another shape, or an index is no parameter's.

    Notes
    -----
    The difference is wrong by about epsilon^2 / 6 times the third derivative (truncation), and
    by about 2**-53 |J| / epsilon (rounding): there is a best epsilon between.

    Source: Coursera Machine Learning, programming exercise 4, section 2.4.
    """
    within("epsilon", epsilon, 0.0, np.inf, open_low=True)
    n = objective.network.n_parameters
    if theta.shape != (n,):
        raise ValueError(f"theta: got shape {theta.shape}, takes ({n},)")
    chosen = range(n) if indices is None else [int(i) for i in indices]
    for i in chosen:
        within("indices", i, 0, n - 1)
    names = objective.network.parameter_names
    numerical = np.empty(len(chosen))
    for position, i in enumerate(chosen):
        at = theta.astype(np.float64, copy=True)
        at[i] = theta[i] + epsilon
        above = objective.parts(at).J
        at[i] = theta[i] - epsilon
        numerical[position] = (above - objective.parts(at).J) / (2 * epsilon)
    return GradientCheck(
        tuple(names[i] for i in chosen),
        objective(theta).dJ_dtheta[list(chosen)],
        numerical,
        epsilon,
    )
