"""What every page begins and ends with: its heading, what it shows, and the page that follows."""

import streamlit as st
from streamlit.navigation.page import Page

from app.ui.component import mount
from core.language import _


def place_of_controls() -> None:
    """Have the sidebar there from the first moment: it would push aside what is there before it."""
    st.sidebar.container()


def page_heading(title: str, sentence: str) -> None:
    """Draw a page's heading, with a sentence on what it shows beside it."""
    with st.container(
        key="page-heading", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.title(title, anchor=False, width="content")
        st.markdown(sentence, width="content")


def page_end(name: str, following: Page) -> None:
    """Draw a link to the page that follows; note in the browser that this one was seen."""
    with st.container(key="next-page", horizontal=True, horizontal_alignment="right"):
        mount("pages/seen", f"{name}.seen", name)
        st.page_link(
            following,
            label=_("Next: {title}").format(title=following.title),
            icon=":material/arrow_forward:",
        )
