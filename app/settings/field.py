"""Field: the record of one setting, from which its widget, its address and its tests are made.

A page's settings are a dataclass whose attributes are declared by `setting`, so the type checker
reports a misspelled name. The kinds of fields are in kinds.py.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from app.glossary.table import GLOSSARY
from core.language import translated

#: What a change of a field does: start another run, act on the running network from the current
#: epoch on, or change the view alone.
Effect: TypeAlias = Literal["restart", "fork", "view"]
Value: TypeAlias = int | float | str | tuple[int, ...]

T = TypeVar("T", bound=Value)

#: Key of a Field in the metadata of its dataclass field.
KEY = "field"


def always(values: Mapping[str, Any]) -> bool:
    """Return True: the field always applies."""
    return True


@translated("label", "help", "symbol")
@dataclass(frozen=True, kw_only=True)
class Field(ABC, Generic[T]):
    """One setting.

    Attributes
    ----------
    label, help : str
        Label of the widget, and what the field does in a sentence.
    default : Value
    effect : {"restart", "fork", "view"}
        See `Effect`.
    symbol : str
        Short name for a note on a chart.
    term : str
        Name of the glossary's entry that explains what it is; a field with a symbol has one.
    argument : str
        Its name in core, as an error message of core has it.
    notes : callable, optional
        Returns a sentence for each record that can be chosen; they follow `help`.
    shown_if : callable
        ``shown_if(values)`` returns whether the field applies, given the values of the other
        fields by their names; otherwise it is hidden.
    optional : bool
        Whether an address leaves it out where it has its default.
    name : str
        Attribute of the settings and key in the address; `fields_of` fills it in.
    """

    label: str
    help: str
    default: T
    effect: Effect = "restart"
    symbol: str = ""
    term: str = ""
    argument: str = ""
    notes: Callable[[], Iterable[str]] | None = None
    shown_if: Callable[[Mapping[str, Any]], bool] = always
    optional: bool = False
    name: str = ""

    @property
    def explanation(self) -> str:
        """Return what it is, what the field does, and what each choice means."""
        what = [GLOSSARY[self.term].text] if self.term else []
        return " ".join([*what, self.what_it_does, *(self.notes() if self.notes else ())])

    @property
    def what_it_does(self) -> str:
        """Return what the field does, its ranges put in."""
        return self.help

    @property
    @abstractmethod
    def allowed(self) -> str:
        """Return what values the field takes, in words."""

    @abstractmethod
    def parse(self, text: str) -> T:
        """Return the value that `text` from an address represents.

        Raises
        ------
        ValueError
            If it is not a value that the field takes.
        """

    @abstractmethod
    def show(self, value: T) -> str:
        """Return the value as it is shown to people."""

    def another(self, value: T, values: Mapping[str, Any]) -> T:
        """Return another value, to begin with where one is to be compared with.

        `values` are those of all fields. A field that has none proposes the same.
        """
        return value

    def to_text(self, value: T) -> str:
        """Return the shortest text that `parse` reads as the same value."""
        return repr(value) if isinstance(value, float) else str(value)


def setting(field: Field[T]) -> T:
    """Declare an attribute of a settings dataclass by its field.

    The type checker sees a value of the field's type, as it does with ``dataclasses.field``.
    """
    return dataclass_field(default=field.default, metadata={KEY: field})
