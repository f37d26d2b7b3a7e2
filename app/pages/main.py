"""The app's script, which Streamlit runs: page configuration and navigation, nothing else.

It is in the folder of the pages, not beside it: Streamlit takes the files of a folder pages/ beside
its script for pages, and tells the first visitor that the page was not found.
"""

import streamlit as st

from app.hosting.paths import ASSETS
from app.lessons.library import LIBRARY
from app.pages.navigation import navigation
from app.pages.subjects import subjects
from app.pages.table import PAGES, START
from app.ui.admission import show_if_admitted
from app.ui.language import in_language


@in_language
def script() -> None:
    """Draw the page that the address asks for."""
    LIBRARY.know(subjects())
    page = navigation(START, tuple(PAGES.values()))
    st.set_page_config(
        page_title=f"{page.title} · Glassnet",
        page_icon=str(ASSETS / "icon.svg"),
        layout="wide",
        initial_sidebar_state="auto",
    )
    st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=str(ASSETS / "icon.svg"))
    show_if_admitted(page.run)


script()
