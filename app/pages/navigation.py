"""Streamlit's navigation: all pages, their former addresses, and a page for unknown addresses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

import streamlit as st
from streamlit.navigation.page import Page

from app.pages.record import PageRecord
from app.settings.old_addresses import OLD_PATHS
from app.ui import other_pages
from app.ui.addresses import path_in_browser
from app.ui.classroom import class_bar, show_elsewhere
from app.ui.forms import clear_late_address
from app.ui.lesson.frame import is_in_lesson, lesson_frame
from app.ui.page_frame import page_end, page_heading, place_of_controls
from app.ui.storage import first_address
from core.language import _

#: Name for Streamlit of the page at the root; its path is empty.
ROOT = "root"


def navigation(start: PageRecord, records: Sequence[PageRecord]) -> Page:
    """Draw the navigation and return the page that the browser's address asks for.

    Every page answers to its own name and to its former ones. An unknown address shows a page that
    says so and links to all pages.
    """
    at_root = page_at_root(start, records)
    shown: dict[str, Page] = {}
    groups: dict[str, list[Page]] = {"": []}
    hidden = []
    path = [record for record in records if record.line]
    following = {one.name: other for one, other in pairwise(path)}
    for record in (start, *records):
        after = following.get(record.name, start)
        render = _framed(record, after, shown) if record.sentence else record.render
        is_first = record.name == at_root
        page = st.Page(
            render,
            title=record.title,
            url_path=ROOT if is_first else record.path,
            default=is_first,
        )
        shown[record.name] = page
        groups.setdefault(record.group, []).append(page)
        # The page at the root needs an alias for its own name.
        aliases = [record.path] if is_first else []
        aliases += [path for path in OLD_PATHS.get(record.name, ()) if path]
        hidden += [_hidden(render, record.title, path) for path in aliases]
    other_pages.know(shown)
    known = {ROOT, *(page.url_path for page in (*shown.values(), *hidden))}
    asked = path_in_browser()
    if asked is not None and asked not in known:
        hidden.append(_hidden(lambda: _show_unknown(shown.values()), "Glassnet", asked))
    # On a phone Streamlit would hide the last of more than twelve pages.
    listed = {**groups, "": [*groups[""], *hidden]}
    return st.navigation(listed, position="top", expanded=True)


def page_at_root(start: PageRecord, records: Sequence[PageRecord]) -> str:
    """Return the name of the page at the root: the start page, or one that was there before.

    The address with which a session begins decides, for as long as it lasts: right after a change
    of pages a browser may send the query of the page before with the path of the new one.
    """
    path, query = first_address()
    if path:
        return start.name
    for record in records:
        was_there = "" in OLD_PATHS.get(record.name, ())
        if was_there and record.experiment and record.experiment.form.knows(query):
            return record.name
    return start.name


def _framed(
    record: PageRecord, following: PageRecord, shown: Mapping[str, Page]
) -> Callable[[], None]:
    """Return what draws a page with its heading, and with a link to the page that follows."""

    def draw() -> None:
        if not record.controls:
            clear_late_address()
        elif not is_in_lesson(record.name):
            place_of_controls()
        page_heading(record.title, record.sentence)
        class_bar(record.name)
        if record.experiment is None and record.name != "classroom":
            show_elsewhere(record.name, record.title)
        with lesson_frame(record.name):
            record.render()
        page_end(record.name, shown[following.name])

    return draw


def _hidden(show: Callable[[], None], title: str, path: str) -> Page:
    """Return a page that the navigation does not list."""
    return st.Page(show, title=title, url_path=path, visibility="hidden")


def _show_unknown(pages: Iterable[Page]) -> None:
    """Show that no page has this address, and links to all pages."""
    st.markdown("### " + _("There is no page at this address"))
    st.markdown(_("These are all the pages:"))
    for page in pages:
        st.page_link(page, label=page.title)
