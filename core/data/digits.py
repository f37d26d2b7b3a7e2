"""Handwritten digits: those of scikit-learn, and files in the format of exercise 4.

Pixels are kept row by row, and digit d is class d, whatever the format of the source.
"""

from dataclasses import dataclass
from math import isqrt

import numpy as np
from sklearn.datasets import load_digits

from ..language import _
from ..types import Array, Labels
from .mat_file import DoubledError, TooLargeError, UnreadableError, read_mat

MAX_BYTES = 20_000_000
MAX_EXAMPLES, MAX_SIDE = 20_000, 32
#: Pixels of all pictures together, as 20,000 of 20 x 20 have: as numbers they take 64 MB.
MAX_PIXELS = 8_000_000
#: Values of a pixel or a weight: what is computed from larger ones overflows.
MAX_VALUE = 1e6
N_CLASSES = 10
#: First bytes of MATLAB 7.3 files, and of HDF5 files without MATLAB's header.
HDF5 = (b"MATLAB 7.3", b"\x89HDF\r\n\x1a\n")


@dataclass(frozen=True)
class Digits:
    """Pictures of digits.

    Attributes
    ----------
    X : ndarray of shape (m, side * side)
        Ink on each pixel, row by row; the values of paper and of full ink depend on the source.
        Of a smaller type than float64 in those that are `packed`.
    labels : ndarray of int, shape (m,)
        0 to 9.
    """

    X: Array
    labels: Labels

    @property
    def n_pixels(self) -> int:
        """Return the number of pixels of a picture."""
        return int(self.X.shape[1])

    @property
    def side(self) -> int:
        """Return the pictures' width and height in pixels."""
        return isqrt(self.n_pixels)

    def some(self, index: Labels) -> "Digits":
        """Return the digits with these indices."""
        return Digits(self.X[index].astype(np.float64, copy=False), self.labels[index])

    def packed(self) -> "Digits":
        """Return the same digits, X in a smaller type if that holds its numbers exactly."""
        for kind in (np.uint8, np.float32):
            with np.errstate(all="ignore"):
                X = self.X.astype(kind)
            if np.array_equal(X, self.X):
                return Digits(X, self.labels)  # type: ignore[arg-type]
        return self


def embedded() -> Digits:
    """Return scikit-learn's 1,797 digits of 8 x 8: paper is -1, ink 1.

    Values around zero train better, because with inputs that are all positive the gradients of a
    unit's weights all have the same sign: an accuracy of 99 % instead of 92 to 99 %.
    """
    X, labels = load_digits(return_X_y=True)
    return Digits(X / 8.0 - 1.0, labels.astype(np.intp))


def read_examples(data: bytes) -> Digits:
    """Read a file in the format of exercise 4's ``ex4data1.mat``.

    X has one picture per row, its pixels column by column as in MATLAB; y has the labels, where
    10 may represent the digit 0.

    Raises
    ------
    ValueError
        Naming what is wrong with the file, and what is taken.
    """
    arrays = _read(data, ("X", "y"))
    X, y = arrays["X"], arrays["y"].ravel()
    if X.ndim != 2 or isqrt(X.shape[1]) ** 2 != X.shape[1] or not 2 <= isqrt(X.shape[1]):
        raise ValueError(
            _(
                "X: got shape {shape}, takes m x n with n = 4, 9, ..., 64, 400: square pictures"
            ).format(shape=_shape(X))
        )
    if len(y) != len(X):
        raise ValueError(
            _("y: got {n_labels:,} labels for {n_pictures:,} pictures, takes one for each").format(
                n_labels=len(y), n_pictures=len(X)
            )
        )
    if len(X) < 2:
        raise ValueError(_("X: got {n} pictures, takes 2 or more").format(n=len(X)))
    if not np.isfinite(X).all():
        bad = int(np.argwhere(~np.isfinite(X))[0, 0]) + 1
        raise ValueError(
            _("X: got {value} in row {row}, takes finite numbers").format(
                value=X[~np.isfinite(X)][0], row=bad
            )
        )
    _check_size("X", X)
    strange = y[~np.isin(y, np.arange(N_CLASSES + 1))]
    if len(strange):
        raise ValueError(
            _("y: got {strange:g}, takes labels 0 to 9, or 1 to 10 with 10 for 0").format(
                strange=strange[0]
            )
        )
    if {0, 10} <= set(y.tolist()):
        raise ValueError(_("y: got both 0 and 10, takes one of them for the digit 0"))
    return Digits(_by_rows(X.astype(np.float64, copy=False)), y.astype(np.intp) % N_CLASSES)


def read_weights(data: bytes) -> tuple[Array, ...]:
    """Read a file in the format of exercise 4's ``ex4weights.mat``.

    Theta1 and Theta2 have one unit per row, its bias first; the pixels of the inputs are column by
    column, and the last of the ten outputs is the digit 0.

    Returns
    -------
    tuple of ndarray
        The Thetas for ``Network.from_thetas``, with pixels row by row and output d for digit d.

    Raises
    ------
    ValueError
        Naming what is wrong with the file, and what is taken.
    """
    arrays = _read(data, ("Theta1", "Theta2"))
    first, last = (arrays[name].astype(np.float64) for name in ("Theta1", "Theta2"))
    fits = first.ndim == last.ndim == 2 and last.shape == (N_CLASSES, len(first) + 1)
    if not fits or isqrt(first.shape[1] - 1) ** 2 != first.shape[1] - 1:
        raise ValueError(
            _(
                "Theta1, Theta2: got shapes {first} and {last}, takes "
                "n x (pixels + 1) and {n_classes} x (n + 1), as 25 x 401 and 10 x 26"
            ).format(first=_shape(first), last=_shape(last), n_classes=N_CLASSES)
        )
    if not (np.isfinite(first).all() and np.isfinite(last).all()):
        raise ValueError(_("Theta1, Theta2: got NaN or infinity, takes finite numbers"))
    _check_size("Theta1", first)
    _check_size("Theta2", last)
    inputs = np.hstack([first[:, :1], _by_rows(first[:, 1:])])
    return inputs, np.roll(last, 1, axis=0)


def _check_size(name: str, array: Array) -> None:
    """Refuse numbers out of reason."""
    # Without a copy of them, which may be 64 MB.
    largest = max(float(array.max(initial=0)), -float(array.min(initial=0)))
    if largest > MAX_VALUE:
        raise ValueError(
            _("{name}: got {largest:.3g}, takes numbers up to {max_value:g}").format(
                name=name, largest=largest, max_value=MAX_VALUE
            )
        )


def _shape(array: Array) -> str:
    return " x ".join(map(str, array.shape))


def _by_rows(pictures: Array) -> Array:
    """Return pictures in column order with their pixels in row order."""
    side = isqrt(pictures.shape[1])
    cubes = pictures.reshape(-1, side, side).swapaxes(1, 2)
    return np.ascontiguousarray(cubes).reshape(pictures.shape)


def _read(data: bytes, names: tuple[str, ...]) -> dict[str, Array]:
    """Return numeric arrays of a .mat file."""
    if len(data) > MAX_BYTES:
        raise ValueError(
            _("file: got {size:.1f} MB, takes at most {most:g} MB").format(
                size=len(data) / 1e6, most=MAX_BYTES / 1e6
            )
        )
    if data.startswith(HDF5):
        raise ValueError(
            _(
                "file: got one of MATLAB 7.3 (HDF5), takes one saved with -v7 or earlier: "
                "save(name, 'X', 'y', '-v7')"
            )
        )
    try:
        file = read_mat(data, names, MAX_PIXELS)
    except TooLargeError as error:
        raise ValueError(
            _(
                "{error}, takes at most {max_pixels:,} pixels in all, as {max_examples:,} pictures "
                "of 20 x 20 have"
            ).format(error=error, max_pixels=MAX_PIXELS, max_examples=MAX_EXAMPLES)
        ) from error
    except DoubledError as error:
        raise ValueError(
            _("{error}: is in the file twice, takes it once").format(error=error)
        ) from error
    except UnreadableError as error:
        raise _unreadable() from error
    present = {*file.arrays, *file.others}
    if missing := [name for name in names if name not in present]:
        others = file.found[:6]
        raise ValueError(
            _("file: has no {missing}, takes {names}; {found}").format(
                missing=_(" and no ").join(missing),
                names=_(" and ").join(names),
                found=_("found {names}").format(names=", ".join(others))
                if others
                else _("found nothing"),
            )
        )
    for name in file.others:
        raise ValueError(_("{name}: got no array of numbers, takes one").format(name=name))
    return file.arrays


def _unreadable() -> ValueError:
    return ValueError(
        _(
            "file: cannot be read as a .mat file of MATLAB 5 to 7: it is another kind of file, or "
            "its end is missing"
        )
    )
