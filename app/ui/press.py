"""A button whose press is not lost.

Streamlit may end a run of the script before it comes to what follows a button, for another run that
was asked for meanwhile; the press was part of the run that has ended. A callback comes before
anything else of a run, so it notes the press, until it was acted on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import streamlit as st

from app.ui import storage


@contextmanager
def press(label: str, key: str, **how: Any) -> Iterator[bool]:
    """Draw a button; within the block, what follows from its press is done.

    Parameters
    ----------
    label, key : str
    **how
        As ``st.button`` takes it.

    Yields
    ------
    bool
        Whether it was pressed, and what follows has not been done. If the block is left by an
        exception other than by ``st.rerun``, that holds again in the next run of the script.
    """
    st.button(label, key=key, on_click=partial(storage.keep, _note(key), True), **how)
    is_pressed = bool(storage.kept(_note(key)))
    yield is_pressed
    if is_pressed:
        forget_press(key)


def forget_press(key: str) -> None:
    """Forget the press of a button that is no longer on the page."""
    storage.keep(_note(key), False)


def _note(key: str) -> str:
    return f"{key}.pressed"
