"""Work buffers of a network's layers: allocated once, overwritten at every evaluation."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ..types import Array
from .activations import Function
from .network import Network
from .products import block_size


class Layer(NamedTuple):
    """Work buffers of one layer for one number of examples, and its activation function.

    z, a and delta are seen as (m, n); the names with _T are the same memory as (n, m), which
    is how it lies. `outputs` is a_T with a row of ones below it, written once, which the next
    layer's biases multiply: no pass over the data adds a bias or sums a delta. `f_prime` is for
    one multiplication at a time, so that all layers share its memory. `block` is how many examples
    its products take at a time: m, or fewer where that is faster.

    Of networks side by side all have one axis more, the first. In memory it lies between the units
    and the examples: what is done to every element then goes through all networks in one piece. Of
    one example alone, the units of a network lie together.
    """

    f: Function
    z: Array
    z_T: Array
    a: Array
    outputs: Array
    delta: Array
    delta_T: Array
    f_prime: Array
    block: int


def make_layers(network: Network, m: int, side_by_side: tuple[int, ...] = ()) -> list[Layer]:
    """Return the buffers of every layer but the input for m examples.

    `side_by_side` is empty for one network, or the number of networks alone.
    """

    def buffer(rows: int) -> Array:
        if m == 1:  # BLAS adds up a vector whose elements are apart in another order
            return np.empty((*side_by_side, rows, m))
        return np.moveaxis(np.empty((rows, *side_by_side, m)), 0, -2)

    layers = []
    ones = 1 if network.biases else 0
    scratch = buffer(max(network.sizes[1:]))
    for record, (n_in, n) in zip(network.functions, pairwise(network.sizes), strict=True):
        z_T, delta_T, outputs = buffer(n), buffer(n), buffer(n + ones)
        outputs.fill(1.0)
        layers.append(
            Layer(
                f=record.beside_others(n * m) if side_by_side else record.f,
                z=z_T.swapaxes(-1, -2),
                z_T=z_T,
                a=outputs[..., :n, :].swapaxes(-1, -2),
                outputs=outputs,
                delta=delta_T.swapaxes(-1, -2),
                delta_T=delta_T,
                f_prime=scratch[..., :n, :].swapaxes(-1, -2),
                block=block_size(n_in + ones, n, m),
            )
        )
    return layers
