"""A calculation in lines: formulas with their numbers below them."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

from app.by_hand.notation import mathml

#: So many products of a sum are written out; of a longer one the rest is one number.
MAX_TERMS = 6


@dataclass(frozen=True)
class Term:
    """A factor, a sum or a sign.

    Attributes
    ----------
    tex : str
        In LaTeX; empty where the number alone says it.
    value : float or None
        Its number, which stands below it; None for a sign.
    go : tuple of int or None
        (layer, unit) that a click on it leads to.
    tone : str
        "result" for what the line comes to, "chosen" for what it is about, "wrong" for a number
        that a mistake made, "tie" for a sign that keeps its neighbors on one row, or nothing.
    """

    tex: str
    value: float | None = None
    go: tuple[int, int] | None = None
    tone: str = ""


@dataclass(frozen=True)
class Line:
    """One step of a calculation: what is done, and its terms from left to right."""

    what: str
    terms: tuple[Term, ...]


def signs(between: str, groups: list[list[Term]]) -> list[Term]:
    """Return groups of terms with a sign between each and the next."""
    joined: list[Term] = []
    for group in groups:
        joined += [Term(between), *group] if joined else group
    return joined


class Formulas:
    """Formulas that are sent once, however often they stand in a calculation."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, tex: str) -> int:
        """Return the place of a formula among `texts`, from 0; -1 for none."""
        if not tex:
            return -1
        if tex not in self._numbers:
            self._numbers[tex] = len(self.texts)
            self.texts.append(mathml(tex))
        return self._numbers[tex]


def picture(lines: list[Line], formulas: Formulas) -> list[dict[str, Any]]:
    """Return lines as JSON can say them, their formulas as numbers of those in `formulas`."""
    return [
        {"what": line.what, "terms": [_term(term, formulas) for term in line.terms]}
        for line in lines
    ]


def _term(term: Term, formulas: Formulas) -> dict[str, Any]:
    said: dict[str, Any] = {"math": formulas.number(term.tex)}
    if term.value is not None:
        said["value"] = number(term.value)
    if term.go is not None:
        said["go"] = term.go
    if term.tone:
        said["tone"] = term.tone
    return said


def number(value: float) -> float | None:
    """Return a number as JSON can say it."""
    return float(value) if isfinite(value) else None
