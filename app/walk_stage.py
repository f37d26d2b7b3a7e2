"""A walk on the page: one component that plays it in the browser."""

from collections.abc import Callable

import streamlit as st

from app.base_path import under_base_path
from app.paths import ASSETS_ROUTE
from app.stage import LOADER
from app.walk import Walk


def walk_stage(walk: Walk, on_pick: Callable[[], None] | None = None) -> None:
    """Mount the component with a walk; `on_pick` is called when a point was clicked."""
    mount = st.components.v2.component(
        "glassnet_walk",
        js=LOADER.format(path=under_base_path(f"{ASSETS_ROUTE}/walk/walk.js")),
        isolate_styles=False,
    )
    mount(key=walk.page, data=walk.message(), on_pick_change=on_pick or _nothing)


def _nothing() -> None:
    """Do nothing: this walk has no start to choose."""
