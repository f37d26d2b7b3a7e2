"""What a learner did in a lesson, as Markdown: theirs to print or to hand in."""

from collections.abc import Callable, Mapping

from app.lessons.lesson import Ask, Goal, Lesson, Predict
from app.lessons.progress import Given, Progress
from core.language import N_, _

#: Kind of a part -> how it is called in the report.
NAMES: Mapping[type, str] = {
    Predict: N_("Prediction"),
    Goal: N_("Goal"),
    Ask: N_("Question"),
}


def report(lesson: Lesson, progress: Progress, url_of: Callable[[str], str], day: str) -> str:
    """Return what was predicted, reached and answered, with the addresses of the runs.

    Parameters
    ----------
    lesson : Lesson
    progress : Progress
    url_of : callable
        Path and query -> a whole address.
    day : str
    """
    lines = [f"# {lesson.title}", "", day, ""]
    for number, step in enumerate(lesson.steps):
        rows = [
            _row(part, progress.at(place, number), url_of)
            for place, part in enumerate(step.parts)
            if type(part) in NAMES
        ]
        if rows:
            lines += [f"## {step.title}", "", *rows, ""]
    return "\n".join(lines)


def _row(part: object, given: Given | None, url_of: Callable[[str], str]) -> str:
    name = _(NAMES[type(part)])
    match part:
        case Predict(question=text) | Ask(question=text):
            what = text
        case Goal(text=text, reach=reach):
            what = text or reach.text
        case _:
            raise AssertionError(part)
    if given is None:
        return _("- **{name}:** {what} Not yet.").format(name=name, what=what)
    said = given.said if isinstance(given.said, str | float | int) else _("a sketch")
    answer = "" if given.said is None else _("Said: {said}. ").format(said=said)
    tries = _("{n} tries. ").format(n=given.tries) if given.tries > 1 else ""
    mark = "✓" if given.is_right else "✗"
    link = f" <{url_of(given.address)}>" if given.address else ""
    return f"- **{name}:** {what} {answer}{tries}{given.sentence} {mark}{link}"
