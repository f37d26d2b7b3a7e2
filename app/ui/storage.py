"""What is kept for a visitor from one run of the script to the next."""

from typing import Any

import streamlit as st


def keep(key: str, value: object) -> None:
    """Keep something of a page for as long as the visitor stays."""
    st.session_state[key] = value


def kept(key: str) -> object:
    """Return what was kept, or None."""
    return st.session_state.get(key)


def sent(key: str, name: str) -> object:
    """Return what a component has just sent under a name, or None."""
    return (st.session_state.get(key) or {}).get(name)


def default(key: str, value: Any) -> None:
    """Give a widget that appears for the first time its value."""
    if key not in st.session_state:
        st.session_state[key] = value
