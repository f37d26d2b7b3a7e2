"""The predicted score over hours of sleep and study: as a map and as a surface, in points."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import plotly.graph_objects as go

from app.figures.drawing import Drawing
from app.figures.map_colors import evenly_spaced, sampled
from app.figures.maps import FULL
from app.figures.palette import Palette
from app.figures.palette_in_use import palette
from app.figures.plane import InputPlane
from app.figures.space import isolines, place_in_space
from core.language import _
from core.types import Array

#: Scores below this have the darkest color, as most scores differ in the upper half only.
DARKEST = 40.0
#: Points between two isolines.
STEP = 5
#: Camera of the surface and the point that it looks at; height of the box over its width.
RELIEF_EYE, RELIEF_CENTER = {"x": -1.5, "y": -1.5, "z": 0.95}, {"z": -0.14}
RELIEF_HEIGHT = 0.7


def score_map(
    nights: Array, held_out: Array, plane: InputPlane, query: Sequence[float]
) -> go.Figure:
    """Return the axes, isolines without data, the nights, and the next test.

    Parameters
    ----------
    nights, held_out : ndarray of shape (m, 3)
        Hours of sleep, hours of study, score.
    plane : InputPlane
    query : sequence of float
        Hours of sleep and study before the next test.
    """
    colors, figure = palette(), Drawing()
    figure.add_contour(
        z=[[0.0, 0.0], [0.0, 0.0]],
        x=list(plane.x),
        y=list(plane.y)[::-1],
        showscale=False,
        contours={
            "coloring": "none", "start": 0, "end": 100, "size": STEP, "showlabels": True,
            "labelfont": {"size": 14, "color": "white"},
        },
        line={"color": "rgba(255,255,255,0.8)", "width": 1.3},
        hoverinfo="skip",
        name="points",
    )  # fmt: skip
    for part, rows, color, line, symbol in (
        (_("night"), nights, colors.points[0], colors.outlines[0], "circle"),
        (_("held out"), held_out, colors.held_out, "white", "diamond"),
    ):
        if len(rows):
            figure.add_scatter(
                x=rows[:, 0].tolist(),
                y=rows[:, 1].tolist(),
                customdata=rows[:, 2].tolist(),
                mode="markers+text" if len(rows) <= 12 else "markers",
                text=[f"{score:g}" for score in rows[:, 2]],
                textposition=[_beside(row, plane) for row in rows],
                textfont={"size": 14, "color": "white"},
                name=part,
                marker={
                    "symbol": symbol, "size": 10 if symbol == "circle" else 8, "color": color,
                    "line": {"color": line, "width": 1.5},
                },
                cliponaxis=False,
                hovertemplate=_(
                    "{part}: %{{x}} h of sleep, %{{y}} h of study<br>score %{{customdata}}"
                ).format(part=part) + "<extra></extra>",
            )  # fmt: skip
    figure.add_scatter(
        x=[query[0]],
        y=[query[1]],
        mode="markers",
        name=_("your next test"),
        marker={
            "symbol": "x", "size": 14, "color": colors.query,
            "line": {"color": "white", "width": 2},
        },
        cliponaxis=False,
        hovertemplate=_("your next test: %{x} h of sleep, %{y} h of study") + "<extra></extra>",
    )  # fmt: skip
    figure.update_layout(
        template="none",
        showlegend=False,
        margin={"l": 56, "r": 10, "t": 10, "b": 48},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        dragmode=False,
        xaxis={"range": plane.x, "title": {"text": _("hours of sleep"), "standoff": 8}},
        yaxis={"range": plane.y, "title": {"text": _("hours of study"), "standoff": 6}},
    )
    figure.update_xaxes(showgrid=False, zeroline=False, nticks=6)
    figure.update_yaxes(showgrid=False, zeroline=False, nticks=6)
    return figure.figure()


def _beside(night: Array, plane: InputPlane) -> str:
    """Return the position of a score beside its night, so that it stays within the map."""
    share = [
        (value - low) / (high - low)
        for value, (low, high) in zip(night, (plane.x, plane.y), strict=False)
    ]
    across = "left" if share[0] > 0.9 else "right" if share[0] < 0.1 else "center"
    return f"{'bottom' if share[1] > 0.85 else 'top'} {across}"


def relief(nights: Array, plane: InputPlane) -> go.Figure:
    """Return an empty surface of the score, with the nights at their own scores."""
    colors, figure = palette(), Drawing()
    figure.add_surface(
        z=[[0.0, 0.0], [0.0, 0.0]], x=list(plane.x), y=list(plane.y), cmin=DARKEST, cmax=100,
        showscale=False, colorscale=evenly_spaced(colors.score), hoverinfo="skip",
        name=_("predicted score"), contours=isolines(0, 100, STEP, 0.6),
    )  # fmt: skip
    figure.add_scatter3d(
        x=nights[:, 0].tolist(), y=nights[:, 1].tolist(), z=nights[:, 2].tolist(),
        mode="markers", hoverinfo="skip", name="nights",
        marker={
            "size": 5, "color": colors.points[0],
            "line": {"color": colors.outlines[0], "width": 1},
        },
    )  # fmt: skip
    low = max(0.0, float(np.floor(nights[:, 2].min() / 10) * 10 - 20))
    titles, ranges = (_("sleep, h"), _("study, h"), _("score")), (plane.x, plane.y, (low, 104))
    place_in_space(figure, titles, ranges, RELIEF_EYE, RELIEF_CENTER, RELIEF_HEIGHT)
    return figure.figure()


@cache
def score_bytes(palette: Palette) -> tuple[int, ...]:
    """Return r, g, b for each map byte 0 to FULL: a score of 0 to 100."""
    scores = 100.0 * np.arange(FULL + 1) / FULL
    points = np.clip((scores - DARKEST) / (100.0 - DARKEST), 0.0, 1.0)
    return sampled(palette.score, points.tolist())
