"""A calculation in lines: formulas with their numbers below them."""

from dataclasses import dataclass
from typing import Any

from app.by_hand.notation import mathml
from app.run.wire import finite

#: So many products of a sum are written out; of a longer one the rest is one number.
MAX_TERMS = 6


@dataclass(frozen=True)
class Term:
    """A factor, a sum or a sign.

    Attributes
    ----------
    tex : str
        In LaTeX; empty where the number needs no formula.
    value : float or None
        Its number, which stands below it; None for a sign.
    unit : tuple of int or None
        (layer, unit) that a click on it selects.
    tone : str
        "result" for the result of the line, "chosen" for the weight that is selected, "wrong" for
        a number that a mistake made, "tie" for a sign that keeps its neighbors on one row, or "".
    """

    tex: str
    value: float | None = None
    unit: tuple[int, int] | None = None
    tone: str = ""


@dataclass(frozen=True)
class Line:
    """One step of a calculation: its name, and its terms from left to right."""

    name: str
    terms: tuple[Term, ...]


EQUALS, PLUS = Term("="), Term("+")
TIMES, OPEN, CLOSE = (Term(tex, tone="tie") for tex in (r"\cdot", "(", ")"))


def joined(sign: Term, groups: list[list[Term]]) -> list[Term]:
    """Return groups of terms with a sign between each and the next."""
    terms: list[Term] = []
    for group in groups:
        terms += [sign, *group] if terms else group
    return terms


class Formulas:
    """The formulas of a calculation as MathML, each once however often it occurs."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._indices: dict[str, int] = {}

    def index(self, tex: str) -> int:
        """Return the place of a formula in `texts`, from 0; -1 for an empty one."""
        if not tex:
            return -1
        if tex not in self._indices:
            self._indices[tex] = len(self.texts)
            self.texts.append(mathml(tex))
        return self._indices[tex]


def lines_json(lines: list[Line], formulas: Formulas) -> list[dict[str, Any]]:
    """Return lines for JSON; each term's formula is an index of `formulas`."""
    return [
        {"what": line.name, "terms": [_term_json(term, formulas) for term in line.terms]}
        for line in lines
    ]


def _term_json(term: Term, formulas: Formulas) -> dict[str, Any]:
    record: dict[str, Any] = {"math": formulas.index(term.tex)}
    if term.value is not None:
        record["value"] = finite(term.value)
    if term.unit is not None:
        record["go"] = term.unit
    if term.tone:
        record["tone"] = term.tone
    return record
