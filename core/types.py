"""The array types that every module passes around, and arrays that cannot be written to."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Labels: TypeAlias = NDArray[np.intp]


def read_only(array: Array) -> Array:
    """Return the array itself, from now on not to be written to."""
    array.setflags(write=False)
    return array


def _is_fixed(array: Array) -> bool:
    """Return whether nobody writes to an array, nor to the one that it is a part of."""
    part: Any = array
    while isinstance(part, np.ndarray) and not part.flags.writeable:
        part = part.base
    return part is None  # and not an array that can be written to, or memory of something else


def fixed(array: Array) -> Array:
    """Return an array that nobody writes to: the given one if that holds already, else a copy."""
    if _is_fixed(array):
        return array
    return read_only(np.array(array, dtype=np.float64))
