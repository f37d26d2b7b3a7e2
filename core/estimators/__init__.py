"""scikit-learn estimators: `NetworkClassifier` and `NetworkRegressor`."""

from .classifier import NetworkClassifier
from .regressor import NetworkRegressor

__all__ = ["NetworkClassifier", "NetworkRegressor"]
