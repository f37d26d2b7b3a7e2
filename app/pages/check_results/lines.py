"""The lines that are to be checked, from what was pasted or from a file; bounded before it is read.

A text has one on each line. A CSV file, such as that of a form which a class has filled in, has one
in a cell of each row.
"""

import csv
from io import StringIO

from app.claims.result_line import BEGINNING
from core.language import _

MAX_LINES, MAX_BYTES = 100, 200_000


def lines_of_text(text: str) -> tuple[str, ...]:
    """Return the lines of a text but the empty ones.

    Raises
    ------
    ValueError
        In a sentence that says what is allowed.
    """
    _check_size(len(text.encode("utf-8", errors="replace")))
    return _bounded([line.strip() for line in text.splitlines() if line.strip()])


def lines_of_file(name: str, data: bytes) -> tuple[str, ...]:
    """Return the lines of a file; of CSV, the cells that hold a result line.

    Raises
    ------
    ValueError
        In a sentence that says what is allowed.
    """
    _check_size(len(data))
    text = data.decode("utf-8-sig", errors="replace")
    if not name.lower().endswith(".csv"):
        return lines_of_text(text)
    try:
        rows = list(csv.reader(StringIO(text, newline="")))
    except csv.Error as error:
        raise ValueError(_("not readable as CSV: takes a text with a line each")) from error
    found = [cell.strip() for row in rows for cell in row if BEGINNING in cell]
    if not found:
        raise ValueError(
            _("no cell of the file holds a result line: one begins with “{text}”").format(
                text=BEGINNING
            )
        )
    return _bounded(found)


def _check_size(n: int) -> None:
    if n > MAX_BYTES:
        raise ValueError(
            _("{size:,.0f} kB: takes at most {most} kB").format(
                size=n / 1000, most=MAX_BYTES // 1000
            )
        )


def _bounded(lines: list[str]) -> tuple[str, ...]:
    if not lines:
        raise ValueError(_("no lines: takes 1 to {most}").format(most=MAX_LINES))
    if len(lines) > MAX_LINES:
        raise ValueError(
            _("{n:,} lines: takes at most {most} at a time").format(n=len(lines), most=MAX_LINES)
        )
    return tuple(lines)
