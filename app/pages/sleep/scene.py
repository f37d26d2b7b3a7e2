"""Sleep and study: the map in hours and points, the weights, the way to one prediction."""

from typing import Any

import numpy as np

from app.figures.maps import FULL
from app.figures.plane import InputPlane
from app.live.plane_scene import OutputMap, PlaneScene
from app.live.scene import COST, ITERATION_RATE, NUMBERS, Readout
from app.pages.sleep.nights import POINTS
from app.pages.sleep.score_figure import relief, score_bytes, score_map
from app.pages.sleep.settings import SleepSettings
from app.run.lab import Lab
from core.engine.forward import forward_pass
from core.language import N_, _
from core.types import Array

#: Hours that the map shows at least.
SLEEP, STUDY = 10.0, 5.0
#: Points between two contour lines of a small picture.
SMALL_STEP = 10


class SleepScene(PlaneScene):
    """The map in hours and points, the relief, the weights, and the way to one prediction."""

    unit = N_("iteration")
    panels = (*PlaneScene.panels, "numbers", "relief")
    readouts = (
        COST,
        Readout(N_("next test"), N_("The score it predicts for your next test"), "score", "points"),
        Readout(
            N_("RMSE"), N_("Root of the mean squared error over the nights in training, in points"),
            "off", "points",
        ),
        Readout(N_("held out"), N_("The same over the nights that are held out"), "off_held_out",
                "points"),
        ITERATION_RATE,
    )  # fmt: skip

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._layers = [
            [f"{kind}_{layer}_{unit}" for unit in range(size)]
            for layer, size in enumerate(lab.network.sizes[1:], 1)
            for kind in ("z", "a")
        ]
        # Also the numbers on the way to the next test's score.
        self.names = (
            *NUMBERS, "score", "off", "off_held_out", "x_0", "x_1",
            *(name for layer in self._layers for name in layer),
        )  # fmt: skip

    @property
    def settings(self) -> SleepSettings:
        """Return the settings of the page."""
        assert isinstance(self.lab.settings, SleepSettings)
        return self.lab.settings

    def output_map(self) -> OutputMap:
        """Return the map of the score over hours of sleep and study."""
        task = self.lab.task
        most = task.X.max(axis=0)
        plane = InputPlane((0.0, max(SLEEP, float(most[0]))), (0.0, max(STUDY, float(most[1]))))
        training, held_out = nights(task.X, task.y), nights(task.X_test, task.y_test)
        return OutputMap(
            N_("Predicted score, in points"),
            plane,
            lambda: score_map(training, held_out, plane, self.query()[0]),
            "score",
            score_bytes,
            (N_("sleep"), N_("study")),
        )

    def query(self) -> Array:
        """Return the hours before the next test."""
        settings = self.settings
        return np.array([[settings.hours_slept, settings.hours_studied]])

    def numbers(self, theta: Array, epoch: int) -> dict[str, float]:
        """Return the numbers of an iteration by their names."""
        lab, task = self.lab, self.lab.task
        x = task.scaling.apply(self.query())
        layers = forward_pass(lab.network, theta, x)
        values = [part[0] for layer in layers for part in (layer.z, layer.a)]
        names = [name for layer in self._layers for name in layer]
        return {
            **super().numbers(theta, epoch),
            "score": POINTS * float(layers[-1].a[0, 0]),
            "off": self._off(theta, task.inputs, task.y),
            "off_held_out": self._off(theta, task.inputs_test, task.y_test),
            "x_0": float(x[0, 0]),
            "x_1": float(x[0, 1]),
            **dict(zip(names, np.concatenate(values).tolist(), strict=True)),
        }

    def _off(self, theta: Array, inputs: Array, y: Array) -> float:
        """Return the root of the mean squared error in points; NaN without examples."""
        if not len(inputs):
            return float("nan")
        y_hat = self.lab.network.predict(theta, inputs)
        return POINTS * float(np.sqrt(np.mean((y_hat - y) ** 2)))

    def pictures(self, end: int) -> dict[str, Any]:
        """Return the map, the relief, the weights as tables, and the way to a score."""
        network, task = self.lab.network, self.lab.task
        return {
            **super().pictures(end),
            "isolines": POINTS / FULL,
            "relief": self.lasting(
                "relief", lambda: relief(nights(task.X, task.y), self.map.plane)
            ),
            "weights": [
                {"name": name, "rows": rows, "columns": columns}
                for layer, (rows, columns) in enumerate(
                    zip(network.sizes[:-1], network.sizes[1:], strict=True), 1
                )
                for name, rows, columns in (
                    (f"W{layer}", rows, columns),
                    *(((f"b{layer}", 1, columns),) if network.biases else ()),
                )
            ],
            "way": self._way(),
        }

    def small_picture(self, theta: Array) -> dict[str, Any]:
        """Return what the browser draws the map and its contour lines by."""
        lines = SMALL_STEP * FULL / POINTS
        return {**super().small_picture(theta), "isolines": lines}

    def _way(self) -> list[dict[str, Any]]:
        """Return the stages from the hours to the score: formula, and keys of its numbers."""
        scale = self.lab.task.scaling.scale
        rows: list[dict[str, Any]] = [
            {
                "formula": _("x = hours ÷ ({sleep:g}, {study:g})").format(
                    sleep=scale[0], study=scale[1]
                ),
                "what": _("normalized by the largest in training"),
                "keys": ["x_0", "x_1"],
            }
        ]
        names = iter(self._layers)
        before = "x"
        for layer, f in enumerate(self.lab.network.functions, 1):
            bias = f" + b{layer}" if self.lab.network.biases else ""
            rows.append(
                {
                    "formula": f"z{layer} = {before} W{layer}{bias}",
                    "what": _("weighted sums"),
                    "keys": next(names),
                }
            )
            before = "ŷ" if layer == self.lab.network.depth else f"a{layer}"
            rows.append(
                {"formula": f"{before} = f(z{layer})", "what": f.label, "keys": next(names)}
            )
        return [*rows, {"formula": _("score = 100 ŷ"), "what": _("in points"), "keys": ["score"]}]

    def look(self) -> str:
        """Return what the picture shows besides the run: the next test."""
        return f"{self.settings.hours_slept} {self.settings.hours_studied}"


def nights(X: Array, y: Array) -> Array:
    """Return hours and scores in points, a night a row."""
    return np.hstack([X, POINTS * y])
