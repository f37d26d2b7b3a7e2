"""One network, several ways to train it, taking turns: medians and ratios of one run."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from bench.rivals import (
    ScikitLearnFit,
    StepFunction,
    pytorch,
    scikit_learn_partial_fit,
    tutorial_way,
)
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import GradientDescent
from core.engine.training import Run
from core.types import Array

OURS = "ours"
TORCH = "PyTorch, its better"


@dataclass(frozen=True)
class Result:
    """The result of a contest.

    Attributes
    ----------
    title : str
    milliseconds : dict
        Name -> median time of a step.
    ratios : dict
        Name -> time of a step over that of the engine, the median over the rounds.
    asked : mapping
        Name -> target of the ratio.
    """

    title: str
    milliseconds: dict[str, float]
    ratios: dict[str, float]
    asked: Mapping[str, float]

    def markdown(self) -> str:
        """Return the result as a table."""
        lines = [f"{self.title}\n", "| who | ms a step | ours is faster by | asked |"]
        lines.append("| --- | --- | --- | --- |")
        for name, time_of_one in self.milliseconds.items():
            asked = f"{self.asked[name]:g}" if name in self.asked else ""
            ratio = "" if name == OURS else f"{self.ratios[name]:.2f}"
            lines.append(f"| {name} | {time_of_one:.4g} | {ratio} | {asked} |")
        if TORCH not in self.milliseconds:
            lines.append("| PyTorch | not installed | | |")
        return "\n".join(lines)


class Contestant(Protocol):
    """A training under way."""

    def advance(self, n: int) -> None:
        """Make n steps: cost, gradient, update, and a record of where they came from."""
        ...

    def costs(self) -> list[float]:
        """Return the cost from which each step so far started."""
        ...


class Ours:
    """The engine, with its Run."""

    def __init__(self, network: Network, theta: Array, X: Array, y: Array, alpha: float) -> None:
        self.run = Run(Objective(network, "cross_entropy", X, y), GradientDescent(alpha), theta)

    def advance(self, n: int) -> None:
        """Make n steps."""
        self.run.extend(n)

    def costs(self) -> list[float]:
        """Return the cost from which each step so far started."""
        return [self.run[k].J for k in range(self.run.last.k)]


class Rival:
    """Another way, given as a function that makes one step and returns its cost."""

    def __init__(self, step: StepFunction) -> None:
        self._step = step
        self._costs: list[float] = []

    def advance(self, n: int) -> None:
        """Make n steps."""
        self._costs += [self._step() for _ in range(n)]

    def costs(self) -> list[float]:
        """Return the cost from which each step so far started."""
        return self._costs


def contest(
    title: str,
    network: Network,
    theta: Array,
    data: tuple[Array, Array],
    alpha: float,
    asked: Mapping[str, float],
    rounds: int,
    steps: int,
) -> Result:
    """Let all train the same network on the same data and compare the times of a step.

    They take turns within every round, so that a machine whose speed drifts drifts for all of
    them. Raises AssertionError if they do not compute the same costs.
    """
    start = (network, theta, *data, alpha)
    makers: dict[str, Callable[[], Contestant]] = {
        OURS: lambda: Ours(*start),
        "the tutorial's way": lambda: Rival(tutorial_way(*start)),
        "scikit-learn, fit": lambda: ScikitLearnFit(*start),
        "scikit-learn, partial_fit": lambda: Rival(scikit_learn_partial_fit(*start)),
        "PyTorch, 1 thread": lambda: Rival(pytorch(*start, 1)),
        "PyTorch, 2 threads": lambda: Rival(pytorch(*start, 2)),
    }
    times: dict[str, list[float]] = {}
    reference: list[float] = []
    for turn in range(rounds):
        for name, make in makers.items():
            try:
                contestant = make()
            except ImportError:
                continue
            contestant.advance(steps // 10 + 2)
            began = time.perf_counter()
            contestant.advance(steps)
            times.setdefault(name, []).append(1e3 * (time.perf_counter() - began) / steps)
            if turn == 0:
                costs = contestant.costs()
                reference = reference or costs  # the first is ours
                np.testing.assert_allclose(costs, reference, rtol=1e-6, err_msg=name)
    torch = [name for name in times if name.startswith("PyTorch")]
    if torch:
        times[TORCH] = times[min(torch, key=lambda name: statistics.median(times[name]))]
    ratios = {
        name: statistics.median(theirs / mine for mine, theirs in zip(times[OURS], t, strict=True))
        for name, t in times.items()
    }
    medians = {name: statistics.median(t) for name, t in times.items()}
    return Result(title, medians, ratios, asked)
