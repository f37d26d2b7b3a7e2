"""MNIST as exercise 4 has its digits: 20 x 20, fetched once, kept on disk. Never unpickled.

It is fetched and parsed by a process of its own, mnist_child.py, with an upper bound on its memory:
the server holds the small pictures as bytes, 28 MB, and never the 70,000 x 784 numbers.
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

# scikit-learn's own folder for data.
from sklearn.datasets import get_data_home

from ..types import Labels
from .child_process import HERE, command, environment
from .digits import Digits
from .mnist_child import DAMAGED, FULL, NO_DISK, NO_MEMORY, NO_NETWORK, SIDE

Pixels: TypeAlias = NDArray[np.uint8]

FILE = "glassnet-mnist-20x20.npz"
CHILD = HERE / "mnist_child.py"
#: Bytes of address space that the child may map. It takes 0.75 GB, of which 0.37 are resident.
MAX_BYTES = 1_200_000_000
#: Seconds of processor time for it, and seconds until it is ended however slow the network is.
MAX_PROCESSOR_SECONDS, MAX_SECONDS = 120, 600.0
#: Without it Arrow, in which pandas keeps its names, maps a gigabyte at once; and without the
#: others each core gets a thread with buffers of its own.
SMALL = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}

_ELSE = "The built-in digits need no network, and a .mat file of yours does as well"
#: Exit code of the child -> what happened.
FAILURES = {
    NO_NETWORK: "OpenML does not answer from here",
    NO_MEMORY: f"it takes more than the {MAX_BYTES / 1e9:g} GB of memory that are allowed for it",
    DAMAGED: "what came from OpenML is damaged, or is something else",
    NO_DISK: "this server's folder for data takes no file: it is full, or cannot be written to",
}

_lock = Lock()


class FetchError(Exception):
    """MNIST cannot be had; says why in a sentence."""


@dataclass(frozen=True)
class Mnist:
    """MNIST, made as small as exercise 4's digits.

    Attributes
    ----------
    pixels : ndarray of uint8, shape (m, 400)
        Row by row; 0 is paper, 255 ink.
    labels : ndarray of int, shape (m,)
    """

    pixels: Pixels
    labels: Labels

    def some(self, index: Labels) -> Digits:
        """Return some of them, with ink from 0 to 1."""
        return Digits(self.pixels[index] / float(FULL), self.labels[index])


def kept(folder: Path | None = None) -> Mnist | None:
    """Return what was fetched before; None where that is nothing, or cannot be read.

    Parameters
    ----------
    folder : Path, optional
        scikit-learn's own folder for data by default: SCIKIT_LEARN_DATA, or one in the home.
    """
    try:
        with (_folder(folder) / FILE).open("rb") as file:
            arrays = np.load(file, allow_pickle=False)
            pixels, labels = arrays["pixels"], arrays["labels"]
    except (OSError, ValueError, KeyError, IndexError, BadZipFile, EOFError):
        return None
    sound = pixels.dtype == np.uint8 and pixels.ndim == 2 and pixels.shape[1] == SIDE**2
    return Mnist(pixels, labels.astype(np.intp)) if sound and len(labels) == len(pixels) else None


def fetch(
    report: Callable[[float, str], None] = lambda share, words: None,
    folder: Path | None = None,
    child: Path = CHILD,
    max_bytes: int = MAX_BYTES,
    max_seconds: float = MAX_SECONDS,
) -> None:
    """Have MNIST on disk, where `kept` finds it: fetched from OpenML, or from before.

    Parameters
    ----------
    report : callable
        Called with the share that is done, 0 to 1, and in words what is being done. What it raises
        ends the child and is raised here.
    folder : Path, optional
        As for `kept`.
    child : Path
        The script that fetches it.
    max_bytes : int
        Of address space for the child, where the system can bound that; 1 or more.
    max_seconds : float
        Until it is ended; more than 0.

    Raises
    ------
    FetchError
        In a sentence, if it cannot be had.
    """
    with _lock:  # whoever asks meanwhile finds it on disk
        if kept(folder) is not None:
            return
        try:
            place = _folder(folder)
            # Where the file is to be, so that it comes there whole or not at all.
            with TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as scratch:
                file = Path(scratch) / FILE
                _run(child, [scratch, str(file), str(max_bytes)], max_seconds, report)
                file.replace(place / FILE)
        except OSError as error:
            raise _failure(FAILURES[NO_DISK]) from error
    report(1.0, "MNIST is here")


def _run(
    child: Path, arguments: list[str], max_seconds: float, report: Callable[[float, str], None]
) -> None:
    """Run the child to its end, and pass on what it says."""
    process = subprocess.Popen(
        command(child, *arguments, str(MAX_PROCESSOR_SECONDS)),
        env=environment(**SMALL),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    late = Timer(max_seconds, process.kill)
    late.start()
    try:
        assert process.stdout is not None  # a pipe
        for line in process.stdout:
            share, words = line.rstrip("\n").split(" ", 1)
            report(float(share), words)
        process.wait()
    finally:
        is_late = not late.is_alive()
        late.cancel()
        process.kill()
        process.communicate()
    if process.returncode:
        seconds = f"it is not done after {max_seconds:g} seconds"
        ended = f"the process that parses it was ended by the system ({process.returncode})"
        raise _failure(FAILURES.get(process.returncode, seconds if is_late else ended))


def _failure(reason: str) -> FetchError:
    """Return the error that says why, and what does without MNIST."""
    return FetchError(f"MNIST cannot be fetched: {reason}. {_ELSE}")


def _folder(folder: Path | None) -> Path:
    """Return the folder to keep it in."""
    return folder if folder is not None else Path(get_data_home())
