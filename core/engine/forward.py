"""The forward pass with all that it computes, for one theta or for many side by side.

`Objective` writes it a second time, into work buffers and for one theta alone, which is faster.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..types import Array

if TYPE_CHECKING:
    from .network import Network


class LayerOutput(NamedTuple):
    """What one layer computes.

    Attributes
    ----------
    a_in : ndarray of shape (..., m, n_in)
        What comes in: X, of shape (m, n_0), or the activations of the layer before.
    z, a : ndarray of shape (..., m, n_out)
        z = a_in @ W + b, a = f(z).
    """

    a_in: Array
    z: Array
    a: Array


def forward_pass(network: "Network", theta: Array, X: Array) -> list[LayerOutput]:
    """Return what every layer computes, the output layer last.

    Parameters
    ----------
    network : Network
    theta : ndarray of shape (..., n_parameters)
        One, or many of them; float64.
    X : ndarray of shape (m, n_0)
    """
    layers: list[LayerOutput] = []
    a = X
    for f, W, b in zip(network.functions, *network.unpack(theta), strict=True):
        a_in, z = a, a @ W
        if b is not None:
            z += b[..., np.newaxis, :]
        a = f.f(z)
        layers.append(LayerOutput(a_in, z, a))
    return layers
