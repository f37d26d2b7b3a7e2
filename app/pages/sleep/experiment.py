"""Sleep and study: a few nights, a test score, and a network that predicts the next one."""

import numpy as np

from app.live.experiment import Experiment
from app.pages.sleep.nights import POINTS, from_text
from app.pages.sleep.scene import SleepScene
from app.pages.sleep.settings import SLEEP_FORM, SleepSettings
from app.run.task import Task
from core.data.nights import realistic_nights
from core.data.scaling import Scaling, maximum
from core.engine.network import Network
from core.types import Array

#: Seed of held-out nights, different from those of added nights.
HELD_OUT_SEED = 10_000


def nights_of(settings: SleepSettings) -> Array:
    """Return the nights to train on, one per row: sleep, study, score."""
    return np.array(from_text(settings.nights))


def held_out(settings: SleepSettings) -> Array:
    """Return the held-out nights, likewise."""
    X, scores = realistic_nights(settings.held, HELD_OUT_SEED)
    return np.hstack([X, scores])


def scaling_of(nights: Array) -> Scaling:
    """Return the normalization: each column is divided by its largest value in training."""
    return maximum(nights[:, :2])


def task(settings: SleepSettings) -> Task:
    """Return the nights and the network that the settings ask for."""
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


SLEEP_STUDY = Experiment(SLEEP_FORM, task, SleepScene, follows_epoch=True)
