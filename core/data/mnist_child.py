"""Fetch MNIST, resize its pictures to 20 x 20, write a file; a child process, started by mnist.py.

MNIST is 128 MB of text, and a parser takes a multiple of that, which the server need not hold. The
child reports its progress on standard output: in each line the share that is done, then words.
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
from scipy.ndimage import zoom

# It downloads from OpenML, verifies a checksum, and parses.
from sklearn.datasets import fetch_openml

try:
    import resource
except ImportError:  # Windows has no such limits
    limit_resources = None
else:

    def limit_resources(max_bytes: int, max_seconds: int) -> None:
        """Limit the address space and the processor time of this process."""
        resource.setrlimit(resource.RLIMIT_AS, (max_bytes, max_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (max_seconds, max_seconds + 1))


SIDE_FETCHED, SIDE, N_CLASSES = 28, 20, 10
FULL = 255
#: Number of pictures that are resized at a time.
CHUNK = 2000
#: Seconds without an answer from OpenML after which a connection fails.
TIMEOUT = 30.0
#: Options for pandas to read OpenML's table: 784 columns of ink as bytes, an eighth of its default
#: type, and the digit, with or without quotes.
COLUMNS: dict[str, Any] = {
    "dtype": dict.fromkeys(range(SIDE_FETCHED**2), np.uint8),
    "converters": {SIDE_FETCHED**2: lambda text: int(text.strip("'\""))},
}

#: Exit codes.
NO_NETWORK, NO_MEMORY, DAMAGED, NO_DISK = 3, 4, 5, 6
#: Exceptions -> exit code; the first match counts.
EXIT_CODES: tuple[tuple[tuple[type[Exception], ...], int], ...] = (
    ((MemoryError,), NO_MEMORY),
    ((gzip.BadGzipFile, zlib.error, EOFError), DAMAGED),
    ((URLError, HTTPException, TimeoutError, ConnectionError), NO_NETWORK),
    ((OSError,), NO_DISK),
    ((ValueError, KeyError, OverflowError), DAMAGED),
)


def resized(pictures: NDArray[Any]) -> NDArray[np.uint8]:
    """Return pictures of 28 x 28 pixels resized to 20 x 20.

    Parameters
    ----------
    pictures : ndarray of shape (m, 784)
        Ink from 0 to 255.
    """
    squares = pictures.reshape(-1, SIDE_FETCHED, SIDE_FETCHED).astype(np.float64)
    share = SIDE / SIDE_FETCHED
    small = zoom(squares, (1, share, share), order=1, grid_mode=True, mode="grid-constant")
    rounded: NDArray[np.uint8] = np.rint(np.clip(small, 0, FULL)).astype(np.uint8)
    return rounded.reshape(len(pictures), -1)


def N_(words: str) -> str:
    """Mark words that the server translates: nothing of ours is imported here."""
    return words


def main(scratch: Path, file: Path, source: Callable[..., Any] = fetch_openml) -> None:
    """Fetch MNIST into a folder and write ``pixels`` and ``labels`` to an .npz file.

    Parameters
    ----------
    scratch : Path
        Folder for the download; the parent process removes it.
    file : Path
    source : callable
        With the signature of scikit-learn's ``fetch_openml``.
    """
    report(0.05, N_("Asking OpenML for MNIST, about 15 MB …"))
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
        report(0.5 + 0.45 * start / len(pictures), N_("Making the pictures 20 x 20 …"))
        small[start : start + CHUNK] = resized(pictures[start : start + CHUNK])
    report(0.97, N_("Keeping them for the next time …"))
    with file.open("wb") as out:
        np.savez_compressed(out, pixels=small, labels=labels)


def report(share: float, words: str) -> None:
    """Report the progress."""
    sys.stdout.write(f"{share:.4f} {words}\n")
    sys.stdout.flush()


def exit_code(error: Exception) -> int | None:
    """Return the exit code for an error; None for an unexpected one."""
    # pandas raises its own kind of error when memory runs out.
    if "out of memory" in str(error):
        return NO_MEMORY
    return next((code for kinds, code in EXIT_CODES if isinstance(error, kinds)), None)


def run(arguments: list[str], source: Callable[..., Any] = fetch_openml) -> int:
    """Run with the arguments of the command line, and return the exit code."""
    scratch, file, max_bytes, max_seconds = arguments
    if limit_resources is not None:
        limit_resources(int(max_bytes), int(max_seconds))
    socket.setdefaulttimeout(TIMEOUT)
    warnings.simplefilter("ignore")  # about retries; the exit code is what counts
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
