"""A lesson beside the page: its steps as cards with buttons that set the page up."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import streamlit as st

from app.hosting.base_path import under_base_path
from app.hosting.paths import ASSETS
from app.live.experiment import Experiment
from app.settings.settings import Form, Settings
from app.ui import forms, session
from app.ui.language import localized
from app.ui.lessons import Button, read_lesson

# Each file is read once; lessons are immutable, so all visitors share them.
_read = lru_cache(read_lesson)


def live_lesson(experiment: Experiment[Any]) -> None:
    """Draw the lesson of a live page, if it has one."""

    def press(button: Button) -> None:
        session.set_up(experiment, button.settings, play=button.play)

    _lesson(experiment.form, session.page(experiment).settings, press)


def form_lesson(form: Form[Any]) -> None:
    """Draw the lesson of a page without a run, if it has one."""

    def press(button: Button) -> None:
        forms.set_up(form, button.settings)

    _lesson(form, forms.page_state(form).settings, press)


def _lesson(form: Form[Any], settings: Settings, press: Callable[[Button], None]) -> None:
    """Draw the steps that speak of these settings; `press` applies a button."""
    path = localized(ASSETS / "lessons" / f"{form.name}.md")
    if not path.exists():
        return
    steps = [step for step in _read(form, path).steps if step.fits(settings)]
    if not steps:
        return
    with st.container(key="lesson"):
        for number, (column, step) in enumerate(zip(st.columns(len(steps)), steps, strict=True), 1):
            with column.container(border=True, height="stretch", key=f"step-{number}"):
                st.markdown(f"**{step.title}**\n\n{step.with_links(under_base_path)}")
                with st.container(horizontal=True):
                    for button in step.buttons:
                        st.button(
                            button.label,
                            key=f"{step.title}: {button.label}",
                            on_click=partial(press, button),
                            icon=":material/play_arrow:" if button.play else None,
                        )
