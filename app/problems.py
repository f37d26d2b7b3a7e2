"""What was wrong with an address, said once."""

import streamlit as st

from app import session
from app.plain import plain


def say_problems() -> None:
    """Show a note for each problem that has not been said yet."""
    for problem in session.problems_once():
        st.toast(plain(problem), icon=":material/link_off:", duration=20)
