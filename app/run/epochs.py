"""A sample of the epochs of a run."""

import numpy as np

from core.types import Labels


def lattice(epoch: int, most: int) -> Labels:
    """Return evenly spaced epochs from 0, and `epoch` itself as the last: `most` or fewer in all.

    The spacing is a power of two, so that a longer run keeps epochs of the shorter one.

    Parameters
    ----------
    epoch : int
        0 or more.
    most : int
        3 or more.
    """
    every = 1
    while epoch > every * (most - 2):
        every *= 2
    return np.append(np.arange(0, epoch, every), epoch)
