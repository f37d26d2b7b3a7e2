"""A page's settings as one frozen record, and their way to the address and back."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from dataclasses import field as dataclass_field
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Self, TypeVar

from app.settings.field import KEY, Field, Value
from app.settings.old_addresses import OLD_VALUES, with_present_keys


@dataclass(frozen=True)
class Settings:
    """What a page stands for: a dataclass whose attributes are declared by `field.setting`."""

    #: Keys of an address that are no fields.
    other_keys: ClassVar[tuple[str, ...]] = ()

    @property
    def values(self) -> dict[str, Any]:
        """Return the value of every field by its name."""
        return {name: getattr(self, name) for name in fields_of(type(self))}

    def but(self, **values: Any) -> Self:
        """Return these settings with other values of some attributes.

        Raises
        ------
        TypeError
            If there is no such attribute.
        """
        return replace(self, **values)

    def to_address(self) -> dict[str, str]:
        """Return the key and value of every setting, as they stand in the address."""
        table = fields_of(type(self))
        return {name: table[name].to_text(value) for name, value in self.values.items()}

    @classmethod
    def parse_rest(cls, query: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
        """Return what an address says besides the fields, by attribute, and what was wrong."""
        return {}, []


S = TypeVar("S", bound=Settings)


def fields_of(settings: type[Settings]) -> Mapping[str, Field[Any]]:
    """Return each field of a page's settings by its name."""
    if settings not in _tables:
        declared = [one for one in fields(settings) if KEY in one.metadata]
        _tables[settings] = MappingProxyType(
            {one.name: replace(one.metadata[KEY], name=one.name) for one in declared}
        )
    return _tables[settings]


# The tables that were made, as every address and every widget asks for them.
_tables: dict[type[Settings], Mapping[str, Field[Any]]] = {}


# Each is one of a kind, so it is compared by identity, and may be a key.
@dataclass(frozen=True, eq=False)
class Form(Generic[S]):
    """The settings of a page, and how their widgets are laid out.

    Attributes
    ----------
    name : str
        The page's.
    settings : type
        A dataclass of settings.
    groups : mapping
        Heading -> rows of names of fields; those of one row stand side by side.
    follow : mapping
        Name of a field -> what a new value of it sets others to.
    """

    name: str
    settings: type[S]
    groups: Mapping[str, tuple[tuple[str, ...], ...]]
    follow: Mapping[str, Callable[[Any], dict[str, Any]]] = dataclass_field(default_factory=dict)

    def key(self, name: str) -> str:
        """Return the key of a widget: pages share names, but what is set on one stays there."""
        return f"{self.name}.{name}"

    @property
    def fields(self) -> Mapping[str, Field[Any]]:
        """Return each field by its name."""
        return fields_of(self.settings)

    @cached_property
    def placed(self) -> frozenset[str]:
        """Return the names of the fields that have a widget among the controls."""
        return frozenset(name for rows in self.groups.values() for row in rows for name in row)

    def knows(self, query: Mapping[str, str]) -> bool:
        """Say whether an address has any key that means something here, or did before."""
        present = with_present_keys(self.name, query)
        return any(key in present for key in (*self.fields, *self.settings.other_keys))

    def read(self, query: Mapping[str, str]) -> tuple[S, list[str]]:
        """Return the settings that an address stands for, and a sentence for each bad value.

        A key that is missing, and a value that is not allowed, give the default; keys and values
        of before are read as the present ones.
        """
        present = with_present_keys(self.name, query)
        values, problems = parse(present, self.fields.values())
        rest, more = self.settings.parse_rest(present)
        return self.settings(**values, **rest), problems + more


def parse(
    query: Mapping[str, str], table: Collection[Field[Any]]
) -> tuple[dict[str, Value], list[str]]:
    """Return the values that an address gives to some fields, and what was wrong with it.

    A key that is missing gives no value; a value that is not allowed gives the default, and a
    sentence that says so.
    """
    values: dict[str, Value] = {}
    problems: list[str] = []
    for field in table:
        if field.name not in query:
            continue
        text = query[field.name]
        try:
            values[field.name] = field.parse(OLD_VALUES.get(field.name, {}).get(text, text))
        except (ValueError, OverflowError):
            values[field.name] = field.default
            problems.append(
                f"{field.label}: the address says “{text[:40]}”, which takes {field.allowed}. "
                f"Set to {field.show(field.default)}."
            )
    return values, problems


def in_words(error: ValueError, table: Iterable[Field[Any]]) -> str:
    """Return what core says of an argument, under the name that the page gives it."""
    argument, colon, rest = str(error).partition(":")
    names = {field.argument: field.label for field in table if field.argument}
    return f"{names.get(argument, argument)}{colon}{rest}"
