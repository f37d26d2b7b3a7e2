"""What is measured of a run to find out whether it is stuck, each when it is first asked for.

Most of it is there already: the numbers of the epochs that were shown. What takes evaluations of
the cost is bounded in number, and in time by ``patient_until``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from time import perf_counter

import numpy as np

from ...engine.objective import Objective
from ...engine.optimizers import FirstOrder, Optimizer, Step
from ...engine.patience import deadline
from ...types import Array
from ..unit_doctor import LayerHealth, examine
from .attainable import attainable_accuracy, labels_of

#: A learning rate up to this one moves nothing.
NOTHING = 1e-100
#: Updates of a probe.
PROBE_UPDATES = 8
#: Probes of one run at one epoch, so that there are 40 evaluations at the most.
MAX_PROBES = 4
#: A classifier is as good as it gets where its accuracy is less than this below the attainable.
GOOD = 0.04
#: A regression is good where it leaves less than this share of the variance unexplained.
UNEXPLAINED = 0.5
#: Points of a history, and updates, before which it says little: many a run hesitates at first.
ENOUGH_POINTS, ENOUGH_UPDATES = 20, 150
#: J has gone up where it is larger than before by more than this share: rounding is none.
UP = 1e-4
#: The newest part of a history that is compared with the rest: a third.
NEWEST = 1 / 3


@dataclass(frozen=True)
class History:
    """Numbers of a run by epoch, from where its settings changed last.

    Attributes
    ----------
    epochs, J, test, accuracy : ndarray of shape (n,)
        Epochs in ascending order; the training cost, penalty included; the test cost and the
        share of training examples whose class is right, NaN where there are none.
    """

    epochs: Array
    J: Array
    test: Array
    accuracy: Array

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.epochs)

    @property
    def since(self) -> int:
        """Return the epoch at which the newest part begins."""
        first, last = float(self.epochs[0]), float(self.epochs[-1])
        return round(last - (last - first) * NEWEST)

    @cached_property
    def fall(self) -> float:
        """Return by which share the lowest J has fallen in the newest part; 0 or more.

        The lowest, as J may go up and down with every mini-batch.
        """
        old = self.epochs <= self.since
        before, after = float(self.J[old].min()), float(self.J[~old].min(initial=np.inf))
        return max(0.0, before - after) / max(abs(before), 1e-300)

    @cached_property
    def rises(self) -> float:
        """Return the share of steps up among the steps of the newest part, from 0 to 1."""
        J = self.J[self.epochs >= self.since]
        return float((np.diff(J) > UP * np.abs(J[:-1])).mean()) if len(J) > 1 else 0.0

    @cached_property
    def swing(self) -> float:
        """Return the mean length of the steps of J in the newest part, as a share of J."""
        J = self.J[self.epochs >= self.since]
        return float(np.abs(np.diff(J)).sum() / max(np.abs(J[:-1]).sum(), 1e-300))


@dataclass(frozen=True)
class Probe:
    """A few updates with another learning rate, from the weights of the present epoch.

    Attributes
    ----------
    alpha : float
    fall : float
        By how much J has fallen, negative if it has risen.
    is_smooth : bool
        Whether it fell with every update.
    """

    alpha: float
    fall: float
    is_smooth: bool


@dataclass(eq=False)
class Measurements:
    """A run at one epoch.

    Parameters
    ----------
    objective : Objective
    optimizer : Optimizer
    step : Step
        Where it stands.
    theta_at : callable
        ``theta_at(epoch)`` -> the weights of an epoch, 0 or one of the history's. It may raise
        UnfinishedError.
    history : History
        Up to this epoch; at least one point.
    first_test : float
        The test cost of the initial weights, or of the first that are known.
    end : int
        The epoch at which the run is meant to end.
    has_ended, has_diverged : bool
    attainable : float, optional
        What `attainable_accuracy` returned for these examples, where that is known.
    """

    objective: Objective
    optimizer: Optimizer
    step: Step
    theta_at: Callable[[int], Array]
    history: History
    first_test: float
    end: int
    has_ended: bool
    has_diverged: bool
    attainable: float | None = None
    #: Whether there was not the time for one of the measurements.
    was_late: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._probes: dict[float, Probe | None] = {}

    @property
    def epoch(self) -> int:
        """Return the present epoch."""
        return int(self.history.epochs[-1])

    @property
    def has_history(self) -> bool:
        """Return whether there is enough of it to compare."""
        updates = self.optimizer.updates_per_epoch(self.objective.m)
        span = (self.epoch - int(self.history.epochs[0])) * updates
        solver = not isinstance(self.optimizer, FirstOrder)
        return len(self.history) >= ENOUGH_POINTS and (solver or span >= ENOUGH_UPDATES)

    @property
    def is_classifier(self) -> bool:
        """Return whether accuracies are known."""
        return bool(np.isfinite(self.history.accuracy[-1]))

    @cached_property
    def can_learn_more(self) -> bool:
        """Return whether something as simple as nearest neighbors does clearly better.

        A regression is compared with the mean of its targets instead.
        """
        if self.is_classifier:
            if self.attainable is None:
                y = self.objective.y
                self.attainable = attainable_accuracy(self.objective.X, labels_of(y))
            return bool(self.attainable - self.history.accuracy[-1] > GOOD)
        y = self.objective.y
        residual = self.objective.network.predict(self.step.theta, self.objective.X) - y
        variance = float(((y - y.mean(axis=0)) ** 2).sum())
        return float((residual**2).sum()) > UNEXPLAINED * variance > 0.0

    @cached_property
    def health(self) -> tuple[LayerHealth, ...]:
        """Return the state of each layer; none where there is not the time."""
        return examine(self.objective, self.step.theta) if self._has_time(3) else ()

    @cached_property
    def alpha(self) -> float | None:
        """Return the learning rate in force; None if the optimizer has none.

        None too where its schedule has come to 0: there is nothing to reduce then.
        """
        if not isinstance(self.optimizer, FirstOrder):
            return None
        alpha = self.optimizer.alpha_at(self.step.epoch)
        return alpha if alpha > NOTHING else None

    def probe(self, alpha: float) -> Probe | None:
        """Return what a few updates with this learning rate do, all examples in each.

        None for an optimizer without one, for mini-batches, whose J says little after so few
        updates, and where there is not the time.
        """
        if alpha not in self._probes:
            self._probes[alpha] = self._probed(alpha) if len(self._probes) < MAX_PROBES else None
        return self._probes[alpha]

    def _probed(self, alpha: float) -> Probe | None:
        optimizer, objective = self.optimizer, self.objective
        if not isinstance(optimizer, FirstOrder) or not 0.0 < alpha < np.inf:
            return None
        if optimizer.batch_size not in (None, objective.m) or not self._has_time(PROBE_UPDATES):
            return None
        tried = replace(optimizer, alpha=alpha, schedule="constant", batch_size=None)
        # Without its memory: a velocity of the present learning rate would outlast the probe.
        memory = tried.begin(objective.n_parameters)
        J, gradient = self._evaluation
        step = self.step._replace(J=J, dJ_dtheta=gradient, memory=memory, batch_index=0)
        costs = [J]
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in range(PROBE_UPDATES):
                step = tried.step(objective, step)
                costs.append(step.J)
        if not np.isfinite(costs).all():
            return Probe(alpha, -np.inf, is_smooth=False)
        return Probe(alpha, costs[0] - costs[-1], bool((np.diff(costs) <= 0.0).all()))

    @cached_property
    def _evaluation(self) -> tuple[float, Array]:
        """Return J and its gradient over all examples."""
        found = self.objective.evaluate(self.step.theta)
        return found.J, found.dJ_dtheta

    @cached_property
    def _seconds(self) -> float:
        """Return how long an evaluation takes."""
        began = perf_counter()
        _ = self._evaluation
        return perf_counter() - began

    def _has_time(self, n_evals: int) -> bool:
        """Return whether there is the time for some evaluations."""
        until = deadline()
        if until < np.inf:
            late = perf_counter() >= until or perf_counter() + n_evals * self._seconds > until
            self.was_late = self.was_late or late
            return not late
        return True
