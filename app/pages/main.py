"""The app's script, which Streamlit runs: page configuration and navigation, nothing else.

It lies in the folder of the pages, not beside it: a folder pages/ beside its script Streamlit
takes for scripts of their own, and tells the first visitor that the page asked for is not there.
"""

import streamlit as st

from app.hosting.paths import ASSETS
from app.pages.navigation import navigation
from app.pages.table import PAGES
from app.ui.admission import show_if_admitted

st.set_page_config(
    page_title="Glassnet",
    page_icon=str(ASSETS / "icon.svg"),
    layout="wide",
    initial_sidebar_state="auto",
)
st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=str(ASSETS / "icon.svg"))
st.html(ASSETS / "app.css")
page = navigation(PAGES.values())
show_if_admitted(page.run)
