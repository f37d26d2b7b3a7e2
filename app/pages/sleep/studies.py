"""Computations of the chapters on sleep and study, on networks trained for them.

Their results are kept, by the settings that they depend on.
"""

from typing import NamedTuple, TypeAlias

from app.jobs.child import Report
from app.jobs.job import Job
from app.pages.sleep.brute_force import Trial, search
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.sleep.settings import SLEEP_FORM, SleepSettings
from app.ui.working import result_of
from core.engine.objective import Objective
from core.explain.gradient_check import GradientCheck, check_gradient
from core.language import N_
from core.types import Array

#: Penalties that are compared, and iterations for each.
STRENGTHS = (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
ITERATIONS = 200
#: Maximum number of weights in a brute-force search.
MAX_WEIGHTS = 3
#: Settings that determine the nights, the network and its initial weights.
NETWORK = ("nights", "held", "hidden", "activation", "biases", "init", "start")

Key: TypeAlias = tuple[tuple[str, str], ...]


class Sweep(NamedTuple):
    """The RMSE in points for each penalty: in training, and on held-out nights."""

    training: list[float]
    held_out: list[float]


def trials(settings: SleepSettings) -> tuple[Trial, ...]:
    """Return brute-force searches over one, two and three weights of the settings' network."""
    key = _key(settings, (*NETWORK, "lambda_", "penalty"))
    return result_of(TRY_ALL, key, key=("brute force", key))


def sweep(settings: SleepSettings) -> Sweep:
    """Return the RMSE that each of STRENGTHS leads to by BFGS, from the same initial weights."""
    key = _key(settings, (*NETWORK, "penalty"))
    return result_of(COMPARE, key, key=("penalties of a night", key))


def check(objective: Objective, theta: Array) -> GradientCheck:
    """Return the gradient check of all weights."""
    return result_of(CHECK, objective, theta)


def _key(settings: SleepSettings, names: tuple[str, ...]) -> Key:
    """Return an address with some of the settings, and defaults for all others."""
    values = {name: settings.values[name] for name in names}
    return tuple(SleepSettings(**values).to_address().items())


def _settings(key: Key) -> SleepSettings:
    """Return the settings of a key."""
    settings, _problems = SLEEP_FORM.read(dict(key))
    return settings


def _trials(key: Key, report: Report) -> tuple[Trial, ...]:
    lab = SLEEP_STUDY.lab(_settings(key))
    most = min(MAX_WEIGHTS, lab.network.n_parameters)
    found = []
    for n in range(1, most + 1):
        found.append(search(lab.objective(0), lab.task.theta, n))
        report(n / MAX_WEIGHTS)
    return tuple(found)


def _sweep(key: Key, report: Report) -> Sweep:
    settings, found = _settings(key).but(epochs=ITERATIONS), Sweep([], [])
    for n, strength in enumerate(STRENGTHS):
        report(n / len(STRENGTHS))
        lab = SLEEP_STUDY.lab(settings.but(lambda_=strength))
        numbers = SLEEP_STUDY.scene(lab).pack(lab.advance(ITERATIONS)).numbers
        found.training.append(numbers["off"])
        found.held_out.append(numbers["off_held_out"])
    return found


def _check(objective: Objective, theta: Array, report: Report) -> GradientCheck:
    return check_gradient(objective, theta)


#: The dearest that an address can ask for, 500 nights and 6 layers of 12 units, takes some 20 s.
TRY_ALL = Job(N_("Trying all weights"), _trials, seconds=60.0, megabytes=300)
COMPARE = Job(N_("Comparing the penalties"), _sweep, seconds=60.0, megabytes=300)
CHECK = Job(N_("Checking the gradient"), _check, seconds=20.0, megabytes=300)
