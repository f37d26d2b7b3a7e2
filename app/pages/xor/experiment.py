"""XOR: four examples, one output, and the loss surface around the current weights."""

from itertools import pairwise

import numpy as np

from app.live.experiment import Experiment
from app.pages.xor.scene import XorScene
from app.pages.xor.settings import XOR_FORM, XorSettings
from app.run.task import Task
from core.data.scaling import SCALINGS
from core.engine.network import Network
from core.language import _
from core.tutorials import XOR_X, XOR_Y


def task(settings: XorSettings) -> Task:
    """Return the four examples and the network that the settings ask for."""
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


def check(settings: XorSettings) -> None:
    """Raise ValueError for a slice with a parameter that does not exist, or with one twice."""
    if settings.plane != "slice":
        return
    sizes = (2, *settings.hidden, 1)
    n = sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))
    for name, number in (("first", settings.first), ("second", settings.second)):
        if number > n:
            raise ValueError(
                _("{name}: got {number}, takes 1 to {n}, one of the network's parameters").format(
                    name=name, number=number, n=n
                )
            )
    if settings.first == settings.second:
        raise ValueError(
            _("second: got {second} again, takes another one than the first").format(
                second=settings.second
            )
        )


XOR = Experiment(XOR_FORM, task, XorScene, check)
