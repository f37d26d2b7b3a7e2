"""Which pages may ask the server's own routes."""

from urllib.parse import urlsplit

import streamlit as st


def is_own_origin(origin: str | None, host: str) -> bool:
    """Return whether a request comes from one of the server's own pages, or from no browser.

    Other addresses are taken where the host has allowed them, by Streamlit's options
    ``server.corsAllowedOrigins`` and ``server.enableCORS``.

    Parameters
    ----------
    origin : str or None
        The header Origin, which every browser sends with a POST.
    host : str
        The header Host.
    """
    if origin is None or not st.get_option("server.enableCORS"):
        return True
    allowed = {one.strip() for one in st.get_option("server.corsAllowedOrigins")}
    try:
        return urlsplit(origin).netloc == host or origin in allowed
    except ValueError:
        return False
