"""The description of a run: all that a browser needs to draw its frames and that no frame holds."""

import json
from math import isfinite
from typing import Any

import plotly.graph_objects as go

from app.figures.boundary import boundary
from app.figures.cost_curve import CURVES, cost_curve
from app.figures.palette import CLASS_COLOURS, diverging_bytes, three_class_bytes
from app.frames import COLUMNS, NUMBERS, ROWS, Layout
from app.lab import Lab
from core.activations import ACTIVATIONS

#: Points of a cost curve that a browser is sent to begin with.
MAX_POINTS = 400


class Past:
    """The numbers of every frame that was sent, for a browser that shows the page anew."""

    def __init__(self) -> None:
        self._numbers: dict[int, dict[str, float]] = {}

    def add(self, numbers: dict[str, float]) -> None:
        """Keep the numbers of a frame; when there are many, every other."""
        self._numbers[int(numbers["epoch"])] = numbers
        if len(self._numbers) > 4 * MAX_POINTS:
            self._numbers = dict(sorted(self._numbers.items())[::2])

    def cut(self, epoch: int) -> None:
        """Forget what came at `epoch` and after."""
        self._numbers = {k: numbers for k, numbers in self._numbers.items() if k < epoch}

    def points(self) -> list[dict[str, float | None]]:
        """Return the numbers of the cost curves so far, at no more points than can be seen."""
        epochs = sorted(self._numbers)
        keys = ("epoch", *(key for _, key, _ in CURVES))
        every = -(-len(epochs) // MAX_POINTS) or 1
        return [{key: _finite(self._numbers[k][key]) for key in keys} for k in epochs[::every]]


def describe(lab: Lab, layout: Layout, end: int, past: Past) -> dict[str, Any]:
    """Return the description of a lab's run, as JSON can say it.

    Parameters
    ----------
    lab : Lab
    layout : Layout
        Of the frames.
    end : int
        Right end of the axis of epochs.
    past : Past
        Of the frames that were sent.
    """
    network = lab.network
    return {
        "sizes": network.sizes,
        "layers": [ACTIVATIONS[name].label for name in network.activations],
        "numbers": NUMBERS,
        "n_parameters": network.n_parameters,
        "map": [COLUMNS, ROWS],
        "unit_map": [layout.columns, layout.rows],
        "plane": [lab.plane.x, lab.plane.y],
        "colours": CLASS_COLOURS,
        "unit_palette": diverging_bytes(),
        "class_palette": diverging_bytes() if lab.split.n_classes == 2 else three_class_bytes(),
        "curves": [key for _, key, _ in CURVES],
        "past": past.points(),
        "boundary": _plain(boundary(lab.split, lab.plane)),
        "cost": _plain(cost_curve(end, lab.settings.changes)),
    }


def _finite(number: float) -> float | None:
    """Return a number as JSON can say it: None for one that is not finite."""
    return number if isfinite(number) else None


def _plain(figure: go.Figure) -> Any:
    """Return a figure as what JSON can say; its arrays stay packed, as Plotly reads them."""
    return json.loads(figure.to_json(engine="json"))
