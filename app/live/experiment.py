"""What makes a live page: a form, what its settings stand for, and what a run looks like."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.hosting import limits
from app.live.scene import Scene
from app.run.lab import Lab
from app.run.task import Task
from app.settings.field import Form
from app.settings.settings import Settings, defaults

MEGABYTE = 2**20


@dataclass(frozen=True)
class Experiment:
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
    spoken_of : bool
        Whether what stands below the live view speaks of the epoch that is shown, and is to be
        drawn again where a run stops.
    check : callable
        ``check(settings)`` raises ValueError where they ask for something to be looked at that
        is not there.
    """

    form: Form
    task: Callable[[Settings], Task]
    scene: Callable[[Lab], Scene]
    check: Callable[[Settings], None] = lambda settings: None
    spoken_of: bool = False

    def settings(self, **values: Any) -> Settings:
        """Return the settings with these values, and the defaults of all other fields."""
        return defaults(self.form).but(**values)

    def lab(self, settings: Settings) -> Lab:
        """Return the run that settings determine.

        Raises
        ------
        ValueError
            Where they make no run.
        """
        self.check(settings)
        task = self.task(settings)
        limits.check(
            units=max(task.network.sizes[1:-1], default=0),
            parameters=task.network.n_parameters,
            examples=len(task.X),
        )
        return Lab(settings, task, limits.IN_FORCE["history"] * MEGABYTE)
