"""A network of two inputs over its plane.

A frame holds theta as float32, the map of the output as one byte a pixel, and a smaller map for
each hidden and output unit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.boundary import boundary
from app.figures.maps import COLUMNS, ROWS, class_bytes, layout, unit_bytes
from app.figures.palette import CLASS_COLORS, diverging_bytes, three_class_bytes
from app.figures.plane import InputPlane, plane_around
from app.live.scene import Scene, figure_json
from app.run.lab import Lab
from app.run.task import Task
from app.run.wire import Part, float32_base64
from core.types import Array


@dataclass(frozen=True)
class OutputMap:
    """The large map: what the network says over the plane, with the examples on it.

    Attributes
    ----------
    title : str
    plane : InputPlane
        What part of the plane is drawn.
    figure : callable
        Returns the axes and the examples as a Plotly figure.
    bytes_of : callable
        ``bytes_of(y_hat)`` -> map bytes from 0 to FULL, shape (n,), for y_hat of shape (n, n_L).
    palette : list of int
        r, g, b of each byte.
    inputs : tuple of str
        Names of the two inputs; empty for x1 and x2.
    """

    title: str
    plane: InputPlane
    figure: Callable[[], go.Figure]
    bytes_of: Callable[[Array], Array]
    palette: list[int]
    inputs: tuple[str, ...] = ()


def decision_boundary(task: Task) -> OutputMap:
    """Return the map of the classes, with training and test points."""
    plane = plane_around(np.vstack([task.X, task.X_test]))
    return OutputMap(
        "Decision boundary",
        plane,
        lambda: boundary(task, plane),
        class_bytes,
        diverging_bytes() if task.n_classes < 3 else three_class_bytes(),
    )


class PlaneScene(Scene):
    """A network of two inputs: a map over the plane for each unit, and a large one."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        n_units = sum(lab.network.sizes[1:])
        self.layout = layout(n_units)
        self.map = self.output_map()
        self._grid = lab.task.scaling.apply(self.map.plane.grid(COLUMNS, ROWS))
        self.parts = (
            Part("theta", "f4", lab.network.n_parameters),
            Part("map", "u1", COLUMNS * ROWS),
            Part("units", "u1", n_units * self.layout.columns * self.layout.rows),
        )

    def output_map(self) -> OutputMap:
        """Return the large map."""
        return decision_boundary(self.lab.task)

    def arrays(self, theta: Array) -> dict[str, Array]:
        """Return theta and the maps; those of the units one after the other."""
        network, stride = self.lab.network, self.layout.stride
        activations = network.forward(theta, self._grid)[1:]
        units = []
        for f, a in zip(network.functions, activations, strict=True):
            coarse = a.reshape(ROWS, COLUMNS, -1)[::stride, ::stride]
            units += [unit_bytes(coarse[:, :, unit], f) for unit in range(coarse.shape[2])]
        return {
            "theta": theta,
            "map": self.map.bytes_of(activations[-1]),
            "units": np.array(units),
        }

    def pictures(self, end: int) -> dict[str, Any]:
        """Return the plane with its examples, the sizes of the maps, and their colors."""
        map_ = self.map
        return {
            "map": [COLUMNS, ROWS],
            "unit_map": [self.layout.columns, self.layout.rows],
            "plane": [map_.plane.x, map_.plane.y],
            "examples": float32_base64(self.lab.task.X),
            "colors": CLASS_COLORS,
            "unit_palette": diverging_bytes(),
            "class_palette": map_.palette,
            "inputs": map_.inputs,
            "boundary_title": map_.title,
            "boundary": figure_json(map_.figure()),
        }
