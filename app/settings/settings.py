"""Everything that determines a run, as one frozen record, and its way to the address and back.

No Streamlit here; what each setting is and takes stands in the form of its page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from app.settings.field import Form, parse, to_text
from app.settings.fields import MAX_EPOCHS

#: So many changes of a running network can stand in an address.
MAX_CHANGES = 200


class Change(NamedTuple):
    """A change of a running network: up to `epoch` the field `name` had the value `was`."""

    epoch: int
    name: str
    was: float | int | str


@dataclass(frozen=True)
class Settings:
    """A run, determined. Each value is an attribute too: ``settings.alpha``.

    Attributes
    ----------
    form : Form
        Of the page: it says what each value is and takes.
    values : mapping
        Name of each field -> what is in force after the last change.
    changes : tuple of Change
        Those made while the run was on, in the order of their epochs.
    """

    form: Form = field(repr=False)
    values: Mapping[str, Any]
    changes: tuple[Change, ...] = ()

    def __getattr__(self, name: str) -> Any:
        """Return the value of a field."""
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(name) from None

    def but(self, **values: Any) -> "Settings":
        """Return these settings with other values of some fields, or other `changes`.

        Raises
        ------
        ValueError
            If there is no such field.
        """
        changes = values.pop("changes", self.changes)
        if strange := set(values) - set(self.values):
            raise ValueError(f"{sorted(strange)}: not among {sorted(self.values)}")
        return Settings(self.form, {**self.values, **values}, changes)

    def differs(self, other: "Settings", *effects: Any) -> bool:
        """Say whether `other` has another value in a field with one of these effects."""
        return any(
            self.values[record.name] != other.values[record.name]
            for record in self.form.having(*effects)
        )

    def to_address(self) -> dict[str, str]:
        """Return the key and value of every setting, as they stand in the address."""
        query = {name: to_text(value) for name, value in self.values.items()}
        if self.changes:
            query["was"] = " ".join(f"{c.epoch}~{c.name}~{to_text(c.was)}" for c in self.changes)
        return query

    def changed_at(self, epoch: int, new: "Settings") -> "Settings":
        """Return `new` with this record's history up to `epoch`, and what changes there.

        A setting that is moved twice at the same epoch is one change; one moved back is none.
        """
        changes = [change for change in self.changes if change.epoch <= epoch]
        before = self.at(epoch)
        for record in self.form.having("fork") if epoch else ():
            was = before.values[record.name]
            for change in [c for c in changes if (c.epoch, c.name) == (epoch, record.name)]:
                changes.remove(change)
                was = change.was
            if was != new.values[record.name]:
                changes.append(Change(epoch, record.name, was))
        return replace(new, changes=tuple(c for c in changes if c.epoch > 0))

    def at(self, epoch: int) -> "Settings":
        """Return the settings in force for the updates of `epoch` + 1, without the history."""
        values: dict[str, Any] = {}
        for change in reversed(self.changes):
            if change.epoch > epoch:
                values[change.name] = change.was
        return self.but(changes=(), **values)


def defaults(form: Form) -> Settings:
    """Return what holds on a page where nobody says otherwise."""
    return Settings(form, form.defaults())


def from_address(form: Form, query: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """Return the settings that an address stands for, and a sentence for each bad value.

    A key that is missing, and a value that is not allowed, give the default.
    """
    values, problems = parse(query, form.fields)
    try:
        values["changes"] = _parse_changes(form, query.get("was", ""))
    except ValueError:
        problems.append(
            "The address's record of changes during the run (was) cannot be read and is left out."
        )
    return defaults(form).but(**values), problems


def _parse_changes(form: Form, text: str) -> tuple[Change, ...]:
    """Return the changes that "epoch~name~value epoch~name~value" stands for."""
    changes = []
    if len(text.split()) > MAX_CHANGES:
        raise ValueError(text)
    for part in text.split():
        epoch, name, was = part.split("~")
        record = form.named.get(name)
        if record is None or record.effect != "fork" or not 0 < int(epoch) < MAX_EPOCHS:
            raise ValueError(part)
        value = record.parse(was)
        assert not isinstance(value, tuple)  # the layers cannot change in a run
        changes.append(Change(int(epoch), name, value))
    return tuple(sorted(changes, key=lambda change: change.epoch))
