"""Backprop by hand: two tanh layers, small enough to calculate by hand, and the panel open."""

from typing import Any

import numpy as np

from app.live.experiment import Experiment
from app.live.plane_scene import PlaneScene
from app.live.scene import READOUTS
from app.pages.backprop.settings import BACKPROP_FORM, BackpropSettings
from app.run.task import Task
from app.settings.run_fields import NO_MISTAKE
from core.data.scaling import SCALINGS
from core.engine.network import Network
from core.language import _
from core.tutorials import tanh_moons


class BackpropScene(PlaneScene):
    """The plane, with the panel of backprop by hand open from the start."""

    panels = tuple("by_hand_open" if one == "by_hand" else one for one in PlaneScene.panels)
    readouts = tuple(one for one in READOUTS if one.key != "test_accuracy")

    def pictures(self, end: int) -> dict[str, Any]:
        """Return the plane, and the tab with which the panel is to be open."""
        return {**super().pictures(end), "open_by_hand": self._tab()}

    def _tab(self) -> str:
        """Return the tab with which the panel opens: a mistake is found in that of the mistakes."""
        settings = self.lab.settings
        is_broken = settings.riddle or settings.mistake != NO_MISTAKE
        return "broken" if is_broken else "chain"


def task(settings: BackpropSettings) -> Task:
    """Return the points and the network that the settings ask for.

    Raises
    ------
    ValueError
        If all points are of one class.
    """
    X, labels, rng = tanh_moons(settings.m, settings.noise, settings.start)
    if len(np.unique(labels)) < 2:
        raise ValueError(_("m: got points of one class, takes at least 2 classes: more examples"))
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
