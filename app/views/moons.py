"""The moons lab: a network learns to tell points in the plane apart, before your eyes."""

import re

import streamlit as st

from app import session
from app.controls import controls
from app.lesson_view import lesson_view
from app.paths import ASSETS
from app.stage import stage


def plain(text: str) -> str:
    """Return Markdown that shows `text` as it is: an address may say anything."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def render() -> None:
    """Draw the page."""
    values = controls()
    for problem in session.problems_once():
        st.toast(plain(problem), icon=":material/link_off:", duration=20)
    try:
        live = session.live_with(values)
    except ValueError as error:
        st.error(f"These settings make no run. {plain(str(error))}.", icon=":material/block:")
    else:
        live.show_scene()
        stage()
    lesson_view(ASSETS / "lessons" / "moons.md")
