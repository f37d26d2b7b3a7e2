"""Widgets -> values of settings. Which widget shows a setting follows from its record in FIELDS."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from app import session
from app.base_path import under_base_path
from app.field import MAX_LAYERS, MAX_TEXT, MAX_UNITS, Field, Form
from app.fields import FIELD, FULL_BATCH
from app.paths import ASSETS_ROUTE
from core.optimizers import OPTIMIZERS, FirstOrder

#: Choices whose names have more letters than that in all are a list; others stand side by side.
MANY_LETTERS = 36

#: Heading -> rows of fields; those of one row stand side by side.
GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "Data": (("data",), ("m",), ("noise", "test")),
    "Network": (("hidden",), ("activation",), ("cost",), ("init",)),
    "Training": (
        ("optimizer",),
        ("alpha", "schedule"),
        ("mu", "period"),
        ("lambda_", "batch"),
        ("epochs", "speed"),
    ),
    "Seeds, scaling, penalty": (("scaling",), ("seed", "start"), ("penalty",)),
}


def controls() -> dict[str, Any]:
    """Draw every control of a live page in the sidebar and return the value of each field."""
    return _draw(GROUPS, FIELD, vars(session.settings_of_page()), {})


def form_controls(form: Form) -> dict[str, Any]:
    """Draw the fields of a form in the sidebar; return the values that the page now stands for."""
    callbacks = {name: partial(session.follow, form, name) for name in form.follow}
    values = _draw(form.groups, form.named(), session.form_values(form), callbacks)
    return session.take_form_values(form, values)


def _draw(
    groups: Mapping[str, tuple[tuple[str, ...], ...]],
    table: Mapping[str, Field],
    before: Mapping[str, Any],
    callbacks: Mapping[str, Callable[[], None]],
) -> dict[str, Any]:
    """Draw the fields that mean something and return what they show."""
    values: dict[str, Any] = {}
    with st.sidebar:
        for heading, rows in groups.items():
            hint = FIELD["data"].help if heading == "Data" else None
            st.markdown(f"##### {heading}", help=hint)
            for names in rows:
                row = [name for name in names if table[name].shown({**before, **values})]
                columns = st.columns(len(row), gap="small") if len(row) > 1 else [st.container()]
                for column, name in zip(columns, row, strict=False):
                    with column:
                        now = {**before, **values}
                        values[name] = _widget(
                            table[name], now, callbacks.get(name), narrow=len(row) > 1
                        )
    return values


def _widget(
    field: Field,
    values: Mapping[str, Any],
    on_change: Callable[[], None] | None,
    *,
    narrow: bool,
) -> Any:
    """Draw the widget of a field and return what it shows; the page shows `values` so far."""
    if field.name == "init":
        return _first_weights(field)
    if field.name == "hidden":
        return _hidden(field)
    if field.name == "data":
        return _thumbnails(field)
    if isinstance(field.default, str) and not field.ticks:
        return st.text_input(field.label, key=field.name, help=field.help, max_chars=MAX_TEXT)
    if not field.ticks:
        return st.number_input(
            field.label, int(field.low or 0), int(field.high or 0), key=field.name, help=field.help
        )
    letters = sum(len(field.show(tick)) for tick in field.ticks)
    if field.low is None and (narrow or letters > MANY_LETTERS):
        return _select_box(field, on_change)
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
        _stops(field, values),
        format_func=field.show,
        key=field.name,
        help=field.help,
    )


def _select_box(field: Field, on_change: Callable[[], None] | None = None) -> str:
    """Draw a list to choose from, and below it what an optimizer does."""
    name = st.selectbox(
        field.label,
        [str(tick) for tick in field.ticks],
        format_func=field.show,
        key=field.name,
        help=field.help,
        on_change=on_change,
    )
    if field.name == "optimizer":
        optimizer = OPTIMIZERS[name]
        st.caption(
            f"${optimizer.formula}$" if issubclass(optimizer, FirstOrder) else optimizer.note
        )
    return name


def _first_weights(field: Field) -> str:
    """Draw how the first weights are drawn, and the button that draws others."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = _select_box(field)
        st.button(
            "New start",
            on_click=session.new_start,
            help="Draw other first weights: the weight seed takes the next number. "
            "Reset, beside Play, goes back to these.",
        )
    return name


def _stops(field: Field, values: Mapping[str, Any]) -> list[Any]:
    """Return where the slider stops: the field's ticks, and a value that an address brought."""
    value = values[field.name]
    if field.name != "batch":
        return sorted({*field.ticks, value})
    # From all examples down to one; none larger than all.
    m_train = values["m"] - round(values["m"] * values["test"] / 100)
    sizes = {size for size in field.ticks if isinstance(size, int) and size < m_train} | {value}
    return [FULL_BATCH, *sorted(sizes - {FULL_BATCH}, reverse=True)]


def _thumbnails(field: Field) -> Any:
    def show(name: Any) -> str:
        picture = under_base_path(f"{ASSETS_ROUTE}/thumbnails/{name}.svg")
        return f"![{field.show(name)}]({picture})"

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
