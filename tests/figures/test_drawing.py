"""A figure put together before Plotly checks it is the one that Plotly puts together itself."""

from typing import Any

import plotly.graph_objects as go
import pytest

from app.figures.drawing import Drawing


def drawn(figure: Any) -> Any:
    figure.add_scatter(x=[0.0, 1.0], y=[2.0, 3.0], mode="lines", line={"color": "red"})
    figure.add_contour(z=[[0.0, 1.0], [1.0, 0.0]], showscale=False)
    figure.update_layout(template="none", margin={"l": 4, "t": 8}, xaxis={"range": [0, 1]})
    figure.update_layout(margin={"t": 20})
    figure.update_xaxes(nticks=6)
    figure.update_yaxes(type="log")
    return figure


def test_it_is_the_same_figure() -> None:
    assert drawn(Drawing()).figure() == drawn(go.Figure())


def test_a_list_is_set_as_a_whole() -> None:
    figure = Drawing()
    figure.update_layout(annotations=[{"text": "a"}, {"text": "b"}])
    figure.update_layout(annotations=[{"text": "c"}])
    assert [note.text for note in figure.figure().layout.annotations] == ["c"]


def test_what_it_was_given_is_not_changed() -> None:
    margin = {"l": 4}
    figure = Drawing()
    figure.update_layout(margin=margin)
    figure.update_layout(margin={"l": 9})
    assert margin == {"l": 4}


def test_what_plotly_does_not_know_is_refused() -> None:
    figure = Drawing()
    figure.add_scatter(x=[], length=3)
    with pytest.raises(ValueError, match="length"):
        figure.figure()
