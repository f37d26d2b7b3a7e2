"""Training some of the networks, in a process of its own: curves while they grow, then results."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

import numpy as np

from app.jobs.child import Report
from app.jobs.job import Job
from app.run.lab import Goal, Lab, Readings
from app.run.task import Task
from app.settings.run_settings import RunSettings
from core.engine.many import ManyRuns
from core.engine.objective import Objective
from core.engine.optimizers import OPTIMIZERS, FirstOrder
from core.engine.training import Status
from core.language import N_
from core.types import Array, Labels

#: Points of each curve.
POINTS = 61
#: Seconds between two reports.
REPORT_SECONDS = 0.1
#: Costs of a curve: of training, and of test.
TRAINING, TEST = 0, 1


class Member(NamedTuple):
    """One of the networks: its number, its settings and what it learns."""

    number: int
    settings: RunSettings
    task: Task


@dataclass(frozen=True)
class Curves:
    """The costs of some networks, as far as they are trained.

    Attributes
    ----------
    numbers : tuple of int
        Of the networks.
    J : ndarray of shape (n, POINTS or fewer, 2)
        Costs of the training and of the test examples, NaN where there are none yet, or no more.
    """

    numbers: tuple[int, ...]
    J: Array


@dataclass(frozen=True)
class Results:
    """Some networks as they are in the end.

    Attributes
    ----------
    curves : Curves
    thetas : ndarray of shape (n, n_parameters)
    accuracies : ndarray of shape (n, 2)
        Of the training and of the test examples; NaN where there are none.
    messages : tuple of str
        Why each ended that has diverged; empty for the others.
    ends : tuple of int
        The last epoch that each has come to: a search may end by itself.
    """

    curves: Curves
    thetas: Array
    accuracies: Array
    messages: tuple[str, ...]
    ends: tuple[int, ...]


def epochs_of(settings: RunSettings) -> Labels:
    """Return the epochs at which the costs are measured: more of them where a run begins.

    A search of SciPy's often ends long before the last of its iterations.
    """
    power = 1.5 if issubclass(OPTIMIZERS[settings.optimizer], FirstOrder) else 3.0
    shares = (np.arange(POINTS) / (POINTS - 1)) ** power
    return np.unique(np.rint(settings.epochs * shares).astype(np.intp))


def train(members: Sequence[Member], report: Report) -> Results:
    """Train networks to the last epoch of their settings.

    Parameters
    ----------
    members : sequence of Member
        Alike but for their seeds.
    report : Report
        Told the curves.

    Raises
    ------
    ValueError
        Where the settings make no run.
    """
    training = Training(members)
    said = monotonic()
    for index in range(len(training.epochs)):
        training.advance(index)
        # Two points are the first line, for which somebody waits.
        if monotonic() > said + REPORT_SECONDS or index == 1:
            said = monotonic()
            report((index + 1) / len(training.epochs), training.curves(index + 1))
    return training.results()


#: A call takes about a second (`Luck` sees to it), and longer only for a network that does.
TRAIN = Job(N_("Training a network"), train, seconds=120.0, megabytes=400)


def can_be_together(labs: Sequence[Lab]) -> bool:
    """Return whether one pass can train some runs, from the first to the last update."""
    return all(
        type(lab.run.objective) is Objective
        and isinstance(lab.run.optimizer, FirstOrder)
        and not lab.settings.changes
        for lab in labs
    )


class Training:
    """Networks that are trained together."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = members
        self._labs = [Lab(one.settings, one.task, history_bytes=1) for one in members]
        self.epochs = epochs_of(members[0].settings)
        self._J = np.full((len(members), len(self.epochs), 2), np.nan)
        # Of the same data one objective, and one lab that measures.
        first: dict[int, int] = {}
        self._of_data = [first.setdefault(id(one.task.X), i) for i, one in enumerate(members)]
        self._runs = self._together() if can_be_together(self._labs) else None

    def _together(self) -> ManyRuns:
        goals: list[Goal] = [self._labs[i].run.objective for i in self._of_data]
        optimizers = [lab.run.optimizer for lab in self._labs]
        return ManyRuns(goals, optimizers, np.array([one.task.theta for one in self._members]))

    def advance(self, index: int) -> None:
        """Train up to one of the epochs, and measure the costs."""
        epoch = int(self.epochs[index])
        if self._runs is not None:
            per_epoch = self._labs[0].run.optimizer.updates_per_epoch(self._labs[0].m)
            self._runs.extend(epoch * per_epoch - int(self._runs.k.max()))
        thetas, statuses = self._thetas(epoch), self._statuses()
        for i, theta in enumerate(thetas):
            if statuses[i] is not Status.DIVERGED:
                readings = self._readings(i, theta, epoch)
                self._J[i, index] = readings.J, readings.test

    def _readings(self, i: int, theta: Array, epoch: int) -> Readings:
        try:
            return self._labs[self._of_data[i]].readings(theta, epoch)
        except ValueError:  # on its way to divergence: a cost overflows, of the test data alone
            return Readings(np.nan, np.nan, np.nan, np.nan, np.nan)

    def _thetas(self, epoch: int) -> Sequence[Array]:
        if self._runs is not None:
            return list(self._runs.thetas)
        return [lab.step(lab.advance(epoch)).theta for lab in self._labs]

    def _statuses(self) -> list[Status]:
        if self._runs is not None:
            return self._runs.statuses
        return [lab.run.status for lab in self._labs]

    def _messages(self) -> list[str]:
        if self._runs is not None:
            return self._runs.messages
        return [lab.run.message for lab in self._labs]

    def _ends(self, last: int) -> tuple[int, ...]:
        if self._runs is None:
            return tuple(min(last, lab.last_epoch) for lab in self._labs)
        per_epoch = self._labs[0].run.optimizer.updates_per_epoch(self._labs[0].m)
        return tuple((self._runs.k // per_epoch).tolist())

    def curves(self, n: int) -> Curves:
        """Return the costs at the first n of the epochs."""
        return Curves(tuple(one.number for one in self._members), self._J[:, :n].copy())

    def results(self) -> Results:
        """Return the networks in the end."""
        last = int(self.epochs[-1])
        thetas = self._thetas(last)
        readings = [self._readings(i, theta, last) for i, theta in enumerate(thetas)]
        diverged = [status is Status.DIVERGED for status in self._statuses()]
        return Results(
            self.curves(len(self.epochs)),
            np.array(thetas),
            np.array([(one.train_accuracy, one.test_accuracy) for one in readings]),
            tuple(
                sentence if away else ""
                for sentence, away in zip(self._messages(), diverged, strict=True)
            ),
            self._ends(last),
        )
