"""Break it: the classic mistakes as switches, and one that is hidden, as a question."""

from typing import Any

from app.by_hand.check import check_json
from app.by_hand.epoch_state import EpochState
from app.by_hand.selection import Selection
from app.run.lab import mistake_name
from app.settings.settings import fields_of
from core.engine.optimizers import FirstOrder
from core.explain.mistakes import MISTAKES, those_that_show
from core.language import _


def broken_json(state: EpochState, selection: Selection) -> dict[str, Any]:
    """Return the switches and which one is on, and the gradient check beside them.

    Of a hidden mistake nothing is sent but whether the answer is right.
    """
    settings = state.lab.settings.at(state.epoch)
    shown = those_that_show(state.objective)
    content: dict[str, Any] = {
        "on": settings.mistake if not settings.riddle else "",
        "init": fields_of(type(settings))["init"].default,
        "search": "" if isinstance(state.optimizer, FirstOrder) else state.optimizer.label,
        "zeros": state.lab.settings.init == "zeros",
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
    if settings.riddle and selection.answer in MISTAKES:
        content["answer"] = _verdict(selection.answer, mistake_name(settings, state.objective))
    return {"broken": content, **check_json(state, selection)}


def _verdict(answer: str, hidden: str) -> dict[str, Any]:
    """Return whether an answer names the hidden mistake, with a sentence."""
    right = answer == hidden
    return {
        "name": answer,
        "right": right,
        "said": _("Right: {what}").format(what=MISTAKES[hidden].what)
        if right
        else _("No. With “{label}” the numbers would differ from these.").format(
            label=MISTAKES[answer].label
        ),
    }
