"""Components of our own: one line to the browser, the rest comes from the assets route."""

from typing import Any

import streamlit as st

from app.hosting.base_path import under_base_path
from app.hosting.paths import ASSETS_ROUTE

# What is sent with each mount is this line.
LOADER = """
export default async (component) => {{
  const url = new URL("{path}", window.location.origin);
  return (await import(url.href)).default(component);
}}
"""


def mount(module: str, key: str, data: bytes | str, **callbacks: Any) -> None:
    """Mount the component that a module of assets/ exports by default.

    Parameters
    ----------
    module : str
        Its path in assets/, without ``.js``, as "live/stage".
    key : str
        Under which the browser's answers are kept.
    data : bytes or str
        What the module is handed.
    **callbacks : callable
        ``on_..._change``: what to do when the browser sends that value.
    """
    path = under_base_path(f"{ASSETS_ROUTE}/{module}.js")
    name = f"glassnet_{module.replace('/', '_')}"
    component = st.components.v2.component(name, js=LOADER.format(path=path), isolate_styles=False)
    component(key=key, data=data, **callbacks)
