"""The data points in the input plane; the live view paints the map beneath."""

import plotly.graph_objects as go

from app.figures.drawing import Drawing
from app.figures.palette import CLASS_SYMBOLS
from app.figures.palette_in_use import palette
from app.figures.plane import InputPlane
from app.run.task import Task
from core.language import _

#: Most examples -> the size of their points, in pixels: many small ones are told apart.
SIZES = {30: 11.0, 400: 6.5}
SMALLEST = 5.0


def boundary(task: Task, plane: InputPlane) -> go.Figure:
    """Return the scatter of the training and test points, in data units.

    Parameters
    ----------
    task : Task
    plane : InputPlane
        The part of the plane that the axes show.

    Returns
    -------
    Figure
        One trace per class, for training and test points each, which is the trace's group; test
        points are hollow. The background is transparent.
    """
    figure, own = Drawing(), palette()
    m = len(task.X) + len(task.X_test)
    size = next((size for most, size in SIZES.items() if m <= most), SMALLEST)
    parts = (
        ("training", _("training"), task.X, task.labels, size, own.points, own.outlines, 0.8),
        (
            "test",
            _("test"),
            task.X_test,
            task.labels_test,
            size,
            own.test_points,
            own.test_outlines,
            1.3,
        ),
    )
    for group, part, X, labels, size, fills, lines, width in parts:
        for label in range(task.n_classes):
            chosen = labels == label
            if not chosen.any():
                continue
            figure.add_scatter(
                x=X[chosen, 0].astype("float32"),
                y=X[chosen, 1].astype("float32"),
                mode="markers",
                name=_("class {label}, {part}").format(label=label, part=part),
                legendgroup=group,
                marker={
                    "symbol": CLASS_SYMBOLS[label],
                    "size": size,
                    "color": fills[label],
                    "line": {"color": lines[label], "width": width},
                },
                hovertemplate=_(
                    "class {label}, {part}<br>x₁ %{{x:.3f}}<br>x₂ %{{y:.3f}}<extra></extra>"
                ).format(label=label, part=part),
            )
    figure.update_layout(
        template="none",
        showlegend=False,
        margin={"l": 56, "r": 8, "t": 6, "b": 48},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        dragmode="pan",
        xaxis={"range": plane.x, "title": {"text": "x₁", "standoff": 3}},
        yaxis={"range": plane.y, "title": {"text": "x₂", "standoff": 6}},
    )
    figure.update_xaxes(showgrid=False, zeroline=False, nticks=6)
    figure.update_yaxes(showgrid=False, zeroline=False, nticks=6)
    return figure.figure()
