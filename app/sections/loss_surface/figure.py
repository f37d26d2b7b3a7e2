"""The cost over a plane through the current weights, with the path of the run above it.

The browser fills in the surface, the path and its shadow.
"""

from collections.abc import Iterable

import numpy as np
import plotly.graph_objects as go

from app.figures.drawing import Drawing
from app.figures.map_colors import evenly_spaced
from app.figures.palette_in_use import palette
from app.figures.space import ball, cost_isolines, place_in_space
from core.engine.costs import COSTS
from core.language import N_, _

#: Names of the path and of its shadow on the surface.
TRUE, BELOW = N_("true cost of the path"), N_("cost on the plane, below it")
#: Traces, by their index.
SURFACE, SHADOW, PATH, BALL = 0, 1, 2, 3
#: Costs that can be compared, each with the palette's field that has its color.
COLORS = {"mse": "positive", "cross_entropy": "training"}

#: Position of the camera: farther away than elsewhere, as these panels are narrower, and so high
#: that the path is seen on the surface, which is nearly flat where a run begins.
EYE = {"x": -1.25, "y": 0.7, "z": 1.75}


def surface_with_path(top: float, points: int) -> go.Figure:
    """Return an empty surface of points x points, a path, its shadow and a ball.

    Parameters
    ----------
    top : float
        Height of the drawn box.
    points : int
        Points of the grid along each axis.
    """
    grid = np.linspace(-1.0, 1.0, points)
    figure = Drawing()
    figure.add_surface(
        x=grid.tolist(), y=grid.tolist(), z=np.zeros((points, points)).tolist(),
        cmin=0.0, cmax=top, showscale=False, name="J",
        colorscale=[list(stop) for stop in evenly_spaced(palette().surface)],
        contours=cost_isolines(top),
        hovertemplate="J %{z:.4g}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter3d(
        x=[], y=[], z=[], mode="lines", line={"color": palette().shadow, "width": 4},
        hoverinfo="skip", name=_(BELOW),
    )  # fmt: skip
    figure.add_scatter3d(
        x=[], y=[], z=[], mode="lines", line={"color": palette().path, "width": 7},
        hoverinfo="skip", name=_(TRUE),
    )  # fmt: skip
    figure.add_mesh3d(**ball(palette().path))
    place_in_space(figure, ("", "", "J"), (None, None, (0, 1.06 * top)), EYE, nticks=4)
    return figure.figure()


def compare_figure(costs: Iterable[str] = tuple(COLORS)) -> go.Figure:
    """Return empty curves of some costs along the path, and along its projection on the plane."""
    figure, epoch = Drawing(), _("epoch")
    for name in costs:
        short = COSTS[name].short
        color = getattr(palette(), COLORS[name]) if name in COLORS else palette().path
        for dash, what in (("solid", _("true")), ("dot", _("on the plane"))):
            figure.add_scatter(
                x=[],
                y=[],
                mode="lines",
                name=f"{short}, {what}",
                line={"color": color, "width": 2.5, "dash": dash},
                hovertemplate=f"{short}, {what} %{{y:.4g}}<br>{epoch} %{{x:,}}<extra></extra>",
            )
    figure.update_layout(
        template="none",
        margin={"l": 52, "r": 10, "t": 52, "b": 46},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis={"title": {"text": epoch, "standoff": 10}},
        yaxis={"title": {"text": "J", "standoff": 2}, "type": "log"},
    )
    figure.update_xaxes(showgrid=False, zeroline=False, nticks=5)
    figure.update_yaxes(zeroline=False, nticks=5, exponentformat="power")
    return figure.figure()
