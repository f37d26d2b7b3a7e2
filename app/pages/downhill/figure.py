"""A curve with a ball on it, and below it a strip that shows where each start ends."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from app.figures.palette_in_use import palette
from core.engine.curve import Curve
from core.language import _
from core.types import Array, Labels

#: Traces that move, by their index.
TRAIL, TANGENT, STEP, BALL = 1, 2, 3, 4


def curve_figure(curve: Curve, low: float, high: float) -> go.Figure:
    """Return f over x with its minima; trail, tangent, step and ball are empty.

    Parameters
    ----------
    curve : Curve
    low, high : float
        The x that is drawn.
    """
    x = np.linspace(low, high, 400)
    y = curve.f(x)
    room = 0.08 * float(np.ptp(y))
    own, figure = palette(), go.Figure()
    figure.add_scatter(
        x=x, y=y, mode="lines", name="f(x)",
        line={"color": own.positive, "width": 3, "simplify": False},
        hovertemplate="x %{x:.4g}<br>f(x) %{y:.5g}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=[], y=[], mode="lines+markers", name="trail", hoverinfo="skip",
        line={"color": own.mark, "width": 1, "dash": "dot"},
        marker={"size": 6, "color": own.training, "opacity": 0.55},
    )  # fmt: skip
    figure.add_scatter(
        x=[], y=[], mode="lines", name="tangent", line={"color": own.training, "width": 2},
        hoverinfo="skip",
    )  # fmt: skip
    figure.add_scatter(
        x=[], y=[], mode="lines+markers", name=_("step −α f′(x)"), hoverinfo="skip",
        line={"color": own.test, "width": 3},
        marker={"symbol": ["circle", "arrow"], "size": [1, 15], "angleref": "previous",
                "color": own.test},
    )  # fmt: skip
    figure.add_scatter(
        x=[], y=[], mode="markers", name="x", hoverinfo="skip",
        marker={"size": 17, "color": own.training, "line": {"color": "white", "width": 2}},
    )  # fmt: skip
    minima = curve.minima()
    minima = minima[(minima >= low) & (minima <= high)]
    figure.add_scatter(
        x=minima, y=curve.f(minima), mode="markers", name="minimum",
        marker={"symbol": "line-ns-open", "size": 16, "line": {"width": 2}, "color": own.mark},
        hovertemplate=_("minimum at x = %{x:.6g}<br>f(x) = %{y:.6g}") + "<extra></extra>",
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


def with_strip(figure: go.Figure, curve: Curve, starts: Array, found: Labels) -> go.Figure:
    """Return the figure of a curve with a strip below it, which shows where each start ends.

    Parameters
    ----------
    figure : Figure
        As `curve_figure` returns it.
    curve : Curve
    starts, found : ndarray of shape (n,)
        Starts, evenly spaced, and where each ends, as `core.engine.curve.ends` returns it.
    """
    # The bars' axis is anchored, whether there are bars or not: the curve stays where it is.
    figure = go.Figure(figure)
    figure.add_bar(
        x=starts, y=np.ones(len(starts)), width=float(starts[1] - starts[0]), xaxis="x",
        yaxis="y2", marker={"color": colors(found), "line": {"width": 0}}, name="start",
        customdata=descriptions(curve, found),
        hovertemplate=_("start at x = %{x:.3g}: %{customdata}") + "<extra></extra>",
    )  # fmt: skip
    return figure


def colors(found: Labels) -> list[str]:
    """Return the color of each start by where it ends."""
    own = palette()
    other = {-1: own.not_converged, -2: own.diverged}
    # One color per valley, in the order of x, repeated if there are more valleys.
    valleys = (*own.classes, own.valley)
    return [other.get(int(one), valleys[int(one) % len(valleys)]) for one in found]


def descriptions(curve: Curve, found: Labels) -> Sequence[str]:
    """Return where each start ends, in words."""
    minima = curve.minima()
    other = {-1: _("not there yet, or stuck where it is flat"), -2: _("runs away")}
    return [other.get(int(one)) or _("ends at {x:.4g}").format(x=minima[int(one)]) for one in found]
