"""Changes that were made while a network was trained, as records and in an address."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from app.settings.field import Field

#: Changes of a running network that an address can hold.
MAX_CHANGES = 200


class Change(NamedTuple):
    """A change of a running network: until `epoch` the field `name` had the value `was`."""

    epoch: int
    name: str
    was: Any


def read_changes(text: str, table: Mapping[str, Field[Any]], last_epoch: int) -> tuple[Change, ...]:
    """Return the changes in a text "epoch~name~value epoch~name~value".

    Raises
    ------
    ValueError
        If it is none, or one is not before `last_epoch`.
    """
    changes = []
    if len(text.split()) > MAX_CHANGES:
        raise ValueError(text)
    for part in text.split():
        epoch, name, was = part.split("~")
        field = table.get(name)
        if field is None or field.effect != "fork" or not 0 < int(epoch) < last_epoch:
            raise ValueError(part)
        changes.append(Change(int(epoch), name, field.parse(was)))
    return in_order(changes, table)


def changes_to_text(changes: tuple[Change, ...], table: Mapping[str, Field[Any]]) -> str:
    """Return changes as they stand in an address."""
    return " ".join(f"{epoch}~{name}~{table[name].to_text(was)}" for epoch, name, was in changes)


def in_order(changes: Iterable[Change], table: Mapping[str, Field[Any]]) -> tuple[Change, ...]:
    """Return changes in the order of their epochs, and of the fields at the same epoch."""
    places = {name: place for place, name in enumerate(table)}
    return tuple(sorted(changes, key=lambda change: (change.epoch, places[change.name])))
