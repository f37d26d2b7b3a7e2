"""The moons page: points in the plane, one output per class."""

from app.live.experiment import Experiment
from app.live.plane_scene import PlaneScene
from app.pages.moons.settings import MOONS_FORM, MoonsSettings
from app.run.task import Task
from core.data.datasets import load
from core.data.scaling import SCALINGS
from core.engine.costs import COSTS
from core.engine.network import Network


def task(settings: MoonsSettings) -> Task:
    """Return the points and the network that the settings ask for.

    Raises
    ------
    ValueError
        If there are too few training examples.
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
