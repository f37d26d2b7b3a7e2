"""What is minimized: theta -> J and dJ/dtheta, for one network, cost and set of examples."""

from collections.abc import Sequence
from math import isfinite
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from ..checks import instance, matrix, one_of, shown, vector, vectors, whole, within
from ..language import _
from ..types import Array, Labels, fixed, read_only
from .backpropagation import Backpropagation
from .buffers import Layer
from .costs import COSTS
from .differentiable import CostParts, Evaluation
from .examples import Examples, columns_of, draw_batches, members_of_batches
from .network import Network
from .parameters import overflow
from .penalties import PENALTIES

#: By how much the targets of an example may miss 1 in total with a softmax: delta = a - y takes
#: it for 1, so that what is more than rounding would make the gradient wrong.
SOFTMAX_SLACK = 1e-12


class Objective:
    """J(theta) = data term + penalty on the weights (never on the biases).

    It owns its work buffers, so one Objective serves one thread at a time, and so do those that
    `with_penalty` and `with_epochs_from` make of it. A copy, by ``copy`` or ``pickle``, has its
    own. It keeps copies of X and y that cannot be written to; an X that is ``laid_out`` it
    shares with others.

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
    TypeError
        If network is no Network.
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
        self._network = instance("network", network, Network)
        self.cost = one_of("cost", cost, COSTS)
        output = network.activations[-1]
        if self.cost.takes_classes and output != self.cost.matched:
            raise ValueError(
                _(
                    "activations: got {output!r} as the output, the cost {cost!r} takes "
                    "{matched!r} there"
                ).format(output=output, cost=cost, matched=self.cost.matched)
            )
        if network.functions[-1].f_prime is None and output != self.cost.matched:
            raise ValueError(
                _("cost: got {cost!r} with a {output} output, takes {names}").format(
                    cost=cost,
                    output=output,
                    names=[name for name, other in COSTS.items() if other.matched == output],
                )
            )
        self.X = fixed(matrix("X", X, network.sizes[0]))
        self.y = fixed(matrix("y", y, network.sizes[-1]))
        if len(self.X) != len(self.y):
            raise ValueError(
                _("y: got {n_y} rows, takes {n_X}, one for each of X").format(
                    n_y=len(self.y), n_X=len(self.X)
                )
            )
        self._check_targets()
        self._penalize(lambda_, penalty)
        #: Mini-batches are drawn by the number of their epoch less this.
        self.first_epoch = 0
        inputs = columns_of(self.X, 1 if network.biases else 0)
        self.examples = Examples.of(inputs, self.y.T)
        self._passes = Backpropagation(network, self.cost)
        # Size, seed and number of the epoch in _batches.
        self._epoch: tuple[int, int | None, int] = (0, None, 0)
        self._batches: Sequence[Examples] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what a copy is made from: its views and buffers are its own."""
        arguments = (self.network, self.cost.name, self.X, self.y, self.lambda_, self.penalty.name)
        return type(self), arguments, {"first_epoch": self.first_epoch}

    @property
    def network(self) -> Network:
        """Return the network whose parameters theta holds."""
        return self._network

    @property
    def m(self) -> int:
        """Return the number of examples."""
        return self.examples.m

    @property
    def n_parameters(self) -> int:
        """Return the length of theta."""
        return self.network.n_parameters

    def with_penalty(self, lambda_: float, penalty: str) -> Self:
        """Return the same objective with another penalty.

        It shares examples and work buffers with this one: an evaluation leaves nothing in
        them that another needs.

        Raises
        ------
        ValueError
            If lambda_ is negative or not finite, or there is no such penalty.
        """
        other = self._sharing()
        other._penalize(lambda_, penalty)
        return other

    def with_epochs_from(self, epoch: int) -> Self:
        """Return the same objective, its mini-batches numbered from a later epoch.

        The batches of `epoch` are then those that epoch 0 had: where their size changes in
        mid-run, the order of the examples begins anew. It shares as `with_penalty` does.

        Raises
        ------
        ValueError
            If epoch is no whole number of 0 or more.
        """
        other = self._sharing()
        other.first_epoch = whole("epoch", epoch, 0)
        return other

    def _sharing(self) -> Self:
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other

    def _penalize(self, lambda_: float, penalty: str) -> None:
        self.lambda_ = within("lambda_", lambda_, 0.0, np.inf)
        self.penalty = one_of("penalty", penalty, PENALTIES)
        # lambda_ / m for a weight, 0 for a bias.
        self.strength = read_only(self.network.is_weight * (self.lambda_ / len(self.X)))

    def _check_targets(self) -> None:
        """Refuse targets for which the cost has no meaning."""
        if self.cost.takes_classes and not ((self.y >= 0.0) & (self.y <= 1.0)).all():
            worst = self.y[(self.y < 0.0) | (self.y > 1.0)][0]
            raise ValueError(
                _(
                    "y: got {worst:g}, takes 0 to 1 with the cost {name!r}: one column a "
                    "class, 1 for the right one"
                ).format(worst=worst, name=self.cost.name)
            )
        if self.cost.matched == "softmax":
            sums = self.y.sum(axis=1)
            worst = sums[np.abs(sums - 1.0).argmax()]
            if abs(worst - 1.0) > SOFTMAX_SLACK:
                raise ValueError(
                    _(
                        "y: got a row that adds up to {worst:.12g}, takes rows that add up to 1 "
                        "with the cost {name!r}"
                    ).format(worst=worst, name=self.cost.name)
                )

    def __call__(self, theta: ArrayLike, batch: Examples | None = None) -> Evaluation:
        """Return J and its gradient at theta, over one of `batches` or over all examples.

        Parameters
        ----------
        theta : array_like of shape (n_parameters,)
        batch : Examples, optional
            Default: all examples.

        Returns
        -------
        Evaluation

        Raises
        ------
        ValueError
            If theta has another shape, is not finite, or so large that J or the gradient
            overflows.
        TypeError
            If batch is no batch.
        """
        at = vector("theta", theta, self.n_parameters)
        if batch is not None:
            self.check_batch(batch)
        with np.errstate(over="ignore", invalid="ignore"):
            found = self.evaluate(at, batch)
        if not (isfinite(found.J) and np.isfinite(found.dJ_dtheta).all()):
            raise overflow(at)
        return found

    def parts(self, theta: ArrayLike) -> CostParts:
        """Return the cost at theta, in its parts, over all examples; raises as a call does."""
        return self.parts_and_output(theta)[0]

    def parts_and_output(self, theta: ArrayLike) -> tuple[CostParts, Array]:
        """Return the cost in its parts and y_hat, shape (m, n_L), from one forward pass.

        y_hat is the work buffer itself: it lasts until the next evaluation. Raises as a call does.
        """
        at = vector("theta", theta, self.n_parameters)
        with np.errstate(over="ignore", invalid="ignore"):
            output = self._passes.forward(at, self.examples)[-1]
            parts = CostParts(self._data_term(output, self.examples), self._penalty())
        if not isfinite(parts.J):
            raise overflow(at)
        return parts, output.a

    def penalties(self, thetas: ArrayLike) -> Array:
        """Return the penalty on each of many thetas, shape (n,); infinity where it overflows.

        Parameters
        ----------
        thetas : array_like of shape (n, n_parameters)

        Raises
        ------
        ValueError
            If thetas has another shape or is not finite.
        """
        rows = vectors("thetas", thetas, self.n_parameters)
        with np.errstate(over="ignore"):
            return np.asarray(self.penalty_at(rows), dtype=np.float64)

    def penalty_at(self, theta: Array) -> Any:
        """Return the penalty at theta, or an array of them for many: a row each, float64."""
        return self.penalty.value(self.strength, theta * self.network.is_weight)

    def batches(self, size: int, seed: int | None, epoch: int) -> Sequence[Examples]:
        """Return the mini-batches of one epoch, a function of (seed, epoch) alone.

        Those of the epoch last asked for are kept: its updates follow each other.

        Parameters
        ----------
        size : int
            Examples in a batch, 1 to m. The last batch of an epoch holds what is left.
        seed : int or None
            0 or more; None leaves the examples in the order in which they came, every epoch.
        epoch : int
            `first_epoch` or more.

        Raises
        ------
        ValueError
            Naming the argument, what it got and what it takes.
        """
        if not (type(size) is type(epoch) is int and (seed is None or type(seed) is int)):
            size, seed, epoch = self._batch_numbers(size, seed, epoch)
        if (size, seed, epoch) != self._epoch:
            self._batch_numbers(size, seed, epoch)
            number = epoch - self.first_epoch
            self._batches = draw_batches(self.examples, size, seed, number)
            self._epoch = (size, seed, epoch)
        return self._batches

    def members(self, size: int, seed: int | None, epoch: int) -> list[Labels]:
        """Return which examples, from 0, each of `batches` holds; raises as that does."""
        size, seed, epoch = self._batch_numbers(size, seed, epoch)
        return members_of_batches(self.m, size, seed, epoch - self.first_epoch)

    def check_batch(self, batch: Examples) -> None:
        """Refuse what is no batch of these examples.

        Raises
        ------
        ValueError
            If it is one of other examples.
        TypeError
            If it is none.
        """
        shapes = (len(instance("batch", batch, Examples).inputs), batch.y.shape[-1])
        if shapes != (len(self.examples.inputs), self.network.sizes[-1]):
            raise ValueError(
                _("batch: got {batch}, takes one of this objective's batches").format(
                    batch=shown(batch)
                )
            )

    def _batch_numbers(
        self, size: int, seed: int | None, epoch: int
    ) -> tuple[int, int | None, int]:
        """Return what the batches of an epoch depend on, checked."""
        return (
            whole("size", size, 1, self.m),
            None if seed is None else whole("seed", seed, 0),
            whole("epoch", epoch, self.first_epoch),
        )

    def evaluate(self, theta: Array, batch: Examples | None = None) -> Evaluation:
        """Return J and its gradient at theta, which has been checked; see `Differentiable`."""
        examples = self.examples if batch is None else batch
        layers = self._passes.forward(theta, examples)
        J = self._data_term(layers[-1], examples)
        gradient = self._passes.backward(layers, examples)
        if self.lambda_:
            J += self._penalty()
            gradient += self.penalty.derivative(self.strength, self._passes.theta)
        gradient.setflags(write=False)
        return Evaluation(J, gradient)

    def _data_term(self, output: Layer, examples: Examples) -> float:
        return float(self.cost.J(output.z, output.a, examples.y))

    def _penalty(self) -> float:
        """Return the penalty on the theta of the last forward pass."""
        return float(self.penalty_at(self._passes.theta)) if self.lambda_ else 0.0
