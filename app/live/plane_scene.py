"""A network of two inputs over its plane.

A frame is the numbers that `names` lists, theta as float32, the map of the output as one byte a
pixel, and a smaller map for each hidden and output unit.
"""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.boundary import boundary
from app.figures.cost_curve import CURVES, cost_curve
from app.figures.maps import COLUMNS, ROWS, class_bytes, layout, unit_bytes
from app.figures.palette import CLASS_COLORS, diverging_bytes, three_class_bytes
from app.figures.plane import InputPlane, plane_around
from app.live.scene import NUMBERS, READOUTS, Readout, Scene, plain
from app.run.lab import Lab
from app.run.sent_numbers import SentNumbers
from app.run.task import Task
from app.run.wire import Frame, float32_base64, padded
from core.engine.activations import ACTIVATIONS
from core.types import Array


class PlaneScene(Scene):
    """A network of two inputs: maps over the plane, points, cost."""

    readouts: tuple[Readout, ...] = READOUTS
    boundary_title = "Decision boundary"
    unit = "epoch"
    inputs: tuple[str, ...] = ()

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        task = lab.task
        self.layout = layout(sum(lab.network.sizes[1:]))
        self.plane = self.plane_of(task)
        self._grid = task.scaling.apply(self.plane.grid(COLUMNS, ROWS))

    def plane_of(self, task: Task) -> InputPlane:
        """Return the part of the plane that is drawn."""
        return plane_around(np.vstack([task.X, task.X_test]))

    def map_of(self, y_hat: Array) -> Array:
        """Return the map of the output, from 0 to FULL."""
        return class_bytes(y_hat)

    def numbers(self, theta: Array, epoch: int) -> dict[str, float]:
        """Return the numbers of an epoch by their names."""
        lab = self.lab
        step, readings = lab.step(epoch), lab.readings(theta, epoch)
        return {
            **vars(readings),
            "J": readings.J,
            "epoch": epoch,
            "alpha": lab.alpha(epoch),
            "n_evals": step.n_evals,
            "n_gradients": step.n_gradients,
        }

    def names(self) -> tuple[str, ...]:
        """Return the names of the numbers in the order in which a frame holds them."""
        return NUMBERS

    def pack(self, epoch: int) -> Frame:
        """Return the frame of an epoch that the lab has reached."""
        lab = self.lab
        theta = lab.step(epoch).theta
        numbers = self.numbers(theta, epoch)
        activations = lab.network.forward(theta, self._grid)[1:]
        stride = self.layout.stride
        parts = [
            np.array([numbers[name] for name in self.names()]).tobytes(),
            theta.astype(np.float32).tobytes(),
            self.map_of(activations[-1]).astype(np.uint8).tobytes(),
        ]
        for f, a in zip(lab.network.functions, activations, strict=True):
            maps = a.reshape(ROWS, COLUMNS, -1)[::stride, ::stride]
            parts.extend(
                unit_bytes(maps[:, :, unit], f).astype(np.uint8).tobytes()
                for unit in range(maps.shape[2])
            )
        return Frame(numbers, padded(b"".join(parts)))

    def describe(self, end: int, past: SentNumbers) -> dict[str, Any]:
        """Return the description of the run, as JSON can say it.

        Parameters
        ----------
        end : int
            Right end of the axis of epochs.
        past : SentNumbers
            Of the frames that were sent.
        """
        network, lab, keys = self.lab.network, self.lab, [key for _, key, _ in CURVES]
        return {
            "sizes": network.sizes,
            "biases": network.biases,
            "layers": [ACTIVATIONS[name].label for name in network.activations],
            "numbers": self.names(),
            "readouts": self.readouts,
            "parts": [
                ["theta", "f4", network.n_parameters],
                ["map", "u1", COLUMNS * ROWS],
                ["units", "u1", sum(network.sizes[1:]) * self.layout.columns * self.layout.rows],
            ],
            "map": [COLUMNS, ROWS],
            "unit_map": [self.layout.columns, self.layout.rows],
            "plane": [self.plane.x, self.plane.y],
            "examples": float32_base64(lab.task.X),
            "colors": CLASS_COLORS,
            "unit_palette": diverging_bytes(),
            "class_palette": diverging_bytes() if lab.task.n_classes < 3 else three_class_bytes(),
            "curves": keys,
            "past": past.points(keys),
            "unit": self.unit,
            "inputs": self.inputs,
            "boundary_title": self.boundary_title,
            "boundary": plain(self.boundary()),
            "cost": plain(cost_curve(end, lab.settings, self.unit)),
        }

    def boundary(self) -> go.Figure:
        """Return the axes and the points of the plane."""
        return boundary(self.lab.task, self.plane)
