"""Arrays of a .mat file, read in a process of its own: whatever that does, the server goes on."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from ..types import Array
from .child_process import command, environment
from .mat_child import REFUSED

#: Seconds after which a reader that has not finished is ended.
MAX_SECONDS = 30.0


class UnreadableError(Exception):
    """No .mat file, or one that is damaged."""


class TooLargeError(Exception):
    """An array is larger than is taken; says its name and shape."""


@dataclass(frozen=True)
class MatFile:
    """What was asked for, and what else there is.

    Attributes
    ----------
    arrays : dict of str to ndarray
        Those of the names asked for that hold numbers.
    others : tuple of str
        Those that hold something else.
    found : tuple of str
        The names of all variables in the file.
    """

    arrays: dict[str, Array]
    others: tuple[str, ...]
    found: tuple[str, ...]


def read_mat(data: bytes, names: Sequence[str], most: int) -> MatFile:
    """Return the arrays of these names.

    Parameters
    ----------
    data : bytes
    names : sequence of str
    most : int
        Elements of an array at the most.

    Raises
    ------
    UnreadableError
        If the bytes are no .mat file of MATLAB 5 to 7, or end the process that reads them.
    TooLargeError
        If an array has more elements than `most`.
    """
    try:
        done = subprocess.run(
            command("mat_child.py", str(most), *names),
            env=environment(),
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError from error
    if done.returncode == REFUSED:
        raise TooLargeError(done.stderr.decode(errors="replace"))
    if done.returncode:
        raise UnreadableError
    with np.load(BytesIO(done.stdout), allow_pickle=False) as said:
        return MatFile(
            {name: said[f"a_{name}"] for name in names if f"a_{name}" in said},
            tuple(said["_others"].tolist()),
            tuple(said["_found"].tolist()),
        )
