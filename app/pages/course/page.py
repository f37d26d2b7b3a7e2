"""The course for teachers: what each lesson is for, and what to expect in a class."""

from collections.abc import Sequence

import streamlit as st

from app.hosting.base_path import under_base_path
from app.lessons.course import Outline, course_files, outline
from app.pages.course.plans import PLANS, Plan
from app.ui.addresses import url_path
from core.language import _


def render() -> None:
    """Draw the page."""
    outlines = [outline(path) for path in course_files()]
    with st.container(key="course"):
        st.markdown(introduction(outlines))
        st.markdown(overview(outlines))
        for number, one in enumerate(outlines, 1):
            plan = PLANS[one.name]
            st.subheader(f"{number} · {plan.title}", anchor=one.name)
            st.markdown(of_lesson(plan, one))


def introduction(outlines: Sequence[Outline]) -> str:
    """Return how a lesson is used with a class, as Markdown."""
    return _("""
A lesson is a page with steps beside it: they say what to look at, ask for a prediction, and set the
page up. All {n} together take about {minutes} minutes, and each stands alone.

- **Open the link** of a lesson, or hand it out. Everybody sees the same settings and seeds; in the
  lessons marked “own” everybody has other initial weights.
- **Predict first.** A run can be played when its prediction has been given. Let the class say
  aloud why before anybody presses Play: a wrong prediction with a reason is worth more than a
  right one without.
- **Read what came.** The page compares it with the prediction and says why it came so. Then go on.
""").format(n=len(outlines), minutes=sum(one.minutes for one in outlines))


def overview(outlines: Sequence[Outline]) -> str:
    """Return the lessons in a table, as Markdown."""
    head = (
        _("Lesson"), _("Minutes"), _("Predictions"), _("Initial weights"), _("Worksheet"),
    )  # fmt: skip
    rows = [
        (
            f"{number}",
            f"[{PLANS[one.name].title}]({address(one)})",
            f"{one.minutes}",
            f"{one.predictions}",
            _("own") if one.own_seed else _("the same"),
            _worksheet(PLANS[one.name]),
        )
        for number, one in enumerate(outlines, 1)
    ]
    lines = [("", *head), ("--:", ":--", "--:", "--:", ":--", ":--"), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def of_lesson(plan: Plan, one: Outline) -> str:
    """Return what a teacher is told of a lesson, as Markdown."""
    wrong = "\n".join(f"| {each.said} | {each.shows} |" for each in plan.wrong)
    return _("""
{what_for}

**What to expect.** {expect}

| A common prediction | What it shows |
| :-- | :-- |
{wrong}

{minutes} minutes · {predictions} predictions · worksheet: {worksheet} ·
[Open the lesson]({address})
""").format(
        what_for=plan.what_for,
        expect=plan.expect,
        wrong=wrong,
        minutes=one.minutes,
        predictions=one.predictions,
        worksheet=_worksheet(plan),
        address=address(one),
    )


def address(one: Outline) -> str:
    """Return the address that opens a lesson."""
    return under_base_path(f"/{url_path(one.page)}?lesson={one.name}")


def _worksheet(plan: Plan) -> str:
    if not plan.worksheet:
        return _("none")
    where = _("at the end of the page")
    return f"[{where}]({under_base_path(plan.worksheet)})"
