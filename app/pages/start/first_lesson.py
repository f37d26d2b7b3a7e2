"""Ten minutes on the moons with a class: what to open, what to ask first, and what will be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from app.hosting.base_path import under_base_path
from app.pages.moons.experiment import MOONS
from core.language import N_, _, translated


@translated("opens", "ask", "see")
@dataclass(frozen=True)
class Step:
    """One step of the lesson.

    Attributes
    ----------
    minutes : str
        From when to when.
    opens : str
        Name of the link.
    ask : str
        The question before anybody presses Play.
    see : str
        What then happens: tests/pages/test_first_lesson.py plays it.
    values : mapping
        Settings of the Moons page that are not those with which it opens.
    """

    minutes: str
    opens: str
    ask: str
    see: str
    values: Mapping[str, Any] = field(default_factory=dict)


STEPS = (
    Step(
        "0–2",
        N_("Moons"),
        N_("A line is to part the two classes. Draw in the air where it will run."),
        N_("The line bends around both moons: nearly all are right."),
    ),
    Step(
        "2–4",
        N_("No hidden layer"),
        N_("Same data, no units in between. Will the line still bend?"),
        N_("It stays straight, and every eighth example is wrong, however long one waits."),
        {"hidden": ()},
    ),
    Step(
        "4–6",
        N_("A larger α"),
        N_("α is now 2 in place of 0.3. Faster, slower, or worse?"),
        N_("Faster: after 150 epochs the cost is lower than before after 500."),
        {"alpha": 2.0},
    ),
    Step(
        "6–7",
        N_("A still larger α"),
        N_("And with α = 10?"),
        N_("The steps are too long: the cost runs away, and the page says so."),
        {"alpha": 10.0},
    ),
    Step(
        "7–10",
        N_("Your turn: circles"),
        N_("How few units of the hidden layer are enough for 90 % of the test examples?"),
        N_(
            "Three: each draws a line, and three lines can close a ring. With two it can't be done."
        ),
        {"data": "circles", "hidden": (5,), "alpha": 1.0},
    ),
)


def first_lesson() -> str:
    """Return the plan as Markdown."""
    rows = "\n".join(
        f"| {step.minutes} | [{step.opens}]({address(step)}) | {step.ask} | {step.see} |"
        for step in STEPS
    )
    return _("""
### The first ten minutes with a class

| Minutes | Open | Ask first | Then press Play |
| :-- | :-- | :-- | :-- |
{rows}

For the last step everybody opens the page on a device of their own; until then one screen is
enough. Let the class answer by a show of hands before each Play: who has guessed looks closer.
""").format(rows=rows)


def address(step: Step) -> str:
    """Return the address of the page as a step needs it."""
    settings = MOONS.settings()
    return under_base_path(f"/moons?{urlencode(settings.but(**step.values).to_address())}")
