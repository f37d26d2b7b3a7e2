"""The editor for the table of nights.

A table that is not valid is kept in the editor, and the run keeps the last valid one.
"""

from dataclasses import dataclass, field
from typing import Any

# pandas: the data of Streamlit's table editor.
import pandas as pd
import streamlit as st

from app.jobs.job import JobError
from app.pages.sleep.csv_file import READ_CSV
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.sleep.nights import (
    COLUMNS,
    MAX_HOURS,
    MAX_NIGHTS,
    NAMES,
    TUTORIAL,
    apply_edits,
    check_rows,
    from_text,
    rescaling_notes,
    rows_of,
    to_csv,
    to_text,
)
from app.ui import session, storage
from app.ui.escape import escape_markdown
from app.ui.language import in_language
from core.data.nights import realistic_nights
from core.language import _

FORM = SLEEP_STUDY.form
#: Nights that the button adds.
N_ADDED = 20
UPLOAD = FORM.key("upload")


@dataclass
class Table:
    """The state of a visitor's table.

    Attributes
    ----------
    rows : list of dict
        The data that the editor was given.
    current : list of dict
        The same with all edits applied.
    text : str
        The nights of the run, as in the address.
    version : int
        Number of the editor; each new one is given `rows`.
    is_shown : bool
        Whether the editor was on the page in the last run of the script.
    problems : list of str
        What is wrong with `current`.
    notes : list of str
        What the last change means for all other nights.
    upload_problems : list of str
        What was wrong with the last file.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    current: list[dict[str, Any]] = field(default_factory=list)
    text: str = ""
    version: int = 0
    is_shown: bool = False
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    upload_problems: list[str] = field(default_factory=list)

    def restart(self, rows: list[dict[str, Any]]) -> None:
        """Replace the editor by a new one with some rows."""
        self.rows, self.current, self.version = rows, rows, self.version + 1


def table() -> Table:
    """Return the visitor's table."""
    key = FORM.key("table")
    kept = storage.kept(key)
    if not isinstance(kept, Table):
        kept = Table()
        storage.keep(key, kept)
    return kept


def _editor_key(state: Table) -> str:
    return FORM.key(f"editor-{state.version}")


def values() -> dict[str, Any]:
    """Return the settings from the table: its nights if they are valid, and the chapter."""
    state, settings = table(), session.page(SLEEP_STUDY).settings
    if settings.nights != state.text:  # from an address, a file or a button
        before = from_text(state.text) if state.text else ()
        state.notes = rescaling_notes(before, from_text(settings.nights))
        state.text, state.problems = settings.nights, []
        state.restart(rows_of(from_text(settings.nights)))
    elif state.is_shown:
        edits = storage.kept(_editor_key(state))
        state.current = apply_edits(state.rows, edits if isinstance(edits, dict) else {})
        nights, state.problems = check_rows(state.current)
        if not state.problems and to_text(nights) != state.text:
            state.notes = rescaling_notes(from_text(state.text), nights)
            state.text = to_text(nights)
    chapter = storage.kept(FORM.key("chapter"))
    return {"nights": state.text, "chapter": chapter or settings.chapter}


def hide() -> None:
    """Record that the editor is not on the page, and keep its edits."""
    state = table()
    if state.is_shown:
        state.is_shown = False
        state.restart(state.current)


def _use(text: str, **more: Any) -> None:
    page = session.page(SLEEP_STUDY)
    session.set_up(SLEEP_STUDY, page.settings.but(nights=text, changes=(), **more), play=False)


def add() -> None:
    """Add realistic nights, and hold out others."""
    settings = session.page(SLEEP_STUDY).settings
    nights = from_text(settings.nights)
    X, scores = realistic_nights(min(N_ADDED, MAX_NIGHTS - len(nights)), seed=len(nights))
    new = [(float(x[0]), float(x[1]), float(score[0])) for x, score in zip(X, scores, strict=True)]
    _use(to_text([*nights, *new]), held=settings.held or N_ADDED)


def _start_over() -> None:
    """Go back to the tutorial's three nights."""
    _use(to_text(TUTORIAL), held=0)


@in_language
def _take_upload() -> None:
    """Use the nights of an uploaded file, or keep what is wrong with it."""
    state, file = table(), storage.kept(UPLOAD)
    state.upload_problems = []
    if file is None:
        return
    data = file.getvalue()  # type: ignore[attr-defined]
    try:
        nights, state.upload_problems = READ_CSV.run(data, owner=session.visitor().key)
    except JobError as error:
        nights, state.upload_problems = (), [str(error)]
    if not state.upload_problems:
        _use(to_text(nights))


def editor() -> None:
    """Draw the table with its buttons."""
    state = table()
    state.is_shown = True
    st.data_editor(
        pd.DataFrame(state.rows, columns=NAMES),
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        height=38 + 35 * (min(8, len(state.rows)) + 1),
        key=_editor_key(state),
        column_config={
            column.name: st.column_config.NumberColumn(
                f"{column.label}, {column.unit}",
                help=_("Takes {allowed}.").format(allowed=column.allowed),
                step=0.5 if column.high == MAX_HOURS else 1.0,
            )
            for column in COLUMNS
        },
    )
    for problem in state.problems:
        st.error(escape_markdown(problem), icon=":material/table_rows:")
    for sentence in state.notes:
        st.info(escape_markdown(sentence), icon=":material/straighten:")
    if state.problems:
        st.caption(_("The network goes on with the last table that it could learn from."))
    with st.container(horizontal=True):
        st.button(
            _("Add {n} realistic nights").format(n=N_ADDED),
            icon=":material/add:",
            on_click=add,
            help=_(
                "Drawn so that they could be true; {n} others are held out, to see how the "
                "network does on nights it has never seen."
            ).format(n=N_ADDED),
        )
        st.button(_("The three nights"), icon=":material/restart_alt:", on_click=_start_over)
        st.download_button(
            _("Download CSV"),
            to_csv(from_text(state.text)),
            "nights.csv",
            "text/csv",
            icon=":material/download:",
        )
    st.file_uploader(
        _("Upload CSV: columns sleep, study and score"),
        type=["csv", "txt"],
        key=UPLOAD,
        on_change=_take_upload,
    )
    for problem in state.upload_problems:
        st.error(escape_markdown(problem), icon=":material/upload_file:")
