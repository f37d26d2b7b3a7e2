"""What is learned, and by which network: all that a run needs besides its optimizer."""

from dataclasses import dataclass
from functools import cached_property
from math import nan

from core.data.datasets import accuracy
from core.data.scaling import Scaling
from core.engine.network import Network
from core.types import Array, Labels, read_only


@dataclass(frozen=True)
class Task:
    """A network, its initial weights, and examples.

    Attributes
    ----------
    network : Network
    cost : str
        Key of ``COSTS``: what is minimized.
    theta : ndarray of shape (n_parameters,)
        The initial weights.
    scaling : Scaling
        From the units of X to the inputs of the network.
    X, X_test : ndarray of shape (m, n_0), (m_test, n_0)
        Inputs in the units of the data.
    y, y_test : ndarray of shape (m, n_L), (m_test, n_L)
        Targets, in the units of the network's outputs.
    labels, labels_test : ndarray of int, shape (m,), (m_test,)
        The classes; empty where there are none.
    n_classes : int
        0 for regression.
    """

    network: Network
    cost: str
    theta: Array
    scaling: Scaling
    X: Array
    y: Array
    X_test: Array
    y_test: Array
    labels: Labels
    labels_test: Labels
    n_classes: int

    @cached_property
    def inputs(self) -> Array:
        """Return the scaled training inputs."""
        return read_only(self.scaling.apply(self.X))

    @cached_property
    def inputs_test(self) -> Array:
        """Return the scaled test inputs."""
        return read_only(self.scaling.apply(self.X_test))

    def accuracy(self, y_hat: Array) -> float:
        """Return the share of training examples whose class is right; NaN without classes."""
        return accuracy(y_hat, self.labels) if len(self.labels) else nan

    def accuracy_test(self, y_hat: Array) -> float:
        """Return the share of test examples whose class is right; NaN without any."""
        return accuracy(y_hat, self.labels_test) if len(self.labels_test) else nan
