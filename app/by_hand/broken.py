"""Break it: the classic mistakes as switches, and one that is hidden, as a question."""

from typing import Any

from app.by_hand.epoch_state import Moment
from app.run.lab import mistake_name
from app.settings.settings import fields_of
from core.engine.optimizers import FirstOrder
from core.explain.mistakes import MISTAKES, those_that_show

#: Value of the field `mistake` for a gradient that is right.
NONE = "none"


def broken(moment: Moment, answer: str) -> dict[str, Any]:
    """Return the switches and which one is on; of a hidden mistake only whether it was found."""
    settings = moment.lab.settings.at(moment.epoch)
    shown = those_that_show(moment.objective)
    said: dict[str, Any] = {
        "on": settings.mistake if not settings.riddle else "",
        "init": fields_of(type(settings))["init"].default,
        "search": "" if isinstance(moment.optimizer, FirstOrder) else moment.optimizer.label,
        "zeros": moment.lab.settings.init == "zeros",
        "riddle": settings.riddle,
        "mistakes": [
            {
                "name": name,
                "label": mistake.label,
                "what": mistake.what,
                "shows": name in shown,
                "why_not": mistake.why_not,
            }
            for name, mistake in MISTAKES.items()
        ],
    }
    if settings.riddle and answer in MISTAKES:
        hidden = mistake_name(settings, moment.objective)
        right = answer == hidden
        said["answer"] = {
            "name": answer,
            "right": right,
            "said": f"Right: {MISTAKES[hidden].what}"
            if right
            else f"No. With “{MISTAKES[answer].label}” other numbers would come out.",
        }
    return said
