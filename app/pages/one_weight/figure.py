"""The cost of a network with one weight, with empty traces for two balls."""

import numpy as np
import plotly.graph_objects as go

from app.figures.palette_in_use import palette
from core.language import _
from core.types import Array

#: Traces that move, by their index: trail and ball of the true gradient, and of the published step.
TRAIL, BALL, OTHER_TRAIL, OTHER_BALL = 1, 2, 3, 4


def weight_figure(w: Array, J: Array) -> go.Figure:
    """Return J over w, both of shape (n,)."""
    colors, figure = palette(), go.Figure()
    figure.add_scatter(
        x=w, y=J, mode="lines", name="J",
        line={"color": colors.positive, "width": 3, "simplify": False},
        hovertemplate="w %{x:.4g}<br>J %{y:.5g}<extra></extra>",
    )  # fmt: skip
    for name, color in ((_("true gradient"), colors.training), (_("step without x"), colors.test)):
        figure.add_scatter(
            x=[], y=[], mode="markers", name=name, showlegend=False, hoverinfo="skip",
            marker={"size": 6, "color": color, "opacity": 0.5},
        )  # fmt: skip
        figure.add_scatter(
            x=[], y=[], mode="markers", name=name, hoverinfo="skip",
            marker={"size": 17, "color": color, "line": {"color": "white", "width": 2}},
        )  # fmt: skip
    room = 0.06 * float(np.ptp(J))
    figure.update_layout(
        template="none",
        showlegend=False,
        margin={"l": 52, "r": 12, "t": 6, "b": 42},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        xaxis={"range": [float(w[0]), float(w[-1])], "title": {"text": "w", "standoff": 6}},
        yaxis={"range": [-room, float(J.max()) + room], "title": {"text": "J", "standoff": 4}},
    )
    figure.update_xaxes(showgrid=False, zeroline=False)
    figure.update_yaxes(zeroline=False, nticks=6)
    return figure
