"""The moons lab: a network learns to tell points in the plane apart, before your eyes."""

import streamlit as st

from app import session
from app.controls import controls
from app.field import in_words
from app.fields import FIELDS
from app.lesson_view import lesson_view
from app.paths import ASSETS
from app.plain import plain
from app.problems import say_problems
from app.stage import stage


def render() -> None:
    """Draw the page."""
    values = controls()
    say_problems()
    try:
        session.live_with(values)
    except ValueError as error:
        sentence = plain(in_words(error, FIELDS))
        st.error(f"These settings make no run. {sentence}.", icon=":material/block:")
    if live := session.live():
        # Under a refusal the last run that could be made stays where it is.
        live.show_scene()
        stage()
    lesson_view(ASSETS / "lessons" / "moons.md")
