"""The verdicts on some lines as CSV, for a school's own system."""

import csv
from collections.abc import Sequence
from io import StringIO

from app.claims.repeat import Verdict
from app.claims.result_line import CLAIMS

#: What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@")


def csv_text(lines: Sequence[str], verdicts: Sequence[Verdict]) -> str:
    """Return a heading, and a row for each line."""
    text = StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(["repeated", "found", *CLAIMS.values(), "line"])
    for line, verdict in zip(lines, verdicts, strict=True):
        numbers = [verdict.found.get(name, "") for name in CLAIMS]
        rows.writerow(
            ["yes" if verdict.is_repeated else "no", verdict.sentence, *numbers, _plain(line)]
        )
    return text.getvalue()


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
