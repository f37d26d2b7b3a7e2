"""The path under which the app is served, where a proxy gives it one of its own."""

import streamlit as st


def under_base_path(path: str) -> str:
    """Return an absolute path on this server, base path included.

    Parameters
    ----------
    path : str
        Begins with "/", as in "/assets".
    """
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}{path}" if base else path
