"""The pages in Streamlit's navigation, addresses of before, and addresses that lead nowhere."""

from collections.abc import Callable, Iterable

import streamlit as st
from streamlit.navigation.page import Page

from app.pages.table import PageRecord
from app.settings.old_addresses import OLD_PATHS
from app.ui.addresses import path_in_browser, url_path

#: What Streamlit calls the page at the root, which has no path there.
ROOT = "root"


def navigation(records: Iterable[PageRecord]) -> Page:
    """Draw the navigation and return the page that the browser's address asks for.

    Every page answers to its own name and to those of before. Under an unknown address stands a
    page that says so.
    """
    pages, hidden = [], []
    for record in records:
        own, old = url_path(record.name), OLD_PATHS.get(record.name, ())
        # The page at the root answers to its own name by one alias more.
        first = "" in old
        path = ROOT if first else own
        pages.append(st.Page(record.render, title=record.title, url_path=path, default=first))
        aliases = [path for path in (own if first else "", *old) if path]
        hidden += [_hidden(record.render, record.title, path) for path in aliases]
    known = {ROOT, *(page.url_path for page in (*pages, *hidden))}
    asked = path_in_browser()
    if asked is not None and asked not in known:
        hidden.append(_hidden(lambda: _say_unknown(pages), "Glassnet", asked))
    return st.navigation([*pages, *hidden], position="top")


def _hidden(show: Callable[[], None], title: str, path: str) -> Page:
    """Return a page that has no place in the navigation."""
    return st.Page(show, title=title, url_path=path, visibility="hidden")


def _say_unknown(pages: Iterable[Page]) -> None:
    """Say that no page has this address, and which pages there are."""
    st.markdown("### There is no page at this address")
    st.markdown("These are all there are:")
    for page in pages:
        st.page_link(page, label=page.title)
