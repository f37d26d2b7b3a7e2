"""A cost over two weights: as a surface in 3-D, and as a contour map."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from app.figures.drawing import Drawing
from app.figures.map_colors import evenly_spaced
from app.figures.palette_in_use import palette
from app.figures.space import ball, cost_isolines, place_in_space
from core.language import _
from core.types import Array

#: Traces that move, by their index: trail and ball, and those of another gradient.
TRAIL, BALL, OTHER_TRAIL, OTHER_BALL = 1, 2, 3, 4


def _scale(share: float) -> list[tuple[float, str]]:
    """Return the colors of a surface, with that of flat parts for the lowest `share`."""
    flat, colors = palette().flat, palette().surface
    _, *above = [(share + (1.0 - share) * at, color) for at, color in evenly_spaced(colors)]
    return [(0.0, flat), (share, flat), (share + 1e-6, colors[0]), *above]


def _trail_colors() -> tuple[str, str]:
    """Return the color of trail and ball: of the correct gradient, and of another."""
    return palette().path, palette().other_path


def _colored(J: Array, flat: NDArray[np.bool_], top: float) -> tuple[Array, float]:
    """Return J with flat points set below zero, and how far below."""
    below = 0.06 * top
    return np.where(flat, -below, J), below


def surface_figure(
    s: Array, t: Array, J: Array, flat: NDArray[np.bool_], top: float, names: tuple[str, str]
) -> go.Figure:
    """Return the surface, with empty traces for two trails and balls.

    Parameters
    ----------
    s, t : ndarray of shape (n,), (k,)
        The two weights.
    J : ndarray of shape (k, n)
        Clipped at `top`.
    flat : ndarray of bool, shape (k, n)
        Points that are tinted.
    top : float
        Height of the drawn box.
    names : tuple of str
        Of the two weights.
    """
    color, below = _colored(J, flat, top)
    figure = Drawing()
    figure.add_surface(
        x=s.astype("float32"), y=t.astype("float32"), z=J.astype("float32"),
        surfacecolor=color.astype("float32"), cmin=-below, cmax=top, showscale=False,
        colorscale=_scale(below / (top + below)), name="J",
        contours=cost_isolines(top),
        hovertemplate=f"{names[0]} %{{x:.3g}}<br>{names[1]} %{{y:.3g}}<br>J %{{z:.4g}}"
        "<extra></extra>",
    )  # fmt: skip
    for trace_color in _trail_colors():
        figure.add_scatter3d(
            x=[], y=[], z=[], mode="lines", line={"color": trace_color, "width": 7},
            hoverinfo="skip", name="trail",
        )  # fmt: skip
        figure.add_mesh3d(**ball(trace_color))
    # Slightly higher than the surface, which would otherwise coincide with the top of the box.
    ranges = ((s[0], s[-1]), (t[0], t[-1]), (0, 1.06 * top))
    place_in_space(figure, (*names, "J"), ranges)
    return figure.figure()


def contour_figure(
    s: Array, t: Array, J: Array, flat: NDArray[np.bool_], top: float, names: tuple[str, str]
) -> go.Figure:
    """Return the contour map, with empty traces for two trails and balls; see `surface_figure`."""
    color, below = _colored(J, flat, top)
    figure = Drawing()
    figure.add_heatmap(
        x=s.astype("float32"), y=t.astype("float32"), z=color.astype("float32"),
        customdata=J.astype("float32"), zmin=-below, zmax=top, showscale=False, name="J",
        colorscale=_scale(below / (top + below)),
        hovertemplate=f"{names[0]} %{{x:.3g}}<br>{names[1]} %{{y:.3g}}<br>J %{{customdata:.4g}}<br>"
        + _("click to start here") + "<extra></extra>",
    )  # fmt: skip
    for trace_color in _trail_colors():
        figure.add_scatter(
            x=[], y=[], mode="lines", line={"color": trace_color, "width": 4}, hoverinfo="skip",
            name="trail",
        )  # fmt: skip
        figure.add_scatter(
            x=[], y=[], mode="markers", hoverinfo="skip", name="ball",
            marker={"size": 14, "color": trace_color, "line": {"color": "white", "width": 2}},
        )  # fmt: skip
    figure.add_contour(
        x=s.astype("float32"), y=t.astype("float32"), z=J.astype("float32"), showscale=False,
        contours={"coloring": "none", "start": top / 24, "end": top, "size": top / 12},
        line={"color": "rgba(255,255,255,0.7)", "width": 1}, hoverinfo="skip", name="contours",
    )  # fmt: skip
    figure.update_layout(
        template="none",
        showlegend=False,
        margin={"l": 46, "r": 8, "t": 4, "b": 48},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        dragmode=False,
        xaxis={"range": [s[0], s[-1]], "title": {"text": names[0], "standoff": 10}},
        yaxis={"range": [t[0], t[-1]], "title": {"text": names[1], "standoff": 4}},
    )
    figure.update_xaxes(showgrid=False, zeroline=False, nticks=7)
    figure.update_yaxes(showgrid=False, zeroline=False, nticks=7)
    return figure.figure()
