"""Custom components: one line of JavaScript loads a module from the assets route."""

from typing import Any

import streamlit as st

from app.hosting.base_path import under_base_path
from app.hosting.paths import LASTING_ASSETS_ROUTE

# Streamlit sends this text with every mount, so it is short.
LOADER = """
export default async (component) => {{
  const url = new URL("{path}", window.location.origin);
  return (await import(url.href)).default(component);
}}
"""


def mount(module: str, key: str, data: bytes | str | dict[str, Any], **callbacks: Any) -> None:
    """Mount the component that a module of assets/ exports by default.

    Parameters
    ----------
    module : str
        Its path in assets/, without ``.js``, as "live/stage".
    key : str
        Key of the browser's answers in the session state.
    data : bytes, str or dict
        Passed to the module.
    **callbacks : callable
        ``on_..._change``: called when the browser sends that value.
    """
    path = under_base_path(f"{LASTING_ASSETS_ROUTE}/{module}.js")
    name = f"glassnet_{module.replace('/', '_')}"
    component = st.components.v2.component(name, js=LOADER.format(path=path), isolate_styles=False)
    component(key=key, data=data, **callbacks)
