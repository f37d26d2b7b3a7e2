"""Other implementations of the same training; each makes a function of one step.

A step is: cost and gradient at the current parameters, the update, and a record of both. All start
from the same weights, and `bench.engine` checks that their costs agree.
"""

import warnings
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from core.engine.network import Network
from core.types import Array

#: One step; returns the cost that it started from.
StepFunction: TypeAlias = Callable[[], float]


def tutorial_way(network: Network, theta: Array, X: Array, y: Array, alpha: float) -> StepFunction:
    """Return a step in the manner of the L-layer tutorial.

    It follows the conventions of Coursera's exercise 4: a matrix (n_out, 1 + n_in) for each
    layer with the biases in its first column, a column of ones joined to the activations of
    every layer, sigmoid_gradient(z) = sigmoid(z) (1 - sigmoid(z)) as a function of its own, a
    forward pass for the cost and another for the gradient.
    """
    W, b = network.unpack(theta.copy())
    thetas = [np.vstack([b_l, W_l]).T for W_l, b_l in zip(W, b, strict=True) if b_l is not None]
    history: list[tuple[float, list[Array]]] = []
    m = len(X)

    def with_ones(a: Array) -> Array:
        return np.hstack([np.ones((len(a), 1)), a])

    def g(z: Array) -> Array:
        return np.asarray(1.0 / (1.0 + np.exp(-z)))

    def sigmoid_gradient(z: Array) -> Array:
        return g(z) * (1 - g(z))

    def forward() -> tuple[list[Array], list[Array]]:
        activations, zs = [with_ones(X)], []
        for index, layer in enumerate(thetas):
            zs.append(activations[-1] @ layer.T)
            a = g(zs[-1])
            activations.append(a if index == len(thetas) - 1 else with_ones(a))
        return activations, zs

    def cost() -> float:
        h = forward()[0][-1]
        return float(-np.sum(y * np.log(h) + (1 - y) * np.log(1 - h)) / m)

    def gradients() -> list[Array]:
        activations, zs = forward()
        delta = activations[-1] - y
        found = [delta.T @ activations[-2] / m]
        for index in range(len(thetas) - 1, 0, -1):
            delta = (delta @ thetas[index])[:, 1:] * sigmoid_gradient(zs[index - 1])
            found.insert(0, delta.T @ activations[index - 1] / m)
        return found

    def step() -> float:
        J = cost()
        found = gradients()
        history.append((J, [layer.copy() for layer in thetas]))
        for layer, gradient in zip(thetas, found, strict=True):
            layer -= alpha * gradient
        return J

    return step


def mlp_classifier(
    network: Network, theta: Array, X: Array, labels: Array, alpha: float
) -> MLPClassifier:
    """Return an MLPClassifier with these weights: gradient descent on the full batch."""
    model = MLPClassifier(
        hidden_layer_sizes=network.sizes[1:-1],
        activation="logistic",
        solver="sgd",
        alpha=0.0,
        batch_size=len(X),
        learning_rate_init=alpha,
        momentum=0.0,
        nesterovs_momentum=False,
        shuffle=False,
        warm_start=True,
        tol=0.0,
        n_iter_no_change=10**9,
    )
    model.partial_fit(X, labels, classes=np.arange(labels.shape[1]))
    W, b = network.unpack(theta)
    for index, (W_l, b_l) in enumerate(zip(W, b, strict=True)):
        model.coefs_[index][:] = W_l
        model.intercepts_[index][:] = b_l
    return model


def scikit_learn_partial_fit(
    network: Network, theta: Array, X: Array, y: Array, alpha: float
) -> StepFunction:
    """Return a step of MLPClassifier by `partial_fit`, with a record of where it came from."""
    labels = y.astype(int)
    model = mlp_classifier(network, theta, X, labels, alpha)
    history: list[tuple[float, list[Array]]] = []

    def step() -> float:
        weights = [part.copy() for part in (*model.coefs_, *model.intercepts_)]
        model.partial_fit(X, labels)
        history.append((model.loss_, weights))
        return float(model.loss_)

    return step


class ScikitLearnFit:
    """Steps of MLPClassifier by its own loop in `fit`, of which nothing but the costs is kept."""

    def __init__(self, network: Network, theta: Array, X: Array, y: Array, alpha: float) -> None:
        self._X, self._labels = X, y.astype(int)
        self._model = mlp_classifier(network, theta, X, self._labels, alpha)

    def advance(self, n: int) -> None:
        """Make n steps."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # n steps are no convergence
            self._model.set_params(max_iter=n).fit(self._X, self._labels)

    def costs(self) -> list[float]:
        """Return the cost from which each step so far started."""
        return [float(J) for J in self._model.loss_curve_[1:]]  # the first was to have weights


def pytorch(
    network: Network, theta: Array, X: Array, y: Array, alpha: float, threads: int
) -> StepFunction:
    """Return a step of PyTorch, eager, in float64 on the CPU with so many threads.

    Raises
    ------
    ImportError
        If PyTorch is not installed.
    """
    import torch

    torch.set_num_threads(threads)
    layers: list[Any] = []
    W, b = network.unpack(theta)
    for W_l, b_l in zip(W, b, strict=True):
        layer = torch.nn.Linear(W_l.shape[0], W_l.shape[1], dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(torch.tensor(W_l.T))
            layer.bias.copy_(torch.tensor(b_l))
        layers += [layer, torch.nn.Sigmoid()]
    model = torch.nn.Sequential(*layers[:-1])
    loss = torch.nn.BCEWithLogitsLoss(reduction="sum")
    optimizer = torch.optim.SGD(model.parameters(), lr=alpha)
    X_t, y_t = torch.tensor(X), torch.tensor(y)
    history: list[tuple[float, list[Any]]] = []

    def step() -> float:
        optimizer.zero_grad()
        J = loss(model(X_t), y_t) / len(X)
        J.backward()
        history.append((J.item(), [p.detach().clone() for p in model.parameters()]))
        optimizer.step()
        return float(history[-1][0])

    return step
