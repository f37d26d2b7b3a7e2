"""MNIST at the size of exercise 4's digits, 20 x 20: fetched once, kept on disk, never unpickled.

It is fetched and parsed by a child process, mnist_child.py, with an upper bound on its memory: the
server holds the small pictures as bytes, 28 MB, and never the 70,000 x 784 numbers.
"""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer
from typing import TypeAlias
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

# scikit-learn's folder for data.
from sklearn.datasets import get_data_home

from ..language import N_, _
from ..types import Labels
from .child_process import HERE, command, environment
from .digits import Digits
from .mnist_child import DAMAGED, FULL, NO_DISK, NO_MEMORY, NO_NETWORK, SIDE

Pixels: TypeAlias = NDArray[np.uint8]

FILE = "glassnet-mnist-20x20.npz"
CHILD = HERE / "mnist_child.py"
#: Maximum bytes of address space of the child. It takes 0.75 GB, of which 0.37 GB are resident.
MAX_BYTES = 1_200_000_000
#: Maximum seconds of processor time of the child, and seconds after which it is killed.
MAX_PROCESSOR_SECONDS, MAX_SECONDS = 120, 600.0
#: Keeps the child small: without the first, Arrow, which pandas uses for names, maps a gigabyte at
#: once; without the others, each core gets a thread with its own buffers.
SMALL = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}

_ALTERNATIVE = N_("The built-in digits need no network, and you can upload a .mat file instead")
#: Exit code of the child -> reason.
FAILURES = {
    NO_NETWORK: N_("OpenML does not answer from here"),
    NO_MEMORY: N_("it takes more than the {most:g} GB of memory that are allowed for it"),
    DAMAGED: N_("what came from OpenML is damaged, or is something else"),
    NO_DISK: N_("this server's folder for data takes no file: it is full, or cannot be written to"),
}

_lock = Lock()


class FetchError(Exception):
    """MNIST cannot be fetched; the message has the reason."""


@dataclass(frozen=True)
class Mnist:
    """MNIST at the size of exercise 4's digits.

    Attributes
    ----------
    pixels : ndarray of uint8, shape (m, 400)
        Row by row; 0 is paper, 255 ink.
    labels : ndarray of int, shape (m,)
    """

    pixels: Pixels
    labels: Labels

    @property
    def n_pixels(self) -> int:
        """Return the number of pixels of a picture."""
        return int(self.pixels.shape[1])

    def some(self, index: Labels) -> Digits:
        """Return the digits with these indices, with ink from 0 to 1."""
        return Digits(self.pixels[index] / float(FULL), self.labels[index])


def kept(folder: Path | None = None) -> Mnist | None:
    """Return MNIST if it has been fetched and can be read, otherwise None.

    Parameters
    ----------
    folder : Path, optional
        By default scikit-learn's folder for data: SCIKIT_LEARN_DATA, or one in the home directory.
    """
    try:
        with (_folder(folder) / FILE).open("rb") as file:
            arrays = np.load(file, allow_pickle=False)
            pixels, labels = arrays["pixels"], arrays["labels"]
    except (OSError, ValueError, KeyError, IndexError, BadZipFile, EOFError):
        return None
    if pixels.dtype != np.uint8 or pixels.shape != (len(labels), SIDE**2):
        return None
    return Mnist(pixels, labels.astype(np.intp))


def fetch(
    report: Callable[[float, str], None] = lambda share, words: None,
    folder: Path | None = None,
    child: Path = CHILD,
    max_bytes: int = MAX_BYTES,
    max_seconds: float = MAX_SECONDS,
) -> None:
    """Fetch MNIST from OpenML to where `kept` finds it, unless it is there already.

    Parameters
    ----------
    report : callable
        ``report(share, words)`` is called with the share that is done, 0 to 1, and the current
        step. An exception that it raises ends the child and is raised here.
    folder : Path, optional
        As in `kept`.
    child : Path
        The script that fetches MNIST.
    max_bytes : int
        Maximum address space of the child, if the system can limit that; 1 or more.
    max_seconds : float
        Seconds after which the child is killed; more than 0.

    Raises
    ------
    FetchError
        If it cannot be fetched; the message has the reason.
    """
    with _lock:  # others who ask meanwhile then find it on disk
        if kept(folder) is not None:
            return
        try:
            place = _folder(folder)
            # In the same folder, so that replacing the file is atomic.
            with TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as scratch:
                file = Path(scratch) / FILE
                _run(child, [scratch, str(file), str(max_bytes)], max_seconds, report)
                file.replace(place / FILE)
        except OSError as error:
            raise _failure(_(FAILURES[NO_DISK])) from error
    report(1.0, _("MNIST is here"))


def _run(
    child: Path, arguments: list[str], max_seconds: float, report: Callable[[float, str], None]
) -> None:
    """Run the child to its end, and report its progress."""
    process = subprocess.Popen(
        command(child, *arguments, str(MAX_PROCESSOR_SECONDS)),
        env=environment(**SMALL),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    timeout = Timer(max_seconds, process.kill)
    timeout.start()
    try:
        assert process.stdout is not None  # a pipe
        for line in process.stdout:
            share, words = line.rstrip("\n").split(" ", 1)
            report(float(share), _(words))
        process.wait()
    finally:
        has_timed_out = not timeout.is_alive()
        timeout.cancel()
        process.kill()
        process.communicate()
    if process.returncode:
        too_slow = _("it is not done after {max_seconds:g} seconds").format(max_seconds=max_seconds)
        ended = _("the process that parses it was ended by the system ({returncode})").format(
            returncode=process.returncode
        )
        reason = FAILURES.get(process.returncode)
        raise _failure(
            _(reason).format(most=MAX_BYTES / 1e9)
            if reason
            else too_slow
            if has_timed_out
            else ended
        )


def _failure(reason: str) -> FetchError:
    """Return the error with its reason, and what to do instead."""
    return FetchError(
        _("MNIST cannot be fetched: {reason}. {alternative}").format(
            reason=reason, alternative=_(_ALTERNATIVE)
        )
    )


def _folder(folder: Path | None) -> Path:
    """Return the folder of the file."""
    return folder if folder is not None else Path(get_data_home())
