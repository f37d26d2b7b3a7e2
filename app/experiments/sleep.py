"""Sleep and study: a few nights, a test score, and a network that predicts the next one."""

from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.experiments.experiment import Experiment
from app.field import Field, Form, Value
from app.fields import FIELD, FULL_BATCH
from app.figures.score import relief, score_bytes, score_map
from app.lab import Lab
from app.maps import FULL
from app.nights import MAX_NIGHTS, TUTORIAL, from_text, to_text
from app.past import Past
from app.plane import Plane
from app.scene import COST, NUMBERS, RATE, PlaneScene, Readout, plain
from app.settings import Settings
from app.task import Task
from core.network import Network
from core.nights import believable
from core.scaling import Scaling, maximum
from core.types import Array

#: A score is divided by this before the network sees it, and its output multiplied by it.
POINTS = 100.0
#: Hours that the map shows at least.
SLEEP, STUDY = 10.0, 5.0
#: Held-out nights are drawn from another seed than added ones.
HELD_OUT_SEED = 10_000

CHAPTERS: dict[Value, str] = {
    "data": "1 · The nights",
    "forward": "2 · A guess",
    "cost": "3 · What it costs",
    "gradient": "4 · Which way is down",
    "check": "5 · Trust, but check",
    "training": "6 · Training",
    "overfitting": "7 · New nights",
}

FIELDS: tuple[Field, ...] = (
    Field(
        "nights",
        "Nights",
        "Hours of sleep, hours of study, score of each night.",
        to_text(TUTORIAL),
        "restart",
        symbol=f"2 to {MAX_NIGHTS} nights as in 3_5_75~5_1_82",
        most=16 * MAX_NIGHTS,
        read=from_text,
    ),
    Field(
        "chapter",
        "Chapter",
        "Where we are: from the data to a network that is trained, and tested on new nights.",
        "data",
        "view",
        ticks=tuple(CHAPTERS),
        labels=dict(CHAPTERS),
    ),
    Field(
        "held",
        "Held out",
        "Believable nights that the network is never trained on, to see how it does on new ones.",
        0,
        "restart",
        low=0,
        high=200,
        ticks=(0, 5, 10, 20, 50, 100, 200),
    ),
    replace(FIELD["hidden"], default=(3,)),
    replace(FIELD["activation"], help="What each hidden unit does with its sum z: a = f(z)."),
    Field(
        "biases",
        "Biases",
        "The notebook's network has none: with 0 hours of both it says f(0) whatever it learns.",
        "without",
        "restart",
        ticks=("without", "with"),
    ),
    replace(FIELD["init"], default="normal"),
    FIELD["start"],
    replace(FIELD["optimizer"], default="bfgs"),
    replace(FIELD["alpha"], default=1.0),
    FIELD["mu"],
    FIELD["schedule"],
    FIELD["period"],
    FIELD["lambda_"],
    FIELD["penalty"],
    replace(
        FIELD["batch"],
        help="Nights in each update. BFGS, L-BFGS-B, conjugate gradients, Newton-CG and TNC take "
        "all.",
        high=MAX_NIGHTS,
        ticks=(FULL_BATCH, 1, 2, 5, 10, 20, 50, 100),
    ),
    replace(
        FIELD["epochs"],
        label="Iterations",
        help="Where the run ends at the latest. BFGS makes one iteration a step, of one or more "
        "evaluations of the cost.",
        default=200,
        ticks=(50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000),
    ),
    replace(FIELD["speed"], help="Iterations from one picture to the next.", default=1),
    Field(
        "hours_slept",
        "Sleep before it",
        "Hours of sleep before your next test: the cross on the map moves across.",
        8.0,
        "view",
        low=0.0,
        high=24.0,
        ticks=tuple(i / 2 for i in range(25)),
    ),
    Field(
        "hours_studied",
        "Study before it",
        "Hours of study before your next test: the cross on the map moves up.",
        3.0,
        "view",
        low=0.0,
        high=24.0,
        ticks=tuple(i / 2 for i in range(17)),
    ),
)

SLEEP_FORM = Form(
    "sleep",
    FIELDS,
    {
        "Your next test": (("hours_slept", "hours_studied"),),
        "Network": (("hidden",), ("biases",), ("activation",), ("init",)),
        "Training": (
            ("optimizer",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("lambda_", "held"),
            ("epochs", "speed"),
        ),
        "Seed, batch, penalty": (("start", "batch"), ("penalty",)),
    },
)


def nights_of(settings: Settings) -> Array:
    """Return the nights to train on, one a row: sleep, study, score."""
    return np.array(from_text(settings.nights))


def held_out(settings: Settings) -> Array:
    """Return the nights that are held out."""
    X, scores = believable(settings.held, HELD_OUT_SEED)
    return np.hstack([X, scores])


def scaling_of(nights: Array) -> Scaling:
    """Return the normalisation: each column divided by the largest of its hours in training."""
    return maximum(nights[:, :2])


def task(settings: Settings) -> Task:
    """Return the nights and the network that settings ask for."""
    nights, later = nights_of(settings), held_out(settings)
    network = Network(
        (2, *settings.hidden, 1),
        (*(settings.activation for _ in settings.hidden), "sigmoid"),
        biases=settings.biases == "with",
    )
    return Task(
        network,
        "half_squares",
        network.initialise(settings.init, settings.start),
        scaling_of(nights),
        nights[:, :2],
        nights[:, 2:] / POINTS,
        later[:, :2],
        later[:, 2:] / POINTS,
        np.empty(0, np.intp),
        np.empty(0, np.intp),
        0,
    )


class SleepScene(PlaneScene):
    """The map in hours and points, the relief, the weights, and the way to one prediction."""

    boundary_title = "Predicted score, in points"
    unit = "iteration"
    inputs = ("sleep", "study")
    readouts = (
        COST,
        Readout("next test", "The score it predicts for your next test", "score", "points"),
        Readout("off by", "Root of the mean squared error over the nights in training, in points",
                "off", "points"),
        Readout("held out", "The same over the nights that are held out", "off_held_out",
                "points"),
        RATE,
    )  # fmt: skip

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        sizes = lab.network.sizes
        self._layers = [
            [f"{kind}_{layer}_{unit}" for unit in range(size)]
            for layer, size in enumerate(sizes[1:], 1)
            for kind in ("z", "a")
        ]

    def plane_of(self, task: Task) -> Plane:
        """Return the hours that the map shows."""
        most = task.X.max(axis=0)
        return Plane((0.0, max(SLEEP, float(most[0]))), (0.0, max(STUDY, float(most[1]))))

    def map_of(self, y_hat: Array) -> Array:
        """Return the score: 0 for no points, FULL for a hundred."""
        return np.asarray(np.rint(FULL * np.clip(y_hat[:, 0], 0.0, 1.0)))

    def names(self) -> tuple[str, ...]:
        """Return the names of the numbers: also those on the way to the next test's score."""
        return (
            *NUMBERS, "score", "off", "off_held_out", "x_0", "x_1",
            *(name for layer in self._layers for name in layer),
        )  # fmt: skip

    def query(self) -> Array:
        """Return the hours before the next test."""
        settings = self.lab.settings
        return np.array([[settings.hours_slept, settings.hours_studied]])

    def numbers(self, theta: Array, epoch: int) -> dict[str, float]:
        """Return the numbers of an iteration by their names."""
        lab, task = self.lab, self.lab.task
        x = task.scaling.apply(self.query())
        W, b = lab.network.unpack(theta)
        values, a = [], x
        for f, W_l, b_l in zip(lab.network.functions, W, b, strict=True):
            z = a @ W_l if b_l is None else a @ W_l + b_l
            a = f.f(z)
            values += [z[0], a[0]]
        names = [name for layer in self._layers for name in layer]
        return {
            **super().numbers(theta, epoch),
            "score": POINTS * float(a[0, 0]),
            "off": self._off(theta, task.inputs, task.y),
            "off_held_out": self._off(theta, task.inputs_test, task.y_test),
            "x_0": float(x[0, 0]),
            "x_1": float(x[0, 1]),
            **dict(zip(names, np.concatenate(values).tolist(), strict=True)),
        }

    def _off(self, theta: Array, inputs: Array, y: Array) -> float:
        """Return the root of the mean squared error in points; NaN without examples."""
        if not len(inputs):
            return float("nan")
        y_hat = self.lab.network.predict(theta, inputs)
        return POINTS * float(np.sqrt(np.mean((y_hat - y) ** 2)))

    def boundary(self) -> go.Figure:
        """Return the axes of the map and the nights on it."""
        settings = self.lab.settings
        return score_map(nights_of(settings), held_out(settings), self.plane, self.query()[0])

    def describe(self, end: int, past: Past) -> dict[str, Any]:
        """Return the description of the run, with relief, weights and the way to a score."""
        network = self.lab.network
        return {
            **super().describe(end, past),
            "class_palette": score_bytes(),
            "isolines": POINTS / FULL,
            "relief": plain(relief(nights_of(self.lab.settings), self.plane)),
            "weights": [
                {"name": name, "rows": rows, "columns": columns}
                for layer, (rows, columns) in enumerate(
                    zip(network.sizes[:-1], network.sizes[1:], strict=True), 1
                )
                for name, rows, columns in (
                    (f"W{layer}", rows, columns),
                    *(((f"b{layer}", 1, columns),) if network.biases else ()),
                )
            ],
            "way": self._way(),
        }

    def _way(self) -> list[dict[str, Any]]:
        """Return the stages from the hours to the score: formula, and keys of its numbers."""
        scale = self.lab.task.scaling.scale
        rows: list[dict[str, Any]] = [
            {
                "formula": f"x = hours ÷ ({scale[0]:g}, {scale[1]:g})",
                "what": "normalised by the largest in training",
                "keys": ["x_0", "x_1"],
            }
        ]
        names = iter(self._layers)
        before = "x"
        for layer, f in enumerate(self.lab.network.functions, 1):
            bias = f" + b{layer}" if self.lab.network.biases else ""
            rows.append(
                {
                    "formula": f"z{layer} = {before} W{layer}{bias}",
                    "what": "weighted sums",
                    "keys": next(names),
                }
            )
            before = "ŷ" if layer == self.lab.network.depth else f"a{layer}"
            rows.append(
                {"formula": f"{before} = f(z{layer})", "what": f.label, "keys": next(names)}
            )
        return [*rows, {"formula": "score = 100 ŷ", "what": "in points", "keys": ["score"]}]

    def look(self) -> str:
        """Return what the picture shows besides the run: the next test."""
        return f"{self.lab.settings.hours_slept} {self.lab.settings.hours_studied}"


SLEEP_STUDY = Experiment(SLEEP_FORM, task, SleepScene, spoken_of=True)
