"""Digits: handwritten figures, and hidden units that turn into detectors of strokes."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np

from app.live.experiment import Experiment

# Metrics are not ours to write.
from app.pages.digits import uploads
from app.pages.digits.scene import DigitsScene
from app.run.task import Task
from app.settings.field import Field, Form
from app.settings.fields import BROKEN_FIELDS, FIELD
from app.settings.settings import Settings
from core.data.datasets import one_hot
from core.data.digits import N_CLASSES, Digits, embedded
from core.data.mnist import Mnist, kept
from core.data.scaling import SCALINGS
from core.engine.costs import COSTS
from core.engine.network import Network
from core.types import Array, Labels

#: Parameters for which BFGS's matrix, their number squared, is still kept: 72 MB.
MAX_BFGS = 3000

FIELDS: tuple[Field, ...] = (
    Field(
        "source",
        "Digits",
        "Those that come with scikit-learn, 1,797 of 8 x 8 pixels; MNIST, once it has been fetched "
        "to this server; or a file of your own. Both are brought below the page.",
        "embedded",
        "restart",
        ticks=("embedded", "mnist", "upload"),
        labels={"embedded": "8 × 8", "mnist": "MNIST", "upload": "uploaded"},
    ),
    Field("file", "File", "Name of an uploaded file in the address.", "", "restart"),
    Field("weights", "Weights", "Name of uploaded weights in the address.", "", "restart"),
    Field(
        "examples",
        "Examples",
        "How many digits in all, for training and test together.",
        20_000,
        "restart",
        low=20,
        high=20_000,
        ticks=(50, 100, 200, 500, 1000, 2000, 5000, 20_000),
        labels={20_000: "all"},
    ),
    replace(FIELD["test"], default=30),
    replace(FIELD["seed"], help="Number that shuffles the digits before they are split."),
    replace(
        FIELD["hidden"],
        help="One or two layers between pixels and outputs, of 1 to 100 units each. The pictures "
        "are the weights that lead into the units of the first.",
        default=(25,),
        layers=2,
        units=100,
    ),
    FIELD["activation"],
    FIELD["cost"],
    replace(FIELD["init"], default="exercise4"),
    FIELD["start"],
    replace(FIELD["optimizer"], default="tnc"),
    Field(
        "max_evals",
        "Evaluations",
        "Of the cost, at the most: what the exercise's maxiter bounds for TNC in today's SciPy.",
        100,
        "fork",
        low=1,
        high=100_000,
        ticks=(10, 20, 50, 100, 200, 400, 1000, 2000, 5000),
        symbol="evaluations",
        argument="max_evals",
        when={"optimizer": {"tnc", "lbfgsb"}},
    ),
    FIELD["alpha"],
    FIELD["mu"],
    FIELD["schedule"],
    FIELD["period"],
    replace(FIELD["lambda_"], default=1.0),
    FIELD["penalty"],
    replace(FIELD["batch"], high=20_000),
    replace(
        FIELD["epochs"],
        label="Iterations",
        help="Where the run ends at the latest.",
        default=1000,
        ticks=(10, 20, 50, 100, 200, 500, 1000, 2000, 5000),
    ),
    replace(FIELD["speed"], help="Iterations from one picture to the next.", default=1),
    Field(
        "pace",
        "Pictures a second",
        "How fast a run is shown. TNC comes far in a dozen iterations: slowly, one can watch.",
        5,
        "view",
        low=1,
        high=30,
        ticks=(1, 2, 5, 10, 15, 30),
    ),
    Field(
        "contrast",
        "Contrast of the pictures",
        "Each unit's own largest weight is full color, or the largest of all units.",
        "own",
        "restart",
        ticks=("own", "common"),
        labels={"own": "each its own", "common": "common"},
    ),
    *BROKEN_FIELDS,
)

DIGITS_FORM = Form(
    "digits",
    FIELDS,
    {
        "Digits": (("source",), ("examples", "test")),
        "Network": (("hidden",), ("activation",), ("cost",), ("init",)),
        "Training": (
            ("optimizer",),
            ("max_evals",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("lambda_", "batch"),
            ("epochs", "speed"),
        ),
        "Pictures": (("pace",), ("contrast",)),
        "Seeds, penalty": (("seed", "start"), ("penalty",)),
    },
)


@lru_cache(maxsize=1)
def _embedded() -> Digits:
    return embedded()


def digits_of(settings: Settings) -> Digits:
    """Return the digits to learn, shuffled, no more than are asked for.

    Raises
    ------
    ValueError
        If they are those of a file that is not kept any more, or not fetched yet.
    """
    return SOURCES[settings.source](settings)


def _chosen(settings: Settings, m: int) -> Labels:
    """Return which of m digits are learned, in the order of the seed."""
    return np.random.default_rng(settings.seed).permutation(m)[: settings.examples]


def _from_scikit_learn(settings: Settings) -> Digits:
    """Return some of the built-in ones."""
    return _embedded().some(_chosen(settings, len(_embedded().X)))


def _from_upload(settings: Settings) -> Digits:
    """Return some of a file's."""
    digits = uploads.digits(settings.file)
    return digits.some(_chosen(settings, len(digits.X)))


def _from_mnist(settings: Settings) -> Digits:
    """Return some of MNIST's, if it has been fetched."""
    mnist = _mnist() or _mnist_again()
    if mnist is None:
        raise ValueError(
            "source: MNIST has not been fetched to this server; Fetch MNIST, below the page, does "
            "that where there is a network"
        )
    return mnist.some(_chosen(settings, len(mnist.labels)))


@lru_cache(maxsize=1)
def _mnist() -> Mnist | None:
    return kept()


def _mnist_again() -> Mnist | None:
    """Look once more: somebody may have fetched it meanwhile."""
    _mnist.cache_clear()
    return _mnist()


SOURCES: dict[str, Callable[[Settings], Digits]] = {
    "embedded": _from_scikit_learn,
    "mnist": _from_mnist,
    "upload": _from_upload,
}


def task(settings: Settings) -> Task:
    """Return the digits and the network that settings ask for."""
    digits = digits_of(settings)
    m = len(digits.X) - round(len(digits.X) * settings.test / 100)
    if m < 1:
        raise ValueError(
            f"test_share: got {settings.test} %, which leaves none to train on; takes less"
        )
    network = Network(
        (digits.X.shape[1], *settings.hidden, N_CLASSES),
        (
            *(settings.activation for _ in settings.hidden),
            COSTS[settings.cost].matched or "sigmoid",
        ),
    )
    if settings.optimizer == "bfgs" and network.n_parameters > MAX_BFGS:
        raise ValueError(
            f"optimizer: got BFGS for {network.n_parameters:,} parameters, takes at most "
            f"{MAX_BFGS:,}, as it keeps a matrix of their number squared; L-BFGS-B does with "
            "little memory what BFGS does"
        )
    y = one_hot(digits.labels, N_CLASSES)
    return Task(
        network,
        settings.cost,
        first_weights(settings, network),
        SCALINGS["none"](digits.X),
        digits.X[:m],
        y[:m],
        digits.X[m:],
        y[m:],
        digits.labels[:m],
        digits.labels[m:],
        N_CLASSES,
    )


def first_weights(settings: Settings, network: Network) -> Array:
    """Return the weights that a run begins with: drawn, or those of a file.

    Raises
    ------
    ValueError
        If the file's are for another network.
    """
    if not settings.weights:
        return network.initialize(settings.init, settings.start)
    thetas = uploads.weights(settings.weights)
    sizes = (thetas[0].shape[1] - 1, *(len(theta) for theta in thetas))
    if sizes != network.sizes:
        raise ValueError(
            f"weights: got those of a network {'-'.join(map(str, sizes))}, takes "
            f"{'-'.join(map(str, network.sizes))}: digits of as many pixels, as many hidden units"
        )
    return network.from_thetas(list(thetas))


DIGITS = Experiment(DIGITS_FORM, task, DigitsScene)
