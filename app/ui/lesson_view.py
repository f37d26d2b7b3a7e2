"""A lesson as its learner sees it: the present step, part by part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

import streamlit as st

from app.hosting.base_path import under_base_path
from app.jobs.job import JobError
from app.lessons.buttons import Button
from app.lessons.lesson import Ask, Buttons, Goal, Hint, Note, Part, Predict, Text
from app.lessons.links import with_links
from app.lessons.marking import Mark
from app.lessons.measures import in_words
from app.lessons.predictions import PREDICTIONS
from app.lessons.progress import Given
from app.lessons.report import report
from app.settings.settings import Form
from app.ui import forms, lesson_session, storage
from app.ui.component import mount
from app.ui.escape import escape_markdown
from app.ui.lesson_frame import place_of_lesson
from app.ui.lesson_session import LessonState
from app.ui.other_pages import whole_address
from core.language import _

#: Key of an address that shows the notes for the teacher, as ``present=1``.
PRESENT = "present"


@dataclass(frozen=True)
class LessonView:
    """The present step of a lesson on its page.

    Attributes
    ----------
    form : Form
        The page's.
    state : LessonState
    press : callable
        Applies a button.
    run_state : callable
        Returns the state of the page's run now.
    advice : callable
        Returns what the page says of a run that is stuck, or nothing.
    """

    form: Form[Any]
    state: LessonState
    press: Callable[[Button], None]
    run_state: Callable[[], Any]
    advice: Callable[[], str]

    #: Whether it is only looked at, by whoever writes the lesson: all is shown, nothing pressed.
    is_preview: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """Return the beginning of the widgets' keys."""
        return f"lesson.{self.state.lesson.name[:40]}.{self.state.progress.step}"

    def draw(self) -> None:
        """Draw it where the page has its lesson."""
        place = place_of_lesson()
        if place is None:
            return
        lesson, progress = self.state.lesson, self.state.progress
        step = lesson.steps[progress.step]
        with place:
            st.caption(escape_markdown(lesson.title))
            st.markdown(f"#### {step.title}")
            for number, part in enumerate(step.parts):
                if not PARTS[type(part)](self, number, part):
                    break
            self._steps()
            self._end()
            self._keep()

    def text(self, number: int, part: Text) -> bool:
        """Draw text."""
        st.markdown(with_links(part.markdown, under_base_path))
        return True

    def buttons(self, number: int, part: Buttons) -> bool:
        """Draw buttons that set the page up."""
        with st.container(horizontal=True):
            for button in part.buttons:
                own = Button(button.label, self.state.set_up(button.settings), button.play)
                st.button(
                    button.label,
                    key=f"{self.name}.{number}.{button.label}",
                    on_click=partial(self._show, own),
                    disabled=self.is_preview or self._is_predicted(),
                    icon=":material/play_arrow:" if button.play else None,
                )
        return True

    def _is_predicted(self) -> bool:
        """Return whether a prediction was given whose run has yet to come."""
        pending = self.state.progress.pending(self.state.lesson)
        return pending is not None and self.state.progress.at(pending[0]) is not None

    def _show(self, button: Button) -> None:
        """Set the page up; before a prediction, what a button shows is another run than its own."""
        state = self.state
        if state.progress.pending(state.lesson) is not None:
            state.shown = button.settings
            forms.follow_lesson(self.form, state)
        self.press(button)

    def predict(self, number: int, part: Predict) -> bool:
        """Draw a prediction; what follows it is shown when its run has come."""
        given = self.state.progress.at(number)
        with st.container(border=True, key=f"predict-{number}"):
            st.markdown(headed(_("Predict"), part.question))
            if given is None:
                self._ask_for(number, part)
                return self.is_preview
            if not given.sentence:
                st.markdown(self._in_words(given))
                self._offer_play(number, part)
                return False
            box = st.success if given.is_right else st.info
            box(escape_markdown(given.sentence))
            if part.because:
                st.markdown(with_links(part.because, under_base_path))
        return True

    def _offer_play(self, number: int, part: Predict) -> None:
        """Draw what plays the run that was predicted."""
        if self.state.lesson.subject.walk:
            st.markdown(_("Now press **Play**, and see."))
            return
        run = Button("", self.state.set_up(part.run), play=True)
        st.button(
            _("Play it"), key=f"{self.name}.{number}.play", on_click=partial(self.press, run),
            icon=":material/play_arrow:", type="primary",
        )  # fmt: skip

    def _in_words(self, given: Given) -> str:
        if isinstance(given.said, str | float):
            said = escape_markdown(str(given.said))
            return _("Your prediction: **{said}**.").format(said=said)
        return _("Your prediction is drawn.")

    def _ask_for(self, number: int, part: Predict) -> None:
        """Draw what a prediction is given by."""
        key = f"{self.name}.{number}"
        if PREDICTIONS[part.kind].sketch:
            where = {
                "curve": _("Draw the curve on the chart of the cost, then press **Done** there."),
                "boundary": _("Draw the boundary on the plane, then press **Done** there."),
            }
            st.markdown(where[PREDICTIONS[part.kind].sketch])
            return
        said: Any
        if part.options:
            said = st.radio(
                _("Your prediction"), list(part.options), index=None, key=key,
                label_visibility="collapsed", disabled=self.is_preview,
            )  # fmt: skip
        else:
            said = st.number_input(
                _("Your prediction"), value=None, key=key, format="%.6g",
                label_visibility="collapsed", disabled=self.is_preview,
            )  # fmt: skip
        st.button(
            _("That is my prediction"),
            key=f"{key}.give",
            on_click=partial(self._give, number, said),
            disabled=said is None,
            type="primary",
        )

    def _give(self, number: int, said: Any) -> None:
        run = lesson_session.predict(self.state, number, said)
        if run is not None:
            forms.follow_lesson(self.form, self.state)
            self.press(Button("", run, play=False))

    def goal(self, number: int, part: Goal) -> bool:
        """Draw what is to be reached."""
        given = self.state.progress.at(number)
        with st.container(border=True, key=f"goal-{number}"):
            measures = self.state.lesson.subject.measures
            condition = escape_markdown(in_words(part.reach.text, measures))
            what = with_links(part.text, under_base_path) or condition
            st.markdown(headed(_("Goal"), what))
            if given:
                st.success(escape_markdown(given.sentence))
            elif part.text:
                st.caption(condition)
        return True

    def ask(self, number: int, part: Ask) -> bool:
        """Draw a question."""
        given = self.state.progress.at(number)
        with st.container(border=True, key=f"ask-{number}"):
            st.markdown(headed(_("Question"), part.question))
            key = f"{self.name}.{number}"
            said = st.text_input(
                _("Your answer"), key=key, max_chars=40, label_visibility="collapsed",
                placeholder=_("Your answer"), disabled=self.is_preview,
            )  # fmt: skip
            st.button(
                _("Check"),
                key=f"{key}.check",
                on_click=partial(self._answer, number, part, key),
                disabled=not said,
            )
            mark = self.state.marks.get(number)
            if mark is None and given and given.is_right:
                st.success(escape_markdown(given.sentence))
            elif mark is not None:
                (st.success if mark.is_right else st.warning)(escape_markdown(mark.sentence))
            if part.because and given and given.is_right:
                st.markdown(with_links(part.because, under_base_path))
        return True

    def _answer(self, number: int, part: Ask, key: str) -> None:
        said = storage.kept(key)
        if isinstance(said, str) and said:
            try:
                lesson_session.answer(self.state, number, part, said, self.run_state())
            except (ValueError, JobError) as error:  # of a path that cannot be followed
                self.state.marks[number] = Mark(False, str(error))

    def hint(self, number: int, part: Hint) -> bool:
        """Draw a hint that was asked for, or the button that asks for the next one."""
        progress = self.state.progress
        hints = [at for at, _part in self.state.lesson.steps[progress.step].numbered(Hint)]
        place, n_shown = hints.index(number), progress.hints.get(progress.step, 0)
        if place < n_shown or self.is_preview:
            text = part.markdown or self.advice() or _("Nothing that can be measured is wrong.")
            text = with_links(text, under_base_path) if part.markdown else escape_markdown(text)
            st.info(text, icon=":material/lightbulb:")
        elif place == n_shown:
            st.button(
                _("Hint {n} of {all}").format(n=place + 1, all=len(hints)),
                key=f"{self.name}.{number}",
                on_click=partial(self._take_hint, place + 1),
                icon=":material/lightbulb:",
                type="tertiary",
            )
        return True

    def _take_hint(self, n: int) -> None:
        progress = self.state.progress
        progress.hints[progress.step] = n

    def note(self, number: int, part: Note) -> bool:
        """Draw a note for the teacher, where the lesson is presented."""
        if storage.asked(PRESENT) == "1":
            storage.keep(f"_{PRESENT}", True)
        if storage.kept(f"_{PRESENT}") or self.is_preview:
            st.info(with_links(part.markdown, under_base_path), icon=":material/school:")
        return True

    def _steps(self) -> None:
        """Draw where one is, and the ways back and on."""
        lesson, progress = self.state.lesson, self.state.progress
        n, step = len(lesson.steps), progress.step
        is_waiting = progress.pending(lesson) is not None
        with st.container(horizontal=True, vertical_alignment="center", key="lesson-steps"):
            st.button(
                _("Back"), key=f"{self.name}.back", disabled=step == 0,
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


def headed(what: str, markdown: str) -> str:
    """Return Markdown with what it is before it."""
    return f"**{what}** · {markdown}"


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


#: Kind of a part -> what draws it, and returns whether what follows is shown.
PARTS: Mapping[type[Part], Callable[[LessonView, int, Any], bool]] = {
    Text: LessonView.text,
    Buttons: LessonView.buttons,
    Predict: LessonView.predict,
    Goal: LessonView.goal,
    Ask: LessonView.ask,
    Hint: LessonView.hint,
    Note: LessonView.note,
}
