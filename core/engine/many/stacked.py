"""J and its gradient for networks of one shape side by side, each with examples of its own."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ...types import Array, Labels
from ..backpropagation import Backpropagation
from ..examples import Examples, order_of
from ..objective import Objective


class Evaluations(NamedTuple):
    """J and its gradient at one theta for each network.

    Attributes
    ----------
    J : ndarray of shape (n,)
    dJ_dtheta : ndarray of shape (n, n_parameters)
    """

    J: Array
    dJ_dtheta: Array


class StackedObjective:
    """What n objectives compute, in one pass for all.

    It repeats `Objective.evaluate` for arrays that have the networks as one axis more; where all
    networks have the same examples, these lie in memory once.

    Parameters
    ----------
    objectives : sequence of Objective
        One or more, alike in network, cost, penalty and number of examples. One object may stand
        for several networks.
    seeds : sequence of int or None
        What draws the mini-batches of each.
    """

    def __init__(self, objectives: Sequence[Objective], seeds: Sequence[int | None]) -> None:
        self.objectives, self.seeds = list(objectives), list(seeds)
        self._first = first = self.objectives[0]
        #: The same examples for all, without the axis of the networks.
        self.is_shared = all(one.examples is first.examples for one in self.objectives)
        self.examples = self._stacked()
        self._passes = Backpropagation(first.network, first.cost, len(self.objectives))
        # Size and number of the epoch in _batches.
        self._epoch = (0, 0)
        self._batches: Sequence[Examples] = ()

    def _stacked(self) -> Examples:
        first = self._first.examples
        if self.is_shared:
            return first
        inputs = _side_by_side([one.examples.inputs for one in self.objectives])
        y_T = _side_by_side([one.examples.y.T for one in self.objectives])
        return Examples(np.moveaxis(inputs, 1, 0), np.moveaxis(y_T, 0, 2), first.m)

    def evaluate(self, theta: Array, batch: Examples | None = None) -> Evaluations:
        """Return J and its gradient at theta, shape (n, n_parameters); see `Objective.evaluate`."""
        examples = self.examples if batch is None else batch
        objective = self._first
        layers = self._passes.forward(theta, examples)
        J = objective.cost.J(layers[-1].z, layers[-1].a, examples.y)
        gradient = self._passes.backward(layers, examples)
        if objective.lambda_:
            J = J + objective.penalty_at(self._passes.theta)
            gradient += objective.penalty.derivative(objective.strength, self._passes.theta)
        return Evaluations(J, gradient)

    def batch(self, size: int | None, epoch: int, index: int) -> Examples | None:
        """Return the examples of one update of an epoch, None for all; see `Objective.batches`."""
        if size is None:
            return None
        if (size, epoch) != self._epoch:
            self._batches = self._draw(size, epoch)
            self._epoch = (size, epoch)
        return self._batches[index]

    def _draw(self, size: int, epoch: int) -> Sequence[Examples]:
        """Return the mini-batches of an epoch: each network takes its examples in its own order."""
        first = self._first
        if self.is_shared and len(set(self.seeds)) == 1:
            return first.batches(size, self.seeds[0], epoch)
        number = epoch - first.first_epoch
        orders = np.array([order_of(first.m, seed, number) for seed in self.seeds])
        inputs = _in_order(self.examples.inputs, orders, size)
        y_T = _in_order(self.examples.y.swapaxes(-1, -2), orders, size)
        return [
            Examples(X, y, X.shape[-1])
            for some, some_y in zip(inputs, y_T, strict=True)
            for X, y in zip(_of_each(some), np.moveaxis(some_y, -3, -1), strict=True)
        ]

    def of(self, kept: Labels) -> "StackedObjective":
        """Return the same for some of the networks, by their places."""
        return StackedObjective([self.objectives[i] for i in kept], [self.seeds[i] for i in kept])


def _side_by_side(parts: Sequence[Array]) -> Array:
    """Return matrices (rows, m) as one array (rows, n, m), in which a row of all lies together."""
    return np.stack(parts, axis=1)


def _of_each(columns: Array) -> Array:
    """Return (..., rows, n, m) as (..., n, rows, m); one column contiguous (see `make_layers`)."""
    each = columns.swapaxes(-2, -3)
    return np.ascontiguousarray(each) if each.shape[-1] == 1 else each


def _in_order(columns: Array, orders: Labels, size: int) -> list[Array]:
    """Return the batches of an epoch: (n_full, rows, n, size), and (1, rows, n, what is left).

    All that are full are one array, as to put its axes in another order takes as long for one
    batch as for all.

    Parameters
    ----------
    columns : ndarray of shape (rows, m), or (n, rows, m)
    orders : ndarray of int, shape (n, m)
        In which each network takes its examples.
    size : int
    """
    n, m = orders.shape
    n_full = m // size
    full = orders[:, : n_full * size].reshape(n, n_full, size).swapaxes(0, 1)
    if columns.ndim == 2:
        batches = columns.take(full, axis=1).swapaxes(0, 1)
        rest = columns.take(orders[:, n_full * size :], axis=1)
    else:
        # One example of a network: (n_full, n, size, rows).
        examples, each = columns.swapaxes(-1, -2), np.arange(n)[:, np.newaxis]
        batches = np.ascontiguousarray(np.moveaxis(examples[each, full], -1, 1))
        rest = np.ascontiguousarray(np.moveaxis(examples[each, orders[:, n_full * size :]], -1, 0))
    return [batches, rest[np.newaxis]] if rest.size else [batches]
