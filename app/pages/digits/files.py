"""Uploads of pictures or weights for the digits page, and the button that fetches MNIST."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from app.jobs.child import Report
from app.jobs.job import Job, JobError
from app.pages.digits import uploads
from app.pages.digits.experiment import DIGITS
from app.pages.digits.uploads import Content
from app.ui import session, storage
from app.ui.escape import escape_markdown
from app.ui.language import in_language
from core.data import mnist
from core.data.digits import MAX_BYTES, Digits, read_examples, read_weights
from core.language import N_, _
from core.types import Array

FORM = DIGITS.form
#: Examples of MNIST to begin with, as many as the exercise has.
EXAMPLES = 5000


def _read_pictures(data: bytes, report: Report) -> Digits:
    return read_examples(data).packed()


def _read_weights(data: bytes, report: Report) -> tuple[Array, ...]:
    return read_weights(data)


#: What reads a file; the reader has bounds of its own within these.
READ_PICTURES = Job(N_("Reading the file"), _read_pictures, seconds=40.0, megabytes=500)
READ_WEIGHTS = Job(N_("Reading the file"), _read_weights, seconds=40.0, megabytes=500)


def files_in_force() -> dict[str, str]:
    """Return the names of the files in use, as these fields have no widgets."""
    settings = session.page(DIGITS).settings
    return {"file": settings.file, "weights": settings.weights}


def _pictures(name: str, content: Content) -> dict[str, Any]:
    """Return the settings that a file of pictures changes."""
    return {"source": "upload", "file": name}


def _weights(name: str, content: Content) -> dict[str, Any]:
    """Return the settings that a file of weights changes: the network among them."""
    assert isinstance(content, tuple)  # read by read_weights
    return {"weights": name, "hidden": tuple(len(theta) for theta in content[:-1])}


@in_language
def _take(
    kind: str,
    read: Job[Any],
    sets: Callable[[str, Content], dict[str, Any]],
) -> None:
    """Use the file that was just uploaded, or keep a message on what is wrong with it."""
    file = storage.kept(FORM.key(kind))
    storage.keep(FORM.key(f"{kind}-problem"), "")
    if file is None:
        return
    data = file.getvalue()  # type: ignore[attr-defined]
    try:
        content = read.run(data, owner=session.visitor().key)
        name = uploads.keep(data, content)
    except (ValueError, JobError) as error:
        storage.keep(FORM.key(f"{kind}-problem"), str(error))
        return
    values = sets(name, content)
    settings = session.page(DIGITS).settings
    session.set_up(DIGITS, settings.but(changes=(), **values), play=False)


def _discard_weights() -> None:
    """Draw the initial weights instead of using those of a file."""
    settings = session.page(DIGITS).settings
    session.set_up(DIGITS, settings.but(weights="", changes=()), play=False)


def upload() -> None:
    """Draw the file uploaders with their problems, and the button for MNIST."""
    with st.expander(_("Use your own digits or weights, or MNIST"), icon=":material/upload_file:"):
        left, right = st.columns(2, gap="large")
        with left:
            _uploader(
                "pictures",
                _("Digits: a .mat file with X and y, as ex4data1.mat"),
                _(
                    "X holds a picture a row, its pixels column by column; y the labels, 0 to 9 or "
                    "1 to 10 with 10 for 0."
                ),
                READ_PICTURES,
                _pictures,
            )
        with right:
            _uploader(
                "weights-file",
                _("Weights: a .mat file with Theta1 and Theta2, as ex4weights.mat"),
                _(
                    "A unit a row, its bias first, pixels column by column; the last output is the "
                    "digit 0. Cost, accuracy and pictures are there at once, without training."
                ),
                READ_WEIGHTS,
                _weights,
            )
            if session.page(DIGITS).settings.weights:
                st.button(_("Draw initial weights instead"), on_click=_discard_weights)
        _mnist()


def _mnist() -> None:
    """Draw the button that fetches MNIST, and the progress while it does."""
    st.markdown(
        _(
            "**MNIST**, 70,000 digits of 28 × 28, reduced to 20 × 20. It is fetched from "
            "OpenML once and kept on this server; that needs a network, and a minute."
        )
    )
    if not st.button(_("Fetch MNIST"), icon=":material/download:"):
        return
    bar = st.progress(0.0)

    def report(share: float, words: str) -> None:
        bar.progress(share, text=words)

    try:
        mnist.fetch(report)
    except mnist.FetchError as error:
        bar.empty()
        st.error(escape_markdown(str(error)), icon=":material/cloud_off:")
        return
    settings = session.page(DIGITS).settings
    now = settings.but(source="mnist", weights="", examples=EXAMPLES, changes=())
    session.set_up(DIGITS, now, play=False)
    st.rerun()


def _uploader(
    kind: str,
    label: str,
    hint: str,
    read: Job[Any],
    sets: Callable[[str, Content], dict[str, Any]],
) -> None:
    """Draw the uploader for one kind of file, and what was wrong with the last one."""
    st.file_uploader(
        label,
        type=["mat"],
        key=FORM.key(kind),
        on_change=partial(_take, kind, read, sets),
        help=f"{hint} " + _("At most {most} MB.").format(most=MAX_BYTES // 1_000_000),
    )
    if problem := storage.kept(FORM.key(f"{kind}-problem")):
        st.error(escape_markdown(str(problem)), icon=":material/block:")
