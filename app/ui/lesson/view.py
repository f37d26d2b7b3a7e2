"""A lesson as its learner sees it: the present step, the ways on and back, what one did."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from app.hosting.base_path import under_base_path
from app.lessons.buttons import Button
from app.lessons.report import report
from app.settings.settings import Form
from app.ui import forms, storage
from app.ui.component import mount
from app.ui.lesson import session as lesson_session
from app.ui.lesson.frame import place_of_lesson
from app.ui.lesson.parts import LessonParts
from app.ui.lesson.session import LessonState
from app.ui.other_pages import whole_address
from core.language import _


@dataclass(frozen=True)
class LessonView(LessonParts):
    """The present step of a lesson on its page, with the ways on, back and out."""

    def draw(self) -> None:
        """Draw it where the page has its lesson."""
        place = place_of_lesson()
        if place is None:
            return
        with place:
            self.draw_step()
            self._steps()
            self._end()
            self._keep()

    def _steps(self) -> None:
        """Draw where one is, and the ways back and on."""
        lesson, progress = self.state.lesson, self.state.progress
        n, step = len(lesson.steps), progress.step
        is_waiting = progress.pending(lesson) is not None
        with st.container(horizontal=True, vertical_alignment="center", key="lesson-steps"):
            st.button(
                _("Previous step"), key=f"{self.name}.back", disabled=step == 0,
                on_click=partial(self._go, step - 1),
            )  # fmt: skip
            st.markdown(_("Step {step} of {n}").format(step=step + 1, n=n), width="content")
            if step < n - 1:
                st.button(
                    _("Next step"), key=f"{self.name}.next", on_click=partial(self._go, step + 1),
                    type="secondary" if is_waiting else "primary",
                    disabled=is_waiting and step == progress.furthest,
                )  # fmt: skip

    def _go(self, step: int) -> None:
        """Go to a step, and set the page up where it begins with a prediction."""
        state = self.state
        state.progress.go(step, state.lesson)
        state.enter_step()
        forms.follow_lesson(self.form, state)
        if (pending := state.progress.pending(state.lesson)) is not None:
            self.press(Button("", state.set_up(pending[1].run), play=False))

    def _end(self) -> None:
        """Draw what a learner can take along, and the way out."""
        lesson, progress = self.state.lesson, self.state.progress
        did = st.expander(_("What I did"), key=f"lesson.did.{lesson.name[:40]}", on_change="rerun")
        with did:
            if did.open:  # nobody sees it before
                text = report(lesson, progress, _url_of, datetime.now(UTC).date().isoformat())
                st.markdown(text)
                st.download_button(
                    _("Save as a text file"), text, f"{lesson.title[:40]}.md", "text/markdown",
                    key=f"lesson.save.{lesson.name[:40]}",
                )  # fmt: skip
        st.button(
            _("Leave the lesson"),
            key=f"lesson.leave.{lesson.name[:40]}",
            on_click=partial(forms.leave_lesson, self.form),
            type="tertiary",
        )

    def _keep(self) -> None:
        """Have the browser keep how far one has come; ask it where that is not known yet."""
        state = self.state
        mount(
            "controls/lesson_kept",
            f"{self.form.name}.lesson-kept",
            {
                "name": state.lesson.name,
                "kept": state.progress.kept(),
                "isNew": not state.asked_browser,
            },
            on_remembered_change=partial(_remembered, self.form, state, self.press),
        )


def _remembered(form: Form[Any], state: LessonState, press: Callable[[Button], None]) -> None:
    """Go on where the browser says that one was."""
    text = storage.sent(f"{form.name}.lesson-kept", "remembered")
    is_new, state.asked_browser = not state.asked_browser, True
    if not is_new or not isinstance(text, str) or not text:
        return
    lesson_session.restore(state, text)
    forms.follow_lesson(form, state)
    if (pending := state.progress.pending(state.lesson)) is not None:
        press(Button("", state.set_up(pending[1].run), play=False))


def _url_of(path: str) -> str:
    """Return the address of a path and query of the app, with its server."""
    return whole_address(under_base_path(path))
