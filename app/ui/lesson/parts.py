"""The parts of a step of a lesson, each drawn as its kind is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from app.settings.settings import Form
from app.ui import forms, storage
from app.ui.escape import escape_markdown
from app.ui.lesson import outcomes
from app.ui.lesson import session as lesson_session
from app.ui.lesson.session import LessonState
from core.language import _

#: Key of an address that shows the notes for the teacher, as ``present=1``.
PRESENT = "present"


@dataclass(frozen=True)
class LessonParts:
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

    def draw_step(self) -> None:
        """Draw the step's title and its parts, down to what has to come first."""
        lesson = self.state.lesson
        step = lesson.steps[self.state.progress.step]
        st.caption(escape_markdown(lesson.title))
        st.markdown(f"#### {step.title}")
        for number, part in enumerate(step.parts):
            if not PARTS[type(part)](self, number, part):
                break

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
            measure = self.state.lesson.subject.measures.get(part.of.text) if part.of else None
            if measure and measure.is_share:
                st.caption(_("As a share: 0.9 stands for 90 %."))
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
                outcomes.answer(self.state, number, part, said, self.run_state())
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


def headed(what: str, markdown: str) -> str:
    """Return Markdown with what it is before it."""
    return f"**{what}** · {markdown}"


#: Kind of a part -> what draws it, and returns whether what follows is shown.
PARTS: Mapping[type[Part], Callable[[LessonParts, int, Any], bool]] = {
    Text: LessonParts.text,
    Buttons: LessonParts.buttons,
    Predict: LessonParts.predict,
    Goal: LessonParts.goal,
    Ask: LessonParts.ask,
    Hint: LessonParts.hint,
    Note: LessonParts.note,
}
