"""The networks whose gradient can be checked, as records in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

# scikit-learn: its 1,797 digits of 8 x 8 pixels come with the package.
from sklearn.datasets import load_digits

from app.run.lab import Lab
from core.data.datasets import one_hot
from core.engine.network import Network
from core.engine.objective import Objective
from core.language import N_, translated
from core.tutorials import exercise4_check, sleep_study
from core.types import Array

#: (lambda_, the lab of the moons page, its epoch) -> the objective and theta to check.
Make: TypeAlias = Callable[[float, Lab, int], tuple[Objective, Array]]

#: Networks with more parameters are checked by a sample of them.
ALL_PARAMETERS = 100
#: Two points per power of ten.
EPSILONS: tuple[float, ...] = (
    *(float(f"{digit}e{power}") for power in range(-12, 0) for digit in (1, 3)),
    1.0,
)


def scientific(number: float) -> str:
    """Return a number in short scientific notation: 1e-4."""
    digits, power = f"{number:.0e}".split("e")
    return f"{digits}e{int(power)}" if int(power) else digits


@translated("label", "note")
@dataclass(frozen=True)
class Case:
    """A network whose gradient can be checked.

    Attributes
    ----------
    name, label : str
        Key in ``CASES``, and name shown to people.
    make : callable
        See `Make`.
    note : str
        Description, in a sentence.
    takes_lambda : bool
        Whether the page sets its penalty; otherwise the case does.
    is_sampled : bool
        Whether it has so many parameters that only some are checked.
    """

    name: str
    label: str
    make: Make
    note: str
    takes_lambda: bool = True
    is_sampled: bool = False


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
            N_("small network, 3-5-3"),
            _exercise4,
            N_(
                "The network by which programming exercise 4 of the Coursera course Machine "
                "Learning checks its gradient: 38 parameters and 5 examples, all of them values of "
                "the sine function, so that everyone has the same numbers."
            ),
        ),
        Case(
            "sleep_study",
            N_("sleep and study, 2-3-1"),
            _sleep_study,
            N_("The network of the sleep and study notebook: 9 weights, no biases, three nights."),
        ),
        Case(
            "moons",
            N_("the one on the Moons page"),
            _moons,
            N_(
                "The network of the Moons page with its data and its cost, at the epoch that is "
                "shown there."
            ),
            takes_lambda=False,
        ),
        Case(
            "digits",
            N_("digits, 64-25-10"),
            _digits,
            N_(
                "Handwritten digits: 1,885 parameters, of which a sample is checked, some of every "
                "W and b. Each one checked costs two forward passes."
            ),
            is_sampled=True,
        ),
    )
}
