"""A claimed result, trained again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from app.claims.result_line import CLAIMS, AlteredError, ResultLine, is_as_claimed, read_line
from app.lessons.guard import is_allowed
from app.lessons.lesson import Lesson
from app.lessons.library import LIBRARY
from app.live.experiment import Experiment
from app.settings.old_addresses import OLD_PATHS
from app.settings.settings import LESSON
from app.ui.addresses import url_path
from core.language import N_, _

#: Digits of a number in a sentence.
DIGITS = 4
#: Name of a page -> its experiment: those whose runs can be claimed.
Experiments: TypeAlias = Mapping[str, Experiment[Any]]
#: What can become of a line -> in words.
KINDS: Mapping[str, str] = {
    "repeated": N_("repeated as claimed"),
    "other": N_("found instead"),
    "altered": N_("altered"),
    "unreadable": N_("not readable"),
    "unchecked": N_("not checked"),
}
HOLDS = N_(
    "This holds for this server and this kind of processor: another kind may differ in the last "
    "digits, and a long run in more."
)


@dataclass(frozen=True)
class Verdict:
    """What came of a claim.

    Attributes
    ----------
    kind : str
        One of KINDS.
    sentence : str
        What was found.
    found : mapping
        Name, one of CLAIMS -> the number of the run; empty where there was none.
    """

    kind: str
    sentence: str
    found: Mapping[str, float]

    @property
    def is_repeated(self) -> bool:
        """Return whether the run was trained again and every number is as claimed."""
        return self.kind == "repeated"


def repeat(text: str, experiments: Experiments) -> Verdict:
    """Train the run of a result line again; whatever is wrong with the line is said."""
    try:
        line = read_line(text)
    except AlteredError as error:
        return not_repeated("altered", str(error))
    except ValueError as error:
        return not_repeated("unreadable", str(error))
    try:
        found = numbers_at(line.address, experiments, line.epoch)
    except ValueError as error:
        return not_repeated("other", str(error))
    return compared(line, found)


def not_repeated(kind: str, why: str) -> Verdict:
    """Return the verdict on a line without a run whose numbers could be compared."""
    return Verdict(kind, _("not repeated: {why}").format(why=why), {})


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
        return Verdict("other", _("not repeated: {what}").format(what="; ".join(wrong)), found)
    claims = ", ".join(f"{_(CLAIMS[name])} {text}" for name, text in line.claims.items())
    sentence = _("repeated: {claims} at epoch {epoch:,}, as claimed").format(
        claims=claims, epoch=line.epoch
    )
    if lesson := lesson_of(line.address):
        kept = _("in the lesson “{title}”, with all that it fixes").format(title=lesson.title)
        sentence = f"{sentence}, {kept}"
    return Verdict("repeated", sentence, found)


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
    lesson = LIBRARY.find(name).lesson
    if lesson is None:
        raise ValueError(_("this server does not have the lesson “{name}”").format(name=name[:40]))
    if parts.path.rstrip("/").rpartition("/")[2] != url_path(lesson.subject.name):
        raise ValueError(_("the lesson “{title}” is about another page").format(title=lesson.title))
    return lesson


def numbers_at(
    address: str, experiments: Experiments, epoch: int | None = None
) -> dict[str, float]:
    """Return the numbers of the run of an address, those of CLAIMS that it has.

    Parameters
    ----------
    address : str
        With or without a server's name.
    experiments : mapping
    epoch : int, optional
        By default the one that the address names.

    Raises
    ------
    ValueError
        In a sentence, if the address leads to no run, or the run to no such epoch.
    """
    parts = urlsplit(address)
    experiment = experiments[page_at(parts.path, experiments)]
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


def page_at(path: str, names: Iterable[str]) -> str:
    """Return the name of a page with a run, by the last part of a path.

    Raises
    ------
    ValueError
        If none of them is there.
    """
    last = path.rstrip("/").rpartition("/")[2]
    for name in names:
        if last in (url_path(name), *(one for one in OLD_PATHS.get(name, ()) if one)):
            return name
    raise ValueError(_("no page with a run is at “{path}”").format(path=path[:100]))
