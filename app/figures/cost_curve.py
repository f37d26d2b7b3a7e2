"""The cost by epoch: training and test, total and parts. The live view appends the points."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from app.figures.drawing import Drawing
from app.figures.palette_in_use import palette
from app.settings.changes import Change
from app.settings.field import Field
from app.settings.run_settings import RunSettings
from app.settings.settings import fields_of
from core.language import N_, _, translated


@translated("name")
@dataclass(frozen=True)
class Line:
    """A line over time.

    Attributes
    ----------
    name : str
        Of its trace.
    key : str
        Of its number in a frame.
    color : str
        The palette's field that has its color.
    width : float
        In pixels.
    dash : str, optional
        Of Plotly's; none for a solid line.
    """

    name: str
    key: str
    color: str
    width: float
    dash: str | None = None


#: In the order in which they are drawn.
CURVES = (
    Line(N_("penalty"), "penalty", "penalty", 1.5, "dot"),
    Line(N_("data term"), "data", "training", 1.5, "dot"),
    Line(N_("test"), "test", "test", 2, "dash"),
    Line(N_("training"), "J", "training", 2.5),
)

#: The number of changes, the last ones, that have a note; all have a line.
MAX_NOTES = 8


#: The name of the axis of costs: above it, clear of numbers of any length.
TITLE: dict[str, object] = {
    "x": 0,
    "xref": "paper",
    "xanchor": "right",
    "y": 1,
    "yref": "paper",
    "yanchor": "bottom",
    "text": "<i>J</i>",
    "showarrow": False,
    "font": {"size": 17},
}


def lines_by(unit: str, end: int, lines: Iterable[Line], hover: str) -> Drawing:
    """Return empty lines over epochs, or over another unit of time.

    Parameters
    ----------
    unit : str
        Title of the axis.
    end : int
        Right end of the axis.
    lines : iterable of Line
    hover : str
        Hover text of a point, after the line's name.
    """
    figure = Drawing()
    for line in lines:
        dash = {} if line.dash is None else {"dash": line.dash}
        figure.add_scatter(
            x=[],
            y=[],
            mode="lines",
            name=line.name,
            line={"color": getattr(palette(), line.color), "width": line.width, **dash},
            hovertemplate=f"{line.name} {hover}<br>{unit} %{{x:,}}<extra></extra>",
        )
    figure.update_layout(
        template="none",
        # To the right of the axes stand the names of the lines, each at the end of its own.
        margin={"l": 56, "r": 74, "t": 8, "b": 26},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        xaxis={"range": [0, end]},
        annotations=[_unit(unit)],
    )
    figure.update_xaxes(showgrid=False, zeroline=False, nticks=6)
    figure.update_yaxes(zeroline=False, nticks=4)
    return figure


def cost_curve(epochs: int, settings: RunSettings, unit: str) -> go.Figure:
    """Return the empty cost curve with its axes.

    Parameters
    ----------
    epochs : int
        Right end of the axis of epochs.
    settings : RunSettings
        Each change becomes a thin vertical line with a note on the value before it.
    unit : str
        Title of the axis.
    """
    changes, fields = settings.changes, fields_of(type(settings))
    figure = lines_by(unit, epochs, CURVES, "J %{y:.5g}")
    figure.update_yaxes(rangemode="tozero", exponentformat="power")
    notes = (_note(change, fields[change.name]) for change in changes[-MAX_NOTES:])
    figure.update_layout(
        shapes=[_mark(change) for change in changes],
        annotations=[*notes, TITLE, _unit(unit)],
        margin={"t": 20},
    )
    return figure.figure()


def _unit(unit: str) -> dict[str, object]:
    """Return the name of the axis of epochs: beside its numbers, which leaves the lines a row."""
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 16,
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -3,
        "text": unit,
        "showarrow": False,
        "font": {"size": 14},
    }


def _mark(change: Change) -> dict[str, object]:
    """Return the line at a change."""
    return {
        "type": "line",
        "x0": change.epoch,
        "x1": change.epoch,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"width": 1, "dash": "dot", "color": palette().mark},
    }


def _note(change: Change, field: Field[Any]) -> dict[str, object]:
    """Return the value before a change, written along its line, on the side of what follows."""
    return {
        "x": change.epoch,
        "yref": "paper",
        "y": 0.02,
        "yanchor": "bottom",
        "xanchor": "left",
        "textangle": -90,
        "text": _("{name} was {value}").format(name=field.symbol, value=field.show(change.was)),
        "showarrow": False,
        "font": {"size": 14},
    }
