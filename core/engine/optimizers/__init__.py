"""Optimizers: data (hyperparameters) plus two pure functions, start and step."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ...checks import instance, one_of
from .adaptive import Adam, RMSProp
from .base import Ending, Optimizer, Step
from .descent import GradientDescent, Momentum, Nesterov
from .first_order import FirstOrder
from .schedules import SCHEDULES, Schedule
from .solvers import BFGS, CG, LBFGSB, TNC, NewtonCG

__all__ = [
    "BFGS",
    "CG",
    "LBFGSB",
    "OPTIMIZERS",
    "SCHEDULES",
    "TNC",
    "Adam",
    "Ending",
    "FirstOrder",
    "GradientDescent",
    "Momentum",
    "Nesterov",
    "NewtonCG",
    "Optimizer",
    "RMSProp",
    "Schedule",
    "Step",
    "make_optimizer",
]

#: Name -> class, a frozen dataclass of hyperparameters with defaults.
OPTIMIZERS: dict[str, type[Optimizer]] = {
    "gradient_descent": GradientDescent,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "rmsprop": RMSProp,
    "adam": Adam,
    "bfgs": BFGS,
    "lbfgsb": LBFGSB,
    "cg": CG,
    "newton_cg": NewtonCG,
    "tnc": TNC,
}


def make_optimizer(name: str, hyperparameters: Mapping[str, Any]) -> Optimizer:
    """Return the optimizer called `name` with those of the hyperparameters that it has.

    Parameters
    ----------
    name : str
        Key of ``OPTIMIZERS``.
    hyperparameters : mapping
        Name -> value; what the optimizer has no use for is left out.

    Raises
    ------
    ValueError
        If there is no such optimizer, or a value is out of range.
    TypeError
        If hyperparameters is no mapping.
    """
    optimizer = one_of("optimizer", name, OPTIMIZERS)
    instance("hyperparameters", hyperparameters, Mapping)
    known = {field.name for field in fields(optimizer)}  # type: ignore[arg-type]
    return optimizer(**{key: value for key, value in hyperparameters.items() if key in known})
