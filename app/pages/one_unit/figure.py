"""The plane of two inputs with the examples of a gate, and empty traces for a unit's line."""

import numpy as np
import plotly.graph_objects as go

from app.figures.drawing import Drawing
from app.figures.palette import CLASS_SYMBOLS
from app.figures.palette_in_use import palette
from core.data.gates import X
from core.language import _
from core.types import Array

#: Both axes: the four examples with some room around them.
LOW, HIGH = -0.5, 1.5
#: Traces that move, by their index: where the unit says 0 and where 1, its line, W, the wrong
#: examples, the example of this step.
ZERO, ONE, LINE, ARROW, WRONG, NOW = 0, 1, 2, 3, 6, 7


def unit_figure(y: Array, start: Array) -> go.Figure:
    """Return the figure.

    Parameters
    ----------
    y : ndarray of shape (4,)
        Targets, 0 or 1.
    start : ndarray of shape (2, 2)
        Both ends of the line that can be dragged, or (0, 2) where there is none.
    """
    colors, figure = palette(), Drawing()
    for said, color in enumerate((colors.negative, colors.positive)):
        figure.add_scatter(
            x=[], y=[], mode="lines", fill="toself", fillcolor=_light(color), hoverinfo="skip",
            line={"width": 0}, name=_("here the unit says {said}").format(said=said),
        )  # fmt: skip
    figure.add_scatter(
        x=[], y=[], mode="lines", name="z = 0", hoverinfo="skip",
        line={"color": colors.mark, "width": 4},
    )  # fmt: skip
    figure.add_scatter(
        x=[], y=[], mode="lines+markers", name="W", hoverinfo="skip",
        line={"color": colors.training, "width": 4},
        marker={"symbol": ["circle", "arrow"], "size": [1, 17], "angleref": "previous",
                "color": colors.training},
    )  # fmt: skip
    for label in (0, 1):
        chosen = y == label
        figure.add_scatter(
            x=X[chosen, 0], y=X[chosen, 1], mode="markers+text", name=f"y = {label}",
            text=[str(label)] * int(chosen.sum()), textposition="middle center",
            textfont={"size": 16, "color": colors.outlines[label]}, cliponaxis=False,
            marker={"symbol": CLASS_SYMBOLS[label], "size": 26, "color": colors.points[label],
                    "line": {"color": colors.outlines[label], "width": 1.5}},
            hovertemplate=f"x₁ %{{x}}, x₂ %{{y}}<br>y = {label}<extra></extra>",
        )  # fmt: skip
    for name, size, color in ((_("wrong"), 38, colors.mark), (_("this example"), 50, colors.lit)):
        figure.add_scatter(
            x=[], y=[], mode="markers", name=name, hoverinfo="skip", cliponaxis=False,
            marker={"symbol": "circle-open", "size": size, "color": color, "line": {"width": 3}},
        )  # fmt: skip
    figure.update_layout(
        template="none",
        showlegend=False,
        margin={"l": 52, "r": 12, "t": 8, "b": 50},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        dragmode=False,
        shapes=[_grip(start, colors.mark)] if len(start) else [],
        xaxis={"range": [LOW, HIGH], "title": {"text": "x₁", "standoff": 8}},
        yaxis={"range": [LOW, HIGH], "title": {"text": "x₂", "standoff": 8}},
    )
    figure.update_xaxes(showgrid=False, zeroline=False, tickvals=[0, 1], fixedrange=True)
    figure.update_yaxes(showgrid=False, zeroline=False, tickvals=[0, 1], fixedrange=True)
    # Both axes have one scale, or W would not stand at a right angle on its line.
    figure.update_xaxes(constrain="domain")
    figure.update_yaxes(constrain="domain", scaleanchor="x")
    return figure.figure()


def _grip(ends: Array, color: str) -> dict[str, object]:
    """Return the line of before the first step, which can be dragged."""
    (x0, y0), (x1, y1) = np.round(ends, 6).tolist()
    line = {"color": color, "width": 3, "dash": "dot"}
    return {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": line}


def _light(color: str) -> str:
    """Return a color through which others are seen."""
    r, g, b = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({r},{g},{b},0.22)"
