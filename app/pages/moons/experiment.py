"""The moons lab: points in the plane, one output a class."""

from app.live.experiment import Experiment
from app.live.plane_scene import PlaneScene
from app.run.task import Task
from app.settings.field import Form
from app.settings.fields import BROKEN_FIELDS, FIELDS
from app.settings.settings import Settings
from core.data.datasets import load
from core.data.scaling import SCALINGS
from core.engine.costs import COSTS
from core.engine.network import Network

MOONS_FORM = Form(
    "moons",
    (*FIELDS, *BROKEN_FIELDS),
    {
        "Data": (("data",), ("m",), ("noise", "test")),
        "Network": (("hidden",), ("activation",), ("cost",), ("init",)),
        "Training": (
            ("optimizer",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("lambda_", "batch"),
            ("epochs", "speed"),
        ),
        "Seeds, scaling, penalty": (("scaling",), ("seed", "start"), ("penalty",)),
    },
)


def task(settings: Settings) -> Task:
    """Return the points and the network that settings ask for.

    Raises
    ------
    ValueError
        Where they leave nothing to learn from.
    """
    split = load(settings.data, settings.m, settings.noise, settings.seed, settings.test / 100)
    network = Network(
        (2, *settings.hidden, split.n_classes),
        (
            *(settings.activation for _ in settings.hidden),
            COSTS[settings.cost].matched or "sigmoid",
        ),
    )
    return Task(
        network,
        settings.cost,
        network.initialize(settings.init, settings.start),
        SCALINGS[settings.scaling](split.X_train),
        split.X_train,
        split.y_train,
        split.X_test,
        split.y_test,
        split.labels_train,
        split.labels_test,
        split.n_classes,
    )


MOONS = Experiment(MOONS_FORM, task, PlaneScene)
