"""What a setting is: a record that drives its widget, its place in the address and its tests.

A page's settings are a dataclass whose attributes are declared by `setting`; so a misspelled name
is an error of the type checker. The kinds of fields are in kinds.py.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Generic, Literal, TypeAlias, TypeVar

#: What a change of a field does: make another run, act on the running network from the present
#: epoch on, or neither.
Effect: TypeAlias = Literal["restart", "fork", "view"]
Value: TypeAlias = int | float | str | tuple[int, ...]

T = TypeVar("T", bound=Value)

#: Key under which a dataclass's field keeps ours.
KEY = "field"


def always(values: Mapping[str, Any]) -> bool:
    """Return True: the field means something whatever the others are."""
    return True


@dataclass(frozen=True, kw_only=True)
class Field(ABC, Generic[T]):
    """One setting.

    Attributes
    ----------
    label, help : str
        What the widget is called, and what it does in a sentence.
    default : Value
        What holds where nobody says otherwise.
    effect : {"restart", "fork", "view"}
        See `Effect`.
    symbol : str
        Short name for a note on a chart.
    argument : str
        What core calls it, where it refuses a value.
    notes : callable, optional
        Returns a sentence for each record that can be chosen; they follow `help`.
    shown_if : callable
        ``shown_if(values)`` says whether the field means something with these values of the
        other fields, by their names; only then it is shown.
    name : str
        Attribute of the settings and key in the address; `fields_of` fills it in.
    """

    label: str
    help: str
    default: T
    effect: Effect = "restart"
    symbol: str = ""
    argument: str = ""
    notes: Callable[[], Iterable[str]] | None = None
    shown_if: Callable[[Mapping[str, Any]], bool] = always
    name: str = ""

    @property
    def explanation(self) -> str:
        """Return what the field does, and what each choice means."""
        return " ".join([self.help, *(self.notes() if self.notes else ())])

    @property
    @abstractmethod
    def allowed(self) -> str:
        """Return what the field takes, in words."""

    @abstractmethod
    def parse(self, text: str) -> T:
        """Return the value that `text` from an address stands for.

        Raises
        ------
        ValueError
            If it is none of those allowed.
        """

    @abstractmethod
    def show(self, value: T) -> str:
        """Return the value as people read it."""

    def to_text(self, value: T) -> str:
        """Return the shortest text that reads back as the same value."""
        return repr(value) if isinstance(value, float) else str(value)


def setting(field: Field[T]) -> T:
    """Declare an attribute of a settings dataclass by its field.

    The type checker sees a value of the field's type, as it does with ``dataclasses.field``.
    """
    return dataclass_field(default=field.default, metadata={KEY: field})
