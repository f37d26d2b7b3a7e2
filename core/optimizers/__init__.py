"""Optimizers: data (hyperparameters) plus two pure functions, start and step."""

from core.optimizers.base import Optimizer, Step
from core.optimizers.first_order import GradientDescent

__all__ = ["OPTIMIZERS", "GradientDescent", "Optimizer", "Step"]

#: Name -> class, a frozen dataclass of hyperparameters with defaults.
OPTIMIZERS: dict[str, type[Optimizer]] = {"gradient_descent": GradientDescent}
