"""Lines and their verdicts as rows of a table, in Markdown that shows every text as it stands."""

from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from app.claims.repeat import DIGITS, KINDS, Verdict, page_at
from app.claims.result_line import CLAIMS, EPOCH, ResultLine, read_line
from app.hosting.base_path import under_base_path
from app.ui.addresses import url_path
from app.ui.escape import code, escape_markdown
from core.language import _

#: Characters of a line that cannot be read.
SHOWN = 80


def rows_of(
    lines: Sequence[str], verdicts: Sequence[Verdict], pages: Sequence[str]
) -> dict[str, list[str]]:
    """Return the columns of the table by their headings; the first lines have verdicts.

    Parameters
    ----------
    lines : sequence of str
    verdicts : sequence of Verdict
    pages : sequence of str
        Names of the pages with a run: a link leads to one of these alone.
    """
    rows = [
        (str(number), *_row(line, verdict, pages))
        for number, (line, verdict) in enumerate(zip(lines, verdicts, strict=False), 1)
    ]
    headings = (_("Line"), _("Verdict"), _("Claimed"), _("Found"), _("Run"))
    return {heading: [row[at] for row in rows] for at, heading in enumerate(headings)}


def _row(line: str, verdict: Verdict, pages: Iterable[str]) -> tuple[str, str, str, str]:
    words = f"**{escape_markdown(_(KINDS[verdict.kind]))}**"
    try:
        read = read_line(line)
    except ValueError:
        shown = line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
        return words, code(shown), _found(verdict), ""
    claims = [_named(name, number) for name, number in read.claims.items()]
    claims.append(_named(EPOCH, f"{read.epoch:,}"))
    return words, escape_markdown(", ".join(claims)), _found(verdict), _link(read, pages)


def _named(name: str, number: str) -> str:
    """Return a claim in words."""
    return f"{_(CLAIMS.get(name, name))} {number}"


def _found(verdict: Verdict) -> str:
    """Return the numbers that were found, or the sentence that says why there are none."""
    if not verdict.found:
        return escape_markdown(verdict.sentence.partition(": ")[2])
    numbers = (_named(name, f"{value:.{DIGITS}g}") for name, value in verdict.found.items())
    return escape_markdown(", ".join(numbers))


def _link(line: ResultLine, pages: Iterable[str]) -> str:
    """Return a link to the page of this app that shows the run, wherever the line was made."""
    parts = urlsplit(line.address)
    try:
        path = under_base_path(f"/{url_path(page_at(parts.path, pages))}")
    except ValueError:
        return ""
    query = urlencode(parse_qsl(parts.query, keep_blank_values=True))
    return f"[{_('Open')}]({path}?{query})"
