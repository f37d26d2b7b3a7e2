"""A worksheet from the current weights: shown on the page, and as files."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from app.live.experiment import Experiment
from app.sections.worksheet.building import (
    DEFAULT_DIGITS,
    LARGEST,
    MAX_DIGITS,
    MIN_DIGITS,
    fits,
    worksheet,
)
from app.sections.worksheet.documents import to_html, to_markdown
from app.sections.worksheet.records import Sheet
from app.ui import session, storage
from app.ui.language import in_language
from core.language import N_, _, translated

WORDS = N_(
    "One update, number by number, with pencil and paper: forward, cost, back, gradient, update. "
    "The sheet has the weights of the epoch that is shown and one example; the key has the numbers "
    "of the engine. As Markdown to edit, or as a page to print."
)
#: Learning rate where the run's optimizer has none.
ALPHA = 0.5


@translated("label")
@dataclass(frozen=True)
class Download:
    """A file to download: label of its button, name, media type, and what writes it."""

    label: str
    name: str
    mime: str
    write: Callable[[Sheet], str]


DOWNLOADS = (
    Download(N_("Sheet to print"), "backpropagation-sheet.html", "text/html",
             partial(to_html, key=False)),
    Download(N_("Key to print"), "backpropagation-key.html", "text/html",
             partial(to_html, key=True)),
    Download(N_("Sheet, Markdown"), "backpropagation-sheet.md", "text/markdown",
             partial(to_markdown, key=False)),
    Download(N_("Key, Markdown"), "backpropagation-key.md", "text/markdown",
             partial(to_markdown, key=True)),
)  # fmt: skip


@st.fragment
@in_language
def worksheet_section(experiment: Experiment[Any]) -> None:
    """Draw the controls, and the sheet once it is made."""
    live = session.live(experiment)
    if live is None:
        return
    key = experiment.form.key
    with st.expander(_("Worksheet: calculate an update yourself"), icon=":material/edit_note:"):
        st.markdown(_(WORDS))
        if not fits(live.lab.network):
            _too_large(experiment)
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            example = st.number_input(
                _("Example"), 1, live.lab.m, key=key("sheet-example"),
                help=_("Its number among the training examples."),
            )  # fmt: skip
            digits = st.number_input(
                _("Digits"), MIN_DIGITS, MAX_DIGITS, DEFAULT_DIGITS, key=key("sheet-digits"),
                help=_("Significant digits of each answer."),
            )  # fmt: skip
            pressed = st.button(_("Make the sheet"), key=key("sheet-make"), icon=":material/edit:")
        if pressed:
            has_alpha = experiment.form.fields["alpha"].shown_if(live.settings.values)
            alpha = float(live.settings.alpha) if has_alpha else ALPHA
            with live.lock:
                made = worksheet(live.lab, live.front_epoch, int(example) - 1, alpha, int(digits))
            storage.keep(key("sheet"), made)
        kept = storage.kept(key("sheet"))
        if isinstance(kept, Sheet):
            _show(experiment, replace(kept, digits=int(digits)))


def _too_large(experiment: Experiment[Any]) -> None:
    """Draw what fits, and a button that sets it."""
    live = session.live(experiment)
    assert live is not None
    sizes = "-".join(map(str, live.lab.network.sizes))
    st.info(
        _("A network of {sizes} does not fit on a sheet: it takes at most {most}.").format(
            sizes=sizes, most="-".join(map(str, LARGEST))
        ),
        icon=":material/straighten:",
    )
    st.button(
        _("Take one hidden layer of 3"),
        on_click=session.set_up,
        args=(experiment, live.settings.but(hidden=(3,), changes=())),
        kwargs={"play": False},
        key=experiment.form.key("sheet-smaller"),
    )


def _show(experiment: Experiment[Any], sheet: Sheet) -> None:
    """Draw the files to download and the sheet itself."""
    with st.container(horizontal=True):
        for file in DOWNLOADS:
            st.download_button(
                file.label,
                file.write(sheet),
                file.name,
                file.mime,
                on_click="ignore",
                key=experiment.form.key(file.name),
                icon=":material/download:",
            )
    with st.container(border=True, height=420):
        st.markdown(to_markdown(sheet, key=False, level=4))
