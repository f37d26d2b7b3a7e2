"""A claimed result, trained again."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from app.lessons.guard import is_allowed
from app.lessons.lesson import Lesson
from app.lessons.library import LIBRARY
from app.live.experiment import Experiment
from app.pages.subjects import subjects
from app.pages.table import EXPERIMENTS
from app.settings.old_addresses import OLD_PATHS
from app.settings.settings import LESSON
from app.ui.addresses import url_path
from app.verify.result_line import CLAIMS, ResultLine, is_as_claimed, read_line
from core.language import _

#: Digits of a number in a sentence.
DIGITS = 4


@dataclass(frozen=True)
class Verdict:
    """What came of a claim.

    Attributes
    ----------
    is_repeated : bool
        Whether the run was trained again and every number is as claimed.
    sentence : str
        What was found.
    found : mapping
        Name, one of CLAIMS -> the number of the run; empty where there was none.
    """

    is_repeated: bool
    sentence: str
    found: Mapping[str, float]


def repeat(text: str) -> Verdict:
    """Train the run of a result line again; whatever is wrong with the line is said."""
    try:
        line = read_line(text)
        found = numbers_at(line.address, line.epoch)
    except ValueError as error:
        return Verdict(False, _("not repeated: {why}").format(why=error), {})
    return compared(line, found)


def compared(line: ResultLine, found: Mapping[str, float]) -> Verdict:
    """Return whether the numbers of a run are those that are claimed."""
    wrong = [
        _("{name} is {value:.{digits}g}, claimed {claimed}").format(
            name=_(CLAIMS[name]), value=found[name], claimed=claimed, digits=DIGITS
        )
        if name in found
        else _("there is no {name}").format(name=_(CLAIMS[name]))
        for name, claimed in line.claims.items()
        if name not in found or not is_as_claimed(name, claimed, found[name])
    ]
    if wrong:
        return Verdict(False, _("not repeated: {what}").format(what="; ".join(wrong)), found)
    claims = ", ".join(f"{_(CLAIMS[name])} {text}" for name, text in line.claims.items())
    sentence = _("repeated: {claims} at epoch {epoch:,}, as claimed").format(
        claims=claims, epoch=line.epoch
    )
    if lesson := lesson_of(line.address):
        kept = _("in the lesson “{title}”, with all that it fixes").format(title=lesson.title)
        sentence = f"{sentence}, {kept}"
    return Verdict(True, sentence, found)


def lesson_of(address: str) -> Lesson | None:
    """Return the lesson that an address names; None where it names none.

    Raises
    ------
    ValueError
        If this server does not have it, or it is about another page.
    """
    parts = urlsplit(address)
    name = dict(parse_qsl(parts.query)).get(LESSON, "")
    if not name:
        return None
    LIBRARY.know(subjects())
    lesson = LIBRARY.find(name).lesson
    if lesson is None:
        raise ValueError(_("this server does not have the lesson “{name}”").format(name=name[:40]))
    if parts.path.rstrip("/").rpartition("/")[2] != url_path(lesson.subject.name):
        raise ValueError(_("the lesson “{title}” is about another page").format(title=lesson.title))
    return lesson


def numbers_at(address: str, epoch: int | None = None) -> dict[str, float]:
    """Return the numbers of the run of an address, those of CLAIMS that it has.

    Parameters
    ----------
    address : str
        With or without a server's name.
    epoch : int, optional
        By default the one that the address names.

    Raises
    ------
    ValueError
        In a sentence, if the address leads to no run, or the run to no such epoch.
    """
    parts = urlsplit(address)
    experiment = _experiment_at(parts.path)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    settings, problems = experiment.form.read(query)
    if problems:
        raise ValueError(_("the address makes no run ({problem})").format(problem=problems[0]))
    lesson = lesson_of(address)
    if lesson is not None and not is_allowed(lesson, settings):
        raise ValueError(
            _("the run has settings that the lesson “{title}” fixes otherwise").format(
                title=lesson.title
            )
        )
    wanted = settings.epoch if epoch is None else epoch
    if wanted != settings.epoch:
        raise ValueError(
            _("the address shows epoch {shown:,}, the line speaks of {wanted:,}").format(
                shown=settings.epoch, wanted=wanted
            )
        )
    lab = experiment.lab(settings)
    reached = lab.advance(wanted)
    if reached != wanted:
        raise ValueError(_("the run ends at epoch {reached:,}").format(reached=reached))
    numbers = experiment.scene(lab).pack(reached).numbers
    found = {name: float(numbers[name]) for name in CLAIMS if name in numbers}
    return {name: number for name, number in found.items() if isfinite(number)}


def _experiment_at(path: str) -> Experiment[Any]:
    """Return the experiment of a page, by the last part of a path.

    Raises
    ------
    ValueError
        If no page with a run is there.
    """
    last = path.rstrip("/").rpartition("/")[2]
    for name, experiment in EXPERIMENTS.items():
        if last in (url_path(name), *(one for one in OLD_PATHS.get(name, ()) if one)):
            return experiment
    raise ValueError(_("no page with a run is at “{path}”").format(path=path[:100]))
