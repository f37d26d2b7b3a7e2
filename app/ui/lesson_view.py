"""A lesson beside the page: its steps as cards with buttons that set the page up."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

import streamlit as st

from app.hosting.base_path import under_base_path
from app.hosting.paths import ASSETS
from app.live.experiment import Experiment
from app.settings.settings import Form, Settings
from app.ui import forms, session, storage
from app.ui.component import mount
from app.ui.language import localized
from app.ui.lessons import Button, LessonStep, Pressed, current_step, read_lesson

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
                            on_click=partial(_press, form, step, button, settings, press),
                            icon=":material/play_arrow:" if button.play else None,
                        )
        _progress(form, settings, steps)


def _press(
    form: Form[Any],
    step: LessonStep,
    button: Button,
    before: Settings,
    press: Callable[[Button], None],
) -> None:
    """Apply a button, and keep which it was."""
    storage.keep(_pressed_key(form), Pressed(step.index, before.values, button.settings.values))
    press(button)


def _progress(form: Form[Any], settings: Settings, steps: Sequence[LessonStep]) -> None:
    """Mark the step that the page is at, and those that the browser remembers as done."""
    pressed = storage.kept(_pressed_key(form))
    assert pressed is None or isinstance(pressed, Pressed)
    mount(
        "controls/lesson",
        form.key("lesson"),
        {
            "page": form.name,
            "steps": [step.index for step in steps],
            "current": current_step(steps, settings, pressed),
            "pressed": pressed.index if pressed else None,
        },
    )


def _pressed_key(form: Form[Any]) -> str:
    """Return the key under which it is kept which button was pressed last."""
    return f"_{form.name}_pressed"
