"""`python -m app.verify FILE_OR_ADDRESS ...`: results that are claimed, trained again.

A file holds result lines, one a line; whatever else stands in it is passed over. An address is
trained to the epoch that it shows, and its numbers are printed. The exit code is 1 where a result
was not repeated.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

# joblib hands the lines to the cores of this machine.
from joblib import Parallel, delayed
from threadpoolctl import threadpool_limits

from app.claims.csv_text import csv_text
from app.claims.repeat import DIGITS, HOLDS, Verdict, numbers_at, repeat
from app.claims.result_line import BEGINNING, CLAIMS
from app.lessons.library import LIBRARY
from app.pages.subjects import subjects
from app.pages.table import EXPERIMENTS


def repeat_alone(line: str) -> Verdict:
    """Repeat a line with one thread for linear algebra, as the server trains."""
    LIBRARY.know(subjects())
    with threadpool_limits(1, user_api="blas"):
        return repeat(line, EXPERIMENTS)


def lines_of(path: Path) -> list[str]:
    """Return the result lines of a file."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return [line.strip() for line in text.splitlines() if BEGINNING in line]


def write_csv(path: Path, lines: Sequence[str], verdicts: Sequence[Verdict]) -> None:
    """Write a row for each line, for a school's own system."""
    path.write_text(csv_text(lines, verdicts), encoding="utf-8", newline="")


def main(arguments: Sequence[str] | None = None) -> int:
    """Repeat what is asked for; return the exit code."""
    LIBRARY.know(subjects())
    parser = argparse.ArgumentParser(prog="python -m app.verify", description=__doc__)
    parser.add_argument("what", nargs="+", help="a file with result lines, or an address")
    parser.add_argument("--csv", type=Path, help="write the verdicts to this file too")
    chosen = parser.parse_args(arguments)
    lines: list[str] = []
    is_well = True
    for what in chosen.what:
        if Path(what).is_file():
            lines += lines_of(Path(what))
        elif BEGINNING in what:
            lines.append(what)
        else:
            is_well &= _show(what)
    verdicts: list[Verdict] = Parallel(n_jobs=-1)(delayed(repeat_alone)(line) for line in lines)
    for number, verdict in enumerate(verdicts, 1):
        print(f"{number}: {verdict.sentence}")
    if lines:
        repeated = sum(verdict.is_repeated for verdict in verdicts)
        print(f"{repeated} of {len(lines)} repeated. {HOLDS}")
        is_well &= repeated == len(lines)
    if chosen.csv:
        write_csv(chosen.csv, lines, verdicts)
    return 0 if is_well else 1


def _show(address: str) -> bool:
    """Print the numbers of an address; return whether it has some."""
    try:
        found = numbers_at(address, EXPERIMENTS)
    except ValueError as error:
        print(f"{address}: {error}", file=sys.stderr)
        return False
    print(", ".join(f"{CLAIMS[name]} {value:.{DIGITS}g}" for name, value in found.items()))
    return True


if __name__ == "__main__":
    sys.exit(main())
