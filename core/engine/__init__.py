"""Networks, costs and their gradients, optimizers, and runs that keep their steps.

What most programs need can be imported from here; the tables ACTIVATIONS, COSTS, PENALTIES,
INITIALIZERS, OPTIMIZERS and SCHEDULES say what there is to choose from.
"""

from .activations import ACTIVATIONS
from .costs import COSTS
from .curve import Curve
from .differentiable import CostParts, Differentiable, Evaluation
from .initializers import INITIALIZERS
from .network import Network
from .objective import Objective
from .optimizers import (
    BFGS,
    CG,
    LBFGSB,
    OPTIMIZERS,
    SCHEDULES,
    TNC,
    Adam,
    GradientDescent,
    Momentum,
    Nesterov,
    NewtonCG,
    Optimizer,
    RMSProp,
    Step,
    make_optimizer,
)
from .penalties import PENALTIES
from .training import Run, Status

__all__ = [
    "ACTIVATIONS",
    "BFGS",
    "CG",
    "COSTS",
    "INITIALIZERS",
    "LBFGSB",
    "OPTIMIZERS",
    "PENALTIES",
    "SCHEDULES",
    "TNC",
    "Adam",
    "CostParts",
    "Curve",
    "Differentiable",
    "Evaluation",
    "GradientDescent",
    "Momentum",
    "Nesterov",
    "Network",
    "NewtonCG",
    "Objective",
    "Optimizer",
    "RMSProp",
    "Run",
    "Status",
    "Step",
    "make_optimizer",
]
