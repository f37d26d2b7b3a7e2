"""The upload of digits on the page: a file in, a run of its own or a sentence out."""

import streamlit as st

from app import session, uploads
from app.experiments.digits import DIGITS
from app.plain import plain
from core.digits import MAX_BYTES, read_examples

UPLOAD, TOLD = DIGITS.form.key("upload"), DIGITS.form.key("told")


def file_in_force() -> dict[str, str]:
    """Return the file that the address says: it has no widget of its own."""
    return {"file": session.page(DIGITS).settings.file}


def _take() -> None:
    """Take the digits of the file that was just brought, or say what is wrong with it."""
    file = session.kept(UPLOAD)
    session.keep(TOLD, "")
    if file is None:
        return
    data = file.getvalue()  # type: ignore[attr-defined]
    try:
        name = uploads.keep(data, read_examples(data))
    except ValueError as error:
        session.keep(TOLD, str(error))
        return
    settings = session.page(DIGITS).settings
    session.set_up(DIGITS, settings.but(source="upload", file=name, changes=()), play=False)


def upload() -> None:
    """Draw the place for a file, and what was wrong with the last one."""
    with st.expander("Bring your own digits", icon=":material/upload_file:"):
        st.file_uploader(
            "A .mat file with X and y, as exercise 4's ex4data1.mat",
            type=["mat"],
            key=UPLOAD,
            on_change=_take,
            help="X holds a picture a row, its pixels column by column; y the labels, 0 to 9 or "
            f"1 to 10 with 10 for 0. At most {MAX_BYTES // 1_000_000} MB.",
        )
        if told := session.kept(TOLD):
            st.error(plain(str(told)), icon=":material/block:")
