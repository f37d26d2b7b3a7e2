"""XOR: four examples, one output, and the cost around the present weights."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from app.live.experiment import Experiment
from app.pages.xor.scene import XorScene
from app.run.task import Task
from app.sections.loss_surface.loss_surface import PLANES
from app.settings.field import Field, Form
from app.settings.fields import BROKEN_FIELDS, FIELD, FULL_BATCH
from app.settings.settings import Settings
from core.data.scaling import SCALINGS
from core.engine.network import Network
from core.tutorials import XOR_X, XOR_Y

MAX_PARAMETER = 1000

FIELDS: tuple[Field, ...] = (
    replace(FIELD["hidden"], default=(3,)),
    FIELD["activation"],
    replace(
        FIELD["cost"],
        help="What is minimized. The other of the two is shown beside it.",
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
    *BROKEN_FIELDS,
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
        network.initialize(settings.init, settings.start),
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


XOR = Experiment(XOR_FORM, task, XorScene, check)
