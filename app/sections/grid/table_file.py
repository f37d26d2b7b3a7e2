"""The results of a grid as a CSV file, one run a line, for a spreadsheet or pandas."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from app.sections.grid.axes import LENGTH
from app.sections.grid.design import Cell, Design, Trial
from app.sections.grid.runs import Outcome
from app.settings.settings import fields_of

#: A spreadsheet takes a text that begins with one of these for a formula, and executes it.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
#: Columns with what came out.
NUMBERS = ("J", "test", "train_accuracy", "test_accuracy", "epochs", "reached")


def csv_text(
    design: Design, cells: Sequence[Cell], trials: Iterable[Trial], outcomes: Iterable[Outcome]
) -> str:
    """Return a line for each run that has ended, in the order of the cells."""
    ready = {(trial.cell, trial.repeat): trial for trial in trials}
    axes = [one.name for one in design.axes]
    seeds = [name for name in design.repeats.seeds if name not in axes]
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([
        *axes, "repeat", *seeds,
        *("trained_for" if name == LENGTH else name for name in NUMBERS), "status", "message",
    ])  # fmt: skip
    for one in sorted(outcomes, key=lambda one: (one.cell, one.repeat)):
        settings = ready[one.cell, one.repeat].settings
        fields = fields_of(type(settings))
        values = settings.values
        writer.writerow(
            harmless(text)
            for text in (
                *(fields[name].to_text(values[name]) for name in axes),
                one.repeat + 1,
                *(values[name] for name in seeds),
                *(getattr(one, name) for name in NUMBERS),
                one.status,
                one.message,
            )
        )
    return file.getvalue()


def harmless(value: Any) -> str:
    """Return what a cell of the file holds: no formula of a spreadsheet's."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULAS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
