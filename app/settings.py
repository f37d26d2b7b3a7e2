"""Everything that determines a run, as one frozen record, and its way to the address and back.

No Streamlit here; what each setting is and takes stands in fields.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from app.field import parse, to_text
from app.fields import DEFAULTS, FIELD, FIELDS, MAX_EPOCHS

#: So many changes of a running network can stand in an address.
MAX_CHANGES = 200


class Change(NamedTuple):
    """A change of a running network: up to `epoch` the field `name` had the value `was`."""

    epoch: int
    name: str
    was: float | int | str


@dataclass(frozen=True)
class Settings:
    """A run, determined. See FIELDS for what each attribute is and takes.

    `changes` are those made while the run was on, in the order of their epochs; the attributes
    hold what is in force after the last of them.
    """

    data: str = DEFAULTS["data"]
    m: int = DEFAULTS["m"]
    noise: float = DEFAULTS["noise"]
    test: int = DEFAULTS["test"]
    seed: int = DEFAULTS["seed"]
    scaling: str = DEFAULTS["scaling"]
    hidden: tuple[int, ...] = DEFAULTS["hidden"]
    activation: str = DEFAULTS["activation"]
    cost: str = DEFAULTS["cost"]
    init: str = DEFAULTS["init"]
    start: int = DEFAULTS["start"]
    optimizer: str = DEFAULTS["optimizer"]
    alpha: float = DEFAULTS["alpha"]
    mu: float = DEFAULTS["mu"]
    schedule: str = DEFAULTS["schedule"]
    period: int = DEFAULTS["period"]
    lambda_: float = DEFAULTS["lambda_"]
    penalty: str = DEFAULTS["penalty"]
    batch: int = DEFAULTS["batch"]
    epochs: int = DEFAULTS["epochs"]
    speed: int = DEFAULTS["speed"]
    changes: tuple[Change, ...] = ()

    def to_address(self) -> dict[str, str]:
        """Return the key and value of every setting, as they stand in the address."""
        query = {field.name: to_text(getattr(self, field.name)) for field in FIELDS}
        if self.changes:
            query["was"] = " ".join(f"{c.epoch}~{c.name}~{to_text(c.was)}" for c in self.changes)
        return query

    def changed_at(self, epoch: int, new: "Settings") -> "Settings":
        """Return `new` with this record's history up to `epoch`, and what changes there.

        A setting that is moved twice at the same epoch is one change; one moved back is none.
        """
        changes = [change for change in self.changes if change.epoch <= epoch]
        for field in FIELDS:
            if field.effect != "fork" or epoch == 0:
                continue
            was = getattr(self.at(epoch), field.name)
            for change in [c for c in changes if (c.epoch, c.name) == (epoch, field.name)]:
                changes.remove(change)
                was = change.was
            if was != getattr(new, field.name):
                changes.append(Change(epoch, field.name, was))
        return replace(new, changes=tuple(c for c in changes if c.epoch > 0))

    def at(self, epoch: int) -> "Settings":
        """Return the settings in force for the updates of `epoch` + 1, without the history."""
        values: dict[str, Any] = {}
        for change in reversed(self.changes):
            if change.epoch > epoch:
                values[change.name] = change.was
        return replace(self, changes=(), **values)


def from_address(query: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """Return the settings that an address stands for, and a sentence for each bad value.

    A key that is missing, and a value that is not allowed, give the default.
    """
    values, problems = parse(query, FIELDS)
    try:
        values["changes"] = _parse_changes(query.get("was", ""))
    except ValueError:
        problems.append(
            "The address's record of changes during the run (was) cannot be read and is left out."
        )
    return Settings(**values), problems


def _parse_changes(text: str) -> tuple[Change, ...]:
    """Return the changes that "epoch~name~value epoch~name~value" stands for."""
    changes = []
    if len(text.split()) > MAX_CHANGES:
        raise ValueError(text)
    for part in text.split():
        epoch, name, was = part.split("~")
        field = FIELD.get(name)
        if field is None or field.effect != "fork" or not 0 < int(epoch) < MAX_EPOCHS:
            raise ValueError(part)
        value = field.parse(was)
        assert not isinstance(value, tuple)  # the layers cannot change in a run
        changes.append(Change(int(epoch), name, value))
    return tuple(sorted(changes, key=lambda change: change.epoch))
