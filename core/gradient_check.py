"""Compare the gradient of backpropagation with one found by central differences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.objective import Objective
from core.types import Array, Labels


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


def check_gradient(
    objective: Objective,
    theta: Array,
    epsilon: float = 1e-4,
    indices: Sequence[int] | Labels | None = None,
) -> GradientCheck:
    """Check dJ/dtheta_i against (J(theta + epsilon e_i) - J(theta - epsilon e_i)) / (2 epsilon).

    Parameters
    ----------
    objective : Objective
    theta : ndarray of shape (n_parameters,)
    epsilon : float
        More than 0; exercise 4 takes 1e-4.
    indices : sequence of int, optional
        The parameters to check; default: all.

    Returns
    -------
    GradientCheck

    Notes
    -----
    Source: Coursera Machine Learning, programming exercise 4, section 2.4.
    """
    chosen = range(len(theta)) if indices is None else [int(i) for i in indices]
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
