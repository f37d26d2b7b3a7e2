"""All pages in one table, in the order in which one learns: that of the navigation too."""

from functools import partial
from typing import Any

from app.live.experiment import Experiment
from app.pages.backprop.experiment import BACKPROP
from app.pages.backprop.page import render as backprop
from app.pages.cost_surfaces.page import render as cost_surfaces
from app.pages.digits.experiment import DIGITS
from app.pages.digits.page import render as digits
from app.pages.downhill.page import render as downhill
from app.pages.glossary.page import render as glossary
from app.pages.gradient_check.page import render as gradient_check
from app.pages.moons.experiment import MOONS
from app.pages.moons.page import render as moons
from app.pages.one_weight.page import render as one_weight
from app.pages.record import PageRecord
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.sleep.page import render as sleep
from app.pages.start.page import render as start
from app.pages.xor.experiment import XOR
from app.pages.xor.page import render as xor


def _glossary() -> None:
    """Draw the glossary, which links to the other pages."""
    glossary({record.name: record.title for record in PAGES.values()})


PAGES: dict[str, PageRecord] = {
    record.name: record
    for record in (
        PageRecord(
            "downhill",
            "Downhill",
            downhill,
            group="Learn",
            sentence="Gradient descent on a curve: each step goes against the derivative, "
            "α times as far.",
            line="A ball, a derivative, a step",
            minutes=10,
        ),
        PageRecord(
            "one_weight",
            "One weight",
            one_weight,
            group="Learn",
            sentence="The smallest network, ŷ = σ(w x), trained with two costs.",
            line="The smallest network, two costs",
            minutes=10,
        ),
        PageRecord(
            "cost_surfaces",
            "Cost surfaces",
            cost_surfaces,
            group="Learn",
            sentence="One unit learns NOT: the same two weights on two cost surfaces.",
            line="Why cross-entropy",
            minutes=10,
        ),
        PageRecord(
            "xor",
            "XOR",
            xor,
            XOR,
            group="Learn",
            sentence="Four examples that no straight line separates: why a network needs a hidden "
            "layer.",
            line="Why a hidden layer",
            minutes=15,
        ),
        PageRecord(
            "backprop",
            "Backprop by hand",
            backprop,
            BACKPROP,
            group="Understand",
            sentence="Every factor of the chain rule with its number, for any weight and any "
            "example.",
            line="Every factor with its number",
            minutes=30,
        ),
        PageRecord(
            "gradient_check",
            "Gradient check",
            gradient_check,
            group="Understand",
            sentence="Backpropagation against central differences: do both give the same gradient?",
            line="Is the gradient right?",
            minutes=10,
        ),
        PageRecord(
            "sleep",
            "Sleep and study",
            sleep,
            SLEEP_STUDY,
            group="Explore",
            sentence="Hours of sleep and study in, a test score out: a network that predicts a "
            "number.",
            line="Which score will the test have?",
            minutes=30,
        ),
        PageRecord(
            "moons",
            "Moons",
            moons,
            MOONS,
            group="Explore",
            sentence="A network learns which of two classes a point belongs to: press Play and "
            "watch the boundary bend.",
            line="From a line to a bend",
            minutes=20,
        ),
        PageRecord(
            "digits",
            "Digits",
            digits,
            DIGITS,
            group="Explore",
            sentence="A network learns to read handwritten digits, and its hidden units become "
            "detectors of strokes.",
            line="What hidden units see",
            minutes=25,
        ),
        PageRecord(
            "glossary",
            "Glossary",
            _glossary,
            group="Understand",
            sentence="Every term and symbol, with its formula and the page on which one sees it.",
        ),
    )
}

#: Those that one goes through one after the other.
PATH = tuple(record for record in PAGES.values() if record.line)

#: The page at the root, which leads to all of them.
START = PageRecord("start", "Start", partial(start, PATH))

EXPERIMENTS: dict[str, Experiment[Any]] = {
    record.name: record.experiment for record in PAGES.values() if record.experiment is not None
}
