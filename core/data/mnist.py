"""MNIST as exercise 4 has its digits: 20 x 20, fetched once, kept on disk. Never unpickled."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

# Resampling is not ours to write.
from scipy.ndimage import zoom

# scikit-learn asks OpenML, checks what comes, and parses it.
from sklearn.datasets import fetch_openml, get_data_home

from ..types import Labels
from .digits import Digits

Pixels: TypeAlias = NDArray[np.uint8]

SIDE_FETCHED, SIDE = 28, 20
FULL = 255
#: Pictures that are resized at a time.
CHUNK = 2000
FILE = "glassnet-mnist-20x20.npz"

_lock = Lock()


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


def resized(pictures: NDArray[Any]) -> Pixels:
    """Return pictures of 28 x 28 as such of 20 x 20.

    Parameters
    ----------
    pictures : ndarray of shape (m, 784)
        Ink from 0 to 255.
    """
    squares = pictures.reshape(-1, SIDE_FETCHED, SIDE_FETCHED).astype(np.float64)
    share = SIDE / SIDE_FETCHED
    small = zoom(squares, (1, share, share), order=1, grid_mode=True, mode="grid-constant")
    whole: Pixels = np.rint(np.clip(small, 0, FULL)).astype(np.uint8)
    return whole.reshape(len(pictures), -1)


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
    tell: Callable[[float, str], None] = lambda share, words: None,
    folder: Path | None = None,
    source: Callable[..., Any] = fetch_openml,
) -> Mnist:
    """Return MNIST, from the disk or else from OpenML, and keep it there if there is room.

    Parameters
    ----------
    tell : callable
        Told the share that is done, and in words what is being done.
    folder : Path, optional
        As for `kept`.
    source : callable
        As scikit-learn's ``fetch_openml``.

    Raises
    ------
    ConnectionError
        In a sentence, if it cannot be had.
    """
    with _lock:  # whoever asks meanwhile finds it on disk
        if (before := kept(folder)) is not None:
            return before
        tell(0.05, "Asking OpenML for MNIST, about 15 MB …")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of each try; what became of it is told below
                bunch = source(
                    "mnist_784",
                    version=1,
                    as_frame=False,
                    parser="pandas",
                    cache=False,
                    n_retries=1,
                )
            pictures, labels = np.asarray(bunch.data), np.asarray(bunch.target).astype(np.intp)
        except (OSError, ValueError) as error:
            raise ConnectionError(
                "MNIST cannot be fetched: OpenML does not answer from here. The built-in digits "
                "need no network, and a .mat file of yours does as well"
            ) from error
        small = []
        for start in range(0, len(pictures), CHUNK):
            tell(0.5 + 0.45 * start / len(pictures), "Making the pictures 20 x 20 …")
            small.append(resized(pictures[start : start + CHUNK]))
        mnist = Mnist(np.vstack(small), labels)
        tell(0.97, "Keeping them for the next time …")
        _keep(mnist, folder)
        tell(1.0, "MNIST is here")
        return mnist


def _keep(mnist: Mnist, folder: Path | None) -> None:
    """Write the file, all of it or nothing; a full or read-only disk only costs the next visit."""
    try:
        path = _folder(folder) / FILE
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            np.savez_compressed(file, pixels=mnist.pixels, labels=mnist.labels.astype(np.uint8))
        part.replace(path)
    except OSError:
        return


def _folder(folder: Path | None) -> Path:
    """Return the folder to keep it in."""
    return folder if folder is not None else Path(get_data_home())
