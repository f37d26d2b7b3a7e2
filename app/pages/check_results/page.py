"""Check results: lines that a class hands in, each run trained again."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.claims.csv_text import csv_text
from app.claims.repeat import HOLDS
from app.claims.result_line import BEGINNING
from app.jobs.job import Progress
from app.pages.check_results.checking import CHECK, Verdicts, checked
from app.pages.check_results.lines import MAX_BYTES, MAX_LINES, lines_of_file, lines_of_text
from app.pages.check_results.rows import rows_of
from app.ui import session, storage
from app.ui.escape import escape_markdown
from core.language import N_, _, ngettext

#: Keys of what is kept: the verdicts, or what was wrong; the text; the file.
CHECKED, TEXT, FILE = "check_results.checked", "check_results.text", "check_results.file"
WORDS = N_(
    "A result line says which numbers a run has reached. Here the run of each line is trained "
    "again from its address, and compared to every digit that the line has. An altered line "
    "never passes. At most {lines} lines and {kilobytes} kB at a time."
)
EMPTY = N_(
    "No lines yet. A student gets one from the picture of a page: **Share**, and then "
    "**Copy a result line**."
)


class Checked(NamedTuple):
    """Lines and their verdicts."""

    lines: tuple[str, ...]
    verdicts: Verdicts


def render(pages: Callable[[], Sequence[str]]) -> None:
    """Draw the page; `pages` returns the names of those with a run."""
    with st.container(key="check-results"):
        st.markdown(_(WORDS).format(lines=MAX_LINES, kilobytes=MAX_BYTES // 1000))
        pressed = _asked()
        place = st.empty()
        if pressed:
            storage.keep(CHECKED, None)
            _check(place, pages())
        kept = storage.kept(CHECKED)
        if isinstance(kept, str):
            place.error(escape_markdown(kept) + ".", icon=":material/block:")
        elif isinstance(kept, Checked):
            with place.container():
                _results(kept, pages())
        else:
            place.info(_waiting(), icon=":material/content_paste:")
        st.caption(_(HOLDS))


def _asked() -> bool:
    """Draw where lines are pasted or a file is brought; return whether they are to be checked."""
    left, right = st.columns([3, 2], gap="medium")
    left.text_area(
        _("Result lines, one on each line"),
        key=TEXT,
        height=180,
        placeholder=_("{beginning} …").format(beginning=BEGINNING),
        on_change=_forget,
    )
    right.file_uploader(
        _("Or a text or CSV file"),
        type=["txt", "csv"],
        key=FILE,
        max_upload_size=1,
        on_change=_forget,
        help=_("Of a CSV file, the cells that hold a result line are taken."),
    )
    return st.button(_("Check the lines"), type="primary", icon=":material/fact_check:")


def _forget() -> None:
    """Forget the verdicts on lines that are no longer there; for a widget's callback."""
    storage.keep(CHECKED, None)


def _lines() -> tuple[str, ...]:
    """Return the lines of the file, or of what was pasted where there is none."""
    file = storage.kept(FILE)
    if file is not None:
        return lines_of_file(file.name, file.getvalue())  # type: ignore[attr-defined]
    return lines_of_text(str(storage.kept(TEXT) or ""))


def _waiting() -> str:
    """Return how many lines wait to be checked, or how one gets a line."""
    try:
        n = len(_lines())
    except ValueError:  # said once they are to be checked
        return _(EMPTY)
    return ngettext("{n} line to check.", "{n} lines to check.", n).format(n=n)


def _check(place: DeltaGenerator, pages: Sequence[str]) -> None:
    """Keep the verdicts on the lines, or what is wrong; draw those that there are meanwhile."""
    try:
        lines = _lines()
    except ValueError as error:
        storage.keep(CHECKED, str(error))
        return
    with place.container():
        bar, table = st.empty(), st.empty()
    owner, shown = session.visitor().key, 0

    def tell(progress: Progress, verdicts: Verdicts) -> None:
        nonlocal shown
        done = _("{done} of {n} lines checked").format(done=len(verdicts), n=len(lines))
        words = _("Others are first …") if progress.waits else done
        bar.progress(len(verdicts) / len(lines), text=words)
        if len(verdicts) > shown:
            shown = len(verdicts)
            _table(table, Checked(lines, verdicts), pages)

    found = checked(lines, lambda rest, hear: CHECK.run(rest, owner=owner, tell=hear), tell)
    storage.keep(CHECKED, Checked(lines, found))


def _results(kept: Checked, pages: Sequence[str]) -> None:
    """Draw the verdicts, how many lines are as claimed, and the file of them."""
    n, repeated = len(kept.lines), sum(one.is_repeated for one in kept.verdicts)
    words = ngettext(
        "**{repeated} of {n} line is as claimed.**",
        "**{repeated} of {n} lines are as claimed.**",
        n,
    )
    st.markdown(words.format(repeated=repeated, n=n))
    _table(st.empty(), kept, pages)
    st.download_button(
        _("Download as CSV"),
        csv_text(*kept),
        "glassnet-results.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _table(place: DeltaGenerator, kept: Checked, pages: Sequence[str]) -> None:
    """Draw a row for each verdict."""
    alt = _("The verdict on each line, what it claims, and what was found.")
    place.table(rows_of(*kept, pages), hide_index=True, alt=alt)
