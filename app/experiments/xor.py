"""XOR: four examples, one output, and the cost around the present weights."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from app.experiments.experiment import Experiment
from app.field import Field, Form
from app.fields import FIELD, FULL_BATCH
from app.figures.ground import compare_figure, ground_figure
from app.ground import PLANES, TOPS, Look, lattice, survey
from app.lab import Lab
from app.past import Past
from app.scene import COST, NUMBERS, RATE, PlaneScene, Readout, plain
from app.settings import Settings
from app.task import Task
from core.costs import COSTS
from core.network import Network
from core.objective import Objective
from core.scaling import SCALINGS
from core.tutorials import XOR_X, XOR_Y
from core.types import Array

#: Points of the surfaces, each way: few, as they are drawn anew while the run plays.
POINTS = 41
#: Names of the four outputs among a frame's numbers.
OUTPUTS = tuple(f"y_hat_{i}" for i in range(1, len(XOR_X) + 1))
MAX_PARAMETER = 1000

FIELDS: tuple[Field, ...] = (
    replace(FIELD["hidden"], default=(3,)),
    FIELD["activation"],
    replace(
        FIELD["cost"],
        help="What is minimised. The other of the two is shown beside it.",
        ticks=("cross_entropy", "mse"),
    ),
    replace(FIELD["init"], default="xor"),
    FIELD["start"],
    FIELD["optimizer"],
    replace(FIELD["alpha"], default=0.1),
    FIELD["mu"],
    FIELD["schedule"],
    FIELD["period"],
    FIELD["lambda_"],
    FIELD["penalty"],
    replace(
        FIELD["batch"],
        label="Examples per update",
        help="One at a time, in a new random order each epoch, or all four in one batch. Acts at "
        "once. BFGS, L-BFGS-B, conjugate gradients, Newton-CG and TNC take all.",
        default=1,
        high=4,
        ticks=(FULL_BATCH, 2, 1),
        labels={FULL_BATCH: "all four", 1: "one at a time", 2: "two"},
    ),
    replace(FIELD["epochs"], default=10_000),
    replace(FIELD["speed"], default=20),
    Field(
        "plane",
        "Plane",
        "Which cut through the space of all weights is drawn. The path's own: along its two "
        "leading principal components. Two weights: all others stay as they are. Random: two "
        "directions, scaled unit by unit.",
        "principal",
        "view",
        ticks=tuple(PLANES),
        labels=PLANES,
    ),
    Field(
        "first",
        "First weight",
        "Number of the parameter across: 1 is W1[1,1], then row by row, each layer's weights "
        "before its biases.",
        1,
        "view",
        low=1,
        high=MAX_PARAMETER,
        argument="first",
        when={"plane": {"slice"}},
    ),
    Field(
        "second",
        "Second weight",
        "Number of the parameter along the other axis.",
        4,
        "view",
        low=1,
        high=MAX_PARAMETER,
        argument="second",
        when={"plane": {"slice"}},
    ),
    Field(
        "turn",
        "Plane seed",
        "Number that draws the two random directions.",
        0,
        "view",
        low=0,
        high=999_999,
        when={"plane": {"random"}},
    ),
)

XOR_FORM = Form(
    "xor",
    FIELDS,
    {
        "Network": (("hidden",), ("activation",), ("cost",), ("init",)),
        "Training": (
            ("batch",),
            ("optimizer",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("epochs", "speed"),
        ),
        "Cost surface": (("plane",), ("first", "second"), ("turn",)),
        "Seed, penalty": (("start", "lambda_"), ("penalty",)),
    },
)


def task(settings: Settings) -> Task:
    """Return the four examples and the network that settings ask for."""
    hidden = tuple(settings.activation for _ in settings.hidden)
    network = Network((2, *settings.hidden, 1), (*hidden, "sigmoid"))
    return Task(
        network,
        settings.cost,
        network.initialise(settings.init, settings.start),
        SCALINGS["none"](XOR_X),
        XOR_X,
        XOR_Y,
        XOR_X[:0],
        XOR_Y[:0],
        XOR_Y[:, 0].astype(np.intp),
        np.empty(0, np.intp),
        2,
    )


def check(settings: Settings) -> None:
    """Refuse a slice through weights that are not there, or through one twice."""
    if settings.plane != "slice":
        return
    sizes = (2, *settings.hidden, 1)
    n = sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))
    for name in ("first", "second"):
        if settings.values[name] > n:
            raise ValueError(
                f"{name}: got {settings.values[name]}, takes 1 to {n}, one of the network's "
                "parameters"
            )
    if settings.first == settings.second:
        raise ValueError(f"second: got {settings.second} again, takes another one than the first")


class XorScene(PlaneScene):
    """The plane with its four corners, the table of truth, and the ground."""

    readouts = (
        COST,
        Readout(
            "furthest off",
            "The largest difference between an output and its target",
            "furthest",
            "cost",
        ),
        Readout("right", "Share of the four whose output is on the right side of one half",
                "train_accuracy", "share"),
        RATE,
    )  # fmt: skip

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._run = lab.run
        self._thetas: dict[int, Array] = {}

    def names(self) -> tuple[str, ...]:
        """Return the names of the numbers: the four outputs too, and both costs."""
        return (*NUMBERS, *OUTPUTS, "furthest", *TOPS)

    def numbers(self, theta: Array, epoch: int) -> dict[str, float]:
        """Return the numbers of an epoch by their names."""
        task = self.lab.task
        y_hat = self.lab.network.predict(theta, task.inputs)[:, 0]
        costs = {
            name: float(objective.parts(theta).J)
            for name, objective in self.objectives(epoch).items()
        }
        return {
            **super().numbers(theta, epoch),
            **dict(zip(OUTPUTS, y_hat.tolist(), strict=True)),
            "furthest": float(np.abs(y_hat - task.y[:, 0]).max()),
            **costs,
        }

    def objectives(self, epoch: int) -> dict[str, Objective]:
        """Return both costs with the penalty in force at an epoch."""
        lab, now = self.lab, self.lab.objective(epoch)
        return {
            name: Objective(
                lab.network, name, lab.task.inputs, lab.task.y, now.lambda_, now.penalty.name
            )
            for name in TOPS
        }

    def describe(self, end: int, past: Past) -> dict[str, Any]:
        """Return the description of the run, with table and empty surfaces."""
        task = self.lab.task
        return {
            **super().describe(end, past),
            "truth": {
                "rows": [[*map(int, x), int(y)] for x, (y,) in zip(task.X, task.y, strict=True)],
                "keys": OUTPUTS,
            },
            "ground": {
                "costs": [[name, COSTS[name].label, top] for name, top in TOPS.items()],
                "surfaces": [plain(ground_figure(top, POINTS)) for top in TOPS.values()],
                "compare": plain(compare_figure()),
            },
        }

    def aside(self, epoch: int) -> dict[str, Any] | None:
        """Return the ground around the weights of an epoch."""
        settings = self.lab.settings
        look = Look(settings.plane, settings.first - 1, settings.second - 1, settings.turn)
        epochs = lattice(epoch)
        thetas = np.array([self._theta(int(one)) for one in epochs])
        if not np.isfinite(thetas).all():
            return None  # it diverged, and there is no ground to stand on
        return survey(self.objectives(epoch), epochs, thetas, look, POINTS).message()

    def _theta(self, epoch: int) -> Array:
        """Return the weights of an epoch, kept for as long as the run is the same."""
        if self._run is not self.lab.run:
            self._run, self._thetas = self.lab.run, {}
        if epoch not in self._thetas:
            self._thetas[epoch] = self.lab.step(epoch).theta
        return self._thetas[epoch]


XOR = Experiment(XOR_FORM, task, XorScene, check)
