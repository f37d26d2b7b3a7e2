"""A scikit-learn classifier over the same engine: the network inside a Pipeline or a GridSearchCV.

Names are this project's, not MLPClassifier's: `alpha` is the learning rate and `lambda_` the
penalty on the weights, which scikit-learn calls learning_rate_init and alpha.
"""

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

# scikit-learn: its base classes and its checks of input make an estimator one of its own.
from sklearn.base import ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import column_or_1d, validate_data

from ..checks import one_of
from ..data.datasets import one_hot
from ..engine.costs import COSTS
from ..engine.objective import Objective
from ..language import _
from ..types import Array
from .base import NetworkEstimator


class NetworkClassifier(ClassifierMixin, NetworkEstimator):
    """A network that tells classes apart.

    Two classes have one sigmoid unit, more have a softmax; with `cost` "cross_entropy" or "mse"
    more classes have a sigmoid unit each, as in exercise 4.

    Parameters
    ----------
    hidden_layer_sizes : sequence of int, default (25,)
        Units of each hidden layer; () for none.
    activation : str, default "tanh"
        Of the hidden layers, a key of ``ACTIVATIONS``.
    cost : str or None, default None
        "cross_entropy", "cross_entropy_sum", "softmax_cross_entropy" or "mse"; None is
        cross-entropy for two classes and softmax cross-entropy for more.
    optimizer : str, default "adam"
        Key of ``OPTIMIZERS``.
    alpha : float, default 0.01
        Learning rate, for the optimizers that have one.
    mu : float, default 0.9
        Momentum, likewise.
    schedule : str, default "constant"
        Key of ``SCHEDULES``, with its `period` (int, default 100) in epochs.
    batch_size : int, None or "auto", default "auto"
        Examples in a mini-batch; None takes all, "auto" 200 (all with SciPy's solvers). More than
        there are is all.
    shuffle : bool, default True
        Whether the mini-batches are drawn anew for every epoch.
    lambda_ : float, default 1e-4
        Strength of the penalty lambda_ / (2 m) * sum of W^2, 0 or more.
    penalty : str, default "l2"
        Key of ``PENALTIES``.
    biases : bool, default True
        Whether the layers have biases.
    init : str or array_like of shape (n_parameters,), default "xavier"
        Key of ``INITIALIZERS``, or the first theta itself.
    max_iter : int, default 200
        Epochs at the most (iterations of SciPy's solvers), 1 or more.
    tol : float, default 1e-4
        An epoch that does not lower the cost by more is idle; for SciPy's solvers their
        tolerance of the gradient.
    n_iter_no_change : int, default 10
        More idle epochs on end than that finish the training.
    warm_start : bool, default False
        Whether `fit` goes on from the current weights.
    random_state : int, RandomState or None, default None
        Draws the initial weights and the mini-batches.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
    network_ : Network
    theta_ : ndarray of shape (n_parameters,)
    loss_curve_ : list of float
        The cost J, penalty included, of each epoch: the mean over its batches, each before its
        update (for SciPy's solvers after each iteration).
    loss_ : float
        Its last element.
    n_iter_ : int
        Epochs made.
    n_features_in_ : int
    feature_names_in_ : ndarray of shape (n_features_in_,)
        Where X had names.
    """

    #: All classes, in order.
    classes_: Any

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Train on X, shape (m, n), and the classes y, shape (m,); return self.

        Raises
        ------
        ValueError
            If the data or a parameter is not what it should be: naming it, what it got and what
            it takes.
        """
        self._forget()
        inputs, labels = self._checked(X, y, reset=True)
        classes = np.unique(labels)
        if hasattr(self, "theta_") and not np.array_equal(classes, self.classes_):
            raise ValueError(
                _(
                    "y: got the classes {classes}, a warm start takes those of before, {before}"
                ).format(classes=classes, before=self.classes_)
            )
        self.classes_ = classes
        return self._train(self._goal(inputs, labels))

    def partial_fit(self, X: ArrayLike, y: ArrayLike, classes: ArrayLike | None = None) -> Self:
        """Train for one epoch on X and y, and return self.

        Parameters
        ----------
        X : array_like of shape (m, n)
        y : array_like of shape (m,)
        classes : array_like of shape (n_classes,)
            All there will ever be; needed in the first call only.

        Raises
        ------
        ValueError
            As `fit`; and if a label is none of the classes.
        """
        first = not hasattr(self, "theta_")
        inputs, labels = self._checked(X, y, reset=first)
        given = None if classes is None else np.unique(np.asarray(classes))
        if first and given is None:
            raise ValueError(
                _("classes: got None, the first call of partial_fit takes all of them")
            )
        if first:
            self.classes_ = given
        elif given is not None and not np.array_equal(given, self.classes_):
            raise ValueError(
                _("classes: got {given}, takes those of the first call, {classes}").format(
                    given=given, classes=self.classes_
                )
            )
        return self._train_one_epoch(self._goal(inputs, labels))

    def predict(self, X: ArrayLike) -> Any:
        """Return the most probable class of each row, shape (m,)."""
        y_hat = self.predict_proba(X)
        return self.classes_[y_hat.argmax(axis=1)]

    def predict_proba(self, X: ArrayLike) -> Array:
        """Return the probability of each class, shape (m, n_classes); rows add up to 1.

        Sigmoids of more than two classes, which do not, are divided by their sum.
        """
        y_hat = self._y_hat(X)
        if len(self.classes_) == 1:
            return np.ones((len(y_hat), 1))
        if y_hat.shape[1] == 1:
            return np.hstack([1.0 - y_hat, y_hat])
        y_hat = np.maximum(y_hat, np.finfo(float).tiny)  # all of them may say 0
        return np.asarray(y_hat / y_hat.sum(axis=1, keepdims=True))

    def _checked(self, X: ArrayLike, y: ArrayLike, *, reset: bool) -> tuple[Array, Any]:
        inputs: Array
        inputs, labels = validate_data(self, X, y, dtype=np.float64, reset=reset)
        check_classification_targets(labels)
        return inputs, column_or_1d(labels, warn=True)

    def _goal(self, X: Array, y: Any) -> Objective:
        strange = np.setdiff1d(y, self.classes_)
        if len(strange):
            raise ValueError(
                _("y: got {strange!s}, takes the classes {classes}").format(
                    strange=strange[0], classes=self.classes_
                )
            )
        labels = np.searchsorted(self.classes_, y)
        two = len(self.classes_) <= 2
        cost = self.cost
        if cost is None:
            cost = "cross_entropy" if two else "softmax_cross_entropy"
        output = one_of("cost", cost, COSTS).matched
        if output == "linear":
            raise ValueError(
                _("cost: got {cost!r}, which is one for a regressor").format(cost=cost)
            )
        targets = one_hot(labels, max(2, len(self.classes_)))
        if two and output != "softmax":
            targets = targets[:, 1:]
        return self._objective(X, targets, output or "sigmoid", cost)
