"""Training and test accuracy by iteration. The live view appends the points."""

import plotly.graph_objects as go

from app.figures.cost_curve import lines_by
from app.figures.palette import AMBER, GREEN

#: Trace name, key of the number in a frame, line.
ACCURACIES: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("test", "test_accuracy", {"color": AMBER, "width": 2, "dash": "dash"}),
    ("training", "train_accuracy", {"color": GREEN, "width": 2.5}),
)


def accuracy_curve(end: int) -> go.Figure:
    """Return the empty accuracy curves over iterations from 0 to `end`."""
    figure = lines_by("iteration", end, ACCURACIES, "%{y:.1%}")
    figure.update_layout(legend={"y": 0.05}, yaxis={"range": [0, 1.02], "tickformat": ".0%"})
    return figure
