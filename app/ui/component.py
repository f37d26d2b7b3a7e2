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


def mount(name: str, key: str, data: bytes | str, **callbacks: Any) -> None:
    """Mount the component whose module is ``assets/name/name.js``.

    Parameters
    ----------
    name : str
    key : str
        Under which the browser's answers are kept.
    data : bytes or str
        What the module is handed.
    **callbacks : callable
        ``on_..._change``: what to do when the browser sends that value.
    """
    path = under_base_path(f"{ASSETS_ROUTE}/{name}/{name}.js")
    component = st.components.v2.component(
        f"glassnet_{name}", js=LOADER.format(path=path), isolate_styles=False
    )
    component(key=key, data=data, **callbacks)
