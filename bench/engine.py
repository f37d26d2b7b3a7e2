"""Measure the engine against other ways of doing the same, in one run: `make bench`.

All contestants take turns within every round, so that a machine whose speed drifts drifts for
all of them; medians over the rounds and their ratios are printed. Asserts nothing but that all
of them compute the same.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np

from bench.rivals import StepFunction, pytorch, scikit_learn, tutorial_way
from core.datasets import load
from core.network import Network
from core.objective import Objective
from core.optimizers import GradientDescent
from core.training import Run
from core.types import Array

ROUNDS, STEPS = 9, 200
ALPHA = 0.5


def ours(network: Network, theta: Array, X: Array, y: Array, alpha: float) -> StepFunction:
    """Return a step of this engine, recorded in a Run."""
    run = Run(Objective(network, "cross_entropy", X, y), GradientDescent(alpha), theta)

    def step() -> float:
        J = run.last.J
        run.extend(1)
        return J

    return step


def moons() -> None:
    """Print steps a second on the 2-5-5-2 network with 1,000 moons in full batches."""
    split = load("moons", 1000, 0.1, 0, 0.0)
    X, y = split.X_train, split.y_train
    network = Network((2, 5, 5, 2), ("sigmoid",) * 3)
    theta = network.initialise("tutorial", 0)
    makers: dict[str, Callable[[], StepFunction]] = {
        "ours": lambda: ours(network, theta, X, y, ALPHA),
        "the tutorial's way": lambda: tutorial_way(network, theta, X, y, ALPHA),
        "scikit-learn": lambda: scikit_learn(network, theta, X, y, ALPHA),
        "PyTorch, 1 thread": lambda: pytorch(network, theta, X, y, ALPHA, 1),
        "PyTorch, 2 threads": lambda: pytorch(network, theta, X, y, ALPHA, 2),
    }
    rates: dict[str, list[float]] = {}
    reference: list[float] = []
    for turn in range(ROUNDS):
        for name, make in makers.items():
            try:
                step = make()
            except ImportError:
                continue
            costs = [step() for _ in range(20)]
            began = time.perf_counter()
            costs += [step() for _ in range(STEPS)]
            rates.setdefault(name, []).append(STEPS / (time.perf_counter() - began))
            if turn == 0:
                reference = reference or costs  # the first is ours
                np.testing.assert_allclose(costs, reference, rtol=1e-6, err_msg=name)
    median = {name: statistics.median(values) for name, values in rates.items()}
    torch = [rate for name, rate in median.items() if name.startswith("PyTorch")]
    print(f"2-5-5-2 on 1,000 moons, full batch, float64: medians of {ROUNDS} rounds\n")
    print("| who | steps/s | ours is faster by | asked |\n|---|---|---|---|")
    asked = {"the tutorial's way": "3", "scikit-learn": "5"}
    for name, rate in median.items():
        ratio = statistics.median(
            mine / theirs for mine, theirs in zip(rates["ours"], rates[name], strict=True)
        )
        print(f"| {name} | {rate:,.0f} | {ratio:.2f} | {asked.get(name, '')} |")
    if torch:
        print(
            f"| PyTorch, its better | {max(torch):,.0f} | {median['ours'] / max(torch):.2f} | 3 |"
        )
    else:
        print("| PyTorch | not installed | | 3 |")


def mini_batches() -> None:
    """Print the time of an update with mini-batches of 10 on a 2-4-2-1 network."""
    split = load("moons", 1000, 0.1, 0, 0.0)
    network = Network((2, 4, 2, 1), ("sigmoid",) * 3)
    objective = Objective(network, "cross_entropy", split.X_train, split.y_train[:, 1:])
    run = Run(objective, GradientDescent(ALPHA, 10), network.initialise("tutorial", 0))
    run.extend(2000)
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        run.extend(5000)
        times.append(1e6 * (time.perf_counter() - began) / 5000)
    print("\n2-4-2-1, mini-batches of 10\n\n| what | microseconds | asked |\n|---|---|---|")
    print(f"| an update, median of {ROUNDS} x 5,000 | {statistics.median(times):.1f} | <= 30 |")


if __name__ == "__main__":
    moons()
    mini_batches()
