"""The functions that fuzz.py calls, and what each should be called with.

What estimators are given as X and y is scikit-learn's to check, and not among them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.polynomial import Polynomial

from core.data.datasets import accuracy, load, one_hot
from core.data.drawing import as_written, handwriting_of
from core.data.nights import realistic_nights
from core.data.polynomials import read_polynomial
from core.data.scaling import SCALINGS, Scaling
from core.engine import (
    COSTS,
    INITIALIZERS,
    OPTIMIZERS,
    PENALTIES,
    SCHEDULES,
    Curve,
    GradientDescent,
    Momentum,
    Network,
    Objective,
    Run,
    make_optimizer,
)
from core.engine.curve import ends
from core.estimators import NetworkClassifier, NetworkRegressor
from core.explain.chain_rule import gradient, passes
from core.explain.factors import n_paths, path_factors, place_of, unit_factors, weight_factors
from core.explain.gradient_check import check_gradient, sample_parameters
from core.explain.loss_surfaces import (
    ParameterPlane,
    cost_on_plane,
    costs_at,
    costs_of,
    gradients_at,
    principal_plane,
    random_plane,
    slice_through,
)
from core.explain.mistakes import MISTAKES, Mistaken, hidden_mistake
from core.explain.unit_doctor import examine
from core.tutorials import (
    inverter,
    one_weight,
    published_inverter_step,
    published_one_weight_step,
    sleep_study,
    tanh_moons,
)
from tests.unit.nasty import CURVE, NETWORK, OBJECTIVE, THETA, X, Y

Maker = Callable[[np.random.Generator], Any]

HANDWRITING = handwriting_of(np.random.default_rng(0).random((20, 64)))


@dataclass(frozen=True)
class Case:
    """One function, what it should be called with, and what its refusals may name beside that.

    Attributes
    ----------
    call : callable
    arguments : mapping
        Name -> what makes a right value.
    aliases : str
        Names of what is checked further in, with spaces between them.
    counts : str
        Names of arguments that say how long it takes: no large number there.
    may_be_infinite : bool
        Whether it says that what overflows is infinity.
    passes_on : bool
        Whether it but lays out numbers: what is not finite stays so.
    warns : bool
        Whether it may warn that a training has not converged.
    """

    call: Callable[..., Any]
    arguments: Mapping[str, Maker]
    aliases: str = ""
    counts: str = ""
    may_be_infinite: bool = False
    passes_on: bool = False
    warns: bool = False


def always(value: Any) -> Maker:
    """Return what makes one value."""
    return lambda rng: value


def one_from(*values: Any) -> Maker:
    """Return what makes one of some values."""
    return lambda rng: values[rng.integers(len(values))]


def numbers(*shape: int) -> Maker:
    """Return what makes an array of some shape."""
    return lambda rng: rng.normal(size=shape)


def optimizer_of(rng: np.random.Generator) -> Any:
    """Return an optimizer."""
    return OPTIMIZERS[list(OPTIMIZERS)[rng.integers(len(OPTIMIZERS))]]()


def steps(objective: Any, optimizer: Any, theta: Any, n: Any, max_bytes: Any) -> Any:
    """Return the last step of a run."""
    run = Run(objective, optimizer, theta, max_bytes)
    run.extend(n)
    return run.last


def with_hyperparameters(name: str, **values: Any) -> Any:
    """Return the last step of a run with an optimizer of these hyperparameters."""
    run = Run(OBJECTIVE, make_optimizer(name, values), THETA)
    run.extend(3)
    return run.last


def rewound(k: Any, fork_at: Any, optimizer: Any) -> Any:
    """Return steps of a run and of a fork."""
    run = Run(OBJECTIVE, GradientDescent(0.5, 2), THETA)
    run.extend(5)
    fork = run.fork(fork_at, optimizer=optimizer)
    fork.extend(2)
    return run[k], fork.last


def share_right(y_hat: Any, y: Any) -> Any:
    """Return the accuracy; nothing for no example, of which it is NaN."""
    found = accuracy(y_hat, y)
    return found if len(y_hat) else None


def fitted(kind: Callable[..., Any], **parameters: Any) -> Any:
    """Return what an estimator predicts that was fitted with these parameters."""
    model = kind(max_iter=2, random_state=0).set_params(**parameters)
    y = Y[:, 0]
    model.fit(X, y.astype(int) if kind is NetworkClassifier else y)
    return model.predict(X)


OBJ, THE, IDX = always(OBJECTIVE), numbers(13), one_from(0, 5, 12)
HYPER: dict[str, Maker] = {
    "name": one_from(*OPTIMIZERS), "alpha": one_from(0.1, 1.0), "mu": always(0.5),
    "rho": always(0.5), "epsilon": always(1e-6), "beta_1": always(0.5), "beta_2": always(0.9),
    "epsilon_hat": always(True), "schedule": one_from(*SCHEDULES), "period": always(3),
    "batch_size": always(None), "seed": one_from(None, 1), "gtol": always(1e-3),
    "xtol": always(1e-3), "ftol": always(1e-3), "maxcor": always(3), "max_evals": always(30),
}  # fmt: skip
PARAMETERS: dict[str, Maker] = {
    "hidden_layer_sizes": one_from((), (3,), [2, 2]), "activation": one_from("tanh", "relu"),
    "cost": always(None), "optimizer": one_from(*OPTIMIZERS), "alpha": always(0.1),
    "mu": always(0.5), "schedule": one_from(*SCHEDULES), "period": always(2),
    "batch_size": one_from(None, "auto"), "shuffle": always(True), "lambda_": always(0.1),
    "penalty": one_from(*PENALTIES), "biases": always(True), "init": one_from(*INITIALIZERS),
    "tol": always(1e-4), "n_iter_no_change": always(2), "warm_start": always(False),
}  # fmt: skip

CASES: tuple[Case, ...] = (
    Case(lambda sizes, activations, biases: Network(sizes, activations, biases).blocks,
         {"sizes": one_from((2, 1), [2, 3, 1]), "biases": always(True),
          "activations": one_from(("tanh",), ["relu", "tanh"])}),
    Case(NETWORK.unpack, {"theta": THE}, passes_on=True),
    Case(NETWORK.layers, {"theta": THE}, passes_on=True),
    Case(NETWORK.to_thetas, {"theta": THE}, passes_on=True),
    Case(NETWORK.pack, {"W": always([np.ones((2, 3)), np.ones((3, 1))]),
                        "b": always([np.ones(3), np.ones(1)])}, "W1 W2 b1 b2",
         passes_on=True),
    Case(NETWORK.from_thetas, {"thetas": always([np.ones((3, 3)), np.ones((1, 4))])},
         "Theta1 Theta2"),
    Case(NETWORK.initialize, {"name": one_from(*INITIALIZERS), "seed": one_from(0, 5)},
         "initializer"),
    Case(NETWORK.draw, {"name": one_from(*INITIALIZERS),
                        "rng": lambda rng: np.random.RandomState(0)}, "initializer"),
    Case(NETWORK.forward, {"theta": THE, "X": numbers(5, 2)}),
    Case(NETWORK.predict, {"theta": THE, "X": numbers(5, 2)}),
    Case(lambda **a: Objective(**a)(THETA),
         {"network": always(NETWORK), "cost": one_from("mse", "cross_entropy"), "X": always(X),
          "y": always(Y), "lambda_": always(0.1), "penalty": one_from(*PENALTIES)},
         "activations theta"),
    Case(OBJECTIVE, {"theta": THE, "batch": always(None)}),
    Case(OBJECTIVE.parts, {"theta": THE}),
    Case(OBJECTIVE.parts_and_output, {"theta": THE}),
    Case(OBJECTIVE.penalties, {"thetas": numbers(4, 13)}, may_be_infinite=True),
    Case(lambda **a: OBJECTIVE.with_penalty(**a)(THETA),
         {"lambda_": always(0.1), "penalty": one_from(*PENALTIES)}, "theta"),
    Case(lambda epoch: OBJECTIVE.with_epochs_from(epoch).first_epoch, {"epoch": one_from(0, 3)}),
    Case(OBJECTIVE.batches, {"size": one_from(1, 3), "seed": one_from(None, 2),
                             "epoch": one_from(0, 3)}),
    Case(OBJECTIVE.members, {"size": one_from(1, 3), "seed": one_from(None, 2),
                             "epoch": one_from(0, 3)}),
    Case(steps, {"objective": one_from(OBJECTIVE, Mistaken(OBJECTIVE, MISTAKES["sign"])),
                 "optimizer": optimizer_of, "theta": THE, "n": one_from(0, 3),
                 "max_bytes": one_from(1, 10**6)}, "first.k", counts="n"),
    Case(steps, {"objective": always(CURVE), "optimizer": optimizer_of, "theta": numbers(1),
                 "n": one_from(0, 3), "max_bytes": one_from(1, 10**6)}, "first.k", counts="n"),
    Case(rewound, {"k": one_from(0, -1, 5), "fork_at": one_from(0, 3), "optimizer": optimizer_of}),
    Case(with_hyperparameters, HYPER, "optimizer"),
    Case(lambda **a: make_optimizer(**a).label,
         {"name": one_from(*OPTIMIZERS), "hyperparameters": always({})}, "optimizer"),
    Case(GradientDescent(0.5, schedule="cosine").alpha_at, {"epoch": one_from(0, 3)}),
    Case(GradientDescent(0.5, 2).updates_per_epoch, {"m": one_from(4, 5)}, "batch_size"),
    Case(lambda f: Curve(f).minima(), {"f": always(Polynomial([0, 0, 1.0]))}),
    Case(CURVE, {"theta": numbers(1)}),
    Case(ends, {"curve": always(CURVE), "optimizer": always(Momentum(0.01)),
                "starts": numbers(5), "n": one_from(0, 9)}, counts="n"),
    Case(passes, {"objective": OBJ, "theta": THE}),
    Case(gradient, {"objective": OBJ, "theta": THE}),
    Case(place_of, {"network": always(NETWORK), "index": IDX}),
    Case(n_paths, {"network": always(NETWORK), "index": IDX}),
    Case(unit_factors, {"objective": OBJ, "theta": THE, "layer": one_from(1, 2),
                        "unit": always(0), "layers": always(None)}),
    Case(weight_factors, {"objective": OBJ, "theta": THE, "index": IDX, "layers": always(None)}),
    Case(path_factors, {"objective": OBJ, "theta": THE, "index": IDX, "example": one_from(0, 3),
                        "layers": always(None)}),
    Case(check_gradient, {"objective": OBJ, "theta": THE, "epsilon": one_from(1e-4, 1e-6),
                          "indices": one_from(None, [1, 2])}),
    Case(sample_parameters, {"network": always(NETWORK), "n": one_from(3, 99), "seed": always(0)}),
    Case(costs_at, {"objective": OBJ, "thetas": numbers(4, 13)},
         may_be_infinite=True),
    Case(costs_of, {"objectives": always([OBJECTIVE]), "thetas": numbers(4, 13)},
         may_be_infinite=True),
    Case(gradients_at, {"objective": OBJ, "thetas": numbers(4, 13)}, "theta"),
    Case(cost_on_plane, {"objective": OBJ, "s": numbers(3), "t": numbers(2),
                         "plane": always(random_plane(NETWORK, THETA, 0))}, "thetas",
         may_be_infinite=True),
    Case(slice_through, {"network": always(NETWORK), "theta": THE, "first": always(0),
                         "second": one_from(3, 12)}),
    Case(random_plane, {"network": always(NETWORK), "theta": THE, "seed": always(1)}),
    Case(principal_plane, {"path": numbers(9, 13)}),
    Case(ParameterPlane, {"origin": numbers(3), "u": numbers(3), "v": numbers(3),
                          "names": always(("s", "t"))}),
    Case(ParameterPlane(np.ones(3), np.eye(3)[0], np.eye(3)[1], ("s", "t")).at,
         {"s": numbers(4), "t": numbers(4)}),
    Case(ParameterPlane(np.ones(3), np.eye(3)[0], np.eye(3)[1], ("s", "t")).coordinates,
         {"thetas": numbers(4, 3)}),
    Case(lambda **a: Mistaken(**a)(THETA),
         {"objective": OBJ, "mistake": always(MISTAKES["sign"])}),
    Case(Mistaken(OBJECTIVE, MISTAKES["sign"]), {"theta": THE, "batch": always(None)}),
    Case(hidden_mistake, {"objective": OBJ, "seed": one_from(1, 2)}),
    Case(examine, {"objective": OBJ, "theta": THE}),
    Case(load, {"name": always("moons"), "m": one_from(20, 30), "noise": always(0.1),
                "seed": always(0), "test_share": always(0.2)}),
    Case(one_hot, {"labels": always([0, 1, 2]), "n_classes": always(3)}),
    Case(share_right, {"y_hat": numbers(4, 2), "y": always([0, 1, 1, 0])}),
    *(Case(lambda X, of=scaling: of(X).apply(X), {"X": numbers(5, 2)}, "shift scale")
      for scaling in SCALINGS.values()),
    Case(Scaling, {"shift": numbers(2), "scale": numbers(2)}),
    Case(SCALINGS["standard"](X).apply, {"X": numbers(5, 2)}),
    Case(SCALINGS["standard"](X).invert, {"X": numbers(5, 2)}),
    Case(read_polynomial, {"text": one_from("1 0 0", "1 -3 0 0 2")}, "coefficients"),
    Case(realistic_nights, {"m": one_from(0, 5), "seed": always(0)}),
    Case(handwriting_of, {"X": numbers(5, 16)}),
    Case(as_written, {"strokes": always([np.array([[0.1, 0.2], [0.5, 0.6]])]),
                      "handwriting": always(HANDWRITING)}),
    Case(lambda lambda_: sleep_study(lambda_).lambda_, {"lambda_": always(0.1)}),
    Case(lambda **a: tanh_moons(**a)[:2],
         {"m": one_from(4, 9), "noise": always(0.1), "seed": always(0)}),
    Case(lambda cost: (inverter(cost).m, one_weight(cost).m), {"cost": one_from(*COSTS)},
         "activations"),
    Case(published_inverter_step, {"w": numbers(2), "alpha": always(0.1)}),
    Case(published_one_weight_step, {"w": always(0.5), "alpha": always(0.1)}),
    Case(lambda **a: fitted(NetworkClassifier, **a), PARAMETERS,
         "activations initializer size theta", counts="hidden_layer_sizes n_iter_no_change",
         warns=True),
    Case(lambda **a: fitted(NetworkRegressor, **a), PARAMETERS,
         "activations initializer size theta", counts="hidden_layer_sizes n_iter_no_change",
         warns=True),
)  # fmt: skip
