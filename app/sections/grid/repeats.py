"""Repeats: what differs among the networks of one cell, to tell luck from a setting."""

from collections.abc import Container
from dataclasses import dataclass

from app.settings.run_fields import MAX_SEED
from app.settings.run_settings import RunSettings
from core.language import N_, translated

#: Networks of one cell, at the most.
MAX_REPEATS = 50


@translated("label")
@dataclass(frozen=True)
class Repeats:
    """A way to repeat a cell.

    Attributes
    ----------
    name, label : str
        Key in ``REPEATS``, and what people read.
    seeds : tuple of str
        The fields whose number is another one in each repeat.
    folds : bool
        Whether each repeat holds out another part of the training examples.
    """

    name: str
    label: str
    seeds: tuple[str, ...] = ()
    folds: bool = False

    def settings(self, base: RunSettings, i: int) -> RunSettings:
        """Return the settings of repeat i; those of the first are the cell's own."""
        values = {name: (getattr(base, name) + i) % (MAX_SEED + 1) for name in self.seeds}
        return base.but(**values)


REPEATS: dict[str, Repeats] = {
    record.name: record
    for record in (
        Repeats("weights", N_("other initial weights"), ("start",)),
        Repeats("data", N_("other data"), ("seed",)),
        Repeats("both", N_("other weights and data"), ("start", "seed")),
        Repeats("folds", N_("folds: cross-validation"), folds=True),
    )
}


def repeats_of(fields: Container[str]) -> dict[str, Repeats]:
    """Return the ways to repeat a cell on a page that has these fields."""
    return {
        name: record
        for name, record in REPEATS.items()
        if all(seed in fields for seed in record.seeds)
    }
