"""What is kept for a visitor between two runs of the script."""

from typing import Any, NamedTuple

import streamlit as st

from app.ui.addresses import path_in_browser


class Address(NamedTuple):
    """An address of the app.

    Attributes
    ----------
    path : str or None
        Last part of its path; None for a client that sends none.
    query : dict
    """

    path: str | None
    query: dict[str, str]


def first_address() -> Address:
    """Return the address with which the visitor's session began."""
    if "_first_address" not in st.session_state:
        first = Address(path_in_browser(), st.query_params.to_dict())
        st.session_state["_first_address"] = first
    found: Address = st.session_state["_first_address"]
    return found


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
