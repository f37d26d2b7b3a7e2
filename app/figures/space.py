"""Parts of figures in three dimensions: the axes and the camera, isolines, a ball."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.figures.drawing import Drawing

#: Points of a ball, from pole to pole and around.
BALL_ROWS, BALL_COLUMNS = 7, 10
EYE, CENTER = {"x": -1.5, "y": 0.72, "z": 1.0}, {"x": 0.0, "y": 0.0, "z": -0.16}
#: Height of the box over its width.
HEIGHT = 0.62
#: Number of isolines on a cost surface, and the height of the last as a share of the top.
LINES, HIGHEST = 12, 0.93


def isolines(start: float, end: float, size: float, strength: float = 0.45) -> dict[str, Any]:
    """Return white isolines on a surface, `size` apart."""
    return {
        "z": {
            "show": True, "start": start, "end": end, "size": size, "width": 1,
            "color": f"rgba(255,255,255,{strength})",
        }
    }  # fmt: skip


def cost_isolines(top: float) -> dict[str, Any]:
    """Return the isolines of a cost surface that is drawn up to `top`."""
    step = top / LINES
    return isolines(step / 2, HIGHEST * top, step)


def place_in_space(
    figure: Drawing,
    titles: Sequence[str],
    ranges: Sequence[Sequence[float] | None],
    eye: dict[str, float] = EYE,
    center: dict[str, float] = CENTER,
    height: float = HEIGHT,
    nticks: int = 5,
) -> None:
    """Set the three axes of a figure, and a camera that stays as the visitor turned it.

    Parameters
    ----------
    figure : Drawing
    titles : sequence of str
        Of the three axes.
    ranges : sequence of (low, high) or None
        Of the three axes; None to fit what is drawn.
    eye, center : dict
        Position of the camera and the point that it looks at, in units of the box.
    height : float
        Of the box over its width.
    nticks : int
        Maximum number on each axis.
    """
    axes = {
        f"{letter}axis": {"nticks": nticks, "showspikes": False, "title": {"text": title}}
        | ({} if span is None else {"range": list(span)})
        for letter, title, span in zip("xyz", titles, ranges, strict=True)
    }
    figure.update_layout(
        template="none",
        showlegend=False,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        uirevision="camera",
        scene=axes
        | {
            "camera": {"eye": eye, "center": center},
            "aspectratio": {"x": 1, "y": 1, "z": height},
        },
    )


def ball(color: str) -> dict[str, Any]:
    """Return the mesh of a ball without points yet; `meta` has those of radius 1 around the origin.

    It is a mesh because Plotly compiles the shaders of a moving marker again in every frame.
    """
    latitude = np.linspace(-np.pi / 2, np.pi / 2, BALL_ROWS)
    longitude = np.linspace(0.0, 2.0 * np.pi, BALL_COLUMNS, endpoint=False)
    phi, theta = np.meshgrid(latitude, longitude, indexing="ij")
    corner = np.arange(BALL_ROWS * BALL_COLUMNS).reshape(phi.shape)
    right, above = np.roll(corner, -1, axis=1), np.roll(corner, -1, axis=0)
    across = np.roll(above, -1, axis=1)
    first = np.stack([corner[:-1], right[:-1], across[:-1]])
    second = np.stack([corner[:-1], across[:-1], above[:-1]])
    faces = np.concatenate([first.reshape(3, -1), second.reshape(3, -1)], axis=1)
    points = (np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi))
    return {
        **dict(zip("ijk", faces.tolist(), strict=True)),
        "x": [], "y": [], "z": [], "color": color, "hoverinfo": "skip", "name": "ball",
        "flatshading": False, "lighting": {"ambient": 0.75, "diffuse": 0.5, "specular": 0.4},
        "meta": {axis: part.ravel().round(4).tolist()
                 for axis, part in zip("xyz", points, strict=True)},
    }  # fmt: skip
