"""What was wrong with an address, said once."""

from collections.abc import Iterable

import streamlit as st

from app.ui.escape import plain


def say_problems(problems: Iterable[str]) -> None:
    """Show a note for each problem."""
    for problem in problems:
        st.toast(plain(problem), icon=":material/link_off:", duration=20)
