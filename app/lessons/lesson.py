"""A lesson: steps with text, buttons, predictions, goals, questions, hints and notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.lessons.buttons import Button
from app.lessons.expressions import Condition, Expression
from app.lessons.subject import Subject
from app.settings.settings import Settings


@dataclass(frozen=True)
class Text:
    """Markdown between two blocks."""

    markdown: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return all Markdown in it."""
        return (self.markdown,)


@dataclass(frozen=True)
class Buttons:
    """Buttons side by side."""

    buttons: tuple[Button, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Return all Markdown in it."""
        return tuple(button.label for button in self.buttons)


@dataclass(frozen=True)
class Predict:
    """A prediction: until it is given, the run cannot be played.

    Attributes
    ----------
    question : str
    kind : str
        Key of ``PREDICTIONS``.
    run : Settings
        Of the run that it is about.
    at : int
        The epoch, or step, that it is about.
    options : mapping
        What can be chosen -> when it is right.
    of : Expression or None
        The number that is predicted.
    tolerance : Tolerance or None
        How near is right.
    because : str
        Markdown that is shown with what came true.
    """

    question: str
    kind: str
    run: Any
    at: int
    options: Mapping[str, Condition]
    of: Expression | None
    tolerance: "Tolerance | None"
    because: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return all Markdown in it."""
        return self.question, self.because, *self.options


@dataclass(frozen=True)
class Goal:
    """Something to be reached.

    Attributes
    ----------
    reach : Condition
    text : str
        What is to be reached, in words; empty where the condition says it.
    """

    reach: Condition
    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return all Markdown in it."""
        return (self.text,)


@dataclass(frozen=True)
class Ask:
    """A question whose answer the engine computes from the present network.

    Attributes
    ----------
    question : str
    what : str
        Key of the page's questions, or empty.
    of : Expression or None
        The number that is asked for, where `what` is empty.
    example : int
        That is asked about, from 0.
    tolerance : Tolerance
        How near is right.
    because : str
        Markdown that is shown with a right answer.
    """

    question: str
    what: str
    of: Expression | None
    example: int
    tolerance: "Tolerance"
    because: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return all Markdown in it."""
        return self.question, self.because


@dataclass(frozen=True)
class Hint:
    """A hint, shown on request; without words it is what the page says of a run that is stuck."""

    markdown: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return all Markdown in it."""
        return (self.markdown,)


@dataclass(frozen=True)
class Note:
    """A note for the teacher."""

    markdown: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return all Markdown in it."""
        return (self.markdown,)


@dataclass(frozen=True)
class Tolerance:
    """How far from the truth a number may be.

    Attributes
    ----------
    size : float
        Of the difference; of its share of the truth where `is_relative`.
    is_relative : bool
    """

    size: float
    is_relative: bool

    def takes(self, said: float, truth: float) -> bool:
        """Return whether a number is near enough."""
        allowed = self.size * abs(truth) if self.is_relative else self.size
        return bool(abs(said - truth) <= allowed * (1.0 + 1e-9) + 1e-12)


Part: TypeAlias = Text | Buttons | Predict | Goal | Ask | Hint | Note


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes
    ----------
    title : str
    parts : tuple of Part
        In the order of the file.
    line : int
        Of its heading.
    """

    title: str
    parts: tuple[Part, ...]
    line: int

    def numbered(self, kind: type[Any]) -> Iterator[tuple[int, Any]]:
        """Yield the parts of a kind with their places in the step."""
        for number, part in enumerate(self.parts):
            if isinstance(part, kind):
                yield number, part


@dataclass(frozen=True)
class Lesson:
    """A lesson.

    Attributes
    ----------
    name : str
        By which an address asks for it.
    title : str
    subject : Subject
        The page.
    start : Settings
        That it begins with.
    shown : frozenset of str or None
        The only fields that have a control; None for all.
    locked, hidden : frozenset of str
        Fields whose control cannot be moved; fields without a control.
    own_seed : bool
        Whether each learner has other initial weights.
    language : str
        Of its text.
    minutes : int
        That it takes; 0 where the file does not say.
    about : str
        What it is for, in a sentence.
    has_sections : bool
        Whether what the page shows below its picture is shown in the lesson: luck, the grid.
    steps : tuple of Step
    source : str
        The file.
    """

    name: str
    title: str
    subject: Subject
    start: Any
    shown: frozenset[str] | None
    locked: frozenset[str]
    hidden: frozenset[str]
    own_seed: bool
    language: str
    minutes: int
    about: str
    has_sections: bool
    steps: tuple[Step, ...]
    source: str

    @property
    def fixed(self) -> frozenset[str]:
        """Return the fields that the lesson alone sets: locked, hidden, or not among those shown.

        What only changes the view may always be changed, unless it is locked by name.
        """
        fixed = self.locked | self.hidden
        if self.shown is not None:
            # On a page without a run every field counts as a view: a path is made anew at once.
            every = bool(self.subject.walk)
            fields = self.subject.form.fields.items()
            fixed |= {name for name, one in fields if every or one.effect != "view"}
            fixed -= self.shown
        return fixed

    def has_control(self, name: str) -> bool:
        """Return whether a field has a control within the lesson."""
        return name not in self.hidden and (self.shown is None or name in self.shown | self.locked)

    def set_ups(self) -> Iterator[Settings]:
        """Yield all settings that the lesson itself sets."""
        yield self.start
        for step in self.steps:
            for part in step.parts:
                if isinstance(part, Predict):
                    yield part.run
                elif isinstance(part, Buttons):
                    yield from (button.settings for button in part.buttons)

    def of_fixed(self, settings: Settings) -> tuple[Any, ...]:
        """Return the values of the fields that the lesson alone sets."""
        return tuple(getattr(settings, name) for name in sorted(self.fixed))
