"""What is kept for a visitor between two runs of the script."""

from typing import Any

import streamlit as st


def keep(key: str, value: object) -> None:
    """Keep an object for as long as the visitor's session lasts."""
    st.session_state[key] = value


def kept(key: str) -> object:
    """Return the object kept under a key, or None."""
    return st.session_state.get(key)


def sent(key: str, name: str) -> object:
    """Return the value that a component has just sent under a name, or None."""
    return (st.session_state.get(key) or {}).get(name)


def default(key: str, value: Any) -> None:
    """Set the initial value of a widget."""
    if key not in st.session_state:
        st.session_state[key] = value


def asked(key: str) -> str | None:
    """Return the value that the browser's address has for a key that is no setting, or None."""
    return st.query_params.get(key)
