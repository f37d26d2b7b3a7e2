"""How the time of a step grows with the examples, the width and the depth of a network."""

import timeit
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares

from core.engine.network import Network
from core.engine.objective import Objective
from core.types import Array

REPEATS = 7


@dataclass(frozen=True)
class Growth:
    """Times of a step over one quantity, and the curve t0 + c n^p through them.

    Attributes
    ----------
    quantity, setting : str
        What varies, and what is constant.
    n, microseconds : ndarray
        The measured points.
    t0, c, exponent : float
        Parameters of the curve, in microseconds.
    tail : float
        The exponent between the last three points.
    """

    quantity: str
    setting: str
    n: Array
    microseconds: Array
    t0: float
    c: float
    exponent: float
    tail: float

    def at(self, n: Array) -> Array:
        """Return the curve at n."""
        return np.asarray(self.t0 + self.c * n**self.exponent)


def time_of_a_step(sizes: tuple[int, ...], m: int) -> float:
    """Return microseconds of one cost and gradient, the minimum of several repeats."""
    rng = np.random.default_rng(0)
    network = Network(sizes, ("sigmoid",) * (len(sizes) - 1))
    y = np.eye(sizes[-1])[rng.integers(0, sizes[-1], m)]
    objective = Objective(network, "cross_entropy", rng.random((m, sizes[0])), y)
    theta = network.initialize("xavier", 0)
    timer = timeit.Timer(lambda: objective.evaluate(theta))
    n, _ = timer.autorange()
    n = max(1, n // 8)
    return 1e6 * min(timer.repeat(REPEATS, n)) / n


def growth(
    quantity: str, setting: str, values: tuple[int, ...], time_of: Callable[[int], float]
) -> Growth:
    """Measure the time of a step at each value and fit the curve, by relative error."""
    n = np.array(values, dtype=float)
    t = np.array([time_of(value) for value in values])

    def error(parameters: Array) -> Array:
        t0, log_c, p = parameters
        return np.asarray(np.log(t0 + np.exp(log_c) * n**p) - np.log(t))

    guess = (t[0] / 2, np.log(t[-1] / n[-1]), 1.0)
    t0, log_c, p = least_squares(error, guess, bounds=([0, -np.inf, 0], [t[0], np.inf, 4])).x
    tail = np.polyfit(np.log(n[-3:]), np.log(t[-3:]), 1)[0]
    return Growth(quantity, setting, n, t, float(t0), float(np.exp(log_c)), float(p), float(tail))


def measure() -> list[Growth]:
    """Return how a step grows with examples, width and depth."""
    return [
        growth(
            "examples m",
            "2-5-5-2",
            (10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000),
            lambda m: time_of_a_step((2, 5, 5, 2), m),
        ),
        growth(
            "width n",
            "2-n-n-2, m = 1,000",
            (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024),
            lambda n: time_of_a_step((2, n, n, 2), 1000),
        ),
        growth(
            "depth L",
            "L hidden layers of 20, m = 1,000",
            (1, 2, 3, 4, 6, 8, 12, 16, 24, 32),
            lambda depth: time_of_a_step((2, *(20,) * depth, 2), 1000),
        ),
    ]


def markdown(growths: list[Growth]) -> str:
    """Return the fits as a table."""
    lines = ["| with | of | exponent p | at the end | fixed part t0 |"]
    lines += ["| --- | --- | --- | --- | --- |"]
    for one in growths:
        numbers = f"{one.exponent:.2f} | {one.tail:.2f} | {one.t0:.1f} µs"
        lines.append(f"| {one.quantity} | {one.setting} | {numbers} |")
    title = "How the time of a step grows: t0 + c · n^p; at the end: between the last three points"
    return f"{title}\n\n" + "\n".join(lines)
