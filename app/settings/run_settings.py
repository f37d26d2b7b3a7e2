"""The settings that every training run has, and the changes made during the run.

A page's own settings are a subclass: it adds fields, and declares some of these again with
another default or range (``setting(replace(ALPHA, default=0.1))``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple, Self

from app.settings import run_fields
from app.settings.field import Effect, setting
from app.settings.run_fields import MAX_EPOCHS
from app.settings.settings import Settings, fields_of

#: Changes of a running network that an address can hold.
MAX_CHANGES = 200


class Change(NamedTuple):
    """A change of a running network: until `epoch` the field `name` had the value `was`."""

    epoch: int
    name: str
    was: float | int | str


@dataclass(frozen=True)
class RunSettings(Settings):
    """All that determines a run; each field's record describes it.

    Attributes
    ----------
    changes : tuple of Change
        Those made during the run, in the order of their epochs.
    """

    other_keys: ClassVar[tuple[str, ...]] = ("was",)

    hidden: tuple[int, ...] = setting(run_fields.HIDDEN)
    activation: str = setting(run_fields.ACTIVATION)
    init: str = setting(run_fields.INIT)
    start: int = setting(run_fields.START)
    optimizer: str = setting(run_fields.OPTIMIZER)
    alpha: float = setting(run_fields.ALPHA)
    mu: float = setting(run_fields.MU)
    schedule: str = setting(run_fields.SCHEDULE)
    period: int = setting(run_fields.PERIOD)
    lambda_: float = setting(run_fields.LAMBDA)
    penalty: str = setting(run_fields.PENALTY)
    batch: int = setting(run_fields.BATCH)
    epochs: int = setting(run_fields.EPOCHS)
    speed: int = setting(run_fields.SPEED)
    pace: int = setting(run_fields.PACE)
    mistake: str = setting(run_fields.MISTAKE)
    riddle: int = setting(run_fields.RIDDLE)
    changes: tuple[Change, ...] = ()

    def differs(self, other: "RunSettings", *effects: Effect) -> bool:
        """Return whether `other` has another value in a field with one of these effects."""
        mine, theirs = self.values, other.values
        return any(
            mine[name] != theirs[name]
            for name, field in fields_of(type(self)).items()
            if field.effect in effects
        )

    def to_address(self) -> dict[str, str]:
        """Return the key and value of every setting, and the changes, as in the address."""
        query, table = super().to_address(), fields_of(type(self))
        if self.changes:
            query["was"] = " ".join(
                f"{epoch}~{name}~{table[name].to_text(was)}" for epoch, name, was in self.changes
            )
        return query

    @classmethod
    def parse_rest(cls, query: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
        """Return the changes that an address holds, and what was wrong with them."""
        try:
            return {"changes": _parse_changes(cls, query.get("was", ""))}, []
        except ValueError:
            return {}, [
                "The address's record of changes during the run (was) cannot be read and is left "
                "out."
            ]

    def changed_at(self, epoch: int, new: Self) -> Self:
        """Return `new` with this record's history up to `epoch` and the changes made there.

        Two changes of a setting at the same epoch are one; a setting changed back is none.
        """
        changes = [change for change in self.changes if change.epoch <= epoch]
        before, after = self.at(epoch).values, new.values
        for name, field in fields_of(type(self)).items() if epoch else ():
            if field.effect != "fork":
                continue
            was = before[name]
            for change in [c for c in changes if (c.epoch, c.name) == (epoch, name)]:
                changes.remove(change)
                was = change.was
            if was != after[name]:
                changes.append(Change(epoch, name, was))
        return replace(new, changes=tuple(c for c in changes if c.epoch > 0))

    def at(self, epoch: int) -> Self:
        """Return the settings for the updates after `epoch`, without the history."""
        values: dict[str, Any] = {}
        for change in reversed(self.changes):
            if change.epoch > epoch:
                values[change.name] = change.was
        return self.but(changes=(), **values)


def _parse_changes(settings: type[RunSettings], text: str) -> tuple[Change, ...]:
    """Return the changes in a text "epoch~name~value epoch~name~value"."""
    changes, table = [], fields_of(settings)
    if len(text.split()) > MAX_CHANGES:
        raise ValueError(text)
    for part in text.split():
        epoch, name, was = part.split("~")
        field = table.get(name)
        if field is None or field.effect != "fork" or not 0 < int(epoch) < MAX_EPOCHS:
            raise ValueError(part)
        changes.append(Change(int(epoch), name, field.parse(was)))
    return tuple(sorted(changes, key=lambda change: change.epoch))
