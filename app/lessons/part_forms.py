"""What a teacher fills in for a block of a lesson, and the block's content that follows from it.

A kind of block without a form here is written by its example.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.lessons.block_text import (
    SIGNS,
    condition_text,
    number_text,
    options_entry,
    question_entries,
    tolerance_text,
    words_text,
)
from app.lessons.blocks import (
    BLOCKS,
    COMPUTED,
    MAX_EXAMPLE,
    kinds_of_predictions,
)
from app.lessons.lesson import Tolerance
from app.lessons.part_inputs import Input, Rows, Values
from app.lessons.plain_words import one_line, plain_line
from app.lessons.predictions import PREDICTIONS
from app.lessons.subject import Subject
from core.language import N_, _

#: Answers that the form of a choice has room for.
N_ANSWERS = 3
#: What is measured where nothing was chosen: what one sees above the picture.
FIRST = "accuracy"
#: What a question asks for: a record of the page's questions, or a measure.
WHAT, OF = "what:", "of:"


@dataclass(frozen=True)
class PartForm:
    """The form of a kind of block.

    Attributes
    ----------
    rows : callable
        ``rows(subject, values)`` are the inputs, those of a row side by side; it is called again
        when what is filled in has changed.
    content : callable
        ``content(subject, values, address)`` is the block's content; `address` are the page's
        settings now, as ``?alpha=5``. Its ValueError says what is missing.
    """

    rows: Callable[[Subject, Values], Rows]
    content: Callable[[Subject, Values, str], Mapping[str, Any] | str]


QUESTION = Input("question", N_("Question"))
BECAUSE = Input("because", N_("Why (shown afterwards)"))
#: In percent: what most tolerances are.
NEAR = Input("near", N_("Near enough: within … %"), "number", default=10.0)


def form_of(name: str) -> PartForm:
    """Return the form of a kind of block."""
    return FORMS.get(name) or PartForm(
        lambda subject, values: [(Input("words", BLOCKS[name].title, "words",
                                        default=BLOCKS[name].example),)],
        lambda subject, values, address: str(values.get("words") or ""),
    )  # fmt: skip


def _measures(subject: Subject) -> Input:
    options = {name: one.label for name, one in subject.measures.items()}
    first = FIRST if FIRST in options else None
    return Input("measure", N_("What is measured"), "choice", options=options, default=first)


def _is_share(subject: Subject, values: Values) -> bool:
    """Return whether what was chosen is a share, which is filled in as a percentage."""
    return subject.measures[_chosen(_measures(subject), values)].is_share


def _comparison(*, is_share: bool, n: int = 1, name: str = "") -> tuple[Input, Input]:
    """Return the inputs of a comparison, the nth of several; `name` ends their names."""
    # The second of two answers is right where the first one is not.
    sign = "<" if n == 2 else None
    return (
        Input(f"comparison{name}", N_("Comparison"), "choice", options=SIGNS, default=sign,
              is_labeled=n == 1),
        Input(f"number{name}", N_("Percent") if is_share else N_("Number"), "number",
              is_labeled=n == 1),
    )  # fmt: skip


def _kinds(subject: Subject) -> Input:
    kinds = {name: PREDICTIONS[name].what for name in kinds_of_predictions(subject)}
    return Input("kind", N_("What is predicted"), "choice", options=kinds)


def _predict_rows(subject: Subject, values: Values) -> Rows:
    kind = _chosen(_kinds(subject), values)
    beside = (_measures(subject),) if kind in {"choice", "number"} else ()
    rows: Rows = [(QUESTION,), (_kinds(subject), *beside)]
    if kind == "choice":
        is_share = _is_share(subject, values)
        rows += [
            (_answer(n), *_comparison(is_share=is_share, n=n, name=str(n)))
            for n in range(1, N_ANSWERS + 1)
        ]
    at = Input("at", N_("At this epoch or step"), "whole", N_("At the end where it is empty."))
    rows.append((*((NEAR,) if kind == "number" else ()), at, BECAUSE))
    run = Input("run", N_("Of a run with the page's present settings"), "check",
                N_("Otherwise it is of a run with those that the lesson begins with."))  # fmt: skip
    return [*rows, (run,)]


def _answer(n: int) -> Input:
    words = N_("The first answer for which this is so is right.")
    return Input(f"answer{n}", N_("Answer"), help=words if n == 1 else "", is_labeled=n == 1)


def _predict(subject: Subject, values: Values, address: str) -> Mapping[str, Any]:
    kind = _chosen(_kinds(subject), values)
    entries = question_entries(_line(values, "question")) | {"kind": kind}
    if values.get("run"):
        entries["run"] = address
    entries["at"] = values.get("at")
    measure = _chosen(_measures(subject), values)
    if kind == "choice":
        answers = [
            (words, *_compared(subject, values, n, str(n)))
            for n in range(1, N_ANSWERS + 1)
            if (words := _line(values, f"answer{n}"))
        ]
        entries["options"] = options_entry(measure, answers)
    elif kind == "number":
        entries |= {"of": measure, "tolerance": _near(values)}
    return entries | {"because": plain_line(_line(values, "because"))}


def _goal_rows(subject: Subject, values: Values) -> Rows:
    words = Input("text", N_("In words (may be left out)"))
    is_share = _is_share(subject, values)
    return [(_measures(subject), *_comparison(is_share=is_share)), (words,)]


def _goal(subject: Subject, values: Values, address: str) -> Mapping[str, Any]:
    reach = condition_text(_chosen(_measures(subject), values), *_compared(subject, values))
    return {"reach": reach, "text": plain_line(_line(values, "text"))}


def _asked(subject: Subject) -> Input:
    questions = {f"{WHAT}{name}": one.what for name, one in subject.questions.items()}
    measures = {f"{OF}{name}": one.label for name, one in subject.measures.items()}
    return Input("asked", N_("What is asked for"), "choice", options=questions | measures)


def _ask_rows(subject: Subject, values: Values) -> Rows:
    asked = _chosen(_asked(subject), values)
    question = subject.questions.get(asked.removeprefix(WHAT))
    example = Input("example", N_("Of which example"), "whole", default=1, most=MAX_EXAMPLE)
    row: tuple[Input, ...] = () if question and not question.is_number else (NEAR,)
    return [(QUESTION,), (_asked(subject),), (*row, *((example,) if question and row else ()),
                                              BECAUSE)]  # fmt: skip


def _ask(subject: Subject, values: Values, address: str) -> Mapping[str, Any]:
    asked = _chosen(_asked(subject), values)
    entries = question_entries(_line(values, "question"))
    question = subject.questions.get(asked.removeprefix(WHAT))
    if question:
        entries |= {"what": question.name, "example": values.get("example")}
    else:
        entries["of"] = asked.removeprefix(OF)
    if not question or question.is_number:
        entries["tolerance"] = _near(values)
    return entries | {"because": plain_line(_line(values, "because"))}


def _hint_rows(subject: Subject, values: Values) -> Rows:
    computed = Input("computed", N_("What the page says of a run that is stuck"), "check")
    rows: Rows = [(computed,)] if subject.experiment else []
    return rows if values.get("computed") else [*rows, (Input("words", N_("Hint"), "words"),)]


def _hint(subject: Subject, values: Values, address: str) -> str:
    is_computed = subject.experiment and values.get("computed")
    return COMPUTED if is_computed else words_text(str(values.get("words") or ""))


def _note_rows(subject: Subject, values: Values) -> Rows:
    return [(Input("words", N_("Note"), "words"),)]


def _note(subject: Subject, values: Values, address: str) -> str:
    return words_text(str(values.get("words") or ""))


def _line(values: Values, name: str) -> str:
    return one_line(str(values.get(name) or ""))


def _chosen(choice: Input, values: Values) -> str:
    """Return what was chosen; its default where nothing was, or something of another page."""
    assert choice.options
    value = values.get(choice.name)
    first = choice.default or next(iter(choice.options))
    return str(value if value in choice.options else first)


def _compared(subject: Subject, values: Values, n: int = 1, name: str = "") -> tuple[str, float]:
    """Return the comparison and the number that were filled in."""
    is_share = _is_share(subject, values)
    sign, number = _comparison(is_share=is_share, n=n, name=name)
    than = values.get(number.name)
    if not isinstance(than, int | float):
        said = _("“{label}”: it takes a number to compare with.")
        raise ValueError(said.format(label=number.label))
    if is_share and not 0 <= than <= 100:
        said = _("“{label}”: got {than:g}, takes 0 to 100.")
        raise ValueError(said.format(label=number.label, than=than))
    return _chosen(sign, values), float(number_text(than / 100)) if is_share else than


def _near(values: Values) -> str:
    near = values.get("near")
    if not isinstance(near, int | float) or near < 0:
        raise ValueError(_("How near is near enough: it takes 0 or more percent."))
    return tolerance_text(Tolerance(float(number_text(near)) / 100, True))


FORMS: Mapping[str, PartForm] = {
    "predict": PartForm(_predict_rows, _predict),
    "goal": PartForm(_goal_rows, _goal),
    "ask": PartForm(_ask_rows, _ask),
    "hint": PartForm(_hint_rows, _hint),
    "note": PartForm(_note_rows, _note),
}
