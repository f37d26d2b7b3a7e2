"""Updates as some tutorials publish them, with their slips, in plain NumPy.

The engine computes the gradient as it is; these exist to show what the slips amount to.
"""

import numpy as np

from core.types import Array


def sigmoid(z: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def whole_range(rng: np.random.RandomState, n_in: int, n_out: int) -> Array:
    """Draw Theta (n_out, 1 + n_in) as the moons notebook's text says: from [-epsilon, epsilon].

    Its code draws from half of that range.
    """
    epsilon = np.sqrt(6.0) / np.sqrt(n_out + n_in + 1)
    return np.asarray((2.0 * rng.rand(n_out, 1 + n_in) - 1.0) * epsilon)
