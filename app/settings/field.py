"""What a setting is: a record that drives its widget, its place in the address and its tests.

The tables of them are in fields.py and check_case.py. No Streamlit here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeAlias

#: What a change of a field does: make another run, act on the running network from the present
#: epoch on, or neither.
Effect: TypeAlias = Literal["restart", "fork", "view"]
Value: TypeAlias = int | float | str | tuple[int, ...]

MAX_LAYERS, MAX_UNITS = 6, 12
#: Letters that can be typed into a field of text.
MAX_TEXT = 60


@dataclass(frozen=True)
class Field:
    """One setting.

    Attributes
    ----------
    name : str
        Attribute of Settings and key in the address.
    label, help : str
        What the widget is called, and what it does in a sentence.
    default : Value
        What holds where nobody says otherwise; its type is the field's.
    effect : {"restart", "fork", "view"}
        See `Effect`.
    low, high : float or None
        Range of a number, both included.
    ticks : tuple
        The values that a slider stops at (any other in range is taken from the address), or
        all the choices there are.
    labels : mapping
        How a value is shown, where not as itself.
    symbol : str
        Short name for a note on a chart.
    argument : str
        What core calls it, where it complains of it.
    layers, units : int
        How many hidden layers there may be, and units in each.
    most : int
        Letters that may be typed into a field of text.
    read : callable, optional
        What a field of text must survive: it raises ValueError where the text means nothing.
    when : mapping
        Name of another field -> those of its values with which this one means something; it is
        shown with these only. Empty: always.
    """

    name: str
    label: str
    help: str
    default: Value
    effect: Effect
    low: float | None = None
    high: float | None = None
    ticks: tuple[Value, ...] = ()
    labels: Mapping[Value, str] | None = None
    symbol: str = ""
    argument: str = ""
    layers: int = MAX_LAYERS
    units: int = MAX_UNITS
    most: int = MAX_TEXT
    read: Callable[[str], object] | None = None
    when: Mapping[str, Collection[Value]] = field(default_factory=dict)

    def shown(self, values: Mapping[str, Any]) -> bool:
        """Say whether it means something with these values of other fields."""
        return all(values[name] in allowed for name, allowed in self.when.items())

    def show(self, value: Value) -> str:
        """Return the value as people read it."""
        if self.labels and value in self.labels:
            return self.labels[value]
        if isinstance(value, tuple):
            return "-".join(map(str, value))
        return (
            f"{value:,}"
            if isinstance(value, int)
            else f"{value:g}"
            if isinstance(value, float)
            else value
        )

    @property
    def allowed(self) -> str:
        """Return what the field takes, in words."""
        if self.name == "hidden":
            return f"0 to {self.layers} layers of 1 to {self.units} units each, as in 5-5"
        if self.low is not None:
            return f"{self.low:g} to {self.high:g}"
        if not self.ticks:
            return f"at most {self.most} letters" if self.read is None else self.symbol
        return ", ".join(map(str, self.ticks))

    def parse(self, text: str) -> Value:
        """Return the value that `text` from an address stands for.

        Raises
        ------
        ValueError
            If it is none of those allowed.
        """
        if isinstance(self.default, tuple):
            sizes = tuple(int(part) for part in text.split("-")) if text not in ("", "0") else ()
            if len(sizes) > self.layers or any(not 1 <= n <= self.units for n in sizes):
                raise ValueError(text)
            return sizes
        if isinstance(self.default, str):
            if text not in self.ticks if self.ticks else len(text) > self.most:
                raise ValueError(text)
            if self.read is not None:
                self.read(text)
            return text
        value: int | float = type(self.default)(text)
        assert self.low is not None and self.high is not None
        if not self.low <= value <= self.high:  # false for NaN too
            raise ValueError(text)
        return value


# Each is one of a kind, so it is compared by identity, and may be a key.
@dataclass(frozen=True, eq=False)
class Form:
    """The fields of a page.

    Attributes
    ----------
    name : str
        What tells it from others.
    fields : tuple of Field
        Their names are keys of the page's address.
    groups : mapping
        Heading -> rows of names; those of one row stand side by side.
    follow : mapping
        Name of a field -> what a new value of it sets others to.
    """

    name: str
    fields: tuple[Field, ...]
    groups: Mapping[str, tuple[tuple[str, ...], ...]]
    follow: Mapping[str, Callable[[Any], dict[str, Any]]] = field(default_factory=dict)

    def key(self, name: str) -> str:
        """Return the key of a widget: pages share names, but what is set on one stays there."""
        return f"{self.name}.{name}"

    def defaults(self) -> dict[str, Any]:
        """Return the value of every field where nobody says otherwise."""
        return {record.name: record.default for record in self.fields}

    @cached_property
    def named(self) -> dict[str, Field]:
        """Return each field by its name."""
        return {record.name: record for record in self.fields}

    @cached_property
    def placed(self) -> frozenset[str]:
        """Return the names of the fields that have a widget among the controls."""
        return frozenset(name for rows in self.groups.values() for row in rows for name in row)

    def having(self, *effects: Effect) -> tuple[Field, ...]:
        """Return the fields with one of these effects."""
        return tuple(record for record in self.fields if record.effect in effects)


def parse(query: Mapping[str, str], table: Collection[Field]) -> tuple[dict[str, Any], list[str]]:
    """Return the values that an address gives to the fields of a table, and what was wrong.

    A key that is missing gives no value; a value that is not allowed gives the default, and a
    sentence that says so.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for record in table:
        if record.name not in query:
            continue
        try:
            values[record.name] = record.parse(query[record.name])
        except (ValueError, OverflowError):
            values[record.name] = record.default
            problems.append(
                f"{record.label}: the address says “{query[record.name][:40]}”, which takes "
                f"{record.allowed}. Set to {record.show(record.default)}."
            )
    return values, problems


def in_words(error: ValueError, table: Collection[Field]) -> str:
    """Return what core says of an argument, under the name that the page gives it."""
    argument, colon, rest = str(error).partition(":")
    names = {record.argument: record.label for record in table if record.argument}
    return f"{names.get(argument, argument)}{colon}{rest}"


def to_text(value: Value) -> str:
    """Return the shortest text that reads back as the same value."""
    if isinstance(value, tuple):
        return "-".join(map(str, value)) or "0"
    return repr(value) if isinstance(value, float) else str(value)
