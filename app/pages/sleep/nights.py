"""Validation of the table of nights, and its conversion from and to addresses and CSV.

A row is what somebody typed or uploaded, so every cell is validated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from math import isfinite
from typing import Any

# pandas comes with Streamlit and reads every kind of CSV.
import pandas as pd

from core.language import N_, _, translated
from core.tutorials import HOURS, SCORES

#: A score is divided by this before the network sees it, and its output multiplied by it.
POINTS = 100.0
#: Number of nights that an address can hold.
MAX_NIGHTS = 500
MAX_HOURS, MAX_SCORE = 24.0, 100.0
#: Problems that are listed; the rest are counted.
MAX_PROBLEMS = 5


@translated("label", "unit")
@dataclass(frozen=True)
class Column:
    """A column of the table: its name, what people call it, its largest value, and the unit."""

    name: str
    label: str
    high: float
    unit: str

    @property
    def allowed(self) -> str:
        """Return what values the column takes, in words."""
        return _("0 to {high:g} {unit}").format(high=self.high, unit=self.unit)


COLUMNS = (
    Column("sleep", N_("sleep"), MAX_HOURS, N_("hours")),
    Column("study", N_("study"), MAX_HOURS, N_("hours")),
    Column("score", N_("score"), MAX_SCORE, N_("points")),
)
NAMES = [column.name for column in COLUMNS]

Night = tuple[float, ...]
TUTORIAL: tuple[Night, ...] = tuple(
    (float(sleep), float(study), float(score))
    for (sleep, study), (score,) in zip(HOURS, SCORES, strict=True)
)


def to_text(nights: Sequence[Night]) -> str:
    """Return nights as in an address: "3_5_75~5_1_82"."""
    return "~".join("_".join(f"{value:g}" for value in night) for night in nights)


def from_text(text: str) -> tuple[Night, ...]:
    """Return the nights in a text from an address.

    Raises
    ------
    ValueError
        If the text has another format, or a night in it is not allowed.
    """
    rows = [dict(zip(NAMES, part.split("_"), strict=True)) for part in text.split("~")]
    nights, problems = check_rows(rows)
    if problems:
        raise ValueError(problems[0])
    return nights


def check_rows(rows: Sequence[dict[str, Any]]) -> tuple[tuple[Night, ...], list[str]]:
    """Return the nights of some rows, and what is wrong with them, row by row.

    Rows are counted from 1. Empty rows are skipped.
    """
    nights: list[Night] = []
    problems: list[str] = []
    for number, row in enumerate(rows, 1):
        if all(_is_missing(row.get(name)) for name in NAMES):
            continue
        values, wrong = _night(row)
        if wrong:
            problems.append(
                _("Row {number}: {problems}.").format(number=number, problems="; ".join(wrong))
            )
        else:
            nights.append(values)
    if len(problems) > MAX_PROBLEMS:
        more = len(problems) - MAX_PROBLEMS
        problems = [
            *problems[:MAX_PROBLEMS],
            _("And {more:,} more rows like that.").format(more=more),
        ]
    if not problems:
        problems = _table_problems(nights)
    return tuple(nights), problems


def _night(row: dict[str, Any]) -> tuple[Night, list[str]]:
    """Return the numbers of a row, and what is wrong with it."""
    values, wrong = [], []
    for column in COLUMNS:
        cell = row.get(column.name)
        if _is_missing(cell):
            wrong.append(
                _("{name} is missing, takes {allowed}").format(
                    name=column.label, allowed=column.allowed
                )
            )
            continue
        try:
            value = float(str(cell).strip())
        except ValueError:
            wrong.append(
                _("{name} is “{cell}”, takes a number, {allowed}").format(
                    name=column.label, cell=str(cell)[:20], allowed=column.allowed
                )
            )
            continue
        if not (isfinite(value) and 0.0 <= value <= column.high):
            wrong.append(
                _("{name} is {value:g}, takes {allowed}").format(
                    name=column.label, value=value, allowed=column.allowed
                )
            )
        values.append(value)
    if not wrong and values[0] + values[1] > MAX_HOURS:
        wrong.append(
            _("sleep and study make {hours:g} hours, takes 24 in all").format(
                hours=values[0] + values[1]
            )
        )
    return tuple(values), wrong


def _table_problems(nights: Sequence[Night]) -> list[str]:
    """Return what is wrong with the table as a whole."""
    if not nights:
        return [_("The table is empty: takes 2 nights or more, to learn a difference from.")]
    if len(nights) == 1:
        return [_("One night alone teaches nothing about another: takes 2 or more.")]
    if len(nights) > MAX_NIGHTS:
        return [_("{n:,} nights: takes at most {most}.").format(n=len(nights), most=MAX_NIGHTS)]
    return []


def _is_missing(cell: Any) -> bool:
    return cell is None or cell == "" or (isinstance(cell, float) and cell != cell)


def extrapolation_note(nights: Sequence[Night], night: Night) -> str:
    """Return a note if a night exceeds the range of those trained on, otherwise an empty text."""
    parts = []
    for column, value, most in zip(COLUMNS, night, _largest(nights), strict=False):
        if value > most:
            parts.append(
                _(
                    "{value:g} hours of {name} are more than the {most:g} of any night in "
                    "training: scaled, that is {scaled:.2f}, beyond 1"
                ).format(value=value, name=column.label, most=most, scaled=value / most)
            )
    return "; ".join(parts) + ("." if parts else "")


def rescaling_notes(before: Sequence[Night], after: Sequence[Night]) -> list[str]:
    """Return a note for each column whose maximum in training, its divisor, has changed."""
    if not before:
        return []
    return [
        _(
            "The most {name} in training is now {new:g} hours, no longer {old:g}: every night "
            "is divided by {new:g}, so the network begins anew with other inputs."
        ).format(name=column.label, new=new, old=old)
        for column, old, new in zip(COLUMNS, _largest(before), _largest(after), strict=False)
        if new != old
    ]


def _largest(nights: Sequence[Night]) -> list[float]:
    return [max(max(night[i] for night in nights), 1e-9) for i in (0, 1)]


def apply_edits(rows: Sequence[dict[str, Any]], edits: dict[str, Any]) -> list[dict[str, Any]]:
    """Return rows with the edits of a table editor applied.

    `edits` is in the format of st.data_editor: ``edited_rows`` (index -> column -> value),
    ``added_rows`` and ``deleted_rows``.
    """
    kept = [
        {**row, **edits.get("edited_rows", {}).get(i, {})}
        for i, row in enumerate(rows)
        if i not in edits.get("deleted_rows", [])
    ]
    return kept + [dict(row) for row in edits.get("added_rows", [])]


def rows_of(nights: Sequence[Night]) -> list[dict[str, Any]]:
    """Return nights as rows of the table."""
    return [dict(zip(NAMES, night, strict=True)) for night in nights]


def to_csv(nights: Sequence[Night]) -> str:
    """Return nights as a CSV file with a header."""
    out = StringIO()
    pd.DataFrame(nights, columns=NAMES).to_csv(out, index=False)
    return out.getvalue()
