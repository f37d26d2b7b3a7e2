"""The networks whose gradient can be checked, as records in one table, and the check itself.

No Streamlit here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

# scikit-learn: its 1,797 digits of 8 x 8 pixels come with the package.
from sklearn.datasets import load_digits

from app.run.lab import Lab
from app.settings.field import Field, Form
from core.data.datasets import one_hot
from core.engine.network import Network
from core.engine.objective import Objective
from core.explain.gradient_check import GradientCheck, check_gradient, sample_parameters
from core.tutorials import exercise4_check, sleep_study
from core.types import Array, Labels

#: (lambda_, the lab of the moons page, its epoch) -> what is checked, and where.
Make: TypeAlias = Callable[[float, Lab, int], tuple[Objective, Array]]

#: More parameters than that are checked by a sample.
ALL_PARAMETERS = 100
#: What exercise 4 asks for, and what a gradient that is right reaches with a fair epsilon.
EXERCISE_BOUND, RIGHT = 1e-9, 1e-7
#: Two points of the plot per power of ten.
EPSILONS: tuple[float, ...] = (
    *(float(f"{digit}e{power}") for power in range(-12, 0) for digit in (1, 3)),
    1.0,
)


def scientific(number: float) -> str:
    """Return a number as people write it by hand: 1e-4."""
    digits, power = f"{number:.0e}".split("e")
    return f"{digits}e{int(power)}" if int(power) else digits


@dataclass(frozen=True)
class Case:
    """A network whose gradient can be checked.

    Attributes
    ----------
    name, label : str
        Key in ``CASES`` and what people call it.
    make : callable
        See `Make`.
    note : str
        What it is, in a sentence.
    """

    name: str
    label: str
    make: Make
    note: str


def _exercise4(lambda_: float, lab: Lab, epoch: int) -> tuple[Objective, Array]:
    return exercise4_check(lambda_)


def _sleep_study(lambda_: float, lab: Lab, epoch: int) -> tuple[Objective, Array]:
    objective = sleep_study(lambda_)
    return objective, objective.network.initialize("normal", 0)


def _moons(lambda_: float, lab: Lab, epoch: int) -> tuple[Objective, Array]:
    return lab.objective(epoch), lab.step(epoch).theta


def _digits(lambda_: float, lab: Lab, epoch: int) -> tuple[Objective, Array]:
    X, labels = load_digits(return_X_y=True)
    network = Network((64, 25, 10), ("sigmoid", "sigmoid"))
    m = 100
    y = one_hot(labels[:m], 10)
    objective = Objective(network, "cross_entropy", X[:m] / 16.0, y, lambda_)
    return objective, network.initialize("exercise4", 0)


CASES: dict[str, Case] = {
    record.name: record
    for record in (
        Case(
            "exercise4",
            "exercise 4's, 3-5-3",
            _exercise4,
            "The little network by which exercise 4 checks its gradient: 38 parameters and 5 "
            "examples, made of sines, so that everybody has the same numbers.",
        ),
        Case(
            "sleep_study",
            "sleep and study, 2-3-1",
            _sleep_study,
            "The network of the sleep and study notebook: 9 weights, no biases, three nights.",
        ),
        Case(
            "moons",
            "the one on the Moons page",
            _moons,
            "The network of the Moons page with its data and its cost, at the epoch that is shown "
            "there.",
        ),
        Case(
            "digits",
            "digits, 64-25-10",
            _digits,
            "Handwritten digits: 1,885 parameters, of which a sample is checked, some of every W "
            "and b. Each one checked costs two forward passes.",
        ),
    )
}

CHECK_FIELDS: tuple[Field, ...] = (
    Field(
        "case",
        "Network",
        "Whose gradient is checked.",
        "exercise4",
        "view",
        ticks=tuple(CASES),
        labels={name: record.label for name, record in CASES.items()},
    ),
    Field(
        "epsilon",
        "Half step ε",
        "Each parameter is moved up by ε and down by ε, and J is computed at both ends.",
        1e-4,
        "view",
        low=1e-12,
        high=1.0,
        ticks=EPSILONS,
        labels={epsilon: scientific(epsilon) for epsilon in EPSILONS},
    ),
    Field(
        "check_lambda",
        "Penalty λ",
        "The penalty is part of the cost and of its gradient: it must be checked too.",
        0.0,
        "view",
        low=0.0,
        high=100.0,
        ticks=(0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0),
        when={"case": set(CASES) - {"moons"}},
    ),
    Field(
        "checked",
        "Checked",
        "How many parameters are drawn; at least one of every W and b is among them.",
        40,
        "view",
        low=1,
        high=ALL_PARAMETERS,
        ticks=(5, 10, 20, 40, 60, 100),
        when={"case": {"digits"}},
    ),
    Field(
        "draw",
        "Draw",
        "Number that draws the parameters: the same number, the same ones.",
        0,
        "view",
        low=0,
        high=999_999,
        when={"case": {"digits"}},
    ),
)


@dataclass(frozen=True)
class CheckSettings:
    """What the page shows. See CHECK_FIELDS for what each attribute is and takes."""

    case: str = "exercise4"
    epsilon: float = 1e-4
    check_lambda: float = 0.0
    checked: int = 40
    draw: int = 0


CHECK_FORM = Form(
    "gradient_check",
    CHECK_FIELDS,
    {"Gradient check": (("case",), ("epsilon",), ("check_lambda",), ("checked", "draw"))},
)


def chosen_parameters(settings: CheckSettings, network: Network) -> Labels:
    """Return the indices of the parameters to check, in the order of exercise 4.

    That is Theta1 row by row, then Theta2: for every unit its bias, then its weights.
    """
    n = settings.checked if network.n_parameters > ALL_PARAMETERS else ALL_PARAMETERS
    sampled = set(sample_parameters(network, n, settings.draw).tolist())
    places = network.to_thetas(np.arange(network.n_parameters, dtype=np.float64))
    order = np.concatenate([part.ravel() for part in places]).astype(np.intp)
    return np.array([i for i in order if int(i) in sampled], dtype=np.intp)


def sweep(objective: Objective, theta: Array, indices: Labels) -> tuple[GradientCheck, ...]:
    """Return the check at each of EPSILONS."""
    return tuple(check_gradient(objective, theta, epsilon, indices) for epsilon in EPSILONS)


@dataclass(frozen=True)
class Verdict:
    """What a check says: "right", "wrong" or "unclear" with this epsilon, and a sentence."""

    kind: str
    sentence: str


def verdict(check: GradientCheck, checks: tuple[GradientCheck, ...]) -> Verdict:
    """Judge a check by its norm ratio, and by what other epsilons give."""
    best = min(checks, key=lambda other: other.norm_ratio)
    if check.norm_ratio < EXERCISE_BOUND:
        return Verdict("right", "The gradient is right: exercise 4 asks for less than 1e-9.")
    if check.norm_ratio < RIGHT:
        return Verdict("right", "The gradient is right, to seven digits and more.")
    if best.norm_ratio > RIGHT:
        return Verdict(
            "wrong",
            "No ε brings the two together: the gradient is wrong, or J has a kink within reach "
            "of ε (a ReLU at z = 0, L1 at W = 0).",
        )
    if check.epsilon > best.epsilon:
        return Verdict(
            "unclear",
            f"ε is too coarse: J bends between θ − ε and θ + ε. At ε = {scientific(best.epsilon)} "
            f"the two agree to {scientific(best.norm_ratio)}.",
        )
    return Verdict(
        "unclear",
        "ε is too fine: the two costs differ in their last digits only, and the rest is lost in "
        f"rounding. At ε = {scientific(best.epsilon)} the two gradients agree to "
        f"{scientific(best.norm_ratio)}.",
    )
