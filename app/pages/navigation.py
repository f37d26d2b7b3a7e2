"""Streamlit's navigation: all pages, their former addresses, and a page for unknown addresses."""

from collections.abc import Callable, Iterable

import streamlit as st
from streamlit.navigation.page import Page

from app.pages.table import PageRecord
from app.settings.old_addresses import OLD_PATHS
from app.ui.addresses import path_in_browser, url_path

#: Name for Streamlit of the page at the root; its path is empty.
ROOT = "root"


def navigation(records: Iterable[PageRecord]) -> Page:
    """Draw the navigation and return the page that the browser's address asks for.

    Every page answers to its own name and to its former ones. An unknown address shows a page that
    says so and links to all pages.
    """
    pages, hidden = [], []
    for record in records:
        own, old = url_path(record.name), OLD_PATHS.get(record.name, ())
        # The page at the root needs an alias for its own name.
        first = "" in old
        path = ROOT if first else own
        pages.append(st.Page(record.render, title=record.title, url_path=path, default=first))
        aliases = [path for path in (own if first else "", *old) if path]
        hidden += [_hidden(record.render, record.title, path) for path in aliases]
    known = {ROOT, *(page.url_path for page in (*pages, *hidden))}
    asked = path_in_browser()
    if asked is not None and asked not in known:
        hidden.append(_hidden(lambda: _show_unknown(pages), "Glassnet", asked))
    return st.navigation([*pages, *hidden], position="top")


def _hidden(show: Callable[[], None], title: str, path: str) -> Page:
    """Return a page that the navigation does not list."""
    return st.Page(show, title=title, url_path=path, visibility="hidden")


def _show_unknown(pages: Iterable[Page]) -> None:
    """Show that no page has this address, and links to all pages."""
    st.markdown("### There is no page at this address")
    st.markdown("These are all the pages:")
    for page in pages:
        st.page_link(page, label=page.title)
