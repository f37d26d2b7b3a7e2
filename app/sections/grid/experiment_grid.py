"""A grid that is trained in the background: its design, its runs, and what is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from app.jobs.background import Background
from app.live.experiment import Experiment
from app.run.task import Task
from app.sections.grid.design import Cell, Design, Trial, chunks
from app.sections.grid.measures import Summary, summaries
from app.sections.grid.preparing import preparation
from app.sections.grid.runs import Outcome
from app.sections.grid.together import train_together
from app.sections.grid.work import seconds_left
from app.settings.run_settings import RunSettings


@dataclass(eq=False)
class ExperimentGrid:
    """A grid of networks.

    Attributes
    ----------
    experiment : Experiment
        The page.
    design : Design
    cells, trials : list
    work : Background
        Some runs a call.
    """

    experiment: Experiment[Any]
    design: Design
    cells: list[Cell]
    trials: list[Trial]
    work: Background[list[Outcome]]
    _pictures: dict[tuple[int, int], Mapping[str, Any]] = field(default_factory=dict)

    @property
    def outcomes(self) -> list[Outcome]:
        """Return what has come out so far."""
        return [one for chunk in self.work.results for one in chunk]

    @cached_property
    def trial_at(self) -> dict[tuple[int, int], Trial]:
        """Return each run by the numbers of its cell and of the repeat."""
        return {(trial.cell, trial.repeat): trial for trial in self.trials}

    @cached_property
    def cell_works(self) -> list[float]:
        """Return the work of a run of each cell."""
        return [self.trial_at[cell.number, 0].work for cell in self.cells]

    def summaries(self) -> list[Summary | None]:
        """Return what is known of each cell."""
        return summaries(len(self.cells), self.outcomes)

    def seconds_left(self) -> float | None:
        """Return about how long the rest takes; None where nothing is known yet."""
        ended = {(one.cell, one.repeat) for one in self.outcomes}
        works: dict[bool, list[float]] = {True: [], False: []}
        for at, trial in self.trial_at.items():
            works[at in ended].append(trial.work)
        return seconds_left(works[True], works[False], self.work.working_seconds)

    def picture(self, outcome: Outcome) -> Mapping[str, Any]:
        """Return a small picture of a run's result, kept for the next time; {} for none."""
        at = outcome.cell, outcome.repeat
        if at not in self._pictures:
            self._pictures[at] = self._drawn(outcome)
        return self._pictures[at]

    def _drawn(self, outcome: Outcome) -> Mapping[str, Any]:
        try:
            lab = self.experiment.lab(self.trial_at[outcome.cell, outcome.repeat].settings)
        except ValueError:  # it made a run, but there is no room for another one just now
            return {}
        theta = np.frombuffer(outcome.theta, "<f4").astype(np.float64)
        return self.experiment.scene(lab).small_picture(theta)

    def settings_of(self, number: int) -> RunSettings:
        """Return the settings of the run that stands in a cell: what is shown there."""
        one = self.summaries()[number]
        if one is None or one.middle is None:
            return self.cells[number].settings
        return self.trial_at[number, one.middle.repeat].settings


def begin(
    experiment: Experiment[Any], design: Design, base: RunSettings, task: Task, owner: str = ""
) -> ExperimentGrid:
    """Begin to train a grid in the background.

    Parameters
    ----------
    experiment : Experiment
    design : Design
    base : RunSettings
        Those of the page.
    task : Task
        That of the page: its examples are sent to each worker once, and are those of all runs that
        are about the same.
    owner : str
        The visitor's key.
    """
    cells = design.cells(base)
    trials = design.trials(cells)
    # A copy has nothing that a run has computed of it meanwhile.
    shared = replace(task)
    prepare = preparation(experiment, shared)
    work = Background(train_together, chunks(trials), shared, prepare=prepare, owner=owner)
    return ExperimentGrid(experiment, design, cells, trials, work)
