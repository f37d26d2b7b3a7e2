"""The app's script: page configuration and navigation, nothing else."""

import streamlit as st

from app.gate import let_in
from app.paths import ASSETS
from app.views import (
    backprop,
    digits,
    downhill,
    gradient_check,
    moons,
    one_weight,
    sleep,
    surfaces,
    xor,
)

st.set_page_config(
    page_title="Glassnet",
    page_icon=str(ASSETS / "icon.svg"),
    layout="wide",
    initial_sidebar_state="auto",
)
st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=str(ASSETS / "icon.svg"))
st.html(ASSETS / "app.css")
page = st.navigation(
    [
        st.Page(moons.render, title="Moons", default=True),
        st.Page(sleep.render, title="Sleep and study", url_path="sleep"),
        st.Page(digits.render, title="Digits", url_path="digits"),
        st.Page(downhill.render, title="Downhill", url_path="downhill"),
        st.Page(one_weight.render, title="One weight", url_path="one-weight"),
        st.Page(surfaces.render, title="Cost surfaces", url_path="surfaces"),
        st.Page(xor.render, title="XOR", url_path="xor"),
        st.Page(backprop.render, title="Backprop by hand", url_path="backprop"),
        st.Page(gradient_check.render, title="Gradient check", url_path="gradient-check"),
    ],
    position="top",
)
let_in(page.run)
