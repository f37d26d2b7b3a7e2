"""Realistic nights: hours of sleep and of study before a test, and its score out of 100."""

import numpy as np

from ..checks import whole
from ..types import Array

#: Points without any sleep or study, and points for each hour of sleep and of study; chosen to
#: come close to the three nights of the tutorial.
BASE, SLEEP, STUDY = 59.5, 3.2, 1.2
#: Standard deviation of the noise of a score, in points.
NOISE = 3.0
#: Maximum number of nights.
MAX_NIGHTS = 1_000_000


def realistic_nights(m: int, seed: int) -> tuple[Array, Array]:
    """Draw realistic nights.

    Hours of sleep come from a normal distribution around 7 (deviation 1.8), those of study from
    one around 2.5 (1.3), both rounded to half hours; scores are linear in both, with noise.

    Parameters
    ----------
    m : int
        Number of nights, 0 to MAX_NIGHTS.
    seed : int
        0 or more.

    Returns
    -------
    X : ndarray of shape (m, 2)
        Hours of sleep, 3 to 10, and of study, 0 to 5.
    scores : ndarray of shape (m, 1)
        Whole points, 0 to 100.

    Raises
    ------
    ValueError
        If m or seed is not a whole number, or out of range.
    """
    m = whole("m", m, 0, MAX_NIGHTS)
    rng = np.random.default_rng(whole("seed", seed, 0))
    sleep = np.clip(rng.normal(7.0, 1.8, m), 3.0, 10.0)
    study = np.clip(rng.normal(2.5, 1.3, m), 0.0, 5.0)
    X = np.round(2.0 * np.column_stack([sleep, study])) / 2.0
    scores = BASE + X @ np.array([[SLEEP], [STUDY]]) + rng.normal(0.0, NOISE, (m, 1))
    return X, np.clip(np.round(scores), 0.0, 100.0)
