"""Training and test accuracy by iteration. The live view appends the points."""

import plotly.graph_objects as go

#: Trace name, key of the number in a frame, line.
ACCURACIES: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("test", "test_accuracy", {"color": "#c27c0e", "width": 2, "dash": "dash"}),
    ("training", "train_accuracy", {"color": "#149a70", "width": 2.5}),
)


def accuracy_curve(end: int) -> go.Figure:
    """Return the empty curves of accuracy with their axes; `end` of the axis of iterations."""
    figure = go.Figure()
    for name, _, line in ACCURACIES:
        figure.add_scatter(
            x=[],
            y=[],
            mode="lines",
            name=name,
            line=line,
            hovertemplate=f"{name} %{{y:.1%}}<br>iteration %{{x:,}}<extra></extra>",
        )
    figure.update_layout(
        template="none",
        margin={"l": 44, "r": 22, "t": 8, "b": 42},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        legend={"x": 1, "xanchor": "right", "y": 0.05, "traceorder": "reversed"},
        xaxis={"range": [0, end], "title": {"text": "iteration", "standoff": 8}},
        yaxis={"range": [0, 1.02], "tickformat": ".0%"},
    )
    figure.update_xaxes(showgrid=False, zeroline=False, nticks=6)
    figure.update_yaxes(zeroline=False, nticks=5)
    return figure
