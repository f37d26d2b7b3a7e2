"""Widgets -> values of settings. Which widget shows a setting follows from its record in FIELDS."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from app import session
from app.settings import FIELD, FULL_BATCH, MAX_LAYERS, MAX_UNITS, Field

#: Heading -> rows of fields; those of one row stand side by side.
GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "Data": (("data",), ("m",), ("noise", "test")),
    "Network": (("hidden",), ("activation",), ("cost",), ("init",)),
    "Training": (("alpha",), ("lambda_", "batch"), ("epochs", "speed")),
    "Seeds and scaling": (("scaling",), ("seed", "start")),
}

#: The server's path of a data set's thumbnail.
THUMBNAIL = "/assets/thumbnails/{}.svg"


def controls() -> dict[str, Any]:
    """Draw every control in the sidebar and return the value of each field."""
    settings = session.settings_of_page()
    values: dict[str, Any] = {}
    with st.sidebar:
        for heading, rows in GROUPS.items():
            st.markdown(f"##### {heading}")
            for row in rows:
                columns = st.columns(len(row), gap="small") if len(row) > 1 else [st.container()]
                for column, name in zip(columns, row, strict=True):
                    with column:
                        values[name] = _widget(FIELD[name], getattr(settings, name))
            if heading == "Network":
                st.button(
                    "New start",
                    icon=":material/casino:",
                    width="stretch",
                    on_click=session.new_start,
                    help="Draw other first weights: the weight seed takes the next number. "
                    "Reset, beside Play, goes back to these.",
                )
    return values


def _widget(field: Field, value: Any) -> Any:
    """Draw the widget of a field and return what it shows."""
    if field.name == "hidden":
        return _hidden(field)
    if field.name == "data":
        return _thumbnails(field)
    if not field.ticks:
        return st.number_input(
            field.label, int(field.low or 0), int(field.high or 0), key=field.name, help=field.help
        )
    if field.low is None:
        return st.segmented_control(
            field.label,
            field.ticks,
            format_func=field.show,
            key=field.name,
            help=field.help,
            required=True,
        )
    return st.select_slider(
        field.label,
        _stops(field, value),
        format_func=field.show,
        key=field.name,
        help=field.help,
    )


def _stops(field: Field, value: Any) -> list[Any]:
    """Return where the slider stops: the field's ticks, and a value that an address brought."""
    if value in field.ticks:
        return list(field.ticks)
    if field.name == "batch":
        return [FULL_BATCH, *sorted({*field.ticks, value} - {FULL_BATCH}, reverse=True)]
    return sorted({*field.ticks, value})


def _thumbnails(field: Field) -> Any:
    show: Callable[[Any], str] = lambda name: f"![{field.show(name)}]({THUMBNAIL.format(name)})"  # noqa: E731
    return st.pills(
        field.label,
        field.ticks,
        format_func=show,
        key=field.name,
        label_visibility="collapsed",  # the heading above says it
        required=True,
    )


def _hidden(field: Field) -> tuple[int, ...]:
    """Draw the number of hidden layers and, for each, its number of units."""
    n_layers = st.slider(field.label, 0, MAX_LAYERS, key="layers", help=field.help)
    sizes: list[int] = []
    for layer in range(1, n_layers + 1):
        if layer % 3 == 1:
            columns = st.columns(min(3, n_layers), gap="small")
        session.default(f"n{layer}", 4)
        with columns[(layer - 1) % 3]:
            sizes.append(
                st.number_input(
                    f"Layer {layer}",
                    1,
                    MAX_UNITS,
                    key=f"n{layer}",
                    help=f"Units of hidden layer {layer}, 1 to {MAX_UNITS}.",
                )
            )
    return tuple(sizes)
