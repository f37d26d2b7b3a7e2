"""What the lanes of a comparison have otherwise than the page: as records, and in an address.

The page's own settings are those of the lane in front. Each other lane is the difference to it, so
that what is changed on the page changes in all of them but where they differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.settings.changes import Change, in_order
from app.settings.field import Field
from app.settings.kinds import Text
from core.language import _

#: Lanes of a comparison at the most.
MAX_LANES = 8
#: What stands between the lanes of an address, between the fields of a lane, between a field and
#: its value, before each value that the field had earlier, and between its last epoch and it.
LANE, FIELD, VALUE, EARLIER, UNTIL = " ", "~", ":", "@", "="
#: A lane that differs in nothing.
SAME = "."


@dataclass(frozen=True)
class Variant:
    """What a lane has otherwise than the page.

    Attributes
    ----------
    values : tuple of (str, value)
        Names of fields and their values, in the order of the fields.
    changes : tuple of Change
        Of these fields during the run, by their epochs: a lane that branches at an epoch has one
        there.
    """

    values: tuple[tuple[str, Any], ...]
    changes: tuple[Change, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the fields."""
        return frozenset(name for name, _ in self.values)


def may_differ(field: Field[Any]) -> bool:
    """Return whether lanes may differ in a field: one that makes another run, and is no text."""
    return field.effect != "view" and not isinstance(field, Text)


def variants_to_text(variants: Sequence[Variant], table: Mapping[str, Field[Any]]) -> str:
    """Return variants as they stand in an address, such as "alpha:5~mu:0.9 alpha:2@240=0.5"."""

    def field_text(variant: Variant, name: str, value: Any) -> str:
        earlier = [
            f"{EARLIER}{change.epoch}{UNTIL}{table[name].to_text(change.was)}"
            for change in variant.changes
            if change.name == name
        ]
        return f"{name}{VALUE}{table[name].to_text(value)}{''.join(earlier)}"

    return LANE.join(
        FIELD.join(field_text(variant, name, value) for name, value in variant.values) or SAME
        for variant in variants
    )


def read_variants(
    text: str, table: Mapping[str, Field[Any]], last_epoch: int
) -> tuple[tuple[Variant, ...], list[str]]:
    """Return the variants of an address, and a sentence for each lane that is none.

    Parameters
    ----------
    text : str
    table : mapping
        All fields of the page by their names.
    last_epoch : int
        No change is at this epoch or a later one.
    """
    variants: list[Variant] = []
    problems: list[str] = []
    parts = text.split()
    for part in parts[: MAX_LANES - 1]:
        try:
            variants.append(_read_variant(part, table, last_epoch))
        except (ValueError, OverflowError):
            problems.append(
                _(
                    "“{text}” in the address is no lane of this page, and is left out. A lane, "
                    "such as alpha:5, is what it has otherwise."
                ).format(text=part[:40])
            )
    if len(parts) >= MAX_LANES:
        problems.append(
            _(
                "The address has {n} lanes; the first {most} are shown, as many as a comparison "
                "takes."
            ).format(n=len(parts) + 1, most=MAX_LANES)
        )
    return tuple(variants), problems


def _read_variant(text: str, table: Mapping[str, Field[Any]], last_epoch: int) -> Variant:
    values: dict[str, Any] = {}
    changes: list[Change] = []
    for part in () if text == SAME else text.split(FIELD):
        name, _, rest = part.partition(VALUE)
        field = table.get(name)
        if field is None or not may_differ(field) or name in values:
            raise ValueError(part)
        value, *earlier = rest.split(EARLIER)
        values[name] = field.parse(value)
        for one in earlier:
            epoch, _, was = one.partition(UNTIL)
            if field.effect != "fork" or not 0 < int(epoch) < last_epoch:
                raise ValueError(part)
            changes.append(Change(int(epoch), name, field.parse(was)))
    by_field = tuple((name, values[name]) for name in table if name in values)
    return Variant(by_field, in_order(changes, table))
