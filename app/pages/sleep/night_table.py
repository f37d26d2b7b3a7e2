"""The table of nights on the page: what was typed, whether it can be learned from or not.

The run keeps the last table that could be learned from; what was typed is kept all the same.
"""

from dataclasses import dataclass, field
from typing import Any

# pandas: what Streamlit's table editor takes and shows.
import pandas as pd
import streamlit as st

from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.sleep.nights import (
    COLUMNS,
    MAX_NIGHTS,
    NAMES,
    TUTORIAL,
    checked,
    edited,
    from_csv,
    from_text,
    rescaled,
    rows_of,
    to_csv,
    to_text,
)
from app.ui import session, storage
from app.ui.escape import escape_markdown
from core.data.nights import believable

FORM = SLEEP_STUDY.form
#: Nights that the button adds.
MORE = 20
UPLOAD = FORM.key("upload")


@dataclass
class Table:
    """What a visitor's table holds.

    Attributes
    ----------
    rows : list of dict
        What the editor was given.
    now : list of dict
        The same with all that was done to it since.
    text : str
        The nights of the run, as they stand in the address.
    version : int
        Of the editor: a new one begins from `rows`.
    shown : bool
        Whether the editor was on the page in the last run.
    problems : list of str
        What is wrong with `now`.
    news : list of str
        What the last change means for all other nights.
    upload : list of str
        What was wrong with the last file.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    now: list[dict[str, Any]] = field(default_factory=list)
    text: str = ""
    version: int = 0
    shown: bool = False
    problems: list[str] = field(default_factory=list)
    news: list[str] = field(default_factory=list)
    upload: list[str] = field(default_factory=list)

    def restart(self, rows: list[dict[str, Any]]) -> None:
        """Begin a new editor with some rows."""
        self.rows, self.now, self.version = rows, rows, self.version + 1


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
    """Return the nights that the run is to have: those typed, if they can be learned from."""
    state, settings = table(), session.page(SLEEP_STUDY).settings
    if settings.nights != state.text:  # from an address, a file or a button
        before = from_text(state.text) if state.text else ()
        state.news = rescaled(before, from_text(settings.nights))
        state.text, state.problems = settings.nights, []
        state.restart(rows_of(from_text(settings.nights)))
    elif state.shown:
        edits = storage.kept(_editor_key(state))
        state.now = edited(state.rows, edits if isinstance(edits, dict) else {})
        nights, state.problems = checked(state.now)
        if not state.problems and to_text(nights) != state.text:
            state.news = rescaled(from_text(state.text), nights)
            state.text = to_text(nights)
    chapter = storage.kept(FORM.key("chapter"))
    return {"nights": state.text, "chapter": chapter or settings.chapter}


def hide() -> None:
    """Take note that the editor is not on the page; what was typed is kept."""
    state = table()
    if state.shown:
        state.shown = False
        state.restart(state.now)


def _use(text: str, **more: Any) -> None:
    page = session.page(SLEEP_STUDY)
    session.set_up(SLEEP_STUDY, page.settings.but(nights=text, changes=(), **more), play=False)


def add() -> None:
    """Add believable nights, and hold some others out."""
    settings = session.page(SLEEP_STUDY).settings
    nights = from_text(settings.nights)
    X, scores = believable(min(MORE, MAX_NIGHTS - len(nights)), seed=len(nights))
    new = [(float(x[0]), float(x[1]), float(score[0])) for x, score in zip(X, scores, strict=True)]
    _use(to_text([*nights, *new]), held=settings.held or MORE)


def _start_over() -> None:
    """Go back to the tutorial's three nights."""
    _use(to_text(TUTORIAL), held=0)


def _take_upload() -> None:
    """Take the nights of a file, or say what is wrong with it."""
    state, file = table(), storage.kept(UPLOAD)
    state.upload = []
    if file is None:
        return
    nights, state.upload = from_csv(file.getvalue())  # type: ignore[attr-defined]
    if not state.upload:
        _use(to_text(nights))


def editor() -> None:
    """Draw the table with its buttons."""
    state = table()
    state.shown = True
    st.data_editor(
        pd.DataFrame(state.rows, columns=NAMES),
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        height=38 + 35 * (min(8, len(state.rows)) + 1),
        key=_editor_key(state),
        column_config={
            column.name: st.column_config.NumberColumn(
                f"{column.name}, {column.unit}",
                help=f"Takes {column.allowed}.",
                step=0.5 if column.unit == "hours" else 1.0,
            )
            for column in COLUMNS
        },
    )
    for problem in state.problems:
        st.error(escape_markdown(problem), icon=":material/table_rows:")
    for sentence in state.news:
        st.info(escape_markdown(sentence), icon=":material/straighten:")
    if state.problems:
        st.caption("The network goes on with the last table that it could learn from.")
    with st.container(horizontal=True):
        st.button(
            f"Add {MORE} believable nights",
            icon=":material/add:",
            on_click=add,
            help=f"Drawn so that they could be true; {MORE} others are held out, to see how the "
            "network does on nights it has never seen.",
        )
        st.button("The three nights", icon=":material/restart_alt:", on_click=_start_over)
        st.download_button(
            "Download CSV",
            to_csv(from_text(state.text)),
            "nights.csv",
            "text/csv",
            icon=":material/download:",
        )
    st.file_uploader(
        "Upload CSV: columns sleep, study and score",
        type=["csv", "txt"],
        key=UPLOAD,
        on_change=_take_upload,
    )
    for problem in state.upload:
        st.error(escape_markdown(problem), icon=":material/upload_file:")
