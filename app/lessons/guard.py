"""What may be set within a lesson: a field that it locks has only values that it sets itself."""

from dataclasses import dataclass
from typing import Any, TypeVar

from app.lessons.lesson import Lesson
from app.settings.run_settings import RunSettings
from app.settings.settings import Settings

S = TypeVar("S", bound=Settings)

#: Views of a run that decide how far it goes: they belong to what is predicted.
PREDICTED = frozenset({"epochs"})
#: Where each learner has other initial weights.
SEED = "start"


@dataclass(frozen=True)
class Guard:
    """What may be set now.

    Attributes
    ----------
    lesson : Lesson
    run : Settings or None
        Of a prediction whose run has not come to its end: nothing else is trained until then.
    """

    lesson: Lesson
    run: Any = None

    @property
    def fixed(self) -> frozenset[str]:
        """Return the fields that cannot be changed now."""
        if self.run is None:
            return self.lesson.fixed
        fields = self.lesson.subject.form.fields.items()
        is_walk = self.lesson.subject.walk is not None
        return self.lesson.fixed | {
            name for name, one in fields if is_walk or one.effect != "view" or name in PREDICTED
        }

    def held(self, asked: S, now: S) -> S:
        """Return settings that are asked for, what is fixed put back to what is set now."""
        if self.run is None and is_allowed(self.lesson, asked):
            return asked
        by: Any = now if self.run is None else self.run
        fixed = self.fixed
        values = {name: getattr(by, name) for name in fixed}
        if not isinstance(asked, RunSettings):
            return asked.but(**values)
        if self.run is not None:
            return asked.but(**values, changes=by.changes, lanes=by.lanes, front=by.front)
        return asked.but(
            **values,
            changes=tuple(one for one in asked.changes if one.name not in fixed),
            lanes=tuple(one for one in asked.lanes if not fixed & set(one.names)),
            front=0,
        )

    def changed(self, asked: Settings, held: Settings) -> list[str]:
        """Return the labels of the fields that were put back."""
        fields = self.lesson.subject.form.fields
        return [
            fields[name].label
            for name, value in asked.values.items()
            if value != getattr(held, name)
        ]


def is_allowed(lesson: Lesson, settings: Settings) -> bool:
    """Return whether settings can be those of somebody within a lesson.

    The fields that it fixes have, together, values that it sets itself somewhere; none of them was
    changed while the run was trained, and no lane differs in one but those that it sets itself.
    """
    fixed = lesson.fixed - ({SEED} if lesson.own_seed else set())
    if not any(_same(settings, one, fixed) for one in lesson.set_ups()):
        return False
    if not isinstance(settings, RunSettings):
        return True
    if any(change.name in fixed for change in settings.changes):
        return False
    its_lanes = settings.lanes in [getattr(one, "lanes", ()) for one in lesson.set_ups()]
    return its_lanes or not any(fixed & set(lane.names) for lane in settings.lanes)


def _same(one: Settings, other: Settings, names: frozenset[str]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)
