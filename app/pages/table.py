"""All pages in one table, in the order of the navigation."""

from collections.abc import Callable
from dataclasses import dataclass
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
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.sleep.page import render as sleep
from app.pages.xor.experiment import XOR
from app.pages.xor.page import render as xor


@dataclass(frozen=True)
class PageRecord:
    """One page.

    Attributes
    ----------
    name : str
        Name of its folder; with hyphens, the last part of its address.
    title : str
        Its title in the navigation.
    render : callable
        Draws it.
    experiment : Experiment[Any], optional
        Its experiment, if it is a live page.
    """

    name: str
    title: str
    render: Callable[[], None]
    experiment: Experiment[Any] | None = None


def _glossary() -> None:
    """Draw the glossary, which links to the other pages."""
    glossary({record.name: record.title for record in PAGES.values()})


PAGES: dict[str, PageRecord] = {
    record.name: record
    for record in (
        PageRecord("moons", "Moons", moons, MOONS),
        PageRecord("sleep", "Sleep and study", sleep, SLEEP_STUDY),
        PageRecord("digits", "Digits", digits, DIGITS),
        PageRecord("downhill", "Downhill", downhill),
        PageRecord("one_weight", "One weight", one_weight),
        PageRecord("cost_surfaces", "Cost surfaces", cost_surfaces),
        PageRecord("xor", "XOR", xor, XOR),
        PageRecord("backprop", "Backprop by hand", backprop, BACKPROP),
        PageRecord("gradient_check", "Gradient check", gradient_check),
        PageRecord("glossary", "Glossary", _glossary),
    )
}

EXPERIMENTS: dict[str, Experiment[Any]] = {
    record.name: record.experiment for record in PAGES.values() if record.experiment is not None
}
