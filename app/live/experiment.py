"""What makes a live page: a form, what its settings stand for, and what a run looks like."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.hosting import limits
from app.hosting.memory import MEGABYTE, Hold
from app.live.scene import Scene
from app.run.few_examples import few_examples
from app.run.lab import Lab
from app.run.memory_needs import needs
from app.run.task import Task
from app.settings.run_settings import RunSettings
from app.settings.settings import Form

S = TypeVar("S", bound=RunSettings)


@dataclass(frozen=True)
class Experiment(Generic[S]):
    """A live page.

    Attributes
    ----------
    form : Form
        Its settings.
    task : callable
        ``task(settings)`` -> what is learned, and by which network. Raises ValueError where the
        settings make no run.
    scene : callable
        ``scene(lab)`` -> its frames and their description.
    check : callable
        ``check(settings)`` raises ValueError where they ask for something to be looked at that
        is not there.
    follows_epoch : bool
        Whether what stands below the live view is about the epoch that is shown, and is to be
        drawn again where a run stops.
    tick_ms : float
        Processor time of a tick, in milliseconds, where lanes move together by that.
    """

    form: Form[S]
    task: Callable[[S], Task]
    scene: Callable[[Lab], Scene]
    check: Callable[[S], None] = lambda settings: None
    follows_epoch: bool = False
    tick_ms: float = 0.1

    def settings(self, **values: Any) -> S:
        """Return the settings with these values, and the defaults of all other fields."""
        return self.form.settings(**values)

    def task_of(self, settings: S) -> Task:
        """Return what is learned, and by which network.

        Raises
        ------
        ValueError
            Where the settings make no run, or one that is larger than the host allows.
        """
        self.check(settings)
        task = self.task(settings)
        if settings.worksheet:
            task = few_examples(task, settings.worksheet)
        limits.check(
            units=max(task.network.sizes[1:-1], default=0),
            parameters=task.network.n_parameters,
            examples=len(task.X),
        )
        return task

    def lab(self, settings: S, hold: Hold | None = None) -> Lab:
        """Return the run that settings determine.

        Parameters
        ----------
        settings : RunSettings
        hold : Hold, optional
            Of the visitor, where what the run takes is entered before it is allocated.

        Raises
        ------
        ValueError
            Where they make no run, or there is no room for it.
        """
        task = self.task_of(settings)
        history = limits.IN_FORCE["history"] * MEGABYTE
        if hold is not None:
            hold.add(needs(settings, task, history))
        return Lab(settings, task, history)
