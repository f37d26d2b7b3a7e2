"""Widgets -> values of settings. Which widget shows a setting follows from its record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any

import streamlit as st

from app.hosting.base_path import under_base_path
from app.hosting.paths import ASSETS_ROUTE
from app.live.experiment import Experiment
from app.settings.field import MAX_TEXT, Field, Form
from app.settings.fields import FULL_BATCH
from app.ui import forms, session
from core.engine.optimizers import OPTIMIZERS, FirstOrder

#: Choices whose names have more letters than that in all are a list; others stand side by side.
MANY_LETTERS = 36


def controls(experiment: Experiment) -> dict[str, Any]:
    """Draw every control of a live page in the sidebar and return the value of each field."""
    before = session.settings_of_page(experiment).values
    return Drawing(experiment.form, before, {}, partial(session.new_start, experiment)).draw()


def form_controls(form: Form) -> dict[str, Any]:
    """Draw the fields of a form in the sidebar; return the values that the page now stands for."""
    callbacks = {name: partial(forms.follow, form, name) for name in form.follow}
    values = Drawing(form, forms.form_values(form), callbacks).draw()
    return forms.take_form_values(form, values)


@dataclass(frozen=True)
class Drawing:
    """The widgets of a form, about to be drawn.

    Attributes
    ----------
    form : Form
    before : mapping
        What the page stands for.
    callbacks : mapping
        Name of a field -> what to do when its widget is moved.
    new_start : callable, optional
        What the button beside the first weights does.
    """

    form: Form
    before: Mapping[str, Any]
    callbacks: Mapping[str, Callable[[], None]]
    new_start: Callable[[], None] | None = None

    def draw(self) -> dict[str, Any]:
        """Draw the fields that mean something and return what they show."""
        values: dict[str, Any] = {}
        table = self.form.named
        with st.sidebar:
            for heading, rows in self.form.groups.items():
                hint = table["data"].help if "data" in table and heading == "Data" else None
                st.markdown(f"##### {heading}", help=hint)
                for names in rows:
                    row = [name for name in names if table[name].shown({**self.before, **values})]
                    one = len(row) < 2
                    columns = [st.container()] if one else st.columns(len(row), gap="small")
                    for column, name in zip(columns, row, strict=False):
                        with column:
                            now = {**self.before, **values}
                            values[name] = self.widget(table[name], now, narrow=not one)
        return values

    def widget(self, field: Field, values: Mapping[str, Any], *, narrow: bool) -> Any:
        """Draw the widget of a field and return what it shows; the page shows `values` so far."""
        special = {
            "init": self.first_weights, "hidden": self.hidden, "data": self.thumbnails
        }.get(field.name)  # fmt: skip
        if special:
            return special(field)
        key = self.form.key(field.name)
        if isinstance(field.default, str) and not field.ticks:
            return st.text_input(field.label, key=key, help=field.help, max_chars=MAX_TEXT)
        if not field.ticks:
            return st.number_input(
                field.label, int(field.low or 0), int(field.high or 0), key=key, help=field.help
            )
        letters = sum(len(field.show(tick)) for tick in field.ticks)
        if field.low is None and (narrow or letters > MANY_LETTERS):
            return self.select_box(field)
        if field.low is None:
            return st.segmented_control(
                field.label,
                field.ticks,
                format_func=field.show,
                key=key,
                help=field.help,
                required=True,
            )
        return st.select_slider(
            field.label, _stops(field, values), format_func=field.show, key=key, help=field.help
        )

    def select_box(self, field: Field) -> str:
        """Draw a list to choose from, and below it what an optimizer does."""
        name = st.selectbox(
            field.label,
            [str(tick) for tick in field.ticks],
            format_func=field.show,
            key=self.form.key(field.name),
            help=field.help,
            on_change=self.callbacks.get(field.name),
        )
        if field.name == "optimizer":
            optimizer = OPTIMIZERS[name]
            st.caption(
                f"${optimizer.formula}$" if issubclass(optimizer, FirstOrder) else optimizer.note
            )
        return name

    def first_weights(self, field: Field) -> str:
        """Draw how the first weights are drawn, and the button that draws others."""
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            name = self.select_box(field)
            st.button(
                "New start",
                on_click=self.new_start,
                help="Draw other first weights: the weight seed takes the next number. "
                "Reset, beside Play, goes back to these.",
            )
        return name

    def thumbnails(self, field: Field) -> Any:
        """Draw the data sets as pictures to choose from."""

        def show(name: Any) -> str:
            picture = under_base_path(f"{ASSETS_ROUTE}/thumbnails/{name}.svg")
            return f"![{field.show(name)}]({picture})"

        return st.pills(
            field.label,
            field.ticks,
            format_func=show,
            key=self.form.key(field.name),
            label_visibility="collapsed",  # the heading above says it
            required=True,
        )

    def hidden(self, field: Field) -> tuple[int, ...]:
        """Draw the number of hidden layers and, for each, its number of units."""
        n_layers = st.slider(
            field.label, 0, field.layers, key=self.form.key("layers"), help=field.help
        )
        sizes: list[int] = []
        for layer in range(1, n_layers + 1):
            if layer % 3 == 1:
                columns = st.columns(min(3, n_layers), gap="small")
            key = self.form.key(f"n{layer}")
            session.default(key, 4)
            with columns[(layer - 1) % 3]:
                sizes.append(
                    st.number_input(
                        f"Layer {layer}",
                        1,
                        field.units,
                        key=key,
                        help=f"Units of hidden layer {layer}, 1 to {field.units}.",
                    )
                )
        return tuple(sizes)


def _stops(field: Field, values: Mapping[str, Any]) -> list[Any]:
    """Return where the slider stops: the field's ticks, and a value that an address brought."""
    value = values[field.name]
    if field.name != "batch":
        return sorted({*field.ticks, value})
    # From all examples down to one; none larger than all.
    m, test = values.get("m", values.get("points")), values.get("test", 0)
    most = inf if m is None else m - round(m * test / 100)
    sizes = {size for size in field.ticks if isinstance(size, int) and size < most} | {value}
    return [FULL_BATCH, *sorted(sizes - {FULL_BATCH}, reverse=True)]
