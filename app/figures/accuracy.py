"""Training and test accuracy by iteration. The live view appends the points."""

import plotly.graph_objects as go

from app.figures.cost_curve import Line, lines_by
from core.language import N_, _

ACCURACIES = (
    Line(N_("test"), "test_accuracy", "test", 2, "dash"),
    Line(N_("training"), "train_accuracy", "training", 2.5),
)


def accuracy_curve(end: int) -> go.Figure:
    """Return the empty accuracy curves over iterations from 0 to `end`."""
    figure = lines_by(_("iteration"), end, ACCURACIES, "%{y:.1%}")
    figure.update_layout(yaxis={"range": [0, 1.02], "tickformat": ".0%"})
    return figure.figure()
