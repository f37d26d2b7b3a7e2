"""Worksheets from the page's settings: one shown on the page, and a class's as files."""

from collections.abc import Callable, Sequence
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
    MOST_EXAMPLES,
    fits,
)
from app.sections.worksheet.documents import to_markdown
from app.sections.worksheet.paper import to_html
from app.sections.worksheet.records import Sheet
from app.sections.worksheet.variants import MOST_VARIANTS, variants
from app.settings.settings import in_words
from app.ui import addresses, session, storage
from app.ui.escape import escape_markdown
from app.ui.language import in_language
from app.ui.press import press
from core.language import N_, _, ngettext, translated

WORDS = N_(
    "One update, number by number, with pencil and paper: forward, cost, back, gradient, update. "
    "Each variant has the initial weights of the next seed, and is one page; so is its key. The "
    "key has the numbers of the engine: every sheet bears the address of the page that shows its "
    "step. As Markdown to edit, or as pages to print."
)


@translated("label")
@dataclass(frozen=True)
class Download:
    """A file to download: label of its button, name, media type, and what writes it."""

    label: str
    name: str
    mime: str
    write: Callable[[Sequence[Sheet]], str]


DOWNLOADS = (
    Download(N_("Sheets to print"), "backpropagation-sheet.html", "text/html",
             partial(to_html, key=False)),
    Download(N_("Keys to print"), "backpropagation-key.html", "text/html",
             partial(to_html, key=True)),
    Download(N_("Sheets, Markdown"), "backpropagation-sheet.md", "text/markdown",
             partial(to_markdown, key=False)),
    Download(N_("Keys, Markdown"), "backpropagation-key.md", "text/markdown",
             partial(to_markdown, key=True)),
)  # fmt: skip


@st.fragment
@in_language
def worksheet_section(experiment: Experiment[Any]) -> None:
    """Draw the controls, and the sheets once they are made."""
    live = session.live(experiment)
    if live is None:
        return
    if session.page(experiment).widgets_behind:
        st.rerun()  # a button of the section has set up the page, all of which follows
    if live.settings.worksheet:
        _is_of_a_worksheet(experiment)
    key = experiment.form.key
    with st.expander(_("Worksheet: calculate an update yourself"), icon=":material/edit_note:"):
        st.markdown(_(WORDS))
        if not fits(live.lab.network):
            _too_large(experiment)
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            n_variants = st.number_input(
                _("Variants"), 1, MOST_VARIANTS, key=key("sheet-variants"), width=150,
                help=_("How many sheets with other numbers, 1 to {most}: one for each student.")
                .format(most=MOST_VARIANTS),
            )  # fmt: skip
            n_examples = st.number_input(
                _("Examples of the update"), 1, MOST_EXAMPLES, key=key("sheet-examples"),
                width=200,
                help=_("1, or a batch of 2 to {most}, whose sums the sheet writes out.")
                .format(most=MOST_EXAMPLES),
            )  # fmt: skip
            digits = st.number_input(
                _("Digits"), MIN_DIGITS, MAX_DIGITS, DEFAULT_DIGITS, key=key("sheet-digits"),
                width=150, help=_("Significant digits of each answer."),
            )  # fmt: skip
            with press(_("Make the sheets"), key("sheet-make"), icon=":material/edit:") as pressed:
                if pressed:
                    _make(experiment, int(n_examples), int(n_variants))
        kept = storage.kept(key("sheets"))
        if isinstance(kept, str):
            st.error(escape_markdown(kept) + ".", icon=":material/block:")
        elif isinstance(kept, tuple):
            _show(experiment, [replace(sheet, digits=int(digits)) for sheet in kept])


def _make(experiment: Experiment[Any], n_examples: int, n_variants: int) -> None:
    """Keep the sheets that were asked for, or why there are none."""
    live = session.live(experiment)
    assert live is not None
    address = partial(addresses.in_full, experiment.form.name)
    made: tuple[Sheet, ...] | str
    try:
        made = variants(experiment, live.settings, n_examples, n_variants, address)
    except ValueError as error:
        made = in_words(error, experiment.form.fields.values())
    storage.keep(experiment.form.key("sheets"), made)


def _is_of_a_worksheet(experiment: Experiment[Any]) -> None:
    """Say that the page has the examples of a worksheet alone, with a button for all of them."""
    live = session.live(experiment)
    assert live is not None
    n = live.settings.worksheet
    st.info(
        ngettext(
            "This is the step of a worksheet: {n} example, and numbers of three decimals.",
            "This is the step of a worksheet: {n} examples, and numbers of three decimals.",
            n,
        ).format(n=n),
        icon=":material/edit_note:",
    )
    st.button(
        _("Take all examples"),
        on_click=session.set_up,
        args=(experiment, live.settings.alone.but(worksheet=0, changes=())),
        kwargs={"play": False},
        key=experiment.form.key("sheet-all"),
    )


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


def _show(experiment: Experiment[Any], sheets: Sequence[Sheet]) -> None:
    """Draw the files to download, and the first sheet."""
    with st.container(horizontal=True):
        for file in DOWNLOADS:
            st.download_button(
                file.label,
                # Written when it is asked for: forty sheets take 5 MB.
                in_language(partial(file.write, sheets)),
                file.name,
                file.mime,
                on_click="ignore",
                key=experiment.form.key(file.name),
                icon=":material/download:",
            )
    with st.container(border=True, height=420):
        st.markdown(to_markdown(sheets[:1], key=False, level=4))
