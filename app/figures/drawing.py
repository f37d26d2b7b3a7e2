"""A figure that is put together before Plotly checks it.

Plotly checks all of a figure again with every trace and every change of the layout: ten times the
work, and the figures of a page are made for each visitor who opens it.
"""

from collections.abc import Mapping
from functools import partialmethod
from typing import Any

import plotly.graph_objects as go


class Drawing:
    """Traces and a layout, added in the way of ``plotly.graph_objects.Figure``."""

    def __init__(self) -> None:
        self._traces: list[dict[str, Any]] = []
        self._layout: dict[str, Any] = {}

    def _add(self, kind: str, **properties: Any) -> None:
        self._traces.append({"type": kind, **properties})

    add_scatter = partialmethod(_add, "scatter")
    add_scatter3d = partialmethod(_add, "scatter3d")
    add_surface = partialmethod(_add, "surface")
    add_mesh3d = partialmethod(_add, "mesh3d")
    add_heatmap = partialmethod(_add, "heatmap")
    add_contour = partialmethod(_add, "contour")

    def update_layout(self, **properties: Any) -> None:
        """Set properties of the layout: parts of a mapping one by one, a list as a whole."""
        _merge(self._layout, properties)

    def update_xaxes(self, **properties: Any) -> None:
        """Set properties of the x axis."""
        _merge(self._layout, {"xaxis": properties})

    def update_yaxes(self, **properties: Any) -> None:
        """Set properties of the y axis."""
        _merge(self._layout, {"yaxis": properties})

    def figure(self) -> go.Figure:
        """Return the figure, checked by Plotly.

        Raises
        ------
        ValueError
            If it has a property that Plotly does not know, or a value that it does not take.
        """
        return go.Figure(self._traces, self._layout)


def _merge(into: dict[str, Any], properties: Mapping[str, Any]) -> None:
    """Set properties, those within a mapping one by one."""
    for name, value in properties.items():
        if isinstance(value, Mapping):
            _merge(into.setdefault(name, {}), value)
        else:
            into[name] = value
