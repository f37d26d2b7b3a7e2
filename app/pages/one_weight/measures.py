"""What a lesson can ask of the descents of one weight under two costs."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.lessons.measures import Measure
from app.lessons.subject import Walk, WalkState
from app.pages.one_weight.descent import SHOWN, path
from app.pages.one_weight.settings import OneWeightSettings
from core.explain.loss_surfaces import costs_at
from core.language import N_
from core.tutorials import one_weight
from core.types import Array


@dataclass(frozen=True)
class TwoPaths:
    """w before and after every step, under each cost."""

    w: Mapping[str, Array]
    alpha: float

    @property
    def n_steps(self) -> int:
        """Return the steps of the longer one."""
        return max(map(len, self.w.values())) - 1


def _paths(settings: OneWeightSettings) -> TwoPaths:
    return TwoPaths({cost: path(settings, cost) for cost in SHOWN}, settings.alpha)


def _w(state: WalkState, cost: str) -> float:
    w = state.path.w[cost]
    return float(w[min(state.step, len(w) - 1)])


def _J(state: WalkState, cost: str) -> float:
    return float(costs_at(one_weight(cost), np.array([[_w(state, cost)]]))[0])


MEASURES: Mapping[str, Measure[WalkState]] = {
    record.name: record
    for record in (
        Measure[WalkState]("steps", N_("steps"), lambda s: float(s.step)),
        Measure[WalkState](
            "w_mse", N_("w under mean squared error"), lambda s: _w(s, "mse")
        ),
        Measure[WalkState]("J_mse", N_("mean squared error"), lambda s: _J(s, "mse")),
        Measure[WalkState](
            "w_cross_entropy", N_("w under cross-entropy"), lambda s: _w(s, "cross_entropy")
        ),
        Measure[WalkState](
            "J_cross_entropy", N_("cross-entropy"), lambda s: _J(s, "cross_entropy")
        ),
        Measure[WalkState]("alpha", N_("learning rate α"), lambda s: s.path.alpha),
    )
}  # fmt: skip

WALK = Walk(_paths, lambda path: path.n_steps, lambda settings: settings.steps, MEASURES)
