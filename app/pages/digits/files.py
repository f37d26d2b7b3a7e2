"""Files for the digits page: pictures or weights in, a run of its own or a sentence out."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from app.pages.digits import uploads
from app.pages.digits.experiment import DIGITS
from app.pages.digits.uploads import Content
from app.ui import session, storage
from app.ui.escape import escape_markdown
from core.data import mnist
from core.data.digits import MAX_BYTES, read_examples, read_weights

FORM = DIGITS.form
ICON = ":material/upload_file:"
#: Of MNIST, to begin with: as many as the exercise has.
EXAMPLES = 5000


def files_in_force() -> dict[str, str]:
    """Return the files that the page stands for: they have no widgets of their own."""
    settings = session.page(DIGITS).settings
    return {"file": settings.file, "weights": settings.weights}


def _pictures(name: str, content: Content) -> dict[str, Any]:
    """Return what a file of pictures sets."""
    return {"source": "upload", "file": name}


def _weights(name: str, content: Content) -> dict[str, Any]:
    """Return what a file of weights sets: the network that they are of."""
    assert isinstance(content, tuple)  # read as weights
    return {"weights": name, "hidden": tuple(len(theta) for theta in content[:-1])}


def _take(
    kind: str,
    read: Callable[[bytes], Content],
    sets: Callable[[str, Content], dict[str, Any]],
) -> None:
    """Take the file that was just brought, or say what is wrong with it."""
    file = storage.kept(FORM.key(kind))
    storage.keep(FORM.key(f"{kind}-told"), "")
    if file is None:
        return
    data = file.getvalue()  # type: ignore[attr-defined]
    try:
        content = read(data)
    except ValueError as error:
        storage.keep(FORM.key(f"{kind}-told"), str(error))
        return
    values = sets(uploads.keep(data, content), content)
    settings = session.page(DIGITS).settings
    session.set_up(DIGITS, settings.but(changes=(), **values), play=False)


def _forget_weights() -> None:
    """Draw the first weights again."""
    settings = session.page(DIGITS).settings
    session.set_up(DIGITS, settings.but(weights="", changes=()), play=False)


def upload() -> None:
    """Draw the places for files, and what was wrong with the last ones."""
    with st.expander(
        "Bring digits or weights of your own, or MNIST", icon=":material/upload_file:"
    ):
        left, right = st.columns(2, gap="large")
        with left:
            _place(
                "pictures",
                "Digits: a .mat file with X and y, as ex4data1.mat",
                "X holds a picture a row, its pixels column by column; y the labels, 0 to 9 or 1 "
                "to 10 with 10 for 0.",
                read_examples,
                _pictures,
            )
        with right:
            _place(
                "weights-file",
                "Weights: a .mat file with Theta1 and Theta2, as ex4weights.mat",
                "A unit a row, its bias first, pixels column by column; the last output is the "
                "digit 0. Cost, accuracy and pictures are there at once, without training.",
                read_weights,
                _weights,
            )
            if session.page(DIGITS).settings.weights:
                st.button("Draw first weights instead", on_click=_forget_weights)
        _mnist()


def _mnist() -> None:
    """Draw the button that fetches MNIST, and while that is done how far it is."""
    st.markdown(
        "**MNIST**, 70,000 digits of 28 × 28, made 20 × 20 as exercise 4's are. It is fetched from "
        "OpenML once and kept on this server; that needs a network, and a minute."
    )
    if not st.button("Fetch MNIST", icon=":material/download:"):
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


def _place(
    kind: str,
    label: str,
    hint: str,
    read: Callable[[bytes], Content],
    sets: Callable[[str, Content], dict[str, Any]],
) -> None:
    """Draw the place for one kind of file."""
    st.file_uploader(
        label,
        type=["mat"],
        key=FORM.key(kind),
        on_change=partial(_take, kind, read, sets),
        help=f"{hint} At most {MAX_BYTES // 1_000_000} MB.",
    )
    if told := storage.kept(FORM.key(f"{kind}-told")):
        st.error(escape_markdown(str(told)), icon=":material/block:")
