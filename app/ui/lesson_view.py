"""A lesson beside the page: its steps as cards with buttons that set the page up."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from app.live.experiment import Experiment
from app.ui import session
from app.ui.lessons import Lesson, read_lesson

# Each file is read once; lessons are immutable, so all visitors share them.
_read = lru_cache(read_lesson)


def lesson_view(experiment: Experiment[Any], path: Path) -> None:
    """Draw the lesson in the file at `path`."""
    lesson: Lesson = _read(experiment.form, path)
    with st.container(key="lesson"):
        columns = st.columns(len(lesson.steps))
        for number, (column, step) in enumerate(zip(columns, lesson.steps, strict=True), 1):
            with column.container(border=True, height="stretch", key=f"step-{number}"):
                st.markdown(f"**{step.title}**\n\n{step.text}")
                with st.container(horizontal=True):
                    for button in step.buttons:
                        st.button(
                            button.label,
                            key=f"{step.title}: {button.label}",
                            on_click=session.set_up,
                            args=(experiment, button.settings),
                            kwargs={"play": button.play},
                            icon=":material/play_arrow:" if button.play else None,
                        )
