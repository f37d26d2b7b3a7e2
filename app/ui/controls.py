"""Widgets -> values of settings. Which widget shows a field follows from the field's kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from app.figures.palette_in_use import palette
from app.glossary.table import GLOSSARY
from app.hosting.base_path import under_base_path
from app.hosting.paths import ASSETS_ROUTE
from app.lessons.guard import SEED, Guard
from app.live.experiment import Experiment
from app.settings.field import Field
from app.settings.kinds import MAX_TEXT, Choice, Layers, Slider, Text, Whole
from app.settings.run_settings import RunSettings
from app.settings.settings import Form, Groups, Settings
from app.ui import forms, session, storage
from app.ui.lesson.frame import place_of_controls
from app.ui.more import more
from app.ui.undo_bar import undo_bar
from core.language import _

S = TypeVar("S", bound=Settings)
R = TypeVar("R", bound=RunSettings)

#: Choices whose labels have more characters in all are a list; others stand side by side.
MANY_CHARACTERS = 36
#: Units of a hidden layer that is added.
DEFAULT_UNITS = 4
#: Pixels between two controls: two dozen of them fit on a screen of 900.
GAP = 7


def controls(experiment: Experiment[R]) -> dict[str, Any]:
    """Draw every control of a live page in the sidebar and return the value of each field."""
    settings = session.settings_of_page(experiment)
    new_start = partial(session.new_start, experiment)
    guard = session.page(experiment).guard
    return FormWidgets(experiment.form, settings.values, {}, new_start, guard).draw()


def form_controls(form: Form[S]) -> S:
    """Draw the fields of a page without a run; return its settings now."""
    callbacks = {name: partial(forms.follow, form, name) for name in form.follow}
    settings = forms.settings_of(form)
    place, guard = place_of_controls().container(), forms.page_state(form).guard
    widgets = FormWidgets(form, settings.values, callbacks, guard=guard)
    settings = forms.use(form, widgets.draw())
    with place:  # only now it is known what there is to undo
        undo_bar(form)
    return settings


def help_of(field: Field[Any]) -> str:
    """Return the explanation of a field, with a link to the glossary where it has an entry."""
    if not field.term:
        return field.explanation
    link = under_base_path(f"/glossary?term={field.term}")
    see = _("See [{title}]({link}).").format(title=GLOSSARY[field.term].title, link=link)
    return f"{field.explanation} {see}"


@dataclass(frozen=True)
class FormWidgets:
    """The widgets of a form.

    Attributes
    ----------
    form : Form
    before : mapping
        The page's settings before this run of the script: name of a field -> value. They are the
        widgets' defaults, although fill_widgets sets the same values: Streamlit sends a value that
        was set once, and if another run of the script begins before that has left, never. A new
        widget of the browser's then shows its default, and the next message brings that.
    callbacks : mapping
        Name of a field -> called when its widget is moved.
    new_start : callable, optional
        Called by the button beside the initial weights.
    guard : Guard or None
        What may be set, where the visitor is in a lesson.
    """

    form: Form[Any]
    before: Mapping[str, Any]
    callbacks: Mapping[str, Callable[[], None]]
    new_start: Callable[[], None] | None = None
    guard: Guard | None = None

    def draw(self) -> dict[str, Any]:
        """Draw the fields that apply and return their values."""
        values: dict[str, Any] = {}
        with place_of_controls().container(gap=GAP):
            if self.guard and self.guard.lesson.shown is not None:
                # So few that none of them need be looked for.
                self._draw_groups(self.form.groups, values)
                return values
            self._draw_groups(self.form.front_groups, values)
            if self.form.more_groups:
                with more(
                    self.form, lambda: self.form.set_under_more({**self.before, **values}), GAP
                ) as is_open:
                    if is_open:
                        self._draw_groups(self.form.more_groups, values)
        return values

    def _draw_groups(self, groups: Groups, values: dict[str, Any]) -> None:
        """Draw the fields of some groups that apply; add their values to `values`."""
        table = self.form.fields
        for heading, every in groups.items():
            rows = [row for names in every if (row := tuple(filter(self._is_shown, names)))]
            if not rows:
                continue
            st.markdown(f"##### {_(heading)}", help=self._hint(rows))
            for names in rows:
                now = {**self.before, **values}
                fields = [table[name] for name in names if table[name].shown_if(now)]
                one = len(fields) < 2
                columns = [st.container(gap=GAP)] if one else st.columns(len(fields), gap="small")
                for column, field in zip(columns, fields, strict=False):
                    with column:
                        now = {**self.before, **values}
                        values[field.name] = self.widget(field, now, narrow=not one)

    def _is_shown(self, name: str) -> bool:
        """Return whether a field has a control: a lesson may hide some."""
        return self.guard is None or self.guard.lesson.has_control(name)

    def _is_fixed(self, field: Field[Any]) -> bool:
        """Return whether the control of a field cannot be moved: a lesson has fixed it."""
        return self.guard is not None and field.name in self.guard.fixed

    def _common(self, field: Field[Any]) -> dict[str, Any]:
        """Return what the widgets of all kinds are told."""
        return {
            "key": self.form.key(field.name),
            "help": help_of(field),
            "disabled": self._is_fixed(field),
        }

    def _hint(self, rows: Sequence[tuple[str, ...]]) -> str | None:
        """Return the explanation of a choice of pictures, whose own label is hidden."""
        fields = [self.form.fields[name] for row in rows for name in row]
        pictured = [one for one in fields if isinstance(one, Choice) and one.pictures]
        return help_of(pictured[0]) if pictured else None

    def widget(self, field: Field[Any], values: Mapping[str, Any], *, narrow: bool) -> Any:
        """Draw the widget of a field and return its value; `values` are those of all fields."""
        return WIDGETS[type(field)](self, field, values, narrow)

    def choice(self, field: Choice, values: Mapping[str, Any], narrow: bool) -> str:
        """Draw a choice: pictures, a list, or labels side by side."""
        if field.pictures:
            return self.pictures(field)
        labels = field.options()
        is_list = narrow or sum(map(len, labels.values())) > MANY_CHARACTERS
        if field.button:
            return self.with_button(field)
        if is_list or field.describe:
            return self.select_box(field)
        return str(
            st.segmented_control(
                field.label,
                list(labels),
                default=self.before[field.name],
                format_func=field.show,
                required=True,
                **self._common(field),
            )
        )

    def select_box(self, field: Choice) -> str:
        """Draw a list to choose from, and below it the description of the one chosen."""
        names = list(field.options())
        name = st.selectbox(
            field.label,
            names,
            index=names.index(self.before[field.name]),
            format_func=field.show,
            on_change=self.callbacks.get(field.name),
            **self._common(field),
        )
        if field.describe:
            st.caption(field.describe(name))
        return str(name)

    def with_button(self, field: Choice) -> str:
        """Draw the list of initializers, and the button that draws other initial weights."""
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            name = self.select_box(field)
            st.button(
                field.button,
                on_click=self.new_start,
                disabled=self._is_fixed(self.form.fields[SEED]),
                help=_(
                    "Draw other initial weights: the weight seed takes the next number. "
                    "Reset, beside Play, goes back to these."
                ),
            )
        return name

    def pictures(self, field: Choice) -> str:
        """Draw pictures to choose from."""
        # In the address, so that a browser never keeps the picture in another palette.
        colors = f"?palette={palette().name}"

        def show(name: Any) -> str:
            picture = under_base_path(f"{ASSETS_ROUTE}{field.pictures}/{name}.svg{colors}")
            return f"![{field.show(name)}]({picture})"

        name = str(
            st.pills(
                field.label,
                list(field.options()),
                default=self.before[field.name],
                format_func=show,
                key=self.form.key(field.name),
                label_visibility="collapsed",  # the heading above says it
                required=True,
                disabled=self._is_fixed(field),
            )
        )
        st.caption(field.show(name))  # a picture alone has no name to speak of
        return name

    def slider(self, field: Slider[Any], values: Mapping[str, Any], narrow: bool) -> Any:
        """Draw a slider with the field's stops."""
        return st.select_slider(
            field.label,
            field.shown_stops(values),
            value=self.before[field.name],
            format_func=field.show,
            **self._common(field),
        )

    def whole(self, field: Whole, values: Mapping[str, Any], narrow: bool) -> int:
        """Draw a field for a whole number."""
        number = st.number_input(
            field.label,
            field.low,
            field.high,
            value=int(self.before[field.name]),
            **self._common(field),
        )
        return int(number)

    def text(self, field: Text, values: Mapping[str, Any], narrow: bool) -> str:
        """Draw a field for a line of text."""
        text = st.text_input(
            field.label,
            value=str(self.before[field.name]),
            max_chars=min(field.most, MAX_TEXT),
            **self._common(field),
        )
        return str(text)

    def layers(self, field: Layers, values: Mapping[str, Any], narrow: bool) -> tuple[int, ...]:
        """Draw the number of hidden layers and, for each, its number of units."""
        before = self.before[field.name]
        n_layers = st.slider(
            field.label,
            0,
            field.layers,
            value=len(before),
            key=self.form.key("layers"),
            help=help_of(field),
            disabled=self._is_fixed(field),
        )
        sizes: list[int] = []
        for layer in range(1, n_layers + 1):
            if layer % 3 == 1:
                columns = st.columns(min(3, n_layers), gap="small")
            key = self.form.key(f"n{layer}")
            storage.default(key, DEFAULT_UNITS)
            with columns[(layer - 1) % 3]:
                sizes.append(
                    st.number_input(
                        _("Layer {layer}").format(layer=layer),
                        1,
                        field.units,
                        value=before[layer - 1] if layer <= len(before) else DEFAULT_UNITS,
                        key=key,
                        disabled=self._is_fixed(field),
                        help=_("Units of hidden layer {layer}, 1 to {units}.").format(
                            layer=layer, units=field.units
                        ),
                    )
                )
        return tuple(sizes)


#: Kind of a field -> the method that draws its widget.
WIDGETS: dict[type[Field[Any]], Callable[[FormWidgets, Any, Mapping[str, Any], bool], Any]] = {
    Choice: FormWidgets.choice,
    Slider: FormWidgets.slider,
    Whole: FormWidgets.whole,
    Text: FormWidgets.text,
    Layers: FormWidgets.layers,
}
