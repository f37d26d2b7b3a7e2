"""Many networks that are trained in the background, a few at a time: what there is of them."""

from dataclasses import replace
from threading import Condition, Thread
from time import monotonic, sleep
from typing import Any

import numpy as np

from app.hosting.memory import LEDGER
from app.jobs.job import JobError, Progress
from app.live.experiment import Experiment
from app.run.memory_needs import needs
from app.sections.luck.draws import Draws
from app.sections.luck.training import (
    POINTS,
    TRAIN,
    Curves,
    Member,
    Results,
    can_be_together,
    epochs_of,
)
from app.settings.run_settings import RunSettings
from core.language import in_force, using
from core.types import Array

#: Calls at a time, each in a process, where others do not wait for one.
AT_ONCE = 2
#: Seconds between the beginnings of these calls: the first has its first curves sooner.
APART = 0.12
#: How many networks a call trains at the least: as many more take little longer in one pass.
ALONE, IN_ONE_PASS = 1, 16
#: Seconds that a call is to take, once it is known how long a network does.
CALL_SECONDS = 1.0
#: Without a question for so many seconds, whoever began has gone. What is there stays, and the rest
#: is trained when they ask again.
FORGOTTEN_SECONDS = 90.0
FLOAT = 8


class _NobodyWaitsError(Exception):
    """Ends a call that nobody waits for."""


class Luck:
    """The networks of some draws, trained in the background.

    Parameters
    ----------
    experiment : Experiment
        The page.
    draws : Draws
    visitor : str
        The key of whoever asks.

    Attributes
    ----------
    scene : Scene
        Of the first network, which is not trained in it.
    task : Task
        What that one learns.
    state : str
        "running", "paused", "done", "stopped" or "failed".
    error : str
        Why it failed, in a sentence, or nothing.
    J : ndarray of shape (n, n_epochs, 2)
        Costs of the training and the test examples at `epochs`; NaN where they are not known yet,
        and where a network has diverged.
    thetas : ndarray of shape (n, n_parameters)
    accuracies : ndarray of shape (n, 2)
    scalings : ndarray of shape (n, 2, n_0)
        Of each network: what is subtracted from its inputs, and what they are divided by.
    messages : dict
        Number of a network that has diverged -> why.
    ends : ndarray of int, shape (n,)
        The last epoch that each has come to.
    known : set
        The numbers of those that are trained.
    revision : int
        Counts what has come.

    Raises
    ------
    ValueError
        If the settings make no run, or there is no room for it.
    """

    def __init__(self, experiment: Experiment[Any], draws: Draws[Any], visitor: str) -> None:
        self.draws, self._experiment, self._visitor = draws, experiment, visitor
        self._hold = LEDGER.hold(visitor)
        first = draws.settings[0]
        task = experiment.task_of(first)
        n, n_parameters, n_inputs = len(draws), task.network.n_parameters, task.network.sizes[0]
        own = FLOAT * n * (2 * POINTS + n_parameters + 2 * n_inputs)
        # Nothing is trained in the lab of the scene: it has no history.
        self._hold.add({**needs(first, task, history_bytes=0), "luck": own})
        lab = experiment.lab(first)
        self.scene, self.task = experiment.scene(lab), lab.task
        self._translations = in_force()
        self.epochs = epochs_of(draws.settings[0])
        self.J = np.full((n, len(self.epochs), 2), np.nan)
        self.thetas = np.zeros((n, n_parameters))
        self.accuracies = np.full((n, 2), np.nan)
        self.scalings = np.zeros((n, 2, n_inputs))
        self.messages: dict[int, str] = {}
        self.ends = np.zeros(n, np.intp)
        self.known: set[int] = set()
        self.state, self.error, self.revision = "paused", "", 0
        self._changed = Condition()
        self._waiting = list(range(n))
        self._least = IN_ONE_PASS if can_be_together([lab]) else ALONE
        #: For one network, as measured; 0 until it is.
        self._seconds = 0.0
        # Threads that work, and how many of them train some networks now.
        self._threads, self._busy, self._asked = 0, 0, monotonic()
        self.ask()

    def ask(self) -> bool:
        """Say whether it is over. Whoever asks wants the rest, so it goes on."""
        self._asked = monotonic()
        with self._changed:
            if self.state == "paused":
                self.state = "running"
                for i in range(self._threads, AT_ONCE):
                    self._threads += 1
                    owner = f"{self._visitor} luck {i}"
                    Thread(target=self._work, args=(owner, i * APART), daemon=True).start()
        return self.state in {"done", "stopped", "failed"}

    def stop(self) -> None:
        """Train no more networks."""
        with self._changed:
            if self.state in {"running", "paused"}:
                self.state = "stopped"
            self._changed.notify_all()

    def wait_for_news(self, seconds: float) -> None:
        """Wait until there is more than now, for so long at the most."""
        with self._changed:
            since = self.revision
            self._changed.wait_for(
                lambda: self.revision > since or self.state != "running", seconds
            )

    def costs(self, which: int) -> Array:
        """Return the costs of all networks, shape (n, n_epochs): infinite from divergence on.

        NaN is what is not known yet.

        Parameters
        ----------
        which : int
            TRAINING or TEST.
        """
        found = self.J[..., which].copy()
        for number in self.messages:
            found[number, np.isnan(found[number])] = np.inf
        return found

    def _work(self, owner: str, after: float) -> None:
        """Train networks, a few at a time, for as long as there are some and somebody waits."""
        sleep(after)
        numbers: list[int] = []
        error = ""
        with using(self._translations):
            try:
                while numbers := self._next():
                    self._train(numbers, owner)
            except _NobodyWaitsError:
                pass
            except (ValueError, JobError) as refusal:
                error = str(refusal)
            except Exception as failure:  # whatever it is, the page shows that it has ended
                error = type(failure).__name__
        self._end(numbers, error)

    def _next(self) -> list[int]:
        """Take the numbers of the networks that are trained next."""
        with self._changed:
            if self.state != "running":
                return []
            n = int(CALL_SECONDS / self._seconds) if self._seconds else self._least
            # The last ones are shared among those that have none now.
            share = -(-len(self._waiting) // max(1, AT_ONCE - self._busy))
            n = max(1, min(max(n, self._least), share))
            numbers, self._waiting = self._waiting[:n], self._waiting[n:]
            self._busy += bool(numbers)
            return numbers

    def _end(self, unfinished: list[int], error: str) -> None:
        """Note that one of those who work has ended, and what it has left."""
        with self._changed:
            self._threads -= 1
            self._waiting = sorted([*unfinished, *self._waiting])
            if self.state == "running" and error:
                self.state, self.error = "failed", error
            elif self.state == "running" and not self._threads:
                self.state = "paused" if self._waiting else "done"
            self._tell()

    def _train(self, numbers: list[int], owner: str) -> None:
        """Train some networks in a process of its own, and keep what comes of them."""
        try:
            self._train_in_process(numbers, owner)
        finally:
            with self._changed:
                self._busy -= 1

    def _train_in_process(self, numbers: list[int], owner: str) -> None:
        began: list[float] = []

        def tell(progress: Progress) -> None:
            if self.state != "running" or monotonic() - self._asked > FORGOTTEN_SECONDS:
                raise _NobodyWaitsError
            if not progress.waits and not began:
                began.append(monotonic())
            if isinstance(progress.partial, Curves):
                self._take_curves(progress.partial)

        members = self._members(numbers)
        results = TRAIN.run(members, owner=owner, tell=tell)
        seconds = monotonic() - began[0] if began else 0.0
        self._take(numbers, results, members)
        with self._changed:
            self._seconds = max(1e-3, seconds / len(numbers))

    def _members(self, numbers: list[int]) -> list[Member]:
        """Return some of the networks; those of the same data share its arrays."""
        members: list[Member] = []
        for number in numbers:
            settings: RunSettings = self.draws.settings[number]
            task = self._experiment.task_of(settings)
            before = members[-1] if members else None
            if before and self.draws.data_of(number) == self.draws.data_of(before.number):
                task = replace(before.task, theta=task.theta)
            members.append(Member(number, settings, task))
        return members

    def _take_curves(self, curves: Curves) -> None:
        """Keep curves that have grown."""
        rows, n = list(curves.numbers), curves.J.shape[1]
        with self._changed:
            if np.isnan(self.J[rows, n - 1]).all():
                self.J[rows, :n] = curves.J
                self._tell()

    def _take(self, numbers: list[int], results: Results, members: list[Member]) -> None:
        """Keep networks that are trained."""
        with self._changed:
            self.J[numbers] = results.curves.J
            self.thetas[numbers], self.accuracies[numbers] = results.thetas, results.accuracies
            self.ends[numbers] = results.ends
            for member, sentence in zip(members, results.messages, strict=True):
                scaling = member.task.scaling
                self.scalings[member.number] = scaling.shift, scaling.scale
                if sentence:
                    self.messages[member.number] = sentence
            self.known.update(numbers)
            self._tell()

    def _tell(self) -> None:
        """Wake those that wait for news."""
        self.revision += 1
        self._changed.notify_all()
