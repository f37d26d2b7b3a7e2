"""The settings that every training run has, and the changes made during the run.

A page's own settings are a subclass: it adds fields, and declares some of these again with
another default or range (``setting(replace(ALPHA, default=0.1))``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from app.settings import run_fields
from app.settings.changes import Change, changes_to_text, in_order, read_changes
from app.settings.field import Effect, setting
from app.settings.run_fields import MAX_EPOCHS
from app.settings.settings import Settings, fields_of
from app.settings.variants import Variant, may_differ, read_variants, variants_to_text
from core.language import _


@dataclass(frozen=True)
class RunSettings(Settings):
    """All that determines a run; each field's record describes it.

    Attributes
    ----------
    changes : tuple of Change
        Those made during the run, in the order of their epochs.
    lanes : tuple of Variant
        Of a comparison: what each lane has otherwise, but the one whose settings these are. They
        are in the order of their places.
    front : int
        The place of that one, which is in front, among all lanes.
    epoch : int
        The one that an address asks to be shown; 0 if none.
    """

    other_keys: ClassVar[tuple[str, ...]] = ("was", "vs", "front", "epoch")

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
    clock: str = setting(run_fields.CLOCK)
    target: float = setting(run_fields.TARGET)
    arrangement: str = setting(run_fields.ARRANGEMENT)
    worksheet: int = setting(run_fields.WORKSHEET)
    changes: tuple[Change, ...] = ()
    lanes: tuple[Variant, ...] = ()
    front: int = 0
    epoch: int = 0

    def differs(self, other: "RunSettings", *effects: Effect) -> bool:
        """Return whether `other` has another value in a field with one of these effects."""
        mine, theirs = self.values, other.values
        return any(
            mine[name] != theirs[name]
            for name, field in fields_of(type(self)).items()
            if field.effect in effects
        )

    def to_address(self) -> dict[str, str]:
        """Return the key and value of every setting and of all else, as in the address."""
        table = fields_of(type(self))
        more = {
            "was": changes_to_text(self.changes, table),
            "vs": variants_to_text(self.lanes, table),
            "front": str(self.front or ""),
            "epoch": str(self.epoch or ""),
        }
        return super().to_address() | {key: text for key, text in more.items() if text}

    @classmethod
    def parse_rest(cls, query: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
        """Return what an address holds besides the fields, and what was wrong with it."""
        table, rest, problems = fields_of(cls), dict[str, Any](), list[str]()
        try:
            rest["changes"] = read_changes(query.get("was", ""), table, MAX_EPOCHS)
        except ValueError:
            problems.append(
                _(
                    "The address's record of changes during the run (was) cannot be read and is "
                    "left out."
                )
            )
        lanes, wrong = read_variants(query.get("vs", ""), table, MAX_EPOCHS)
        rest |= {"lanes": lanes, "front": min(_whole(query.get("front", "")), len(lanes))}
        return rest | {"epoch": _whole(query.get("epoch", ""))}, problems + wrong

    @property
    def is_compared(self) -> bool:
        """Return whether there are other lanes."""
        return bool(self.lanes)

    @property
    def alone(self) -> Self:
        """Return these settings without any other lane."""
        return self.but(lanes=(), front=0)

    def lane(self, variant: Variant) -> Self:
        """Return the settings of another lane."""
        own = [one for one in self.changes if one.name not in variant.names]
        changes = in_order([*own, *variant.changes], fields_of(type(self)))
        return self.alone.but(**dict(variant.values), changes=changes)

    def variant(self, other: Self) -> Variant:
        """Return what other settings have otherwise, so that `lane` gives them back."""
        names = [
            name
            for name, field in fields_of(type(self)).items()
            if may_differ(field) and self._of(name) != other._of(name)
        ]
        return Variant(
            tuple((name, getattr(other, name)) for name in names),
            tuple(one for one in other.changes if one.name in names),
        )

    def _of(self, name: str) -> tuple[Any, ...]:
        """Return the value of a field and those that it had before."""
        return getattr(self, name), *(one for one in self.changes if one.name == name)

    def all_lanes(self) -> list[Self]:
        """Return the settings of all lanes, in the order of their places."""
        lanes = [self.lane(variant) for variant in self.lanes]
        lanes.insert(self.front, self.alone)
        return lanes

    def compared(self, lanes: Sequence[Self], front: int) -> Self:
        """Return the settings of a comparison, from those of its lanes and which is in front."""
        page = lanes[front]
        others = [page.variant(one) for place, one in enumerate(lanes) if place != front]
        return page.but(lanes=tuple(others), front=front)

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
        return self.alone.but(changes=(), epoch=0, **values)


def _whole(text: str) -> int:
    """Return a whole number of an address below MAX_EPOCHS; 0 if it is none."""
    return min(int(text), MAX_EPOCHS) if text.isascii() and text.isdigit() and len(text) < 9 else 0
