"""The table of nights: rows in, checked rows and sentences out; CSV both ways. No Streamlit here.

A row is what somebody typed or uploaded, so nothing about it is taken for granted.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from math import isfinite
from typing import Any

# pandas comes with Streamlit, whose table editor speaks it, and it reads every kind of CSV.
import pandas as pd

from core.tutorials import HOURS, SCORES

#: A score is divided by this before the network sees it, and its output multiplied by it.
POINTS = 100.0
#: As many as an address can hold.
MAX_NIGHTS = 500
MAX_HOURS, MAX_SCORE = 24.0, 100.0
#: So many problems are told; the rest are counted.
MAX_TOLD = 5
MAX_BYTES = 2_000_000


@dataclass(frozen=True)
class Column:
    """A column of the table: its name, what is allowed, and the unit."""

    name: str
    high: float
    unit: str

    @property
    def allowed(self) -> str:
        """Return what the column takes, in words."""
        return f"0 to {self.high:g} {self.unit}"


COLUMNS = (
    Column("sleep", MAX_HOURS, "hours"),
    Column("study", MAX_HOURS, "hours"),
    Column("score", MAX_SCORE, "points"),
)
NAMES = [column.name for column in COLUMNS]

Night = tuple[float, ...]
TUTORIAL: tuple[Night, ...] = tuple(
    (float(sleep), float(study), float(score))
    for (sleep, study), (score,) in zip(HOURS, SCORES, strict=True)
)


def to_text(nights: Sequence[Night]) -> str:
    """Return nights as they stand in an address: "3_5_75~5_1_82"."""
    return "~".join("_".join(f"{value:g}" for value in night) for night in nights)


def from_text(text: str) -> tuple[Night, ...]:
    """Return the nights that `text` stands for.

    Raises
    ------
    ValueError
        If it is no such text, or a night in it is not allowed.
    """
    rows = [dict(zip(NAMES, part.split("_"), strict=True)) for part in text.split("~")]
    nights, problems = checked(rows)
    if problems:
        raise ValueError(problems[0])
    return nights


def checked(rows: Sequence[dict[str, Any]]) -> tuple[tuple[Night, ...], list[str]]:
    """Return the nights of some rows, and what is wrong with them, row by row.

    Rows are counted from 1. Those that are empty throughout are left out.
    """
    nights: list[Night] = []
    problems: list[str] = []
    for number, row in enumerate(rows, 1):
        if all(_is_missing(row.get(name)) for name in NAMES):
            continue
        values, wrong = _night(row)
        if wrong:
            problems.append(f"Row {number}: {'; '.join(wrong)}.")
        else:
            nights.append(values)
    if len(problems) > MAX_TOLD:
        more = len(problems) - MAX_TOLD
        problems = [*problems[:MAX_TOLD], f"And {more:,} more rows like that."]
    if not problems:
        problems = _as_a_whole(nights)
    return tuple(nights), problems


def _night(row: dict[str, Any]) -> tuple[Night, list[str]]:
    """Return the numbers of a row, and what is wrong with it."""
    values, wrong = [], []
    for column in COLUMNS:
        cell = row.get(column.name)
        if _is_missing(cell):
            wrong.append(f"{column.name} is missing, takes {column.allowed}")
            continue
        try:
            value = float(str(cell).strip())
        except ValueError:
            wrong.append(f"{column.name} is “{str(cell)[:20]}”, takes a number, {column.allowed}")
            continue
        if not (isfinite(value) and 0.0 <= value <= column.high):
            wrong.append(f"{column.name} is {value:g}, takes {column.allowed}")
        values.append(value)
    if not wrong and values[0] + values[1] > MAX_HOURS:
        wrong.append(f"sleep and study make {values[0] + values[1]:g} hours, takes 24 in all")
    return tuple(values), wrong


def _as_a_whole(nights: Sequence[Night]) -> list[str]:
    """Return what is wrong with the table as a whole."""
    if not nights:
        return ["The table is empty: takes 2 nights or more, to learn a difference from."]
    if len(nights) == 1:
        return ["One night alone teaches nothing about another: takes 2 or more."]
    if len(nights) > MAX_NIGHTS:
        return [f"{len(nights):,} nights: takes {MAX_NIGHTS} at the most."]
    return []


def _is_missing(cell: Any) -> bool:
    return cell is None or cell == "" or (isinstance(cell, float) and cell != cell)


def beyond(nights: Sequence[Night], night: Night) -> str:
    """Return what it means that a night lies beyond those trained on; empty if it does not."""
    said = []
    for column, value, most in zip(COLUMNS, night, _largest(nights), strict=False):
        if value > most:
            said.append(
                f"{value:g} hours of {column.name} are more than the {most:g} of any night in "
                f"training: scaled, that is {value / most:.2f}, beyond 1"
            )
    return "; ".join(said) + ("." if said else "")


def rescaled(before: Sequence[Night], after: Sequence[Night]) -> list[str]:
    """Return what it means that the largest hours in training are others than before."""
    if not before:
        return []
    return [
        f"The most {column.name} in training is now {new:g} hours, no longer {old:g}: every night "
        f"is divided by {new:g}, so the network begins anew with other inputs."
        for column, old, new in zip(COLUMNS, _largest(before), _largest(after), strict=False)
        if new != old
    ]


def _largest(nights: Sequence[Night]) -> list[float]:
    return [max(max(night[i] for night in nights), 1e-9) for i in (0, 1)]


def edited(rows: Sequence[dict[str, Any]], edits: dict[str, Any]) -> list[dict[str, Any]]:
    """Return rows with what a table editor says was done to them.

    `edits` is the editor's own record: ``edited_rows`` (index -> column -> value),
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
    """Return nights as a CSV file with a heading."""
    out = StringIO()
    pd.DataFrame(nights, columns=NAMES).to_csv(out, index=False)
    return out.getvalue()


def from_csv(data: bytes) -> tuple[tuple[Night, ...], list[str]]:
    """Return the nights of a CSV file, and what is wrong with it.

    The heading names the columns, in any order and case; others are left out.
    """
    if len(data) > MAX_BYTES:
        return (), [f"The file has {len(data) / 1e6:.1f} MB: takes {MAX_BYTES / 1e6:g} at most."]
    try:
        # Cells stay text, so that what is wrong with one can be said.
        table = pd.read_csv(
            BytesIO(data), dtype=str, sep=None, engine="python", encoding="utf-8-sig"
        )
    except (ValueError, csv.Error, pd.errors.ParserError) as error:
        return (), [f"This cannot be read as CSV: {str(error).splitlines()[0][:120]}."]
    table.columns = [str(name).strip().lower() for name in table.columns]
    if missing := [name for name in NAMES if name not in table.columns]:
        found = ", ".join(map(str, table.columns))[:80]
        return (), [
            f"The heading has no {' and no '.join(missing)}: takes the columns sleep, study and "
            f"score. Found: {found}."
        ]
    if len(table) > MAX_NIGHTS:
        return (), [f"{len(table):,} rows: takes {MAX_NIGHTS} nights at the most."]
    return checked([{str(k): v for k, v in row.items()} for row in table.to_dict("records")])
