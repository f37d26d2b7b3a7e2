"""Work buffers of a network's layers: allocated once, overwritten at every evaluation."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ..types import Array
from .network import Network
from .products import block_size


class Layer(NamedTuple):
    """Work buffers of one layer for one number of examples.

    z, a and delta are seen as (m, n); the names with _T are the same memory as (n, m), which
    is how it lies. `outputs` is a_T with a row of ones below it, written once, which the next
    layer's biases multiply: no pass over the data adds a bias or sums a delta. `f_prime` is for
    one multiplication at a time, so that all layers share its memory. `block` is how many examples
    its products take at a time: m, or fewer where that is faster.
    """

    z: Array
    z_T: Array
    a: Array
    outputs: Array
    delta: Array
    delta_T: Array
    f_prime: Array
    block: int


def make_layers(network: Network, m: int) -> list[Layer]:
    """Return the buffers of every layer but the input for m examples."""
    layers = []
    ones = 1 if network.biases else 0
    scratch = np.empty(max(network.sizes[1:]) * m)
    for n_in, n in pairwise(network.sizes):
        z_T, delta_T = (np.empty((n, m)) for _ in range(2))
        outputs = np.ones((n + ones, m))
        layers.append(
            Layer(
                z=z_T.T,
                z_T=z_T,
                a=outputs[:n].T,
                outputs=outputs,
                delta=delta_T.T,
                delta_T=delta_T,
                f_prime=scratch[: n * m].reshape(n, m).T,
                block=block_size(n_in + ones, n, m),
            )
        )
    return layers
