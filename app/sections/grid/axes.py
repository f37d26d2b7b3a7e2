"""An axis of the grid: a field of the page, and the values that it takes, as they are typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.settings.field import Field
from app.settings.kinds import Choice, Layers, Slider, Whole
from app.settings.settings import Form
from app.settings.variants import may_differ
from core.language import _

#: Values of an axis at the most, and characters that are read.
MAX_VALUES, MAX_TYPED = 60, 600
#: How many values of a slider are proposed.
PROPOSED = 5
#: What is proposed where the field has no list of its own.
SHAPES = ((), (2,), (5,), (10,), (5, 5))
SEEDS = 5
#: Ends the run, so that it makes the result another one, although it changes the view alone.
LENGTH = "epochs"


@dataclass(frozen=True)
class Axis:
    """One setting that differs from cell to cell.

    Attributes
    ----------
    field : Field
    values : tuple
        In the order in which they stand.
    """

    field: Field[Any]
    values: tuple[Any, ...]

    @property
    def name(self) -> str:
        """Return the name of the field."""
        return self.field.name

    @property
    def label(self) -> str:
        """Return the label of the field."""
        return self.field.label

    def shown(self, value: Any) -> str:
        """Return a value as it heads a row or a column."""
        return self.field.show(value) or _("none")


def fields_for_axes(form: Form[Any]) -> dict[str, Field[Any]]:
    """Return the fields of a page that make a run different, by their names."""
    return {
        name: field for name, field in form.fields.items() if may_differ(field) or name == LENGTH
    }


def axis(form: Form[Any], name: str, typed: str) -> Axis:
    """Return the axis of a field, with the values of a list with commas.

    Raises
    ------
    ValueError
        In a sentence, if the page has no such field, or a value is not one of it.
    """
    fields = fields_for_axes(form)
    if name not in fields:
        raise ValueError(
            _("“{name}” is not a setting of this page that makes a run different").format(
                name=name[:40]
            )
        )
    field = fields[name]
    if len(typed) > MAX_TYPED:
        raise ValueError(
            _("{field}: the list has {n} characters, takes at most {most}").format(
                field=field.label, n=f"{len(typed):,}", most=MAX_TYPED
            )
        )
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    if not parts:
        raise ValueError(_("{field}: the list of values is empty").format(field=field.label))
    # Each once, as two equal rows would be one.
    return Axis(field, tuple(dict.fromkeys(_value(field, part) for part in parts)))


def _value(field: Field[Any], text: str) -> Any:
    """Return the value that a text stands for: as in an address, or as it is shown."""
    try:
        return field.parse(text)
    except (ValueError, OverflowError):
        named = {shown.casefold(): value for value, shown in _names(field).items()}
        if text.casefold() in named:
            return named[text.casefold()]
        raise ValueError(
            _("“{text}” is not a value of {field}. Possible values: {allowed}.").format(
                text=text[:40], field=field.label, allowed=field.allowed
            )
        ) from None


def _names(field: Field[Any]) -> Mapping[Any, str]:
    """Return the values that have a name of their own which people read: value -> name."""
    shown: dict[Any, str] = {}
    if isinstance(field, Choice):
        shown = dict(field.options())
    elif isinstance(field, Slider):
        shown = {value: field.show(value) for value in field.labels}
    # In a list, a name with a comma would be two.
    return {
        value: name
        for value, name in shown.items()
        if "," not in name and list(shown.values()).count(name) == 1
    }


def as_typed(field: Field[Any], values: tuple[Any, ...]) -> str:
    """Return values as one would type them; `axis` reads the same ones back."""
    names = _names(field)
    return ", ".join(names.get(value) or field.to_text(value) for value in values)


def proposed(field: Field[Any], values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the values that are worth a try, given the page's values of all fields."""
    now = values[field.name]
    if isinstance(field, Choice):
        return tuple(field.options())
    if isinstance(field, Slider):
        return _around(field.shown_stops(values), now)
    if isinstance(field, Layers):
        return tuple(dict.fromkeys((*(s for s in SHAPES if _fits(field, s)), now)))
    if isinstance(field, Whole):
        first = min(now, field.high - SEEDS + 1)
        return tuple(range(max(field.low, first), max(field.low, first) + SEEDS))
    return (now,)


def _around(stops: list[Any], now: Any) -> tuple[Any, ...]:
    """Return every second stop, the present value the middle one where there is room."""
    middle = stops.index(now)
    every = [stop for i, stop in enumerate(stops) if (i - middle) % 2 == 0]
    first = max(0, min(every.index(now) - PROPOSED // 2, len(every) - PROPOSED))
    return tuple(every[first : first + PROPOSED])


def _fits(field: Layers, sizes: tuple[int, ...]) -> bool:
    return len(sizes) <= field.layers and all(size <= field.units for size in sizes)
