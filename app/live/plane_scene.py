"""A network of two inputs over its plane.

A frame holds theta as float32; the browser computes the maps from it: one of the output, and a
smaller one for each hidden and output unit. Where the network has an activation that the browser
does not know, the frame holds the maps too, one byte a pixel.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.boundary import boundary
from app.figures.map_colors import diverging_bytes, three_class_bytes
from app.figures.maps import COLUMNS, OUTPUT_RULES, ROWS, layout, network_maps
from app.figures.palette import Palette
from app.figures.palette_in_use import palette
from app.figures.plane import InputPlane, plane_around
from app.live.scene import Scene
from app.live.small import COLUMNS as SMALL_COLUMNS
from app.live.small import ROWS as SMALL_ROWS
from app.live.small import small_maps, small_pixels
from app.run.lab import Lab
from app.run.task import Task
from app.run.wire import Part, float32_base64, uint8_base64
from core.data.datasets import predicted_classes
from core.engine.network import Network
from core.language import N_, _
from core.types import Array, Labels

#: Activations that assets/live/forward_pass.js knows, by their names in core.
BROWSER_ACTIVATIONS = frozenset({"sigmoid", "tanh", "relu", "linear", "softmax"})


def browser_computes(network: Network) -> bool:
    """Return whether the browser computes the network's maps, so that frames hold none."""
    return BROWSER_ACTIVATIONS.issuperset(network.activations)


@dataclass(frozen=True)
class OutputMap:
    """The large map: what the network says over the plane, with the examples on it.

    Attributes
    ----------
    title : str
        A marked text, as are the names of the inputs.
    plane : InputPlane
        What part of the plane is drawn.
    figure : callable
        Returns the axes and the examples as a Plotly figure.
    output : str
        What of the output is shown: a key of ``OUTPUT_RULES``.
    colors : callable
        Returns r, g, b of each byte in a palette.
    inputs : tuple of str
        Names of the two inputs; empty for x1 and x2.
    """

    title: str
    plane: InputPlane
    figure: Callable[[], go.Figure]
    output: str
    colors: Callable[[Palette], tuple[int, ...]]
    inputs: tuple[str, ...] = ()


def decision_boundary(task: Task) -> OutputMap:
    """Return the map of the classes, with training and test points."""
    plane = plane_around(np.vstack([task.X, task.X_test]))
    return OutputMap(
        N_("Decision boundary"),
        plane,
        lambda: boundary(task, plane),
        "classes",
        diverging_bytes if task.n_classes < 3 else three_class_bytes,
    )


class PlaneScene(Scene):
    """A network of two inputs: a map over the plane for each unit, and a large one."""

    panels = ("network", "plane", *Scene.panels)

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        n_units = sum(lab.network.sizes[1:])
        self.layout = layout(n_units)
        self.map = self.output_map()
        self.parts = (Part("theta", "f4", lab.network.n_parameters),)
        if not browser_computes(lab.network):
            self.parts += (
                Part("map", "u1", COLUMNS * ROWS),
                Part("units", "u1", n_units * self.layout.columns * self.layout.rows),
                Part("wrong", "u1", len(self._labels)),
            )

    def output_map(self) -> OutputMap:
        """Return the large map."""
        return decision_boundary(self.lab.task)

    @property
    def _labels(self) -> Labels:
        """Return the classes of the training examples, and then of the test examples."""
        task = self.lab.task
        return np.concatenate([task.labels, task.labels_test])

    @cached_property
    def _examples(self) -> Array:
        """Return what the network is fed of the examples whose class is known, in that order."""
        task = self.lab.task
        if not len(task.labels):
            return task.inputs[:0]
        return np.vstack([task.inputs, task.inputs_test])

    @cached_property
    def _inputs(self) -> Array:
        """Return what the network is fed at each pixel of the map."""
        return self.lab.task.scaling.apply(self.map.plane.grid(COLUMNS, ROWS))

    def arrays(self, theta: Array) -> dict[str, Array]:
        """Return theta, and the maps where the browser cannot compute them."""
        network = self.lab.network
        if browser_computes(network):
            return {"theta": theta}
        map_, units = network_maps(
            network, theta, self._inputs, COLUMNS, self.layout.stride, self.map.output
        )
        chosen = predicted_classes(network.predict(theta, self._examples))
        return {"theta": theta, "map": map_, "units": units, "wrong": chosen != self._labels}

    def computed_maps(self) -> dict[str, Any] | None:
        """Return what the browser computes the maps by; None where frames hold them."""
        network, scaling = self.lab.network, self.lab.task.scaling
        if not browser_computes(network):
            return None
        return {
            "activations": [(f.name, f.bounds) for f in network.functions],
            "output": self.map.output,
            "shift": scaling.shift.tolist(),
            "scale": scaling.scale.tolist(),
            "stride": self.layout.stride,
        }

    def small(self, thetas: Array) -> dict[str, Any]:
        """Return the large map of each network, small."""
        network, own, by = self.lab.network, self.map.colors(palette()), self.computed_maps()
        if by is not None:
            return small_maps(
                thetas,
                own,
                {
                    **by,
                    "sizes": network.sizes,
                    "biases": network.biases,
                    "plane": [self.map.plane.x, self.map.plane.y],
                },
            )
        inputs = self.lab.task.scaling.apply(self.map.plane.grid(SMALL_COLUMNS, SMALL_ROWS))
        rule = OUTPUT_RULES[self.map.output]
        maps = [rule(network.predict(theta, inputs)) for theta in thetas]
        return small_pixels(np.reshape(maps, (len(maps), SMALL_ROWS, SMALL_COLUMNS)), own)

    def pictures(self, end: int) -> dict[str, Any]:
        """Return the plane with its examples, the sizes of the maps, and their colors."""
        map_, task = self.map, self.lab.task
        return {
            "map": [COLUMNS, ROWS],
            "unit_map": [self.layout.columns, self.layout.rows],
            "computed_maps": self.computed_maps(),
            "plane": [map_.plane.x, map_.plane.y],
            "examples": float32_base64(task.X),
            "test_examples": float32_base64(task.X_test),
            "labels": uint8_base64(self._labels.astype(float)),
            "n_classes": task.n_classes,
            "class_palette": map_.colors(palette()),
            "inputs": [_(name) for name in map_.inputs],
            "boundary_title": _(map_.title),
            "boundary": self.lasting("boundary", map_.figure),
        }

    def small_picture(self, theta: Array) -> dict[str, Any]:
        """Return what the browser draws the large map by, without axes and examples."""
        network, computed = self.lab.network, self.computed_maps()
        found = {
            "plane": [self.map.plane.x, self.map.plane.y],
            "colors": self.map.colors(palette()),
        }
        if computed is None:
            size = [COLUMNS, ROWS]
            return {**found, "size": size, "bytes": uint8_base64(self.arrays(theta)["map"])}
        return {
            **found,
            "sizes": network.sizes,
            "biases": network.biases,
            "computed_maps": computed,
            "theta": float32_base64(theta),
        }
