"""The pages that the navigation knows, for whoever sends a visitor to another one."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from app.hosting.base_path import under_base_path
from app.ui import storage
from app.ui.addresses import url_path

KEPT = "_pages"


def know(pages: Mapping[str, Page]) -> None:
    """Take in the pages by their names."""
    storage.keep(KEPT, dict(pages))


def switch_to(name: str) -> None:
    """Show another page; this run of the script ends here. Nothing where a page stands alone."""
    pages = storage.kept(KEPT)
    if isinstance(pages, dict) and name in pages:
        st.switch_page(pages[name])


def title_of(name: str) -> str:
    """Return the title of a page, or its name where it stands alone."""
    pages = storage.kept(KEPT)
    return str(pages[name].title) if isinstance(pages, dict) and name in pages else name


def address_of_page(name: str, query: str) -> str:
    """Return the path and query of a page."""
    return under_base_path(f"/{url_path(name)}?{query}")


def whole_address(path: str) -> str:
    """Return the address of a path on this server, with the host that the browser knows."""
    found = urlsplit(str(st.context.url or ""))
    return f"{found.scheme}://{found.netloc}{path}" if found.netloc else path
