"""What a lesson can ask of a descent."""

from collections.abc import Mapping

from app.lessons.measures import Measure
from app.lessons.subject import Walk, WalkState
from app.pages.downhill.descent import Ending, descend
from core.language import N_

MEASURES: Mapping[str, Measure[WalkState]] = {
    record.name: record
    for record in (
        Measure[WalkState]("steps", N_("steps"), lambda s: float(s.step)),
        Measure[WalkState]("x", N_("x"), lambda s: float(s.path.x[s.step])),
        Measure[WalkState]("f", N_("f(x)"), lambda s: float(s.path.curve.f(s.path.x[s.step]))),
        Measure[WalkState](
            "derivative", N_("f′(x)"), lambda s: float(s.path.curve.f_prime(s.path.x[s.step]))
        ),
        Measure[WalkState](
            "arrived", N_("came to rest (1) or not (0)"),
            lambda s: float(_is_last(s) and s.path.status is Ending.CONVERGED),
        ),
        Measure[WalkState](
            "diverged", N_("diverged (1) or not (0)"),
            lambda s: float(_is_last(s) and s.path.status is Ending.DIVERGED),
        ),
        Measure[WalkState]("alpha", N_("learning rate α"), lambda s: s.path.optimizer.alpha),
    )
}  # fmt: skip


def _is_last(state: WalkState) -> bool:
    return bool(state.step == len(state.path.x) - 1)


WALK = Walk(descend, lambda path: len(path.x) - 1, lambda settings: settings.steps, MEASURES)
