"""The grid of networks of exercise 4's last part: accuracies over lambda and the run's length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from app.pages.digits.settings import DigitsSettings
from app.run.lab import Lab
from app.run.task import Task
from app.settings.run_fields import has

LAMBDAS = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
#: Evaluations of the cost for TNC and L-BFGS-B, epochs for all others.
LENGTHS = (10, 20, 50, 100, 200, 400)
#: More iterations than the longest run needs.
ITERATIONS = 1000
#: Field that bounds a run -> what it counts.
LENGTH_NAMES = {"max_evals": "evaluations", "epochs": "iterations"}


@dataclass(frozen=True)
class Cell:
    """One network of the grid.

    Attributes
    ----------
    lambda_ : float
    length : int
        Evaluations or epochs.
    settings : DigitsSettings
        Settings of its run.
    """

    lambda_: float
    length: int
    settings: DigitsSettings


@dataclass(frozen=True)
class Outcome:
    """The accuracies of a trained network of the grid.

    `test_accuracy` is None if no example is held out.
    """

    lambda_: float
    length: int
    train_accuracy: float
    test_accuracy: float | None


def length_field(settings: DigitsSettings) -> str:
    """Return the name of the field that bounds a run's length."""
    return "max_evals" if has(settings.optimizer, "max_evals") else "epochs"


def cells(
    settings: DigitsSettings,
    lambdas: Iterable[float] = LAMBDAS,
    lengths: Iterable[int] = LENGTHS,
) -> list[Cell]:
    """Return the cells of the grid for some settings, the short runs first."""
    field = length_field(settings)
    # If evaluations are counted, the bound on iterations must not end a run earlier.
    base = settings.but(changes=(), epochs=max(settings.epochs, ITERATIONS))
    lambdas = tuple(lambdas)
    return [
        Cell(lambda_, length, base.but(**{"lambda_": lambda_, field: length}))
        for length in lengths
        for lambda_ in lambdas
    ]


def train(cell: Cell, task: Task) -> Outcome:
    """Train the network of a cell to the end; return its accuracies."""
    lab = Lab(cell.settings, task)
    epoch = lab.advance(cell.settings.epochs)
    readings = lab.readings(lab.step(epoch).theta, epoch)
    test = readings.test_accuracy
    return Outcome(
        cell.lambda_, cell.length, readings.train_accuracy, None if isnan(test) else test
    )


def picture(grid: Sequence[Cell], outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Return the results so far, as JSON can represent them.

    Returns
    -------
    dict
        `lambdas` and `lengths` are the rows and columns, `length` is what is counted, `rows` has
        for each cell its number in the grid and both accuracies or None; `best` is the number of
        the cell with the highest test accuracy, or None.
    """
    numbers = {(cell.lambda_, cell.length): number for number, cell in enumerate(grid)}
    known = {(one.lambda_, one.length): one for one in outcomes}
    lambdas = sorted({cell.lambda_ for cell in grid})
    lengths = sorted({cell.length for cell in grid})
    top = best(known.values())
    return {
        "lambdas": lambdas,
        "lengths": lengths,
        "length": LENGTH_NAMES[length_field(grid[0].settings)],
        "rows": [
            [
                {
                    "number": numbers[lambda_, length],
                    "train": one.train_accuracy if one else None,
                    "test": one.test_accuracy if one else None,
                }
                for length in lengths
                for one in [known.get((lambda_, length))]
            ]
            for lambda_ in lambdas
        ],
        "best": numbers[top.lambda_, top.length] if top else None,
    }


def best(outcomes: Iterable[Outcome]) -> Outcome | None:
    """Return the outcome with the highest test accuracy; of equal ones that of the shortest run."""
    tested = [(one.test_accuracy, -one.length, one) for one in outcomes if one.test_accuracy]
    return max(tested, key=lambda ranked: ranked[:2])[2] if tested else None
