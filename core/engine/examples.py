"""Examples in the layout that the objective works in, and mini-batches of them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

import numpy as np

from ..types import Array, Labels, read_only

#: Numbers of a data set from which on a batch is copied when its turn comes: to lay all of them out
#: would take the memory of the data twice more, and saves little where a copy is long.
LARGE = 2**20


class Examples(NamedTuple):
    """Examples in the layout the objective works in: one column each, contiguous.

    inputs has shape (n_0 + 1, m), the last row all ones (n_0 without biases); y has shape
    (m, n_L) and lies in memory as (n_L, m).
    """

    inputs: Array
    y: Array
    m: int

    @classmethod
    def of(cls, inputs: Array, y_T: Array) -> "Examples":
        """Return the examples whose columns stand in `inputs` and y_T."""
        return cls(np.ascontiguousarray(inputs), np.ascontiguousarray(y_T).T, inputs.shape[1])


def laid_out(X: Array) -> Array:
    """Return a copy of X that lies in memory as an objective works with it; nobody can write to it.

    What an objective needs besides such an X is views of it: many of them share one.
    """
    return read_only(_over_ones(X, 1))[:-1].T


def columns_of(X: Array, ones: int) -> Array:
    """Return X.T over a number of rows of ones, 0 or 1, contiguous: a view if X is `laid_out`."""
    if is_laid_out(X):
        rows: Array = X.base  # type: ignore[assignment]
        return rows if ones else rows[:-1]
    return _over_ones(X, ones)


def is_laid_out(X: Array) -> bool:
    """Return whether `laid_out` made X, all of it."""
    rows = X.base
    return (
        isinstance(rows, np.ndarray)
        and rows.shape == (X.shape[1] + 1, X.shape[0])
        and rows.dtype == X.dtype
        and rows.flags.c_contiguous
        and not rows.flags.writeable
        and X.ctypes.data == rows.ctypes.data
        and X.T.strides == rows.strides
        and bool((rows[-1] == 1.0).all())
    )


def _over_ones(X: Array, ones: int) -> Array:
    rows = np.ones((X.shape[1] + ones, len(X)))
    rows[: X.shape[1]] = X.T
    return rows


def order_of(m: int, seed: int | None, epoch: int) -> Labels:
    """Return the order in which an epoch takes m examples; see `Objective.batches`."""
    if seed is None:
        return np.arange(m)
    return np.random.default_rng((seed, epoch)).permutation(m)


def members_of_batches(m: int, size: int, seed: int | None, epoch: int) -> list[Labels]:
    """Return which of m examples each batch of an epoch holds; see `Objective.members`."""
    order = order_of(m, seed, epoch)
    return [order[start : start + size] for start in range(0, m, size)]


def draw_batches(
    examples: Examples, size: int, seed: int | None, epoch: int, large: int = LARGE
) -> Sequence[Examples]:
    """Return the mini-batches of one epoch; see `Objective.batches`.

    From `large` numbers on, each is copied when it is asked for.
    """
    order = order_of(examples.m, seed, epoch)
    if examples.inputs.size >= large:
        return LateBatches(examples, size, order)
    return tuple(_all_batches(examples, size, order))


class LateBatches(Sequence[Examples]):
    """Mini-batches that are copied when they are asked for; the last one is kept.

    Parameters
    ----------
    examples : Examples
    size : int
    order : ndarray of int, shape (m,)
    """

    def __init__(self, examples: Examples, size: int, order: Labels) -> None:
        self._examples, self._size, self._order = examples, size, order
        self._last: tuple[int, Examples] | None = None

    def __len__(self) -> int:
        """Return how many there are."""
        return -(-len(self._order) // self._size)

    @overload
    def __getitem__(self, index: int) -> Examples: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Examples, ...]: ...

    def __getitem__(self, index: int | slice) -> Examples | tuple[Examples, ...]:
        """Return a batch, or several."""
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        at = range(len(self))[index]
        if self._last is None or self._last[0] != at:
            chosen = self._order[at * self._size : (at + 1) * self._size]
            inputs, y = self._examples.inputs, self._examples.y
            self._last = (at, Examples.of(inputs[:, chosen], y.T[:, chosen]))
        return self._last[1]


def _all_batches(examples: Examples, size: int, order: Labels) -> Iterator[Examples]:
    """Yield all batches, from one copy of the examples in their order."""
    inputs, y_T = examples.inputs[:, order], examples.y.T[:, order]
    n_full, rest = divmod(examples.m, size)
    # One copy lays all full batches out, each contiguous; a copy each would cost more
    # than the update of a small network.
    inputs_full, y_full = (
        np.ascontiguousarray(
            part[:, : n_full * size].reshape(len(part), n_full, size).swapaxes(0, 1)
        )
        for part in (inputs, y_T)
    )
    for inputs_batch, y_batch in zip(inputs_full, y_full, strict=True):
        yield Examples(inputs_batch, y_batch.T, size)
    if rest:
        yield Examples.of(inputs[:, -rest:], y_T[:, -rest:])
