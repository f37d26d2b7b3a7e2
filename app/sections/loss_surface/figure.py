"""The cost over a plane through the present weights, with the path of the run above it.

The browser puts in what moves: the surface itself, the path and its shadow.
"""

from collections.abc import Iterable

import numpy as np
import plotly.graph_objects as go

from app.figures import palette
from app.figures.space import EYE, ball, cost_isolines, place_in_space
from app.figures.surface import GREEN, SCALE
from core.engine.costs import COSTS

#: Names of the path and of its shadow on the surface.
TRUE, BELOW = "true cost of the path", "the plane's, below it"
#: Which trace is which.
SURFACE, SHADOW, PATH, BALL = 0, 1, 2, 3
COLORS = {"mse": palette.BLUE, "cross_entropy": palette.GREEN}


def surface_with_path(top: float, points: int) -> go.Figure:
    """Return an empty surface of `points` each way, a path, its shadow and a ball.

    Parameters
    ----------
    top : float
        The highest that is drawn.
    points : int
        Of the grid.
    """
    grid = np.linspace(-1.0, 1.0, points)
    figure = go.Figure()
    figure.add_surface(
        x=grid.tolist(), y=grid.tolist(), z=np.zeros((points, points)).tolist(),
        cmin=0.0, cmax=top, showscale=False, name="J",
        colorscale=[list(stop) for stop in SCALE],
        contours=cost_isolines(top),
        hovertemplate="J %{z:.4g}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter3d(
        x=[], y=[], z=[], mode="lines", line={"color": "#30343c", "width": 4}, hoverinfo="skip",
        name=BELOW,
    )  # fmt: skip
    figure.add_scatter3d(
        x=[], y=[], z=[], mode="lines", line={"color": GREEN, "width": 7}, hoverinfo="skip",
        name=TRUE,
    )  # fmt: skip
    figure.add_mesh3d(**ball(GREEN))
    # Further off than where there are two of them in a row.
    eye = {axis: 1.17 * at for axis, at in EYE.items()}
    place_in_space(figure, ("", "", "J"), (None, None, (0, 1.06 * top)), eye, nticks=4)
    return figure


def compare_figure(costs: Iterable[str] = tuple(COLORS)) -> go.Figure:
    """Return empty curves of some costs along the path: true, and on the plane below it."""
    figure = go.Figure()
    for name in costs:
        short = COSTS[name].short
        for dash, what in (("solid", "true"), ("dot", "the plane's")):
            figure.add_scatter(
                x=[],
                y=[],
                mode="lines",
                name=f"{short}, {what}",
                line={"color": COLORS.get(name, GREEN), "width": 2.5, "dash": dash},
                hovertemplate=f"{short}, {what} %{{y:.4g}}<br>epoch %{{x:,}}<extra></extra>",
            )
    figure.update_layout(
        template="none",
        margin={"l": 52, "r": 10, "t": 52, "b": 40},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis={"title": {"text": "epoch", "standoff": 6}},
        yaxis={"title": {"text": "J", "standoff": 2}, "type": "log"},
    )
    figure.update_xaxes(showgrid=False, zeroline=False, nticks=5)
    figure.update_yaxes(zeroline=False, nticks=5, exponentformat="power")
    return figure
