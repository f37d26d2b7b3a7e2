"""Admission: as many visitors as the host allows see a page, the next one reads that it is full."""

from collections.abc import Callable

import streamlit as st

from app.hosting import logs, metrics
from app.hosting.visitors import VISITORS
from app.ui import session
from core.language import _


def show_if_admitted(show: Callable[[], None]) -> None:
    """Show a page, or a message that this server is full."""
    if session.admitted():
        show()
        return
    metrics.REFUSED.labels("full").inc()
    logs.event("full", sessions=len(VISITORS))
    st.warning(
        _(
            "This server is full: it has room for {most:,} visitors at a time. Somebody who "
            "closes the page makes room within two minutes."
        ).format(most=VISITORS.most),
        icon=":material/hourglass:",
    )
    st.button(_("Try again"), icon=":material/refresh:")
