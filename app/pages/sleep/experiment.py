"""Sleep and study: a few nights, a test score, and a network that predicts the next one."""

from dataclasses import replace

import numpy as np

from app.live.experiment import Experiment
from app.pages.sleep.nights import MAX_NIGHTS, POINTS, TUTORIAL, from_text, to_text
from app.pages.sleep.scene import SleepScene
from app.run.task import Task
from app.settings.field import Field, Form, Value
from app.settings.fields import BROKEN_FIELDS, FIELD, FULL_BATCH
from app.settings.settings import Settings
from core.data.nights import believable
from core.data.scaling import Scaling, maximum
from core.engine.network import Network
from core.types import Array

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
    *BROKEN_FIELDS,
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
    """Return the normalization: each column divided by the largest of its hours in training."""
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
        network.initialize(settings.init, settings.start),
        scaling_of(nights),
        nights[:, :2],
        nights[:, 2:] / POINTS,
        later[:, :2],
        later[:, 2:] / POINTS,
        np.empty(0, np.intp),
        np.empty(0, np.intp),
        0,
    )


SLEEP_STUDY = Experiment(SLEEP_FORM, task, SleepScene, spoken_of=True)
