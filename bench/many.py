"""Many networks at once: one after the other, in one pass, on two cores, and by torch.func.vmap."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from core.data.datasets import load
from core.engine.many import ManyRuns
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import GradientDescent
from core.engine.training import Run
from core.types import Array

ALPHA, N, CORES, ROUNDS = 0.5, 32, 2, 5
NETWORK = Network((2, 5, 5, 2), ("sigmoid",) * 3)


@dataclass(frozen=True)
class Work:
    """What 32 networks are trained on, and how long that is to take.

    Attributes
    ----------
    title : str
    m, epochs : int
    batch_size : int or None
    seconds, ratio : float
        Asked: on both cores, and in one pass against one after the other; 0 if nothing is.
    """

    title: str
    m: int
    epochs: int
    batch_size: int | None
    seconds: float
    ratio: float

    @property
    def updates(self) -> int:
        """Return how many updates each network makes."""
        return self.epochs * (1 if self.batch_size is None else self.m // self.batch_size)

    def objective(self) -> Objective:
        """Return what is minimized."""
        split = load("moons", self.m, 0.1, 0, 0.0)
        return Objective(NETWORK, "cross_entropy", split.X_train, split.y_train)


WORKS = (
    Work("500 moons, 1,000 epochs in full batches", 500, 1000, None, 1.0, 0.0),
    Work("250 moons, 100 epochs in batches of 10", 250, 100, 10, 0.4, 8.0),
)


def thetas(seeds: range) -> Array:
    """Return the initial parameters of some networks."""
    return np.array([NETWORK.initialize("tutorial", seed) for seed in seeds])


def one_by_one(work: Work, seeds: range = range(N)) -> Array:
    """Train networks one after the other; return their parameters."""
    objective, found = work.objective(), []
    for seed, theta in zip(seeds, thetas(seeds), strict=True):
        run = Run(objective, GradientDescent(ALPHA, work.batch_size, seed), theta, max_bytes=1)
        run.extend(work.updates)
        found.append(run.last.theta)
    return np.array(found)


def in_one_pass(work: Work, seeds: range = range(N)) -> Array:
    """Train networks at once; return their parameters."""
    optimizers = [GradientDescent(ALPHA, work.batch_size, seed) for seed in seeds]
    runs = ManyRuns([work.objective()] * len(seeds), optimizers, thetas(seeds))
    runs.extend(work.updates)
    return runs.thetas


def on_cores(pool: ProcessPoolExecutor | ThreadPoolExecutor, work: Work) -> Array:
    """Train a part of the networks on each core; return their parameters."""
    parts = [range(N)[i * N // CORES : (i + 1) * N // CORES] for i in range(CORES)]
    return np.vstack(list(pool.map(partial(in_one_pass, work), parts)))


def torch_vmap(work: Work) -> Array:
    """Train the networks by torch.func.vmap of a gradient, on all threads that PyTorch takes.

    Raises
    ------
    ImportError
        If PyTorch is not installed.
    """
    import torch
    from torch.func import grad, vmap

    objective = work.objective()
    X, y = (torch.tensor(np.array(part)) for part in (objective.X, objective.y))
    W, b = NETWORK.unpack(thetas(range(N)))
    parts: list[Any] = []
    for W_l, b_l in zip(W, b, strict=True):
        parts += [torch.tensor(np.array(W_l)), torch.tensor(np.array(b_l))]
    cost = torch.nn.functional.binary_cross_entropy_with_logits

    def J(parts: tuple[Any, ...], X: Any, y: Any) -> Any:
        a = X
        for i in range(0, len(parts) - 2, 2):
            a = torch.sigmoid(a @ parts[i] + parts[i + 1])
        return cost(a @ parts[-2] + parts[-1], y, reduction="sum") / len(X)

    gradient = vmap(grad(J), in_dims=(0, *(None if work.batch_size is None else 0,) * 2))
    for epoch in range(work.epochs):
        if work.batch_size is None:
            batches: list[Any] = [(X, y)]
        else:
            batches = []
            members = [objective.members(work.batch_size, seed, epoch) for seed in range(N)]
            for some in zip(*members, strict=True):
                chosen = torch.tensor(np.array(some))
                batches.append((X[chosen], y[chosen]))
        for batch in batches:
            found = gradient(tuple(parts), *batch)
            parts = [part - ALPHA * g for part, g in zip(parts, found, strict=True)]
    flat = [part.reshape(N, -1).numpy() for part in parts]
    return np.concatenate(flat, axis=1)


def measure(work: Work, processes: ProcessPoolExecutor, threads: ThreadPoolExecutor) -> str:
    """Return the times of one work as a table; all take turns in every round."""
    ways: dict[str, Callable[[], Array]] = {
        "one after the other": lambda: one_by_one(work),
        "in one pass": lambda: in_one_pass(work),
        f"in one pass in each of {CORES} threads": lambda: on_cores(threads, work),
        f"in one pass in each of {CORES} processes": lambda: on_cores(processes, work),
        "torch.func.vmap": lambda: torch_vmap(work),
    }
    times: dict[str, list[float]] = {}
    reference: Array | None = None
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = time.perf_counter()
            try:
                found = way()
            except ImportError:
                continue
            times.setdefault(name, []).append(time.perf_counter() - began)
            reference = found if reference is None else reference
            np.testing.assert_allclose(found, reference, rtol=1e-6, atol=1e-8, err_msg=name)
    first = times["one after the other"]
    lines = [
        f"{N} networks 2-5-5-2, {work.title}; asked: {work.seconds:g} s on {CORES} cores"
        + (f", {work.ratio:g} times as fast in one pass" if work.ratio else ""),
        "",
        "| how | s | updates a second | times as fast |",
        "| --- | --- | --- | --- |",
    ]
    for name, seconds in times.items():
        median = statistics.median(seconds)
        ratio = statistics.median(a / b for a, b in zip(first, seconds, strict=True))
        lines.append(f"| {name} | {median:.2f} | {N * work.updates / median:,.0f} | {ratio:.1f} |")
    if "torch.func.vmap" not in times:
        lines.append("| torch.func.vmap | PyTorch is not installed | | |")
    return "\n".join(lines)


def main() -> None:
    """Run all measurements and print the results."""
    with (
        threadpool_limits(1, user_api="blas"),
        ProcessPoolExecutor(CORES, initializer=threadpool_limits, initargs=(1,)) as processes,
        ThreadPoolExecutor(CORES) as threads,
    ):
        for work in WORKS:
            print(f"{measure(work, processes, threads)}\n", flush=True)


if __name__ == "__main__":
    main()
