"""The blocks of a lesson's file: what each may hold, and an example for whoever writes one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from app.lessons.buttons import settings_at
from app.lessons.entries import Entries
from app.lessons.expressions import Condition, Expression, read_condition, read_expression
from app.lessons.lesson import Ask, Goal, Hint, Note, Part, Predict, Tolerance
from app.lessons.predictions import PREDICTIONS
from app.lessons.problem import Problem
from app.lessons.subject import Subject
from core.language import N_, _, translated

T = TypeVar("T")

#: Answers of a choice.
LEAST_OPTIONS, MOST_OPTIONS = 2, 6
#: Characters of a hint or note.
MAX_TEXT = 2000
#: What stands in a hint that is what the page says of a run that is stuck.
COMPUTED = "computed"
#: Examples that a question can be about.
MAX_EXAMPLE = 20_000
MAX_EPOCH = 100_000


@dataclass(frozen=True)
class Around:
    """What a block stands in.

    Attributes
    ----------
    subject : Subject
        The lesson's page.
    start : Settings
        That the lesson begins with.
    """

    subject: Subject
    start: Any


@translated("title", "add", "what")
@dataclass(frozen=True)
class BlockKind:
    """A kind of block.

    Attributes
    ----------
    name : str
        After the three backquotes.
    title : str
        What people call it.
    add : str
        What the button says that adds one to a lesson.
    what : str
        What it is for.
    read : callable
        ``read(text, line, around, problems)`` returns it; None where it cannot be read.
    example : str
        What stands in it, for a page whose run has a cost J.
    """

    name: str
    title: str
    add: str
    what: str
    read: Callable[[str, int, Around, list[Problem]], Part | None]
    example: str


def kinds_of_predictions(subject: Subject) -> list[str]:
    """Return the kinds of predictions that a page can have."""
    return [
        name
        for name, one in PREDICTIONS.items()
        if not one.sketch or (one.sketch == "curve" and subject.experiment) or subject.plane
    ]


def _predict(text: str, line: int, around: Around, problems: list[Problem]) -> Part | None:
    entries = Entries(text, line, problems)
    if not entries.is_read:
        return None
    subject = around.subject
    kinds = kinds_of_predictions(subject)
    question, kind = entries.text("question"), entries.choice("kind", kinds)
    run = entries.read("run", _address(around), around.start, around.start)
    if kind and PREDICTIONS[kind].sketch and getattr(run, "is_compared", False):
        entries.complain("run", _("several lanes"), _("one run: a sketch lies over its chart"))
    at = entries.whole("at", 0, MAX_EPOCH, -1)
    options = _options(entries, subject) if kind == "choice" else {}
    of = tolerance = None
    if kind == "number":
        of = entries.read("of", _reader(read_expression, subject), None, _NOTHING)
        tolerance = entries.read("tolerance", read_tolerance, None, Tolerance(0.0, False))
    because = entries.text("because", "")
    entries.end()
    if at < 0:
        at = subject.last(run)
    return Predict(question, kind, run, at, options, of, tolerance, because)


def _goal(text: str, line: int, around: Around, problems: list[Problem]) -> Part | None:
    entries = Entries(text, line, problems)
    if not entries.is_read:
        return None
    reach = entries.read("reach", _reader(read_condition, around.subject), None, _NEVER)
    goal = Goal(reach, entries.text("text", ""))
    entries.end()
    return goal


def _ask(text: str, line: int, around: Around, problems: list[Problem]) -> Part | None:
    entries = Entries(text, line, problems)
    if not entries.is_read:
        return None
    subject = around.subject
    question = entries.text("question")
    what = entries.choice("what", list(subject.questions), "") if subject.questions else ""
    of = entries.read("of", _reader(read_expression, subject), _NOTHING, _NOTHING)
    if bool(what) == (of is not _NOTHING):
        entries.complain(
            "what", what or _("neither"), _("either what: or of:, that which is asked for")
        )
    example = entries.whole("example", 1, MAX_EXAMPLE, 1)
    tolerance = entries.read("tolerance", read_tolerance, Tolerance(0.01, True), _EXACT)
    because = entries.text("because", "")
    entries.end()
    return Ask(question, what, None if of is _NOTHING else of, example - 1, tolerance, because)


def _hint(text: str, line: int, around: Around, problems: list[Problem]) -> Part | None:
    text = text.strip()
    if text == COMPUTED:
        if around.subject.experiment is None:
            problems.append(Problem(line, COMPUTED, _("a text: this page has no run")))
        return Hint("")
    return Hint(_words(text, line, problems))


def _note(text: str, line: int, around: Around, problems: list[Problem]) -> Part | None:
    return Note(_words(text.strip(), line, problems))


def _words(text: str, line: int, problems: list[Problem]) -> str:
    if not 0 < len(text) <= MAX_TEXT:
        found = text or _("nothing")
        problems.append(Problem(line, found, _("1 to {n:,} characters").format(n=MAX_TEXT)))
    return text


_NOTHING = Expression("", frozenset(), None)  # type: ignore[arg-type]
_NEVER = Condition("", frozenset(), ())
_EXACT = Tolerance(0.0, False)


def _reader(read: Callable[[str, Any], T], subject: Subject) -> Callable[[Any], T]:
    """Return what reads an expression of the page's quantities."""

    def read_value(value: Any) -> T:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError(_("an expression"))
        return read(str(value), subject.measures)

    return read_value


def _address(around: Around) -> Callable[[Any], Any]:
    """Return what reads the query of an address of the page, as a change of the lesson's start."""

    def read(value: Any) -> Any:
        if not isinstance(value, str) or not value.startswith("?"):
            raise ValueError(_("“?” and settings of the page, as in its address"))
        return settings_at(around.subject.form, value, around.start)[0]

    return read


def _options(entries: Entries, subject: Subject) -> dict[str, Condition]:
    """Return the answers of a choice, each with the condition under which it is right."""
    found = {}
    given = entries.pairs("options")
    if not LEAST_OPTIONS <= len(given) <= MOST_OPTIONS:
        entries.complain(
            "options",
            _("{n} options").format(n=len(given)),
            _("{low} to {high} lines of “answer: condition”").format(
                low=LEAST_OPTIONS, high=MOST_OPTIONS
            ),
        )
    for label, condition in given.items():
        try:
            found[label] = _reader(read_condition, subject)(condition)
        except ValueError as error:
            entries.complain("options", f"{label}: {condition}", str(error))
    return found


def read_tolerance(value: Any) -> Tolerance:
    """Return a tolerance: ``0.02``, or ``10%`` of what is right.

    Raises
    ------
    ValueError
        In words: what is allowed.
    """
    allowed = _("a number that is not negative, or a share such as 10%")
    text = str(value).strip()
    is_relative = text.endswith("%")
    try:
        size = float(text.removesuffix("%")) / (100.0 if is_relative else 1.0)
    except ValueError:
        raise ValueError(allowed) from None
    if isinstance(value, bool) or not 0.0 <= size <= 1e9:
        raise ValueError(allowed)
    return Tolerance(size, is_relative)


BLOCKS: Mapping[str, BlockKind] = {
    record.name: record
    for record in (
        BlockKind(
            "predict", N_("Prediction"), N_("Add a prediction"),
            N_("What will happen? It is said before the run is played."), _predict,
            "question: What will the cost J be at the end?\nkind: number\nof: J\ntolerance: 20%",
        ),
        BlockKind(
            "goal", N_("Goal"), N_("Add a goal"),
            N_("Something to be reached while one plays."), _goal,
            "reach: J < 0.1",
        ),
        BlockKind(
            "ask", N_("Question"), N_("Add a question"),
            N_("A question whose answer is computed from the present network."), _ask,
            "question: What is the cost J now?\nof: J\ntolerance: 1%",
        ),
        BlockKind(
            "hint", N_("Hint"), N_("Add a hint"), N_("Help, one hint after the other."), _hint,
            "Look at the cost curve.",
        ),
        BlockKind(
            "note", N_("Note"), N_("Add a note"), N_("For the teacher alone."), _note,
            "Ask the class first.",
        ),
    )
}  # fmt: skip
