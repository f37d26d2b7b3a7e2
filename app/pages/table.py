"""All pages in one table, in the order in which one learns: that of the navigation too."""

from functools import partial
from typing import Any

from app.live.experiment import Experiment
from app.pages.backprop.experiment import BACKPROP
from app.pages.backprop.page import render as backprop
from app.pages.check_results.page import render as check_results
from app.pages.classroom.page import render as classroom
from app.pages.cost_surfaces.page import render as cost_surfaces
from app.pages.course.page import render as course
from app.pages.digits.experiment import DIGITS
from app.pages.digits.page import render as digits
from app.pages.downhill.page import render as downhill
from app.pages.glossary.page import render as glossary
from app.pages.gradient_check.page import render as gradient_check
from app.pages.lessons.page import render as lessons
from app.pages.moons.experiment import MOONS
from app.pages.moons.page import render as moons
from app.pages.one_unit.page import render as one_unit
from app.pages.one_weight.page import render as one_weight
from app.pages.record import PageRecord
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.sleep.page import render as sleep
from app.pages.start.page import render as start
from app.pages.write_lesson.page import render as write_lesson
from app.pages.xor.experiment import XOR
from app.pages.xor.page import render as xor
from core.language import N_

#: Modules of a page that plays a path in the browser alone, and of one with a form.
FORM = ("shared/undo_bar.js",)
PLAYBACK = ("playback/playback.js", *FORM)


def _glossary() -> None:
    """Draw the glossary, which links to the other pages."""
    glossary({record.name: record.title for record in PAGES.values()})


def _check_results() -> None:
    """Draw the page that trains the runs of the other pages again."""
    check_results(lambda: tuple(EXPERIMENTS))


PAGES: dict[str, PageRecord] = {
    record.name: record
    for record in (
        PageRecord(
            "downhill",
            N_("Downhill"),
            downhill,
            group=N_("Learn"),
            sentence=N_(
                "Gradient descent on a curve: each step goes against the derivative, "
                "α times as far."
            ),
            line=N_("A ball, a derivative, a step"),
            minutes=10,
            modules=PLAYBACK,
        ),
        PageRecord(
            "one_weight",
            N_("One weight"),
            one_weight,
            group=N_("Learn"),
            sentence=N_("The smallest network, ŷ = σ(w x), trained with two costs."),
            line=N_("The smallest network, two costs"),
            minutes=10,
            modules=PLAYBACK,
        ),
        PageRecord(
            "cost_surfaces",
            N_("Cost surfaces"),
            cost_surfaces,
            group=N_("Learn"),
            sentence=N_("One unit learns NOT: the same two weights on two cost surfaces."),
            line=N_("Why cross-entropy"),
            minutes=10,
            modules=PLAYBACK,
        ),
        PageRecord(
            "one_unit",
            N_("One unit"),
            one_unit,
            group=N_("Learn"),
            sentence=N_(
                "Two weights and a bias are a line in the plane: move it, or let it learn."
            ),
            line=N_("A line, and what it cannot do"),
            minutes=15,
            modules=PLAYBACK,
        ),
        PageRecord(
            "xor",
            "XOR",
            xor,
            XOR,
            group=N_("Learn"),
            sentence=N_(
                "Four examples that no straight line separates: why a network needs a hidden layer."
            ),
            line=N_("Why a hidden layer"),
            minutes=15,
        ),
        PageRecord(
            "backprop",
            N_("Backprop by hand"),
            backprop,
            BACKPROP,
            group=N_("Understand"),
            sentence=N_(
                "Every factor of the chain rule with its number, for any weight and any example."
            ),
            line=N_("Every factor with its number"),
            minutes=30,
        ),
        PageRecord(
            "gradient_check",
            N_("Gradient check"),
            gradient_check,
            group=N_("Understand"),
            sentence=N_(
                "Backpropagation against central differences: do both give the same gradient?"
            ),
            line=N_("Is the gradient right?"),
            minutes=10,
            modules=FORM,
        ),
        PageRecord(
            "sleep",
            N_("Sleep and study"),
            sleep,
            SLEEP_STUDY,
            group=N_("Explore"),
            sentence=N_(
                "Hours of sleep and study in, a test score out: a network that predicts a number."
            ),
            line=N_("Which score will the test have?"),
            minutes=30,
        ),
        PageRecord(
            "moons",
            N_("Moons"),
            moons,
            MOONS,
            group=N_("Explore"),
            sentence=N_(
                "A network learns which of two classes a point belongs to: press Play and "
                "watch the boundary bend."
            ),
            line=N_("From a line to a bend"),
            minutes=20,
        ),
        PageRecord(
            "digits",
            N_("Digits"),
            digits,
            DIGITS,
            group=N_("Explore"),
            sentence=N_(
                "A network learns to read handwritten digits, and its hidden units become "
                "detectors of strokes."
            ),
            line=N_("What hidden units see"),
            minutes=25,
        ),
        PageRecord(
            "glossary",
            N_("Glossary"),
            _glossary,
            group=N_("Understand"),
            sentence=N_(
                "Every term and symbol, with its formula and the page on which one sees it."
            ),
            controls=False,
        ),
        PageRecord(
            "lessons",
            N_("Lessons"),
            lessons,
            group=N_("Learn"),
            sentence=N_("Step by step through a page: predict, play, see what came, answer."),
            controls=False,
        ),
        PageRecord(
            "write_lesson",
            N_("Write a lesson"),
            write_lesson,
            group=N_("Teach"),
            sentence=N_("A file, the lesson that it makes, and a link for the class."),
            controls=False,
        ),
        PageRecord(
            "classroom",
            N_("Class"),
            classroom,
            group=N_("Teach"),
            sentence=N_("A teacher shows, everybody follows, looks around, and comes back."),
            controls=False,
        ),
        PageRecord(
            "course",
            N_("The course"),
            course,
            group=N_("Teach"),
            sentence=N_(
                "Eight lessons for a class: what each is for, how long it takes, what to expect."
            ),
            controls=False,
        ),
        PageRecord(
            "check_results",
            N_("Check results"),
            _check_results,
            group=N_("Teach"),
            sentence=N_(
                "Paste the result lines of a class: each run is trained again, and compared."
            ),
            controls=False,
        ),
    )
}

#: Those that one goes through one after the other.
PATH = tuple(record for record in PAGES.values() if record.line)

#: The page at the root, which leads to all of them.
START = PageRecord(
    "start",
    N_("Start"),
    partial(start, PATH),
    modules=("pages/start/start.js",),
    files=("pages/start/film.json", "pages/start/thumbnails.json"),
    controls=False,
)

EXPERIMENTS: dict[str, Experiment[Any]] = {
    record.name: record.experiment for record in PAGES.values() if record.experiment is not None
}
