"""Glossary: every symbol and term, its formula, and where one sees it."""

from collections.abc import Mapping

import streamlit as st

from app.figures.glossary_pictures import PICTURES
from app.figures.palette_in_use import palette
from app.glossary.entry import Entry
from app.glossary.table import GLOSSARY, GROUPS
from app.hosting.base_path import under_base_path
from app.hosting.paths import ASSETS_ROUTE
from app.ui import storage
from app.ui.addresses import url_path
from core.language import _


def render(titles: Mapping[str, str]) -> None:
    """Draw the page, with the entry that the address asks for on top.

    `titles` are those of the pages, by their names.
    """
    st.markdown(
        _("Every symbol and term that the pages use. ")
        + " · ".join(f"[{_(heading)}](#{_anchor(heading)})" for heading in GROUPS)
    )
    asked = GLOSSARY.get(storage.asked("term") or "")
    with st.container(key="glossary"):
        if asked:
            # On top: the formulas above an entry take their height late, after a browser has
            # scrolled to its anchor.
            with st.container(border=True, key="asked"):
                st.markdown(f"**{asked.title}**\n\n{_words(asked, titles[asked.page])}")
        for heading, entries in GROUPS.items():
            st.header(_(heading), anchor=_anchor(heading))
            for entry in entries:
                st.subheader(entry.title, anchor=entry.name)
                st.markdown(_words(entry, titles[entry.page]))


def _anchor(heading: str) -> str:
    """Return the anchor of a group; no entry has a name like it."""
    return f"group-{heading.lower().replace(' ', '-')}"


def _words(entry: Entry, title: str) -> str:
    """Return what an entry says, its formula, and a link to the page that shows it."""
    query = f"?{entry.query}" if entry.query else ""
    seen = f"[{title}]({under_base_path(f'/{url_path(entry.page)}')}{query})"
    formula = f"\n\n$$\n{entry.formula}\n$$\n\n" if entry.formula else " "
    where = _("See it on {seen}.").format(seen=seen)
    return f"{_picture(entry)}{entry.text}{formula}{where}"


def _picture(entry: Entry) -> str:
    """Return the picture of an entry; nothing if it has none."""
    if entry.name not in PICTURES:
        return ""
    # The palette is in the address, so that a browser never keeps the picture in another one.
    path = f"{ASSETS_ROUTE}/glossary/{entry.name}.svg?palette={palette().name}"
    return f"![]({under_base_path(path)})\n\n"
