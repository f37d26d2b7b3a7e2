"""What is minimized: theta -> J and dJ/dtheta, for one network, cost and set of examples.

The one place where forward pass and backpropagation are written. It owns its work buffers, so
an Objective serves one thread at a time.
"""

from copy import copy

import numpy as np
from numpy.typing import ArrayLike

from ..checks import matrix, one_of, within
from ..types import Array
from .buffers import Layer, make_layers
from .costs import COSTS
from .differentiable import CostParts, Evaluation
from .examples import Examples, draw_batches
from .network import Network
from .penalties import PENALTIES
from .products import columns_in_blocks, sum_in_blocks


class Objective:
    """J(theta) = data term + penalty on the weights (never on the biases).

    Parameters
    ----------
    network : Network
    cost : str
        Key of ``COSTS``.
    X : array_like of shape (m, n_0)
        Finite, m >= 1.
    y : array_like of shape (m, n_L)
        Targets.
    lambda_ : float
        Strength of the penalty, 0 or more. The m in it is that of all examples, for a
        mini-batch too, so that the mean over the batches of an epoch is the whole's.
    penalty : str
        Key of ``PENALTIES``: "l2" is lambda_ / (2 m) * sum of W^2, as in exercise 4, "l1"
        lambda_ / m * sum of |W|.

    Raises
    ------
    ValueError
        Naming the argument, what it got and what it takes.
    """

    def __init__(
        self,
        network: Network,
        cost: str,
        X: ArrayLike,
        y: ArrayLike,
        lambda_: float = 0.0,
        penalty: str = "l2",
    ) -> None:
        self._network = network
        self.cost = one_of("cost", cost, COSTS)
        output = network.activations[-1]
        if self.cost.takes_classes and output != self.cost.matched:
            raise ValueError(
                f"activations: got {output!r} as the output, the cost {cost!r} takes "
                f"{self.cost.matched!r} there"
            )
        if output == "softmax" and self.cost.matched != "softmax":
            raise ValueError(
                f"cost: got {cost!r} with a softmax output, which takes 'softmax_cross_entropy'"
            )
        self.X = matrix("X", X, network.sizes[0])
        self.y = matrix("y", y, network.sizes[-1])
        if len(self.X) != len(self.y):
            raise ValueError(f"y: got {len(self.y)} rows, takes {len(self.X)}, one for each of X")
        self._check_targets()
        self._penalize(lambda_, penalty)
        self._ones = 1 if network.biases else 0
        inputs = np.vstack([self.X.T, np.ones((self._ones, len(self.X)))])
        self.examples = Examples.of(inputs, self.y.T)
        self._theta = np.empty(network.n_parameters)
        self._gradient = np.empty(network.n_parameters)
        # W and b of a layer follow each other in theta: together they are one matrix
        # (n_in + 1, n_out), the biases its last row.
        self._W_b_T = [layer.T for layer in network.layers(self._theta)]
        self._dW_db = network.layers(self._gradient)
        self._W = network.unpack(self._theta)[0]
        self._f = [record.f for record in network.functions]
        self._f_prime = [r.f_prime for r in network.functions[:-1] if r.f_prime is not None]
        self._buffers: dict[int, list[Layer]] = {}
        # Size, seed and number of the epoch in _batches.
        self._epoch: tuple[int, int | None, int] = (0, 0, 0)
        self._batches: tuple[Examples, ...] = ()

    @property
    def network(self) -> Network:
        """Return the network whose parameters theta holds."""
        return self._network

    @property
    def m(self) -> int:
        """Return the number of examples."""
        return self.examples.m

    def with_penalty(self, lambda_: float, penalty: str) -> "Objective":
        """Return the same objective with another penalty.

        It shares examples and work buffers with this one: an evaluation leaves nothing in
        them that another needs.

        Raises
        ------
        ValueError
            If lambda_ is negative or not finite, or there is no such penalty.
        """
        other = copy(self)
        other._penalize(lambda_, penalty)
        return other

    def _penalize(self, lambda_: float, penalty: str) -> None:
        self.lambda_ = within("lambda_", lambda_, 0.0, float(np.finfo(float).max))
        self.penalty = one_of("penalty", penalty, PENALTIES)
        # lambda_ / m for a weight, 0 for a bias.
        self.strength = self.network.is_weight * (self.lambda_ / len(self.X))

    def _check_targets(self) -> None:
        """Refuse targets for which the cost has no meaning."""
        if self.cost.takes_classes and not ((self.y >= 0.0) & (self.y <= 1.0)).all():
            worst = self.y[(self.y < 0.0) | (self.y > 1.0)][0]
            raise ValueError(
                f"y: got {worst:g}, takes 0 to 1 with the cost {self.cost.name!r}: one column a "
                "class, 1 for the right one"
            )
        if self.cost.matched == "softmax" and not np.allclose(self.y.sum(axis=1), 1.0):
            raise ValueError(
                f"y: got a row that adds up to {self.y.sum(axis=1).max():g}, takes rows that add "
                f"up to 1 with the cost {self.cost.name!r}"
            )

    def parts(self, theta: Array) -> CostParts:
        """Return the cost at theta, in its parts, over all examples."""
        return self.parts_and_output(theta)[0]

    def parts_and_output(self, theta: Array) -> tuple[CostParts, Array]:
        """Return the cost in its parts and y_hat, shape (m, n_L), from one forward pass.

        y_hat is the work buffer itself: it lasts until the next evaluation.
        """
        output = self._forward(theta, self.examples)[-1]
        return CostParts(self._data_term(output, self.examples), self._penalty()), output.a

    def __call__(self, theta: Array, batch: Examples | None = None) -> Evaluation:
        """Return J and its gradient at theta, over `batch` or over all examples.

        Backpropagation: at the output delta_L = dJ/da * f'(z), or scale(m) * (a - y) where
        cost and activation match; then delta_{l-1} = (delta_l @ W_l.T) * f'(z_{l-1});
        dJ/dW_l = a_{l-1}.T @ delta_l + the penalty's derivative and dJ/db_l = sum of delta_l.

        Parameters
        ----------
        theta : ndarray of shape (n_parameters,)
        batch : Examples, optional
            Default: all examples.

        Returns
        -------
        Evaluation
        """
        examples = self.examples if batch is None else batch
        layers = self._forward(theta, examples)
        J = self._data_term(layers[-1], examples)
        self._output_delta(layers[-1], examples)
        for index in range(len(layers) - 1, 0, -1):
            layer, previous = layers[index], layers[index - 1]
            if layer.block == examples.m:
                np.dot(previous.outputs, layer.delta, out=self._dW_db[index])
                np.dot(self._W[index], layer.delta_T, out=previous.delta_T)
            else:
                sum_in_blocks(previous.outputs, layer.delta, self._dW_db[index], layer.block)
                columns_in_blocks(self._W[index], layer.delta_T, previous.delta_T, layer.block)
            self._f_prime[index - 1](previous.z, previous.a, out=previous.f_prime)
            np.multiply(previous.delta, previous.f_prime, out=previous.delta)
        np.dot(examples.inputs, layers[0].delta, out=self._dW_db[0])
        gradient = self._gradient.copy()
        if self.lambda_:
            J += self._penalty()
            gradient += self.penalty.derivative(self.strength, self._theta)
        gradient.setflags(write=False)
        return Evaluation(J, gradient)

    def penalties(self, thetas: Array) -> Array:
        """Return the penalty on each of many thetas, shape (n,), for thetas (n, n_parameters)."""
        return np.asarray(self.penalty.value(self.strength, thetas), dtype=np.float64)

    def batches(self, size: int, seed: int | None, epoch: int) -> tuple[Examples, ...]:
        """Return the mini-batches of one epoch, a function of (seed, epoch) alone.

        Those of the epoch last asked for are kept: its updates follow each other.

        Parameters
        ----------
        size : int
            Examples in a batch, 1 to m. The last batch of an epoch holds what is left.
        seed : int or None
            0 or more; None leaves the examples in the order in which they came, every epoch.
        epoch : int
            0 or more.
        """
        if (size, seed, epoch) != self._epoch:
            self._batches = tuple(draw_batches(self.examples, size, seed, epoch))
            self._epoch = (size, seed, epoch)
        return self._batches

    def _forward(self, theta: Array, examples: Examples) -> list[Layer]:
        """Fill z and a of every layer; return the buffers."""
        np.copyto(self._theta, theta)
        layers = self._layers(examples.m)
        inputs = examples.inputs
        for layer, f, W_b_T in zip(layers, self._f, self._W_b_T, strict=True):
            if layer.block == examples.m:
                np.dot(W_b_T, inputs, out=layer.z_T)
            else:
                columns_in_blocks(W_b_T, inputs, layer.z_T, layer.block)
            f(layer.z, out=layer.a)
            inputs = layer.outputs
        return layers

    def _data_term(self, output: Layer, examples: Examples) -> float:
        return float(self.cost.J(output.z, output.a, examples.y))

    def _penalty(self) -> float:
        """Return the penalty on the theta last taken in."""
        return float(self.penalty.value(self.strength, self._theta)) if self.lambda_ else 0.0

    def _output_delta(self, output: Layer, examples: Examples) -> None:
        """Write dJ/dz of the output layer into its delta."""
        f, y = self.network.functions[-1], examples.y
        if self.cost.matched == f.name:
            np.subtract(output.a, y, out=output.delta)
            scale = self.cost.scale(examples.m)
            if scale != 1.0:
                np.multiply(output.delta, scale, out=output.delta)
            return
        assert self.cost.derivative is not None and f.f_prime is not None  # settled in __init__
        f.f_prime(output.z, output.a, out=output.f_prime)
        dJ_da = self.cost.derivative(output.a, y)
        scale = self.cost.scale(examples.m)
        if scale != 1.0:
            dJ_da = np.multiply(dJ_da, scale)
        np.multiply(dJ_da, output.f_prime, out=output.delta)

    def _layers(self, m: int) -> list[Layer]:
        """Return the work buffers for m examples, made at the first call."""
        if m not in self._buffers:
            self._buffers[m] = make_layers(self.network, m)
        return self._buffers[m]
