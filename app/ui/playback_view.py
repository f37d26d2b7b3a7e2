"""A playback on the page: one component that plays it in the browser."""

from collections.abc import Callable

import streamlit as st

from app.playback.playback import Playback
from app.ui.component import mount


def playback_view(playback: Playback, on_pick: Callable[[], None] | None = None) -> None:
    """Mount the component; `on_pick` is called when a point was clicked."""
    with st.container(key=f"picture-{playback.page}"):
        mount(
            "playback/playback",
            playback.page,
            playback.message(),
            on_pick_change=on_pick or _nothing,
        )


def _nothing() -> None:
    """Do nothing: this playback has no start to choose."""
