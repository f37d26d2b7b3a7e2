"""The array types that every module passes around, and arrays that cannot be written to."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Labels: TypeAlias = NDArray[np.intp]


def read_only(array: Array) -> Array:
    """Return the array itself, from now on not to be written to."""
    array.setflags(write=False)
    return array


def fixed(array: Array) -> Array:
    """Return an array that nobody writes to: the given one if that holds already, else a copy."""
    if array.flags.owndata and not array.flags.writeable:
        return array
    return read_only(np.array(array, dtype=np.float64))
