"""Quantities of a run that a lesson can ask for, each a record: what it is and how it is found."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import nan
from typing import Any, Generic, TypeVar

import numpy as np

from app.run.lab import Lab, Readings
from app.run.sent_numbers import SentNumbers
from core.engine.training import Status
from core.explain.unit_doctor import LayerHealth, examine
from core.language import N_, _, translated
from core.types import Array

T = TypeVar("T")

#: Costs of a curve that are computed, where nothing was shown of it.
COSTS = 64


@translated("label")
@dataclass(frozen=True)
class Measure(Generic[T]):
    """A quantity.

    Attributes
    ----------
    name, label : str
        As expressions name it, and what people call it.
    of : callable
        ``of(state)`` is its value, NaN where there is none.
    is_share : bool
        Whether it is between 0 and 1, to be shown as a percentage.
    """

    name: str
    label: str
    of: Callable[[T], float]
    is_share: bool = False


class RunState:
    """A run at one epoch; what several quantities follow from is computed once.

    Parameters
    ----------
    lab : Lab
        Trained up to the epoch, or ended before it.
    epoch : int
    sent : SentNumbers, optional
        What the browser was shown of the run: its costs need not be computed again.
    """

    def __init__(self, lab: Lab, epoch: int, sent: SentNumbers | None = None) -> None:
        self.lab, self.epoch, self._sent = lab, epoch, sent

    @cached_property
    def theta(self) -> Any:
        """Return the weights and biases, shape (n_parameters,)."""
        return self.lab.step(self.epoch).theta

    @cached_property
    def readings(self) -> Readings:
        """Return costs and accuracies."""
        return self.lab.readings(self.theta, self.epoch)

    def costs(self, last: int) -> tuple[Array, Array]:
        """Return epochs up to one, COSTS of them or as many as were shown, and J at each."""
        last = min(last, self.epoch)
        if self._sent is not None:
            shown = self._sent.columns(("J",), 0, last)
            return shown["epoch"], shown["J"]
        epochs = np.unique(np.linspace(0, last, COSTS).astype(int))
        J = [RunState(self.lab, int(epoch)).readings.J for epoch in epochs]
        return epochs.astype(np.float64), np.array(J)

    @cached_property
    def layers(self) -> tuple[LayerHealth, ...]:
        """Return the state of the hidden layers over the training examples."""
        return examine(self.lab.objective(self.epoch), self.theta)[:-1]

    @property
    def has_diverged(self) -> bool:
        """Return whether the run has ended here because it diverged."""
        is_last = self.epoch >= self.lab.last_epoch
        return is_last and self.lab.run.status is Status.DIVERGED


def _units(state: RunState) -> float:
    return float(sum(state.lab.network.sizes[1:-1]))


def _wrong(state: RunState) -> float:
    accuracy = state.readings.train_accuracy
    return nan if np.isnan(accuracy) else float(round((1.0 - accuracy) * state.lab.m))


def _twins(state: RunState) -> float:
    return float(sum(len(group) for layer in state.layers for group in layer.twins))


def _rmse(state: RunState, X: Array, y: Array) -> float:
    """Return the root of the mean squared error of the outputs; NaN without examples."""
    if not len(X):
        return nan
    y_hat = state.lab.network.predict(state.theta, X)
    return float(np.sqrt(np.mean((y_hat - y) ** 2)))


#: What every run has, in the order in which teachers are shown them.
RUN_MEASURES: Mapping[str, Measure[RunState]] = {
    record.name: record
    for record in (
        Measure[RunState]("epochs", N_("epochs"), lambda s: float(s.epoch)),
        Measure[RunState]("J", N_("cost J"), lambda s: s.readings.J),
        Measure[RunState]("test_J", N_("test cost"), lambda s: s.readings.test),
        Measure[RunState](
            "accuracy", N_("training accuracy"), lambda s: s.readings.train_accuracy, is_share=True
        ),
        Measure[RunState](
            "test_accuracy", N_("test accuracy"), lambda s: s.readings.test_accuracy, is_share=True
        ),
        Measure[RunState]("wrong", N_("wrong training examples"), _wrong),
        Measure[RunState](
            "parameters", N_("parameters"), lambda s: float(s.lab.network.n_parameters)
        ),
        Measure[RunState]("units", N_("hidden units"), _units),
        Measure[RunState]("layers", N_("hidden layers"), lambda s: float(s.lab.network.depth - 1)),
        Measure[RunState]("examples", N_("training examples"), lambda s: float(s.lab.m)),
        Measure[RunState]("updates", N_("updates"), lambda s: float(s.lab.step(s.epoch).k)),
        Measure[RunState](
            "gradients", N_("gradients computed"),
            lambda s: float(s.lab.step(s.epoch).n_gradients),
        ),
        Measure[RunState]("alpha", N_("learning rate α"), lambda s: s.lab.alpha(s.epoch)),
        Measure[RunState](
            "lambda_", N_("penalty strength λ"), lambda s: s.lab.settings.at(s.epoch).lambda_
        ),
        Measure[RunState](
            "gradient", N_("length of the gradient"),
            lambda s: float(np.linalg.norm(s.lab.step(s.epoch).dJ_dtheta)),
        ),
        Measure[RunState](
            "dead_units", N_("dead hidden units"),
            lambda s: float(sum(len(layer.dead) for layer in s.layers)),
        ),
        Measure[RunState]("twin_units", N_("hidden units that have a twin"), _twins),
        Measure[RunState](
            "rmse", N_("RMSE of the outputs, training"),
            lambda s: _rmse(s, s.lab.task.inputs, s.lab.task.y),
        ),
        Measure[RunState](
            "test_rmse", N_("RMSE of the outputs, test"),
            lambda s: _rmse(s, s.lab.task.inputs_test, s.lab.task.y_test),
        ),
        Measure[RunState](
            "diverged", N_("diverged (1) or not (0)"), lambda s: float(s.has_diverged)
        ),
    )
}  # fmt: skip


def in_words(condition: str, table: Mapping[str, Measure[Any]]) -> str:
    """Return a condition or a part of one as people read it."""
    found = re.sub(r"[A-Za-z_]\w*", lambda word: _label(word[0], table), condition)
    for written, read in ((">=", "≥"), ("<=", "≤"), ("==", "="), ("!=", "≠")):
        found = found.replace(written, read)
    return found


def _label(word: str, table: Mapping[str, Measure[Any]]) -> str:
    if word in {"and", "or", "not"}:
        return _(word)
    return table[word].label if word in table else word


def measured(table: Mapping[str, Measure[T]], state: T) -> Callable[[str], float]:
    """Return what gives the value of a quantity by its name, in one state of a run."""
    return lambda name: float(table[name].of(state))
