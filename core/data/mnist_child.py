"""Fetch MNIST, make its pictures 20 x 20 and write them to a file; a process of its own, started by
mnist.py.

As text, MNIST is 128 MB, and a parser takes a multiple of that: the server does not hold it. What
is being done stands on standard output, a line each: the share that is done, then words.
"""

import gzip
import socket
import sys
import warnings
import zlib
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError

import numpy as np
from numpy.typing import NDArray

# Resampling is not ours to write.
from scipy.ndimage import zoom

# scikit-learn asks OpenML, checks what comes, and parses it.
from sklearn.datasets import fetch_openml

try:
    import resource
except ImportError:  # Windows has no such limits
    limit_resources = None
else:

    def limit_resources(max_bytes: int, max_seconds: int) -> None:
        """Bound the memory that this process may map, and the processor time that it may take."""
        resource.setrlimit(resource.RLIMIT_AS, (max_bytes, max_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (max_seconds, max_seconds + 1))


SIDE_FETCHED, SIDE, N_CLASSES = 28, 20, 10
FULL = 255
#: Pictures that are resized at a time.
CHUNK = 2000
#: Seconds in which OpenML must say something.
SILENCE = 30.0
#: How pandas is to read OpenML's table: 784 columns of ink from 0 to 255, of which it would make an
#: eightfold by itself, and the digit, in quotes or not.
COLUMNS: dict[str, Any] = {
    "dtype": dict.fromkeys(range(SIDE_FETCHED**2), np.uint8),
    "converters": {SIDE_FETCHED**2: lambda text: int(text.strip("'\""))},
}

#: Exit codes.
NO_NETWORK, NO_MEMORY, DAMAGED, NO_DISK = 3, 4, 5, 6
#: What is raised -> exit code; the first one that fits.
EXIT_CODES: tuple[tuple[tuple[type[Exception], ...], int], ...] = (
    ((MemoryError,), NO_MEMORY),
    ((gzip.BadGzipFile, zlib.error, EOFError), DAMAGED),
    ((URLError, HTTPException, TimeoutError, ConnectionError), NO_NETWORK),
    ((OSError,), NO_DISK),
    ((ValueError, KeyError, OverflowError), DAMAGED),
)


def resized(pictures: NDArray[Any]) -> NDArray[np.uint8]:
    """Return pictures of 28 x 28 as such of 20 x 20.

    Parameters
    ----------
    pictures : ndarray of shape (m, 784)
        Ink from 0 to 255.
    """
    squares = pictures.reshape(-1, SIDE_FETCHED, SIDE_FETCHED).astype(np.float64)
    share = SIDE / SIDE_FETCHED
    small = zoom(squares, (1, share, share), order=1, grid_mode=True, mode="grid-constant")
    whole: NDArray[np.uint8] = np.rint(np.clip(small, 0, FULL)).astype(np.uint8)
    return whole.reshape(len(pictures), -1)


def main(scratch: Path, file: Path, source: Callable[..., Any] = fetch_openml) -> None:
    """Fetch MNIST into a folder and write ``pixels`` and ``labels`` to an .npz file.

    Parameters
    ----------
    scratch : Path
        Takes what is downloaded, and is removed by whoever made it.
    file : Path
    source : callable
        As scikit-learn's ``fetch_openml``.
    """
    report(0.05, "Asking OpenML for MNIST, about 15 MB …")
    bunch = source(
        "mnist_784",
        version=1,
        as_frame=False,
        parser="pandas",
        data_home=str(scratch),
        n_retries=1,
        read_csv_kwargs=COLUMNS,
    )
    pictures, labels = np.asarray(bunch.data), np.asarray(bunch.target).astype(np.uint8)
    if pictures.ndim != 2 or pictures.shape != (len(labels), SIDE_FETCHED**2):
        raise ValueError(f"got an array {pictures.shape}, and {len(labels)} labels")
    if labels.max(initial=0) >= N_CLASSES:
        raise ValueError(f"got a label {labels.max()}")
    small = np.empty((len(pictures), SIDE**2), dtype=np.uint8)
    for start in range(0, len(pictures), CHUNK):
        report(0.5 + 0.45 * start / len(pictures), "Making the pictures 20 x 20 …")
        small[start : start + CHUNK] = resized(pictures[start : start + CHUNK])
    report(0.97, "Keeping them for the next time …")
    with file.open("wb") as out:
        np.savez_compressed(out, pixels=small, labels=labels)


def report(share: float, words: str) -> None:
    """Say how far it is."""
    sys.stdout.write(f"{share:.4f} {words}\n")
    sys.stdout.flush()


def exit_code(error: Exception) -> int | None:
    """Return what the process ends with after an error; None for one that nobody expected."""
    # pandas has an error of its own for want of memory.
    if "out of memory" in str(error):
        return NO_MEMORY
    return next((code for kinds, code in EXIT_CODES if isinstance(error, kinds)), None)


def run(arguments: list[str], source: Callable[..., Any] = fetch_openml) -> int:
    """Do what the command line says, and return the exit code."""
    scratch, file, max_bytes, max_seconds = arguments
    if limit_resources is not None:
        limit_resources(int(max_bytes), int(max_seconds))
    socket.setdefaulttimeout(SILENCE)
    warnings.simplefilter("ignore")  # of each try; what comes of them is the exit code
    try:
        main(Path(scratch), Path(file), source)
    except Exception as error:
        code = exit_code(error)
        if code is None:
            raise
        return code
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
