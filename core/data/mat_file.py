"""Arrays of a .mat file, read in a child process, so that no damaged file can crash the server."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from ..language import _
from ..types import Array
from .child_process import command, environment
from .mat_child import DOUBLED, TOO_LARGE

#: Seconds after which the child process is killed.
MAX_SECONDS = 30.0
#: Bytes of an answer besides its arrays, for each of them: their names, and those of the others.
HEADER = 2**20


class UnreadableError(Exception):
    """The file is not a .mat file, or is damaged."""


class DoubledError(Exception):
    """Two variables have the same name, which is the message."""


class TooLargeError(Exception):
    """An array is too large; the message has its name and shape."""


@dataclass(frozen=True)
class MatFile:
    """The requested arrays, and what else the file has.

    Attributes
    ----------
    arrays : dict of str to ndarray
        The requested variables that are numeric.
    others : tuple of str
        The requested variables that are not.
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
        Maximum number of elements of an array.

    Raises
    ------
    UnreadableError
        If the bytes are not a .mat file of MATLAB 5 to 7, or crash the process that reads them.
    TooLargeError
        If an array has more elements than `most`.
    DoubledError
        If one of the names stands in the file twice.
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
    if done.returncode == TOO_LARGE:
        name, _space, shape = done.stderr.decode(errors="replace").partition(" ")
        raise TooLargeError(_("{name}: got {shape}").format(name=name, shape=shape))
    if done.returncode == DOUBLED:
        raise DoubledError(done.stderr.decode(errors="replace"))
    # NumPy's format adds some hundred bytes for each array.
    if done.returncode or len(done.stdout) > len(names) * (8 * most + HEADER):
        raise UnreadableError
    with np.load(BytesIO(done.stdout), allow_pickle=False) as answer:
        return MatFile(
            {name: answer[f"a_{name}"] for name in names if f"a_{name}" in answer},
            tuple(answer["_others"].tolist()),
            tuple(answer["_found"].tolist()),
        )
