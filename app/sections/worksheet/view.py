"""A worksheet from the present weights, to be looked at and taken along."""

from dataclasses import replace
from typing import Any

import streamlit as st

from app.live.experiment import Experiment
from app.sections.worksheet.documents import to_html, to_markdown
from app.sections.worksheet.worksheet import (
    FEWEST,
    MOST,
    MOST_DIGITS,
    USUAL,
    Sheet,
    fits,
    worksheet,
)
from app.ui import session, storage

WORDS = (
    "One update, number by number, with pencil and paper: forward, cost, back, gradient, update. "
    "The sheet takes the weights of the epoch that is shown and one example; the key has the "
    "engine’s own numbers. As Markdown to change, or as a page to print."
)
#: Where the run's optimizer has no learning rate.
ALPHA = 0.5
#: (sheet or key, what the button says, ending, kind of file)
FILES = (
    (False, "Sheet to print", "html", "text/html"),
    (True, "Key to print", "html", "text/html"),
    (False, "Sheet, Markdown", "md", "text/markdown"),
    (True, "Key, Markdown", "md", "text/markdown"),
)


@st.fragment
def worksheet_section(experiment: Experiment[Any]) -> None:
    """Draw what makes a sheet, and the sheet once it is made."""
    live = session.live(experiment)
    if live is None:
        return
    key = experiment.form.key
    with st.expander("Worksheet: calculate an update yourself", icon=":material/edit_note:"):
        st.markdown(WORDS)
        if not fits(live.lab.network):
            _too_large(experiment)
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            example = st.number_input(
                "Example", 1, live.lab.m, key=key("sheet-example"),
                help="Its number among the training examples.",
            )  # fmt: skip
            digits = st.number_input(
                "Digits", FEWEST, MOST_DIGITS, USUAL, key=key("sheet-digits"),
                help="Digits that count in each answer.",
            )  # fmt: skip
            pressed = st.button("Make the sheet", key=key("sheet-make"), icon=":material/edit:")
        if pressed:
            has_alpha = experiment.form.fields["alpha"].shown_if(live.settings.values)
            alpha = float(live.settings.alpha) if has_alpha else ALPHA
            made = worksheet(live.lab, live.shown_epoch, int(example) - 1, alpha, int(digits))
            storage.keep(key("sheet"), made)
        kept = storage.kept(key("sheet"))
        if isinstance(kept, Sheet):
            _show(experiment, replace(kept, digits=int(digits)))


def _too_large(experiment: Experiment[Any]) -> None:
    """Say what fits, and offer it."""
    live = session.live(experiment)
    assert live is not None
    sizes = "-".join(map(str, live.lab.network.sizes))
    st.info(
        f"A network of {sizes} does not fit on a sheet: it takes at most "
        f"{'-'.join(map(str, MOST))}.",
        icon=":material/straighten:",
    )
    st.button(
        "Take one hidden layer of 3",
        on_click=session.set_up,
        args=(experiment, live.settings.but(hidden=(3,), changes=())),
        kwargs={"play": False},
        key=experiment.form.key("sheet-smaller"),
    )


def _show(experiment: Experiment[Any], sheet: Sheet) -> None:
    """Draw the files and the sheet itself."""
    with st.container(horizontal=True):
        for is_key, label, ending, mime in FILES:
            write = to_html if ending == "html" else to_markdown
            st.download_button(
                label,
                write(sheet, key=is_key),
                f"backpropagation-{'key' if is_key else 'sheet'}.{ending}",
                mime,
                on_click="ignore",
                key=experiment.form.key(f"sheet-{ending}-{is_key}"),
                icon=":material/download:",
            )
    with st.container(border=True, height=420):
        st.markdown(to_markdown(sheet, key=False, level=4))
