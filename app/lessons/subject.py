"""A page as a lesson knows it: its settings, and what can be measured and asked of its run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.lessons.measures import RUN_MEASURES, Measure, RunState
from app.lessons.questions import RUN_QUESTIONS, Question
from app.live.experiment import Experiment
from app.settings.settings import Form, Settings
from core.language import translated


class WalkState(NamedTuple):
    """A path that is known as a whole, at one of its steps."""

    path: Any
    step: int


@dataclass(frozen=True)
class Walk:
    """What a page shows whose path is known as a whole.

    Attributes
    ----------
    path : callable
        ``path(settings)`` is the path.
    n_steps : callable
        ``n_steps(path)`` is its last step.
    most : callable
        ``most(settings)`` is the last step that the settings allow, without following the path.
    measures : mapping
        Name -> a quantity of a WalkState.
    """

    path: Callable[[Any], Any]
    n_steps: Callable[[Any], int]
    most: Callable[[Any], int]
    measures: Mapping[str, Measure[WalkState]]

    def at(self, path: Any, step: int | None = None) -> WalkState:
        """Return the state of a path at a step, or at its last one where it ends before."""
        n = self.n_steps(path)
        return WalkState(path, n if step is None else min(step, n))


@translated("title")
@dataclass(frozen=True)
class Subject:
    """A page that a lesson can be about.

    Attributes
    ----------
    name, title : str
        The page's.
    form : Form
    experiment : Experiment or None
        Of a live page.
    walk : Walk or None
        Of a page whose path is known as a whole.
    plane : bool
        Whether it has a plane with a decision boundary.
    """

    name: str
    title: str
    form: Form[Any]
    experiment: Experiment[Any] | None = None
    walk: Walk | None = None
    plane: bool = False

    @property
    def measures(self) -> Mapping[str, Measure[Any]]:
        """Return the quantities that the page has."""
        return self.walk.measures if self.walk else RUN_MEASURES

    @property
    def questions(self) -> Mapping[str, Question]:
        """Return what can be asked of its network."""
        return {} if self.walk else RUN_QUESTIONS

    def last(self, settings: Settings) -> int:
        """Return the last epoch of a run, or the last step of a path, that settings ask for.

        It may end before.
        """
        if self.walk:
            return self.walk.most(settings)
        return int(settings.values["epochs"])

    def state(self, settings: Settings, at: int | None = None) -> Any:
        """Return the state of the run of some settings at an epoch or step; the last by default.

        It is an earlier one where the run ends before.

        Raises
        ------
        ValueError
            If the settings make no run.
        """
        if self.walk:
            return self.walk.at(self.walk.path(settings), at)
        assert self.experiment is not None
        lab = self.experiment.lab(settings)
        reached = lab.advance(self.last(settings) if at is None else at)
        return RunState(lab, reached)
