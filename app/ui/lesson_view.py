"""A lesson beside the page: its steps as cards with buttons that set the page up."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
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
from core.language import _

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
    fitting = {
        path.stem: (lesson.title, [step for step in lesson.steps if step.fits(settings)])
        for path in lesson_files(form)
        for lesson in [_read(form, localized(path))]
    }
    fitting = {name: (title, steps) for name, (title, steps) in fitting.items() if steps}
    if not fitting:
        return
    with st.container(key="lesson"):
        # The choice of a lesson is below its cards, which stay in sight beside the stage.
        cards = st.container()
        name = _chosen(form, {name: title for name, (title, _steps) in fitting.items()})
        _title, steps = fitting[name]
        with cards:
            _cards(name, steps, settings, press)
        _progress(name, settings, steps)


def _cards(
    lesson: str,
    steps: Sequence[LessonStep],
    settings: Settings,
    press: Callable[[Button], None],
) -> None:
    """Draw a card for each step."""
    for number, (column, step) in enumerate(zip(st.columns(len(steps)), steps, strict=True), 1):
        with column.container(border=True, height="stretch", key=f"step-{number}"):
            st.markdown(f"**{step.title}**\n\n{step.with_links(under_base_path)}")
            with st.container(horizontal=True):
                for button in step.buttons:
                    st.button(
                        button.label,
                        key=f"{step.title}: {button.label}",
                        on_click=partial(_press, lesson, step, button, settings, press),
                        icon=":material/play_arrow:" if button.play else None,
                    )


def lesson_files(form: Form[Any]) -> list[Path]:
    """Return the files of a page's lessons in English: that of its name first."""
    others = sorted((ASSETS / "lessons").glob(f"{form.name}-*.md"))
    files = [ASSETS / "lessons" / f"{form.name}.md", *others]
    return [path for path in files if path.exists() and "." not in path.stem]


def _chosen(form: Form[Any], titles: Mapping[str, str]) -> str:
    """Draw the choice of a lesson, where there are several; return its name."""
    names = list(titles)
    if len(names) == 1:
        return names[0]
    key = form.key("lesson-chosen")
    if storage.kept(key) not in names:
        storage.keep(key, names[0])
    return str(
        st.pills(
            _("Lesson"),
            names,
            format_func=titles.__getitem__,
            key=key,
            label_visibility="collapsed",
            required=True,
        )
    )


def _press(
    lesson: str,
    step: LessonStep,
    button: Button,
    before: Settings,
    press: Callable[[Button], None],
) -> None:
    """Apply a button, and keep which it was."""
    storage.keep(_pressed_key(lesson), Pressed(step.index, before.values, button.settings.values))
    press(button)


def _progress(lesson: str, settings: Settings, steps: Sequence[LessonStep]) -> None:
    """Mark the step that the page is at, and those that the browser remembers as done."""
    pressed = storage.kept(_pressed_key(lesson))
    assert pressed is None or isinstance(pressed, Pressed)
    mount(
        "controls/lesson",
        f"{lesson}.lesson",
        {
            "page": lesson,
            "steps": [step.index for step in steps],
            "current": current_step(steps, settings, pressed),
            "pressed": pressed.index if pressed else None,
        },
    )


def _pressed_key(lesson: str) -> str:
    """Return the key under which it is kept which button was pressed last."""
    return f"_{lesson}_pressed"
