"""A page's settings as one frozen record, written to the address and read from it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from dataclasses import field as dataclass_field
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Self, TypeAlias, TypeVar

from app.settings.field import KEY, Field, Value
from app.settings.old_addresses import OLD_VALUES, with_current_keys
from core.language import ENGLISH, _, using

#: Key of every page's address for the lesson that the visitor is in.
LESSON = "lesson"


@dataclass(frozen=True)
class Settings:
    """The settings of a page: a dataclass whose attributes are declared by `field.setting`."""

    #: Keys of an address that are not fields.
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
        """Return the key and value of every setting, as in the address."""
        table = fields_of(type(self))
        return {
            name: table[name].to_text(value)
            for name, value in self.values.items()
            if not table[name].optional or value != table[name].default
        }

    @classmethod
    def keys_match(cls, query: Mapping[str, str]) -> bool:
        """Return whether an address has exactly the keys that `to_address` writes."""
        table = fields_of(cls)
        always = {name for name, field in table.items() if not field.optional}
        return set(query) - (set(table) - always) - {*cls.other_keys, LESSON} == always

    @classmethod
    def parse_rest(cls, query: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
        """Return the attributes that an address holds besides the fields, and what was wrong."""
        return {}, []


S = TypeVar("S", bound=Settings)
#: Heading -> rows of names of fields.
Groups: TypeAlias = Mapping[str, tuple[tuple[str, ...], ...]]


def fields_of(settings: type[Settings]) -> Mapping[str, Field[Any]]:
    """Return each field of a page's settings by its name."""
    if settings not in _tables:
        declared = [one for one in fields(settings) if KEY in one.metadata]
        with using(ENGLISH):  # a copy is made of what is read
            _tables[settings] = MappingProxyType(
                {one.name: replace(one.metadata[KEY], name=one.name) for one in declared}
            )
    return _tables[settings]


# Cached, because every address and every widget needs them.
_tables: dict[type[Settings], Mapping[str, Field[Any]]] = {}


# Compared by identity, so that it can be a key of a cache.
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
        Heading -> rows of names of fields; those of one row are side by side.
    follow : mapping
        Name of a field -> function from its new value to values of other fields.
    front : tuple of str
        Names of the fields that a beginner of the page needs; the others stand under "More". Empty
        if all of them are few enough.
    """

    name: str
    settings: type[S]
    groups: Groups
    follow: Mapping[str, Callable[[Any], dict[str, Any]]] = dataclass_field(default_factory=dict)
    front: tuple[str, ...] = ()

    def key(self, name: str) -> str:
        """Return the key of a widget; it includes the page, as pages share names of fields."""
        return f"{self.name}.{name}"

    @property
    def fields(self) -> Mapping[str, Field[Any]]:
        """Return each field by its name."""
        return fields_of(self.settings)

    @cached_property
    def placed(self) -> frozenset[str]:
        """Return the names of the fields that have a widget among the controls."""
        return frozenset(name for rows in self.groups.values() for row in rows for name in row)

    @cached_property
    def front_groups(self) -> Groups:
        """Return the groups with the fields in front alone."""
        return self._only(lambda name: not self.front or name in self.front)

    @cached_property
    def more_groups(self) -> Groups:
        """Return the groups with the fields under "More" alone."""
        return self._only(lambda name: bool(self.front) and name not in self.front)

    def _only(self, keep: Callable[[str], bool]) -> Groups:
        """Return the groups with some fields only, without rows and groups that become empty."""
        kept = {
            heading: tuple(row for row in (tuple(filter(keep, names)) for names in rows) if row)
            for heading, rows in self.groups.items()
        }
        return {heading: rows for heading, rows in kept.items() if rows}

    def set_under_more(self, values: Mapping[str, Any]) -> str:
        """Return the fields under "More" that apply and are not at their default, in words."""
        names = (name for rows in self.more_groups.values() for row in rows for name in row)
        fields_there = [self.fields[name] for name in names]
        return ", ".join(
            f"{field.label} {field.show(values[field.name])}"
            for field in fields_there
            if field.shown_if(values) and values[field.name] != field.default
        )

    def knows(self, query: Mapping[str, str]) -> bool:
        """Return whether an address has any current or former key of this page."""
        current = with_current_keys(self.name, query)
        return any(key in current for key in (*self.fields, *self.settings.other_keys))

    def read(self, query: Mapping[str, str]) -> tuple[S, list[str]]:
        """Return the settings of an address, and a sentence for each value that is not allowed.

        A missing key, or a value that is not allowed, gives the default; former keys and values
        are read as the current ones.
        """
        current = with_current_keys(self.name, query)
        values, problems = parse(current, self.fields.values())
        rest, more = self.settings.parse_rest(current)
        return self.settings(**values, **rest), problems + more


def parse(
    query: Mapping[str, str], table: Collection[Field[Any]]
) -> tuple[dict[str, Value], list[str]]:
    """Return the values that an address has for some fields, and what was wrong with it.

    A missing key gives no value; a value that is not allowed gives the default and a sentence.
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
                _(
                    "“{text}” in the address is not a value of {label}, which is now "
                    "{default}. Possible values: {allowed}."
                ).format(
                    text=text[:40],
                    label=field.label,
                    default=field.show(field.default),
                    allowed=field.allowed,
                )
            )
    return values, problems


def in_words(error: ValueError, table: Iterable[Field[Any]]) -> str:
    """Return an error message of core, with the argument's label on the page."""
    argument, colon, rest = str(error).partition(":")
    names = {field.argument: field.label for field in table if field.argument}
    return f"{names.get(argument, argument)}{colon}{rest}"


def in_full(form: Form[Any], settings: Settings) -> str:
    """Return all settings that apply, each by its label, in the order of the controls."""
    values = settings.values
    names = [name for rows in form.groups.values() for row in rows for name in row]
    fields = [form.fields[name] for name in names]
    return " · ".join(
        f"{one.label}: {one.show(values[one.name])}" for one in fields if one.shown_if(values)
    )
