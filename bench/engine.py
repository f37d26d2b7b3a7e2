"""Compare the engine with other implementations in one run: `make bench`.

Prints tables, and with --report FOLDER writes them there with a plot. Asserts only that all
implementations compute the same.
"""

import argparse
import statistics
import timeit
from functools import partial
from pathlib import Path

import numpy as np

from bench import scaling
from bench.contest import OURS, TORCH, Result, contest
from core.data.datasets import load
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import GradientDescent
from core.engine.training import Run

ALPHA = 0.5
ROUNDS = 9
#: Size of the square matrices with which the matrix rate is measured.
SIDE = 1000


def moons() -> Result:
    """Compare steps of the 2-5-5-2 network with 1,000 moons in full batches."""
    split = load("moons", 1000, 0.1, 0, 0.0)
    network = Network((2, 5, 5, 2), ("sigmoid",) * 3)
    return contest(
        "2-5-5-2 on 1,000 moons, full batch",
        network,
        network.initialize("tutorial", 0),
        (split.X_train, split.y_train),
        ALPHA,
        {"the tutorial's way": 3, "scikit-learn, partial_fit": 5, TORCH: 3},
        rounds=ROUNDS,
        steps=200,
    )


def digits() -> tuple[Result, str]:
    """Compare steps of exercise 4's network, and with the time of its matrix products alone."""
    rng = np.random.default_rng(0)
    m, sizes = 5000, (400, 25, 10)
    network = Network(sizes, ("sigmoid",) * 2)
    X, y = rng.random((m, sizes[0])), np.eye(sizes[-1])[rng.integers(0, sizes[-1], m)]
    result = contest(
        "400-25-10 on 5,000 examples, full batch",
        network,
        network.initialize("exercise4", 0),
        (X, y),
        ALPHA,
        {"the tutorial's way": 1.3, TORCH: 1},
        rounds=7,
        steps=30,
    )
    square = rng.random((SIDE, SIDE))
    seconds = min(timeit.repeat(lambda: square @ square, number=5, repeat=9)) / 5
    rate = 2 * SIDE**3 / seconds
    # Forward and the gradient of W in both layers, and delta through the second.
    n_0, n_1, n_2 = sizes
    products = 2 * m * (2 * n_0 * n_1 + 3 * n_1 * n_2) / rate * 1e3
    ratio = result.milliseconds[OURS] / products
    table = (
        "| what | measured | asked |\n| --- | --- | --- |\n"
        f"| matrix rate, {SIDE} x {SIDE}, float64 | {rate / 1e9:.0f} GFlop/s | |\n"
        f"| matrix products of a step at that rate | {products:.2f} ms | |\n"
        f"| a whole step, in these | {ratio:.2f} | at most 2.2 |"
    )
    return result, table


def updates() -> str:
    """Return the times of single updates on little examples."""
    split = load("moons", 1000, 0.1, 0, 0.0)
    network = Network((2, 4, 2, 1), ("sigmoid",) * 3)
    batches = Objective(network, "cross_entropy", split.X_train, split.y_train[:, 1:])
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
    xor_network = Network((2, 3, 1), ("sigmoid",) * 2)
    xor = Objective(xor_network, "cross_entropy", X, X.sum(axis=1, keepdims=True) % 2)
    runs = {
        "2-4-2-1 on 1,000 moons, mini-batches of 10 | at most 30": Run(
            batches, GradientDescent(ALPHA, 10), network.initialize("tutorial", 0)
        ),
        "2-3-1 on XOR, one example at a time | ": Run(
            xor, GradientDescent(ALPHA, 1), xor_network.initialize("xor", 0)
        ),
    }
    lines = ["| an update of | asked, µs | measured, µs |", "| --- | --- | --- |"]
    for name, run in runs.items():
        run.extend(2000)
        times = timeit.repeat(partial(run.extend, 5000), number=1, repeat=ROUNDS)
        lines.append(f"| {name} | {1e6 * statistics.median(times) / 5000:.1f} |")
    return "\n".join(lines)


def main() -> None:
    """Run all measurements and print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", type=Path, help="folder for benchmark.md and benchmark.svg")
    report = parser.parse_args().report
    tables: list[str] = []

    def tell(table: str) -> None:
        print(f"{table}\n", flush=True)
        tables.append(table)

    tell(moons().markdown())
    result, products = digits()
    tell(result.markdown())
    tell(products)
    tell(updates())
    growths = scaling.measure()
    tell(scaling.markdown(growths))
    if report:
        from bench.report import write  # matplotlib is needed for nothing else

        write(tables, growths, report)


if __name__ == "__main__":
    main()
