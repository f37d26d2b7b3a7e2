"""A lesson beside its file, step by step, as the learner sees it: nothing in it can be pressed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import streamlit as st

from app.lessons.lesson import Lesson
from app.lessons.progress import Progress
from app.ui.lesson.parts import LessonParts
from app.ui.lesson.session import LessonState
from core.language import _


@dataclass(frozen=True)
class LessonPreview(LessonParts):
    """The parts of a step, with nobody who goes through it."""

    is_preview: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """Return the beginning of the widgets' keys."""
        return f"preview.{self.state.progress.step}"


def preview(lesson: Lesson, step: int, go: Callable[[int], None]) -> None:
    """Draw a step of a lesson, and the ways back and on; ``go(step)`` is a callback."""
    n = len(lesson.steps)
    step = max(0, min(step, n - 1))
    state = LessonState(lesson, Progress(step, step))
    LessonPreview(lesson.subject.form, state, _press, _nothing, _advice).draw_step()
    with st.container(horizontal=True, vertical_alignment="center", key="preview-steps"):
        st.button(
            _("Previous step"), key="preview.back", disabled=step == 0, on_click=go,
            args=(step - 1,),
        )  # fmt: skip
        st.markdown(_("Step {step} of {n}").format(step=step + 1, n=n), width="content")
        st.button(
            _("Next step"), key="preview.next", disabled=step == n - 1, on_click=go,
            args=(step + 1,),
        )  # fmt: skip


def _press(button: Any) -> None:
    """Do nothing: a preview sets nothing up."""


def _nothing() -> None:
    """Return no run: there is none."""


def _advice() -> str:
    """Return what stands for that which the page will say."""
    return _("Here the page says what keeps the run from learning.")
