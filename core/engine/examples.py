"""Examples in the layout that the objective works in, and mini-batches of them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..types import Array, Labels


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


def order_of(m: int, seed: int | None, epoch: int) -> Labels:
    """Return the order in which an epoch takes m examples; see `Objective.batches`."""
    if seed is None:
        return np.arange(m)
    return np.random.default_rng((seed, epoch)).permutation(m)


def members_of_batches(m: int, size: int, seed: int | None, epoch: int) -> list[Labels]:
    """Return which of m examples each batch of an epoch holds; see `Objective.members`."""
    order = order_of(m, seed, epoch)
    return [order[start : start + size] for start in range(0, m, size)]


def draw_batches(examples: Examples, size: int, seed: int | None, epoch: int) -> Iterator[Examples]:
    """Yield the mini-batches of one epoch; see `Objective.batches`."""
    order = order_of(examples.m, seed, epoch)
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
