"""A run of a live page, and what the panel shows of it as it arrives in the browser."""

import json
from typing import Any

from app.by_hand.panel import panel
from app.by_hand.selection import Selection
from app.live.experiment import Experiment
from app.run.lab import Lab

SMALL: dict[str, dict[str, Any]] = {"moons": {"m": 60}, "digits": {"examples": 60, "hidden": (5,)}}


def lab_of(experiment: Experiment[Any], epoch: int = 3, **values: Any) -> Lab:
    lab = experiment.lab(experiment.settings(**values))
    lab.advance(epoch)
    return lab


def panel_json(lab: Lab, epoch: int, tab: str, **selected: Any) -> dict[str, Any]:
    """Return what the panel shows, as it arrives in the browser."""
    found = panel(lab, epoch, Selection(1, tab, **selected))
    arrived = json.loads(json.dumps(found, allow_nan=False))
    assert isinstance(arrived, dict)
    return arrived


def results(lines: list[dict[str, Any]]) -> dict[str, float]:
    """Return what each line comes to, by what it does."""
    return {
        line["what"]: term["value"]
        for line in lines
        for term in line["terms"]
        if term.get("tone") == "result"
    }
