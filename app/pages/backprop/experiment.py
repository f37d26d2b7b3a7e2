"""Backprop by hand: two tanh layers, small enough to calculate, and the panel open."""

from dataclasses import replace
from typing import Any

import numpy as np

from app.live.experiment import Experiment
from app.live.plane_scene import PlaneScene
from app.live.scene import READOUTS
from app.run.sent_numbers import Past
from app.run.task import Task
from app.settings.field import Form
from app.settings.fields import BROKEN_FIELDS, FIELD, FULL_BATCH
from app.settings.settings import Settings
from core.data.scaling import SCALINGS
from core.engine.costs import COSTS
from core.engine.network import Network
from core.tutorials import tanh_moons

FIELDS = (
    # A name of its own tells the page's address from that of the moons.
    replace(
        FIELD["m"],
        name="points",
        help="How many points there are, all of them to train on.",
        default=200,
        high=1000,
        ticks=(2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000),
    ),
    replace(FIELD["noise"], default=0.2),
    replace(FIELD["hidden"], default=(3, 3)),
    replace(FIELD["activation"], default="tanh"),
    replace(
        FIELD["cost"],
        help="Summed cross-entropy, as in the exercise, or its mean, or the mean squared error: "
        "the last has one factor more in the delta of the output.",
        default="cross_entropy_sum",
        ticks=("cross_entropy_sum", "cross_entropy", "mse"),
        labels={
            "cross_entropy_sum": "summed CE",
            "cross_entropy": "mean CE",
            "mse": COSTS["mse"].label,
        },
    ),
    replace(FIELD["init"], default="uniform"),
    replace(
        FIELD["start"],
        label="Seed",
        help="Number that draws the points, and then, from the same generator, the first weights.",
    ),
    FIELD["optimizer"],
    replace(FIELD["alpha"], default=0.01),
    FIELD["mu"],
    FIELD["schedule"],
    FIELD["period"],
    FIELD["lambda_"],
    FIELD["penalty"],
    replace(FIELD["batch"], high=1000, ticks=(FULL_BATCH, 100, 50, 20, 10, 5, 2, 1)),
    replace(FIELD["epochs"], default=300, ticks=(10, 50, 100, 200, 300, 500, 1000, 2000, 5000)),
    replace(FIELD["speed"], default=1),
    *BROKEN_FIELDS,
)

BACKPROP_FORM = Form(
    "backprop",
    FIELDS,
    {
        "Points": (("points", "noise"),),
        "Network": (("hidden",), ("activation",), ("cost",), ("init",)),
        "Training": (
            ("optimizer",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("lambda_", "batch"),
            ("epochs", "speed"),
        ),
        "Seed, penalty": (("start",), ("penalty",)),
    },
)


class BackpropScene(PlaneScene):
    """The plane, with the panel open from the start."""

    readouts = tuple(one for one in READOUTS if one.key != "test_accuracy")

    def describe(self, end: int, past: Past) -> dict[str, Any]:
        """Return the description of the run."""
        return {**super().describe(end, past), "open_by_hand": True}


def task(settings: Settings) -> Task:
    """Return the points and the network that settings ask for.

    Raises
    ------
    ValueError
        Where all points are of one class.
    """
    X, labels, rng = tanh_moons(settings.points, settings.noise, settings.start)
    if len(np.unique(labels)) < 2:
        raise ValueError("points: got points of one class, takes at least 2 classes: more examples")
    hidden = tuple(settings.activation for _ in settings.hidden)
    network = Network((2, *settings.hidden, 1), (*hidden, "sigmoid"))
    return Task(
        network,
        settings.cost,
        network.draw(settings.init, rng),
        SCALINGS["none"](X),
        X,
        labels[:, np.newaxis].astype(float),
        X[:0],
        np.empty((0, 1)),
        labels,
        np.empty(0, np.intp),
        2,
    )


BACKPROP = Experiment(BACKPROP_FORM, task, BackpropScene)
