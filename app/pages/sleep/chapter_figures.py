"""The plots of the chapters on sleep and study."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from app.figures.palette_in_use import palette
from core.engine.activations import ACTIVATIONS
from core.language import _


def _figure(x: str, y: str) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        margin={"l": 56, "r": 12, "t": 12, "b": 46},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"},
        font={"size": 14},
        xaxis={"title": {"text": x}, "zeroline": False},
        yaxis={"title": {"text": y}, "zeroline": False},
    )
    return figure


def activation_plot(name: str) -> go.Figure:
    """Return an activation and its derivative over z from -5 to 5."""
    record = ACTIVATIONS[name]
    z = np.linspace(-5.0, 5.0, 201)
    a = record.f(z)
    figure = _figure("z", "")
    figure.add_scatter(
        x=z,
        y=a,
        name=f"f, {record.label}",
        mode="lines",
        line={"color": palette().training, "width": 3},
    )
    assert record.f_prime is not None  # a hidden layer has a derivative
    figure.add_scatter(
        x=z,
        y=record.f_prime(z, a),
        name=_("its derivative f′"),
        mode="lines",
        line={"color": palette().test, "width": 3, "dash": "dash"},
    )
    return figure


def guess_plot(scores: Sequence[float], guesses: Sequence[float]) -> go.Figure:
    """Return the score of each night and the prediction of the network, side by side."""
    figure = _figure(_("night"), _("score"))
    names = [str(number) for number in range(1, len(scores) + 1)]
    figure.add_bar(x=names, y=list(scores), name=_("score"), marker={"color": palette().positive})
    figure.add_bar(x=names, y=list(guesses), name=_("prediction"), marker={"color": palette().test})
    figure.update_layout(barmode="group", xaxis={"type": "category"})
    figure.update_yaxes(range=[0, 105])
    return figure


def step_plot(steps: Sequence[str], costs: Sequence[float]) -> go.Figure:
    """Return J at some points along the gradient."""
    figure = _figure("", "J")
    figure.add_bar(
        x=list(steps),
        y=list(costs),
        marker={"color": [palette().negative, palette().positive, palette().training]},
        text=[f"{J:.4f}" for J in costs],
        textposition="outside",
        cliponaxis=False,
    )
    figure.update_yaxes(range=[0, 1.18 * max([*costs, 1e-12])])
    return figure


def lambda_plot(
    strengths: Sequence[float], training: Sequence[float], held_out: Sequence[float], now: float
) -> go.Figure:
    """Return the RMSE against lambda, in training and on held-out nights."""
    figure = _figure(_("penalty λ"), _("RMSE, points"))
    names = [f"{strength:g}" for strength in strengths]
    figure.add_scatter(
        x=names,
        y=list(training),
        name=_("in training"),
        line={"color": palette().training, "width": 3},
    )
    figure.add_scatter(
        x=names,
        y=list(held_out),
        name=_("held out"),
        line={"color": palette().test, "width": 3, "dash": "dash"},
    )
    figure.update_layout(xaxis={"type": "category"})
    if f"{now:g}" in names:
        figure.add_vline(x=names.index(f"{now:g}"), line={"width": 1.5, "dash": "dot"})
    figure.update_yaxes(rangemode="tozero")
    return figure
