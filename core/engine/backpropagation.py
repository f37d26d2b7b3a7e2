"""Forward pass and backpropagation as every update needs them: fast, into work buffers.

Written out, with all that they compute, they are in forward.py and core/explain/chain_rule.py.
"""

from typing import Any, TypeAlias

import numpy as np

from ..types import Array
from .buffers import Layer, make_layers
from .costs import Cost
from .examples import Examples
from .network import Network
from .products import columns_in_blocks, sum_in_blocks

#: (A, B, out) -> A @ B. NumPy's own two functions have types of their own.
Product: TypeAlias = Any
#: Numbers of examples for which buffers are kept: all, a batch, and the last batch of an epoch.
MOST_BUFFERS = 3


class Backpropagation:
    """Both passes through one network, or through n of one shape side by side.

    For one thread at a time. With n, every array has the n networks as its first axis: theta is
    (n, n_parameters), and so is the gradient. The examples may have it too, (n, n_0 + 1, m) and
    (n, m, n_L), or be the same for all networks.

    Parameters
    ----------
    network : Network
    cost : Cost
        One that goes with the network's output.
    n : int, optional
        How many networks; None for one alone, without that axis.

    Attributes
    ----------
    theta : ndarray of shape (n_parameters,) or (n, n_parameters)
        A copy of the one that the last forward pass was made with.
    """

    def __init__(self, network: Network, cost: Cost, n: int | None = None) -> None:
        self._network, self._cost = network, cost
        self._side_by_side = () if n is None else (n,)
        # The same products to the bit; for two matrices alone, dot is called faster.
        self._product: Product = np.dot if n is None else np.matmul
        self.theta = np.empty((*self._side_by_side, network.n_parameters))
        self._gradient = np.empty_like(self.theta)
        # W and b of a layer follow each other in theta: together they are one matrix
        # (n_in + 1, n_out), the biases its last row.
        self._W_b_T = [layer.swapaxes(-1, -2) for layer in network.layers(self.theta)]
        self._dW_db = network.layers(self._gradient)
        self._W = network.unpack(self.theta)[0]
        self._f_prime = [r.f_prime for r in network.functions[:-1] if r.f_prime is not None]
        self._buffers: dict[int, list[Layer]] = {}

    def forward(self, theta: Array, examples: Examples) -> list[Layer]:
        """Return the buffers of every layer, with z and a in them."""
        np.copyto(self.theta, theta)
        layers = self._layers(examples.m)
        inputs = examples.inputs
        for layer, W_b_T in zip(layers, self._W_b_T, strict=True):
            if layer.block == examples.m:
                self._product(W_b_T, inputs, out=layer.z_T)
            else:
                columns_in_blocks(W_b_T, inputs, layer.z_T, layer.block)
            a = layer.f(layer.z, out=layer.a)
            if a is not layer.a:  # a function may leave `out` alone
                np.copyto(layer.a, a)
            inputs = layer.outputs
        return layers

    def backward(self, layers: list[Layer], examples: Examples) -> Array:
        """Return the gradient of the data term, of theta's shape, after a forward pass.

        At the output delta_L = dJ/da * f'(z), or scale(m) * (a - y) where cost and activation
        match; then delta_{l-1} = (delta_l @ W_l.T) * f'(z_{l-1}); dJ/dW_l = a_{l-1}.T @ delta_l
        and dJ/db_l = sum of delta_l.
        """
        self._output_delta(layers[-1], examples)
        for index in range(len(layers) - 1, 0, -1):
            layer, previous = layers[index], layers[index - 1]
            if layer.block == examples.m:
                self._product(previous.outputs, layer.delta, out=self._dW_db[index])
                self._product(self._W[index], layer.delta_T, out=previous.delta_T)
            else:
                sum_in_blocks(previous.outputs, layer.delta, self._dW_db[index], layer.block)
                columns_in_blocks(self._W[index], layer.delta_T, previous.delta_T, layer.block)
            # What the function returns counts: it may leave `out` alone.
            d = self._f_prime[index - 1](previous.z, previous.a, out=previous.f_prime)
            np.multiply(previous.delta, d, out=previous.delta)
        self._product(examples.inputs, layers[0].delta, out=self._dW_db[0])
        return self._gradient.copy()

    def _output_delta(self, output: Layer, examples: Examples) -> None:
        """Write dJ/dz of the output layer into its delta."""
        cost, f, y = self._cost, self._network.functions[-1], examples.y
        scale = cost.scale(examples.m)
        if cost.matched == f.name:
            np.subtract(output.a, y, out=output.delta)
            if scale != 1.0:
                np.multiply(output.delta, scale, out=output.delta)
            return
        assert cost.derivative is not None and f.f_prime is not None  # the objective has seen to it
        dJ_da = cost.derivative(output.a, y)
        if scale != 1.0:
            dJ_da = np.multiply(dJ_da, scale)
        np.multiply(dJ_da, f.f_prime(output.z, output.a, out=output.f_prime), out=output.delta)

    def _layers(self, m: int) -> list[Layer]:
        """Return the work buffers for m examples, made at the first call."""
        if m not in self._buffers:
            if len(self._buffers) >= MOST_BUFFERS:
                self._buffers.clear()
            self._buffers[m] = make_layers(self._network, m, self._side_by_side)
        return self._buffers[m]
