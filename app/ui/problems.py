"""Notes on what was wrong with an address."""

from collections.abc import Iterable

import streamlit as st

from app.ui.escape import escape_markdown


def show_problems(problems: Iterable[str]) -> None:
    """Show a note for each problem."""
    for problem in problems:
        st.toast(escape_markdown(problem), icon=":material/link_off:", duration=8)
