"""The lesson that a visitor is in: what it sets and holds on its page, and what they have given.

A lesson is in force on its own page alone, and in one at a time. Its name stands in the address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import SystemRandom
from typing import Any
from urllib.parse import urlencode

from app.lessons.guard import SEED, Guard
from app.lessons.lesson import Ask, Goal, Lesson
from app.lessons.marking import Mark
from app.lessons.predictions import PREDICTIONS
from app.lessons.progress import MAX_SEED, Given, Progress, from_kept
from app.lessons.watch import Watch
from app.settings.settings import LESSON, Form
from app.ui import storage
from app.ui.addresses import url_path
from app.ui.lesson import own as visitor_lessons
from core.language import _

KEPT = "_lesson"


@dataclass
class LessonState:
    """A lesson, and how far the visitor has come.

    Attributes
    ----------
    lesson : Lesson
    progress : Progress
    watch : Watch
        What is looked for while a run plays.
    asked_browser : bool
        Whether the browser has been asked what it has kept of this lesson.
    marks : dict
        Place in the present step -> what the newest answer there was worth.
    shown : Settings or None
        Of a run that the step shows before it asks for a prediction about another one.
    rested : int or None
        The step at which a path rests, as the browser says; its last one until then.
    """

    lesson: Lesson
    progress: Progress
    watch: Watch = field(default_factory=lambda: Watch({}))
    asked_browser: bool = False
    marks: dict[int, Mark] = field(default_factory=dict)
    shown: Any = None
    rested: int | None = None

    @property
    def shows_sections(self) -> bool:
        """Return whether what the page has below its picture is shown.

        While a prediction is open, luck and the grid would train what is predicted.
        """
        return self.lesson.has_sections and self.progress.pending(self.lesson) is None

    @property
    def asks(self) -> bool:
        """Return whether the present step has a question."""
        return any(self.lesson.steps[self.progress.step].numbered(Ask))

    @property
    def guard(self) -> Guard:
        """Return what may be set now."""
        pending = self.progress.pending(self.lesson)
        if pending is None:
            return Guard(self.lesson)
        return Guard(self.lesson, self.shown or self.set_up(pending[1].run))

    @property
    def held(self) -> str:
        """Return why the run cannot be played yet; empty if it can."""
        pending = self.progress.pending(self.lesson)
        if pending is None or self.progress.at(pending[0]) is not None or self.shown:
            return ""
        return _("Say first what will happen.")

    def set_up(self, settings: Any) -> Any:
        """Return settings that the lesson sets, with the learner's own initial weights."""
        return settings.but(**{SEED: self.progress.seed}) if self.lesson.own_seed else settings

    def enter_step(self) -> None:
        """Begin to look for what the present step is about."""
        is_waiting = self.progress.pending(self.lesson) is not None
        goals = dict(self.lesson.steps[self.progress.step].numbered(Goal))
        # A goal is no more shown than looked for before what was predicted has come.
        self.watch, self.marks = Watch({} if is_waiting else goals), {}
        self.shown = self.rested = None


def current(form_name: str) -> LessonState | None:
    """Return the lesson that the visitor is in on a page, if any."""
    state = storage.kept(KEPT)
    if isinstance(state, LessonState) and state.lesson.subject.name == form_name:
        return state
    return None


def begin(lesson: Lesson, progress: Progress | None = None) -> LessonState:
    """Begin a lesson, or go on where the visitor was."""
    if progress is None:
        progress = Progress(seed=SystemRandom().randrange(MAX_SEED + 1))
    state = LessonState(lesson, progress)
    state.enter_step()
    storage.keep(KEPT, state)
    return state


def leave() -> None:
    """Leave the lesson; the page is then free."""
    storage.keep(KEPT, None)


def found_at(form: Form[Any], query: Mapping[str, str]) -> tuple[LessonState | None, list[str]]:
    """Return the lesson that an address asks for on a page, and what is wrong with it.

    None where it asks for none: whoever goes there has left the lesson.
    """
    name = query.get(LESSON, "")
    before = current(form.name)
    if not name:
        if before:
            leave()
        return None, []
    if before and before.lesson.name == name:
        return before, []
    reading = visitor_lessons.find(name)
    lesson = reading.lesson
    if lesson is None:
        sentences = " ".join(one.sentence for one in reading.problems[:3])
        return None, [_("The lesson of this address cannot be shown. {why}").format(why=sentences)]
    if lesson.subject.name != form.name:
        title = lesson.subject.title
        return None, [_("This lesson is about another page, {title}.").format(title=title)]
    return begin(lesson), []


def settings_at_begin(state: LessonState) -> Any:
    """Return the settings of the step that the visitor is at."""
    pending = state.progress.pending(state.lesson)
    return state.set_up(state.lesson.start if pending is None else pending[1].run)


def restore(state: LessonState, text: str) -> None:
    """Go on where the visitor's browser says that they were."""
    state.progress = from_kept(text, state.lesson)
    state.enter_step()


def predict(state: LessonState, part: int, said: Any) -> Any:
    """Take a prediction; return the settings of its run, which is to be played next.

    One that is none is ignored, and None returned.
    """
    pending = state.progress.pending(state.lesson)
    if pending is None or pending[0] != part or state.progress.at(part) is not None:
        return None
    try:
        said = PREDICTIONS[pending[1].kind].read(pending[1], said)
    except ValueError:
        return None
    state.shown = None
    run = state.set_up(pending[1].run)
    state.progress.give(part, Given(said, address=address_of(state, run)))
    return run


def address_of(state: LessonState, settings: Any) -> str:
    """Return the path and query of a run of the lesson."""
    path = url_path(state.lesson.subject.name)
    return f"/{path}?{urlencode({**settings.to_address(), LESSON: state.lesson.name})}"
