"""A scikit-learn regressor over the same engine; its names are those of classifier.py."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike

# scikit-learn: its base classes and its checks of input make an estimator one of its own.
from sklearn.base import MultiOutputMixin, RegressorMixin
from sklearn.utils.validation import column_or_1d, validate_data

from ..checks import one_of
from ..engine.costs import COSTS
from ..engine.objective import Objective
from ..language import _
from ..types import Array
from .base import NetworkEstimator


class NetworkRegressor(MultiOutputMixin, RegressorMixin, NetworkEstimator):
    """A network that predicts numbers: its output layer is linear.

    Parameters
    ----------
    cost : str or None, default None
        "half_mse", "mse" or "half_squares"; None is "half_mse", 1/(2m) times the sum of squares,
        which is MLPRegressor's for one target. All other parameters and the attributes are those
        of `NetworkClassifier`, without classes_.
    """

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Train on X, shape (m, n), and y, shape (m,) or (m, n_L); return self.

        Raises
        ------
        ValueError
            If the data or a parameter is not what it should be: naming it, what it got and what
            it takes.
        """
        self._forget()
        return self._train(self._goal(X, y, reset=True))

    def partial_fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Train for one epoch on X and y, and return self.

        Raises
        ------
        ValueError
            As `fit`.
        """
        return self._train_one_epoch(self._goal(X, y, reset=not hasattr(self, "theta_")))

    def predict(self, X: ArrayLike) -> Array:
        """Return y_hat, shape (m,) or (m, n_L) as y was."""
        y_hat = self._y_hat(X)
        return y_hat[:, 0] if self._flat else y_hat

    def _goal(self, X: ArrayLike, y: ArrayLike, *, reset: bool) -> Objective:
        inputs: Array
        inputs, numbers = validate_data(
            self, X, y, dtype=np.float64, multi_output=True, y_numeric=True, reset=reset
        )
        targets = np.asarray(numbers, dtype=np.float64)
        if targets.ndim == 2 and targets.shape[1] == 1:
            targets = column_or_1d(targets, warn=True)
        self._flat = targets.ndim == 1
        cost = "half_mse" if self.cost is None else self.cost
        if one_of("cost", cost, COSTS).takes_classes:
            raise ValueError(
                _("cost: got {cost!r}, which is one for a classifier").format(cost=cost)
            )
        return self._objective(inputs, targets.reshape(len(targets), -1), "linear", cost)
