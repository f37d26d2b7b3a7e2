"""A curve with a ball on it, and below it a strip that says where each start ends."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from app.figures.palette import AMBER, BLUE, CLASS_COLORS, GRAY, GREEN
from core.engine.curve import Curve
from core.types import Array, Labels

#: One color a valley, in the order of x; more valleys than colors begin again.
VALLEYS = (*CLASS_COLORS[:2], CLASS_COLORS[2], "#7b5ea7")
#: Of a start that is still on its way, and of one that ran away.
ON_ITS_WAY, AWAY = "#c9ccd1", "#3f444c"
#: Traces that move, by their place in the figure.
TRAIL, TANGENT, STEP, BALL = 1, 2, 3, 4


def curve_figure(curve: Curve, low: float, high: float, starts: Array, found: Labels) -> go.Figure:
    """Return f over x with its minima, and the strip; trail, tangent, step and ball come later.

    Parameters
    ----------
    curve : Curve
    low, high : float
        The x that is drawn.
    starts, found : ndarray of shape (n,)
        Starts and where each of them ends, as `core.engine.curve.ends` tells.
    """
    x = np.linspace(low, high, 400)
    y = curve.f(x)
    room = 0.08 * float(np.ptp(y))
    figure = go.Figure()
    figure.add_scatter(
        x=x, y=y, mode="lines", name="f(x)",
        line={"color": BLUE, "width": 3, "simplify": False},
        hovertemplate="x %{x:.4g}<br>f(x) %{y:.5g}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=[], y=[], mode="lines+markers", name="trail", hoverinfo="skip",
        line={"color": GRAY, "width": 1, "dash": "dot"},
        marker={"size": 6, "color": GREEN, "opacity": 0.55},
    )  # fmt: skip
    figure.add_scatter(
        x=[], y=[], mode="lines", name="tangent", line={"color": GREEN, "width": 2},
        hoverinfo="skip",
    )  # fmt: skip
    figure.add_scatter(
        x=[], y=[], mode="lines+markers", name="step −α f′(x)", hoverinfo="skip",
        line={"color": AMBER, "width": 3},
        marker={"symbol": ["circle", "arrow"], "size": [1, 15], "angleref": "previous",
                "color": AMBER},
    )  # fmt: skip
    figure.add_scatter(
        x=[], y=[], mode="markers", name="x", hoverinfo="skip",
        marker={"size": 17, "color": GREEN, "line": {"color": "white", "width": 2}},
    )  # fmt: skip
    minima = curve.minima()
    minima = minima[(minima >= low) & (minima <= high)]
    figure.add_scatter(
        x=minima, y=curve.f(minima), mode="markers", name="minimum",
        marker={"symbol": "line-ns-open", "size": 16, "line": {"width": 2}, "color": GRAY},
        hovertemplate="minimum at x = %{x:.6g}<br>f(x) = %{y:.6g}<extra></extra>",
    )  # fmt: skip
    figure.add_bar(
        x=starts, y=np.ones(len(starts)), width=(high - low) / (len(starts) - 1), xaxis="x",
        yaxis="y2", marker={"color": colors(found), "line": {"width": 0}}, name="start",
        customdata=told(curve, found), hovertemplate="start at x = %{x:.3g}: %{customdata}"
        "<extra></extra>",
    )  # fmt: skip
    figure.update_layout(
        template="none",
        showlegend=False,
        bargap=0,
        margin={"l": 54, "r": 12, "t": 8, "b": 42},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        xaxis={"range": [low, high], "title": {"text": "x", "standoff": 6}, "anchor": "y2"},
        yaxis={"range": [float(y.min()) - room, float(y.max()) + room], "domain": [0.14, 1],
               "title": {"text": "f(x)", "standoff": 4}},
        yaxis2={"range": [0, 1], "domain": [0, 0.08], "visible": False, "fixedrange": True},
    )  # fmt: skip
    figure.update_xaxes(showgrid=False, zeroline=False)
    figure.update_yaxes(zeroline=False, nticks=7)
    return figure


def colors(found: Labels) -> list[str]:
    """Return the color of each start by where it ends."""
    other = {-1: ON_ITS_WAY, -2: AWAY}
    return [other.get(int(one), VALLEYS[int(one) % len(VALLEYS)]) for one in found]


def told(curve: Curve, found: Labels) -> Sequence[str]:
    """Return where each start ends, in words."""
    minima = curve.minima()
    other = {-1: "not there yet, or stuck where it is flat", -2: "runs away"}
    return [other.get(int(one)) or f"ends at {minima[int(one)]:.4g}" for one in found]
