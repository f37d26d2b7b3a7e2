"""A CSV file of nights, as somebody uploads it.

A reader trusts its input: a guess at the separator can take hours for a file that was made for
that, and every separator of one long line makes a column. So a file is measured before it is read,
which costs no more than to count, and it is read in a process of its own.
"""

from io import BytesIO
from typing import Any

# pandas comes with Streamlit and reads every kind of CSV.
import pandas as pd

from app.jobs.child import Report
from app.jobs.job import Job
from app.pages.sleep.nights import MAX_NIGHTS, NAMES, Night, check_rows
from core.language import N_, _, ngettext

MAX_BYTES = 2_000_000
#: Lines of a file, bytes of a line, and separators in one: more than any table of nights has.
MAX_LINES, MAX_LINE, MAX_SEPARATORS = 2 * MAX_NIGHTS, 2000, 50
#: What may stand between two columns; that is taken which the heading has most of.
SEPARATORS = (b",", b";", b"\t")

Found = tuple[tuple[Night, ...], list[str]]


def from_csv(data: bytes, report: Report = lambda share: None) -> Found:
    """Return the nights of a CSV file, and what is wrong with it.

    The header names the columns, in any order and case; other columns are ignored. With semicolons
    between the columns, numbers may have a decimal comma.
    """
    if problem := too_large(data):
        return (), [problem]
    heading = data.partition(b"\n")[0]
    separator = max(SEPARATORS, key=heading.count)
    try:
        # Cells stay text, so that a message can quote a wrong one.
        table = pd.read_csv(BytesIO(data), dtype=str, sep=separator.decode(), encoding="utf-8-sig")
    except (ValueError, pd.errors.ParserError) as error:
        return (), [
            _("This cannot be read as CSV: {reason}.").format(
                reason=str(error).splitlines()[0][:120]
            )
        ]
    table.columns = [str(name).strip().lower() for name in table.columns]
    if missing := [name for name in NAMES if name not in table.columns]:
        found = ", ".join(map(str, table.columns))[:80]
        return (), [
            ngettext(
                "Column {names} is missing; takes sleep, study and score, named in the first row. "
                "Found: {found}.",
                "Columns {names} are missing; takes sleep, study and score, named in the first "
                "row. Found: {found}.",
                len(missing),
            ).format(names=_listed(missing), found=found)
        ]
    if len(table) > MAX_NIGHTS:
        return (), [
            _("{n:,} rows: takes at most {most} nights.").format(n=len(table), most=MAX_NIGHTS)
        ]
    rows = table[NAMES].to_dict("records")
    if separator == b";":
        rows = [{name: _with_point(cell) for name, cell in row.items()} for row in rows]
    return check_rows([{str(name): cell for name, cell in row.items()} for row in rows])


def _listed(names: list[str]) -> str:
    """Return names of columns with commas and "and" between them."""
    if len(names) == 1:
        return names[0]
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _with_point(cell: Any) -> Any:
    """Return a cell with a decimal point in place of a comma."""
    return cell.replace(",", ".") if isinstance(cell, str) else cell


def too_large(data: bytes) -> str:
    """Return what a file has too much of, and what is taken; an empty text if nothing."""
    if len(data) > MAX_BYTES:
        return _("The file has {size:.1f} MB: takes {most:g} at most.").format(
            size=len(data) / 1e6, most=MAX_BYTES / 1e6
        )
    n = max(data.count(b"\n"), data.count(b"\r"))
    if n > MAX_LINES:
        return _("{n:,} lines: takes at most {most} nights.").format(n=n, most=MAX_NIGHTS)
    lines = data.splitlines()
    if (longest := max(map(len, lines), default=0)) > MAX_LINE:
        return _("A line has {n:,} characters: takes at most {most:,}.").format(
            n=longest, most=MAX_LINE
        )
    most = max((line.count(one) for line in lines for one in SEPARATORS), default=0)
    if most > MAX_SEPARATORS:
        return _("A line has {n:,} columns: takes at most {most}.").format(
            n=most + 1, most=MAX_SEPARATORS + 1
        )
    return ""


#: Reads it where nothing else can be harmed.
READ_CSV = Job(N_("Reading the file"), from_csv, seconds=10.0, megabytes=300)
