"""XOR: the plane with its four corners, the truth table, and the loss surface."""

from functools import partial
from typing import Any

import numpy as np

from app.live.plane_scene import PlaneScene
from app.live.scene import COST, NUMBERS, RATE, Readout
from app.pages.xor.settings import XorSettings
from app.run.epochs import lattice
from app.run.lab import Lab
from app.run.thetas import Thetas
from app.sections.loss_surface.begun import BegunSurface
from app.sections.loss_surface.figure import compare_figure, surface_with_path
from app.sections.loss_surface.loss_surface import (
    MAX_PATH,
    TOPS,
    LossSurface,
    PlaneChoice,
    in_pieces,
)
from core.engine.costs import COSTS
from core.engine.objective import Objective
from core.language import N_
from core.tutorials import XOR_X
from core.types import Array

#: Points of the surfaces, each way: few, as they are drawn anew while the run plays.
POINTS = 41
#: Names of the four outputs among a frame's numbers; a run of fewer examples has the first ones.
OUTPUTS = tuple(f"y_hat_{i}" for i in range(1, len(XOR_X) + 1))


class XorScene(PlaneScene):
    """The plane with its four corners, the truth table, and the loss surface."""

    names = (*NUMBERS, *OUTPUTS, "furthest", *TOPS)
    panels = ("advice", "network", "truth_table", "plane", "cost", "by_hand", "loss_surface")
    readouts = (
        COST,
        Readout(
            N_("largest error"),
            N_("The largest difference between an output and its target"),
            "furthest",
            "cost",
        ),
        Readout(
            N_("accuracy"), N_("Share of the four whose output is on the right side of one half"),
            "train_accuracy", "share",
        ),
        RATE,
    )  # fmt: skip

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self.outputs = OUTPUTS[: lab.m]
        self.names = (*NUMBERS, *self.outputs, "furthest", *TOPS)
        self._thetas = Thetas(lab)
        self._begun: BegunSurface | None = None

    @property
    def settings(self) -> XorSettings:
        """Return the settings of the page."""
        assert isinstance(self.lab.settings, XorSettings)
        return self.lab.settings

    def numbers(self, theta: Array, epoch: int) -> dict[str, float]:
        """Return the numbers of an epoch by their names."""
        task = self.lab.task
        y_hat = self.lab.network.predict(theta, task.inputs)[:, 0]
        costs = {
            name: float(objective.parts(theta).J)
            for name, objective in self.objectives(epoch).items()
        }
        return {
            **super().numbers(theta, epoch),
            **dict(zip(self.outputs, y_hat.tolist(), strict=True)),
            "furthest": float(np.abs(y_hat - task.y[:, 0]).max()),
            **costs,
        }

    def objectives(self, epoch: int) -> dict[str, Objective]:
        """Return both costs with the penalty in force at an epoch."""
        lab, now = self.lab, self.lab.objective(epoch)
        return {
            name: Objective(
                lab.network, name, lab.task.inputs, lab.task.y, now.lambda_, now.penalty.name
            )
            for name in TOPS
        }

    def pictures(self, end: int) -> dict[str, Any]:
        """Return the plane, the truth table, and empty loss surfaces."""
        task = self.lab.task
        return {
            **super().pictures(end),
            "truth_table": {
                "rows": [[*map(int, x), int(y)] for x, (y,) in zip(task.X, task.y, strict=True)],
                "keys": self.outputs,
            },
            "loss_surface": {
                "costs": [[name, COSTS[name].label, top] for name, top in TOPS.items()],
                "surfaces": [
                    self.lasting(name, partial(surface_with_path, top, POINTS))
                    for name, top in TOPS.items()
                ],
                "compare": self.lasting("compare", compare_figure),
            },
        }

    def look(self) -> str:
        """Return what the picture shows besides the run: the plane of the loss surfaces."""
        return str(self._plane())

    def _plane(self) -> PlaneChoice:
        settings = self.settings
        return PlaneChoice(settings.plane, settings.first - 1, settings.second - 1, settings.turn)

    def aside(self, epoch: int, *, with_slow: bool = True, rests: bool = True) -> dict[str, Any]:
        """Return the loss surface around the weights of an epoch, and what is looked at by hand."""
        parts = super().aside(epoch)
        surface = self._surface(epoch, rests=rests) if with_slow else None
        return parts if surface is None else {**parts, "loss_surface": surface.message()}

    def _surface(self, epoch: int, *, rests: bool) -> LossSurface | None:
        """Return the loss surface; None where there is no finite cost to draw."""
        run, choice, begun = self.lab.run, self._plane(), self._begun
        if begun is None or not begun.serves(run, epoch, choice, rests=rests):
            epochs = lattice(epoch, MAX_PATH)
            thetas = self._thetas.at(epochs)
            if not np.isfinite(thetas).all():
                return None
            pieces = in_pieces(self.objectives(epoch), epochs, thetas, choice, POINTS)
            begun = self._begun = BegunSurface(run, epoch, choice, pieces)
        surface = begun.finish()
        self._begun = None
        return surface
