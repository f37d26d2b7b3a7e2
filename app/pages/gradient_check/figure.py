"""The error of a numerical gradient against epsilon, and its two causes: truncation, rounding."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from app.figures.palette_in_use import palette
from core.explain.gradient_check import GradientCheck
from core.language import _

#: The smallest ratio that is drawn, as a ratio of 0 has no place on a logarithmic axis.
FLOOR = 1e-17


def epsilon_plot(checks: Sequence[GradientCheck], epsilon: float, J: float) -> go.Figure:
    """Return the norm ratio over epsilon, both axes logarithmic, with its two causes.

    Parameters
    ----------
    checks : sequence of GradientCheck
        In the order of their epsilons.
    epsilon : float
        The current one, which is marked.
    J : float
        The cost at theta, which sets the size of the rounding error.
    """
    epsilons = np.array([check.epsilon for check in checks])
    ratios = np.maximum([check.norm_ratio for check in checks], FLOOR)
    size = 2.0 * float(np.linalg.norm(checks[0].analytic))
    # J is rounded to about half a unit in the last place, at both ends of every difference.
    noise = np.sqrt(len(checks[0].analytic)) * 2.0**-53 * max(J, 1e-300)
    colors, figure = palette(), go.Figure()
    if size > 0.0:
        rounding = noise / epsilons / size
        figure.add_scatter(
            x=epsilons, y=rounding, mode="lines", name=_("rounding, ∝ 1/ε"),
            line={"color": colors.negative, "dash": "dash", "width": 2}, hoverinfo="skip",
        )  # fmt: skip
        # Around epsilon = 0.01 rounding is negligible, so the line of slope 2 is fitted there.
        middle = int(np.argmin(np.abs(epsilons - 1e-2)))
        truncation = ratios[middle] * (epsilons / epsilons[middle]) ** 2
        figure.add_scatter(
            x=epsilons, y=truncation, mode="lines", name=_("truncation, ∝ ε²"),
            line={"color": colors.positive, "dash": "dot", "width": 2}, hoverinfo="skip",
        )  # fmt: skip
    figure.add_scatter(
        x=epsilons, y=ratios, mode="lines+markers", name=_("measured"),
        line={"color": colors.training, "width": 2.5}, marker={"size": 6},
        hovertemplate="ε %{x:.0e}<br>|a − b| / |a + b| %{y:.2e}<extra></extra>",
    )  # fmt: skip
    at = int(np.argmin(np.abs(np.log(epsilons / epsilon))))
    figure.add_scatter(
        x=[epsilon], y=[ratios[at]], mode="markers", name=_("ε shown"),
        marker={
            "size": 15, "color": "rgba(0,0,0,0)", "line": {"color": colors.training, "width": 3},
        },
        hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    figure.add_vline(x=epsilon, line={"width": 1, "dash": "dot", "color": colors.mark})
    figure.update_layout(
        margin={"l": 70, "r": 16, "t": 8, "b": 52},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        hovermode="closest",
        uirevision="epsilon",
    )
    figure.update_xaxes(type="log", title="ε", dtick=2, exponentformat="power", range=[-12.2, 0.2])
    figure.update_yaxes(
        type="log", title="|a − b| / |a + b|", dtick=2, exponentformat="power", range=[-12.5, 1]
    )
    return figure
