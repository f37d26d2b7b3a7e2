"""The moons lab: a network learns to tell points in the plane apart, before your eyes."""

import re

import streamlit as st

from app import session
from app.controls import controls
from app.lesson_view import lesson_view
from app.paths import ASSETS
from app.settings import in_words
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
        session.live_with(values)
    except ValueError as error:
        sentence = plain(in_words(error))
        st.error(f"These settings make no run. {sentence}.", icon=":material/block:")
    if live := session.live():
        # Under a refusal the last run that could be made stays where it is.
        live.show_scene()
        stage()
    lesson_view(ASSETS / "lessons" / "moons.md")
