"""The widgets of what a teacher fills in."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from app.lessons.part_inputs import Input, Rows, Values
from app.ui import storage

#: Characters of a line and of several, at the most.
MAX_LINE, MAX_WORDS = 300, 900
#: Kind -> what an input without a default has at first; the others have nothing.
EMPTY: Mapping[str, Any] = {"line": "", "words": "", "check": False}


def draw(rows: Rows, prefix: str) -> None:
    """Draw inputs, those of a row side by side; `prefix` begins their keys."""
    for row in rows:
        columns = [st.container()] if len(row) == 1 else st.columns(len(row), gap="small")
        for column, one in zip(columns, row, strict=True):
            with column:
                key = f"{prefix}.{one.name}"
                if storage.kept(key) is None:
                    storage.keep(key, _empty(one))
                WIDGETS[one.kind](one, key)


def values_of(rows: Rows, prefix: str) -> Values:
    """Return what is filled in, by the names of the inputs.

    One that is still to be drawn has what it will have at first: on a slow machine a button may be
    pressed before that.
    """
    every = [one for row in rows for one in row]
    kept = {one.name: storage.kept(f"{prefix}.{one.name}") for one in every}
    return {one.name: _empty(one) if kept[one.name] is None else kept[one.name] for one in every}


def clear(rows: Rows, prefix: str) -> None:
    """Empty the inputs for the next part; what was chosen from a list stays chosen."""
    for row in rows:
        for one in row:
            if one.kind != "choice":
                storage.keep(f"{prefix}.{one.name}", _empty(one))


def _empty(one: Input) -> Any:
    """Return what an input has before anything is filled in."""
    return one.default if one.default is not None else EMPTY.get(one.kind)


def _common(one: Input, key: str) -> dict[str, Any]:
    """Return what every widget is told."""
    return {
        "label": one.label,
        "label_visibility": "visible" if one.is_labeled else "collapsed",
        "help": one.help or None,
        "key": key,
        # What is filled in stays while another form is shown.
        "persist_state": "session",
    }


# What is kept is each widget's default too: app/ui/controls.py says why.
def _line(one: Input, key: str) -> None:
    st.text_input(**_common(one, key), value=str(storage.kept(key)), max_chars=MAX_LINE)


def _words(one: Input, key: str) -> None:
    st.text_area(**_common(one, key), value=str(storage.kept(key)), max_chars=MAX_WORDS, height=100)


def _number(one: Input, key: str) -> None:
    value: Any = storage.kept(key)
    st.number_input(**_common(one, key), value=value, format="%.6g")


def _whole(one: Input, key: str) -> None:
    value: Any = storage.kept(key)
    low, high = one.least, one.most
    st.number_input(**_common(one, key), value=value, min_value=low, max_value=high, step=1)


def _choice(one: Input, key: str) -> None:
    options: Mapping[str, str] = one.options or {}
    if storage.kept(key) not in options:
        storage.keep(key, one.default or next(iter(options)))
    names = list(options)
    st.selectbox(
        **_common(one, key), options=names, index=names.index(str(storage.kept(key))),
        format_func=lambda name: options.get(name, ""),
    )  # fmt: skip


def _check(one: Input, key: str) -> None:
    st.checkbox(**_common(one, key), value=bool(storage.kept(key)))


WIDGETS: Mapping[str, Callable[[Input, str], Any]] = {
    "line": _line,
    "words": _words,
    "number": _number,
    "whole": _whole,
    "choice": _choice,
    "check": _check,
}
