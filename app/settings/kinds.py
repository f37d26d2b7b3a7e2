"""The five kinds of fields: what values each takes, and how it parses them.

The table in app/ui/controls.py assigns a widget to each kind.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Protocol, TypeVar

from app.settings.field import Field
from core.language import _, translated

N = TypeVar("N", int, float)

MAX_LAYERS, MAX_UNITS = 6, 12
#: Characters that can be typed into a text field.
MAX_TEXT = 60


class Labeled(Protocol):
    """A record of any table that has a label."""

    @property
    def label(self) -> str:
        """Return the name shown to people."""
        ...


R = TypeVar("R", bound=Labeled)


def labels_of(
    table: Mapping[str, R], only: Callable[[R], bool] = lambda record: True
) -> Callable[[], dict[str, str]]:
    """Return the options of a `Choice` whose values are the records of a table.

    Parameters
    ----------
    table : mapping of str to record
        Each record has a label.
    only : callable
        ``only(record)`` returns whether it can be chosen.
    """
    return lambda: {name: record.label for name, record in table.items() if only(record)}


def options(labels: Mapping[str, str]) -> Callable[[], Mapping[str, str]]:
    """Return the options of a `Choice` whose values are names of the page itself."""
    return lambda: {name: _(label) for name, label in labels.items()}


@translated("button")
@dataclass(frozen=True, kw_only=True)
class Choice(Field[str]):
    """One of several names.

    Attributes
    ----------
    options : callable
        Returns name -> label of all that can be chosen. It is called each time, so that a
        record added to a table can be chosen at once.
    pictures : str
        Route of a folder with a picture of each, shown instead of the labels; empty for none.
    describe : callable, optional
        ``describe(name)`` returns Markdown about the chosen one, shown below the list.
    button : str
        Label of a button beside the list that draws another seed; empty for none.
    """

    options: Callable[[], Mapping[str, str]]
    pictures: str = ""
    describe: Callable[[str], str] | None = None
    button: str = ""

    @property
    def allowed(self) -> str:
        """Return what values the field takes, in words."""
        return ", ".join(self.options())

    def parse(self, text: str) -> str:
        """Return the name; see `Field.parse`."""
        if text not in self.options():
            raise ValueError(text)
        return text

    def another(self, value: str, values: Mapping[str, Any]) -> str:
        """Return the next name."""
        names = list(self.options())
        return names[(names.index(value) + 1) % len(names)]

    def show(self, value: str) -> str:
        """Return the label."""
        return self.options().get(value, value)


@dataclass(frozen=True, kw_only=True)
class Slider(Field[N]):
    """A number in a range.

    Attributes
    ----------
    low, high : float
        Both included.
    stops : tuple
        The values at which the slider stops; an address may have any other in the range.
    labels : mapping
        Value -> text that is shown instead of the number.
    unit : str
        Follows the number.
    stops_among : callable, optional
        ``stops_among(stops, values)`` returns those that apply, given the values of all fields,
        in the slider's order; by default all of them and the current value.
    """

    low: float
    high: float
    stops: tuple[N, ...]
    labels: Mapping[N, str] = dataclass_field(default_factory=dict)
    unit: str = ""
    stops_among: Callable[[Iterable[N], Mapping[str, Any]], list[N]] | None = None

    @property
    def allowed(self) -> str:
        """Return what values the field takes, in words."""
        return _("{low:g} to {high:g}").format(low=self.low, high=self.high)

    def parse(self, text: str) -> N:
        """Return the number; see `Field.parse`."""
        value = type(self.default)(text)
        if not self.low <= value <= self.high:  # false for NaN too
            raise ValueError(text)
        return value

    def another(self, value: N, values: Mapping[str, Any]) -> N:
        """Return a stop a little way off: a tenth of all of them further, or before."""
        stops = self.shown_stops(values)
        at, step = stops.index(value) if value in stops else 0, max(1, len(stops) // 10)
        return stops[at + step if at + step < len(stops) else max(0, at - step)]

    def shown_stops(self, values: Mapping[str, Any]) -> list[N]:
        """Return the slider's stops, the current value included."""
        if self.stops_among is not None:
            return self.stops_among(self.stops, values)
        return sorted({*self.stops, values[self.name]})

    def show(self, value: N) -> str:
        """Return the number with its unit, or its label."""
        written = f"{value:,}" if isinstance(value, int) else f"{value:g}"
        return _(self.labels[value]) if value in self.labels else written + self.unit


@dataclass(frozen=True, kw_only=True)
class Whole(Field[int]):
    """A whole number in a range that is typed, such as a seed.

    Attributes
    ----------
    low, high : int
        Both included.
    """

    low: int
    high: int

    @property
    def allowed(self) -> str:
        """Return what values the field takes, in words."""
        return _("{low} to {high}").format(low=self.low, high=self.high)

    def parse(self, text: str) -> int:
        """Return the number; see `Field.parse`."""
        value = int(text)
        if not self.low <= value <= self.high:
            raise ValueError(text)
        return value

    def another(self, value: int, values: Mapping[str, Any]) -> int:
        """Return the next number."""
        return value + 1 if value < self.high else self.low

    def show(self, value: int) -> str:
        """Return the number."""
        return f"{value:,}"


@dataclass(frozen=True, kw_only=True)
class Layers(Field[tuple[int, ...]]):
    """The units of each hidden layer.

    Attributes
    ----------
    layers, units : int
        The most hidden layers, and the most units in each.
    """

    layers: int = MAX_LAYERS
    units: int = MAX_UNITS

    @property
    def what_it_does(self) -> str:
        """Return what the field does, with the most layers and units."""
        return self.help.format(layers=self.layers, units=self.units)

    @property
    def allowed(self) -> str:
        """Return what values the field takes, in words."""
        return _("0 to {layers} layers of 1 to {units} units each, as in 5-5").format(
            layers=self.layers, units=self.units
        )

    def parse(self, text: str) -> tuple[int, ...]:
        """Return the numbers of units; see `Field.parse`."""
        sizes = tuple(int(part) for part in text.split("-")) if text not in ("", "0") else ()
        if len(sizes) > self.layers or any(not 1 <= n <= self.units for n in sizes):
            raise ValueError(text)
        return sizes

    def another(self, value: tuple[int, ...], values: Mapping[str, Any]) -> tuple[int, ...]:
        """Return one layer less, or one layer."""
        return value[:-1] if value else (4,)

    def show(self, value: tuple[int, ...]) -> str:
        """Return the numbers with hyphens between them, or that there is none."""
        return "-".join(map(str, value)) or _("none")

    def to_text(self, value: tuple[int, ...]) -> str:
        """Return the numbers with hyphens between them, or 0 for no hidden layer."""
        return "-".join(map(str, value)) or "0"


def no_check(text: str) -> None:
    """Accept any text."""


@dataclass(frozen=True, kw_only=True)
class Text(Field[str]):
    """Text that is typed, or set by a part of the page.

    Attributes
    ----------
    most : int
        Maximum number of characters.
    check : callable
        ``check(text)`` raises ValueError if the text is not valid.
    takes : callable, optional
        Returns what is valid, in words; without it, any text is.
    """

    most: int = MAX_TEXT
    check: Callable[[str], object] = no_check
    takes: Callable[[], str] | None = None

    @property
    def allowed(self) -> str:
        """Return what values the field takes, in words."""
        return self.takes() if self.takes else _("at most {most} letters").format(most=self.most)

    def parse(self, text: str) -> str:
        """Return the text; see `Field.parse`."""
        if len(text) > self.most:
            raise ValueError(text)
        self.check(text)
        return text

    def show(self, value: str) -> str:
        """Return the text."""
        return value
