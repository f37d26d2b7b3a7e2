"""What the two estimators share: parameters, training, the network inside. No targets here."""

import warnings
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

# scikit-learn: its base classes and its checks of input make an estimator one of its own.
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

from ..checks import flag, one_of, sequence, shown, vector, whole, within
from ..engine.network import Network
from ..engine.objective import Objective
from ..engine.optimizers import OPTIMIZERS, FirstOrder, Step, make_optimizer
from ..engine.training import Run, Status
from ..language import _
from ..types import Array

#: With batch_size "auto", examples in a mini-batch at the most (as MLPClassifier has it).
AUTO_BATCH = 200


class NetworkEstimator(BaseEstimator):
    """What classifier and regressor share; the parameters are those of `NetworkClassifier`."""

    network_: Network
    theta_: Array
    loss_curve_: list[float]
    loss_: float
    n_iter_: int
    #: Of the last `partial_fit`: what the optimizer remembers.
    _step: Step

    def __init__(
        self,
        hidden_layer_sizes: Sequence[int] = (25,),
        activation: str = "tanh",
        *,
        cost: str | None = None,
        optimizer: str = "adam",
        alpha: float = 0.01,
        mu: float = 0.9,
        schedule: str = "constant",
        period: int = 100,
        batch_size: int | str | None = "auto",
        shuffle: bool = True,
        lambda_: float = 1e-4,
        penalty: str = "l2",
        biases: bool = True,
        init: str | ArrayLike = "xavier",
        max_iter: int = 200,
        tol: float = 1e-4,
        n_iter_no_change: int = 10,
        warm_start: bool = False,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        self.hidden_layer_sizes = hidden_layer_sizes
        self.activation = activation
        self.cost = cost
        self.optimizer = optimizer
        self.alpha = alpha
        self.mu = mu
        self.schedule = schedule
        self.period = period
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.lambda_ = lambda_
        self.penalty = penalty
        self.biases = biases
        self.init = init
        self.max_iter = max_iter
        self.tol = tol
        self.n_iter_no_change = n_iter_no_change
        self.warm_start = warm_start
        self.random_state = random_state

    def _objective(self, X: Array, y: Array, output: str, cost: str) -> Objective:
        """Return what is minimized; a network that is kept must still have the right shape."""
        hidden = tuple(
            whole("hidden_layer_sizes", size, 1)
            for size in sequence("hidden_layer_sizes", self.hidden_layer_sizes, _("whole numbers"))
        )
        sizes = (X.shape[1], *hidden, y.shape[1])
        network = Network(sizes, (*(self.activation,) * len(hidden), output), self.biases)
        if hasattr(self, "network_") and network != self.network_:
            raise ValueError(
                _(
                    "X, y: got data for a network of {sizes}, takes those for "
                    "{fitted}, which was fitted before"
                ).format(sizes=network.sizes, fitted=self.network_.sizes)
            )
        self.network_ = network
        return Objective(network, cost, X, y, self.lambda_, self.penalty)

    def _first(self) -> Array:
        """Return where to begin: the current weights if there are any, else the first ones."""
        if hasattr(self, "theta_"):
            return self.theta_
        self._random = check_random_state(self.random_state)
        if isinstance(self.init, str):
            return self.network_.initialize(self.init, int(self._random.randint(2**31)))
        return vector("init", self.init, self.network_.n_parameters)

    def _run(self, objective: Objective, first: Array | Step) -> Run[Objective]:
        """Return a run of the optimizer that has not begun."""
        stepwise = issubclass(one_of("optimizer", self.optimizer, OPTIMIZERS), FirstOrder)
        values = {
            **self.get_params(deep=False),
            "batch_size": self._batch_size(objective.m, stepwise),
            "seed": self._seed(),
            "gtol": self.tol,
            "xtol": self.tol,
            "epsilon_hat": True,  # the order of computation that scikit-learn has
        }
        # Rewinding is for the pages: nothing but the last step is kept.
        return Run(objective, make_optimizer(self.optimizer, values), first, max_bytes=1)

    def _batch_size(self, m: int, stepwise: bool) -> int | None:
        if isinstance(self.batch_size, str):
            if self.batch_size != "auto":
                raise ValueError(
                    _(
                        "batch_size: got {batch_size}, takes a whole number of 1 or "
                        "more, None or 'auto'"
                    ).format(batch_size=shown(self.batch_size))
                )
            return min(AUTO_BATCH, m) if stepwise else None
        if self.batch_size is None:
            return None
        return min(whole("batch_size", self.batch_size, 1), m)

    def _seed(self) -> int | None:
        """Return what the mini-batches are drawn by."""
        return int(self._random.randint(2**31)) if flag("shuffle", self.shuffle) else None

    def _epoch(self, run: Run[Objective]) -> float:
        """Make the updates of one epoch; return the cost, its mean over the batches."""
        optimizer, m = run.optimizer, run.objective.m
        if not isinstance(optimizer, FirstOrder):
            run.extend(1)
            return run.last.J
        bounds = [*range(0, m, optimizer.batch_size or m), m]
        total = 0.0
        for start, stop in pairwise(bounds):
            total += run.last.J * (stop - start)
            run.extend(1)
        return total / m

    def _train(self, objective: Objective) -> Self:
        """Train until the cost no longer falls, the search ends or max_iter is reached."""
        max_iter, patience = whole("max_iter", self.max_iter, 1), self._patience()
        tol = within("tol", self.tol, 0.0, np.inf)
        run = self._run(objective, self._first())
        stepwise = isinstance(run.optimizer, FirstOrder)
        self.loss_curve_ = []
        best, n_idle = np.inf, 0
        while len(self.loss_curve_) < max_iter:
            before = run.last.k
            J = self._epoch(run)
            if run.last.k == before:
                break
            self.loss_curve_.append(J)
            n_idle = n_idle + 1 if J > best - tol else 0
            best = min(best, J)
            if run.status is not Status.READY or (stepwise and n_idle > patience):
                break
        else:
            warnings.warn(
                _("The cost was still falling after max_iter = {max_iter} epochs.").format(
                    max_iter=max_iter
                ),
                ConvergenceWarning,
                stacklevel=3,
            )
        if run.status is Status.DIVERGED:
            warnings.warn(run.message, ConvergenceWarning, stacklevel=3)
        self.n_iter_ = len(self.loss_curve_)
        self._keep(run)
        return self

    def _train_one_epoch(self, objective: Objective) -> Self:
        """Train for one epoch, going on with what the optimizer remembers.

        The schedule of alpha goes on too; the mini-batches are drawn for these data alone.
        """
        first = self._first()
        if hasattr(self, "_step"):
            run = self._run(
                objective.with_epochs_from(self._step.epoch),
                self._step._replace(theta=first, k=0, batch_index=0),
            )
        else:
            self.loss_curve_, self.n_iter_ = [], 0
            run = self._run(objective, first)
        self.loss_curve_.append(self._epoch(run))
        self.n_iter_ += 1
        self._keep(run)
        if isinstance(run.optimizer, FirstOrder):  # a solver's search ends with its data
            self._step = run.last
        return self

    def _patience(self) -> int:
        return whole("n_iter_no_change", self.n_iter_no_change, 0)

    def _keep(self, run: Run[Objective]) -> None:
        self.theta_ = run.last.theta
        self.loss_ = self.loss_curve_[-1] if self.loss_curve_ else run.last.J

    def _forget(self) -> None:
        """Forget the network of an earlier fit, unless this is a warm start."""
        self.__dict__.pop("_step", None)
        if not flag("warm_start", self.warm_start):
            for name in ("network_", "theta_"):
                self.__dict__.pop(name, None)

    def _y_hat(self, X: ArrayLike) -> Array:
        """Return what the network puts out for X, shape (m, n_L)."""
        check_is_fitted(self)
        inputs: Any = validate_data(self, X, dtype=np.float64, reset=False)
        return self.network_.predict(self.theta_, inputs)

    def __sklearn_is_fitted__(self) -> bool:
        """Say whether it has been fitted; lambda_ ends as only what is fitted does elsewhere."""
        return hasattr(self, "theta_")
