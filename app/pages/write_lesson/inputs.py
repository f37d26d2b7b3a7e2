"""The widgets of what a teacher fills in."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import streamlit as st

from app.lessons.part_forms import Input, Rows, Values
from app.ui import storage

#: Characters of a line and of several, at the most.
MAX_LINE, MAX_WORDS = 300, 900
#: What is filled in stays while another form is shown.
STAYS: Literal["session"] = "session"


def draw(rows: Rows, prefix: str) -> None:
    """Draw inputs, those of a row side by side; `prefix` begins their keys."""
    for row in rows:
        columns = [st.container()] if len(row) == 1 else st.columns(len(row), gap="small")
        for column, one in zip(columns, row, strict=True):
            with column:
                key = f"{prefix}.{one.name}"
                storage.default(key, one.default)
                WIDGETS[one.kind](one, key)


def values_of(rows: Rows, prefix: str) -> Values:
    """Return what is filled in, by the names of the inputs."""
    return {one.name: storage.kept(f"{prefix}.{one.name}") for row in rows for one in row}


def clear(rows: Rows, prefix: str) -> None:
    """Empty the inputs for the next part; what was chosen from a list stays chosen."""
    for row in rows:
        for one in row:
            if one.kind != "choice":
                storage.keep(f"{prefix}.{one.name}", one.default)


def _line(one: Input, key: str) -> None:
    if storage.kept(key) is None:
        storage.keep(key, "")
    st.text_input(
        one.label, key=key, max_chars=MAX_LINE, help=one.help or None, persist_state=STAYS
    )  # fmt: skip


def _words(one: Input, key: str) -> None:
    if storage.kept(key) is None:
        storage.keep(key, "")
    st.text_area(
        one.label, key=key, max_chars=MAX_WORDS, height=100, help=one.help or None,
        persist_state=STAYS,
    )  # fmt: skip


def _number(one: Input, key: str) -> None:
    st.number_input(
        one.label, value=None, key=key, format="%.6g", help=one.help or None, persist_state=STAYS
    )  # fmt: skip


def _whole(one: Input, key: str) -> None:
    st.number_input(
        one.label, value=None, min_value=one.least, max_value=one.most, step=1, key=key,
        help=one.help or None, persist_state=STAYS,
    )  # fmt: skip


def _choice(one: Input, key: str) -> None:
    options: Mapping[str, str] = one.options or {}
    if storage.kept(key) not in options:
        storage.keep(key, next(iter(options)))
    st.selectbox(
        one.label, list(options), format_func=lambda name: options.get(name, ""), key=key,
        help=one.help or None, persist_state=STAYS,
    )  # fmt: skip


def _check(one: Input, key: str) -> None:
    if storage.kept(key) is None:
        storage.keep(key, False)
    st.checkbox(one.label, key=key, help=one.help or None, persist_state=STAYS)


WIDGETS: Mapping[str, Callable[[Input, str], Any]] = {
    "line": _line,
    "words": _words,
    "number": _number,
    "whole": _whole,
    "choice": _choice,
    "check": _check,
}
