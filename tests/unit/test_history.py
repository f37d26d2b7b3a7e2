"""What a run keeps of itself: bounded in bytes, and any epoch comes back exactly."""

import tracemalloc
from zlib import crc32

import numpy as np
import pytest

from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import Adam, GradientDescent, Optimizer
from core.engine.training import HISTORY_BYTES, Run

EPOCHS = 10_000


def digits_objective() -> Objective:
    """Return the network of exercise 4, on few examples: what is kept does not depend on them."""
    rng = np.random.default_rng(0)
    network = Network((400, 25, 10), ("sigmoid", "sigmoid"))
    return Objective(network, "cross_entropy", rng.random((10, 400)), np.eye(10), 1.0)


@pytest.mark.parametrize("optimizer", [GradientDescent(0.1), Adam()], ids=["plain", "Adam"])
def test_ten_thousand_epochs_of_the_digits_network_keep_to_16_mb(optimizer: Optimizer) -> None:
    objective = digits_objective()
    theta = objective.network.initialize("exercise4", 0)
    objective(theta)  # its work buffers are no history
    sums = np.empty(EPOCHS + 1, dtype=np.uint32)
    tracemalloc.start()
    run = Run(objective, optimizer, theta)
    sums[0] = crc32(run.last.theta.data)
    for k in range(1, EPOCHS + 1):
        run.extend(1)
        sums[k] = crc32(run.last.theta.data)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert HISTORY_BYTES == 16 * 2**20
    assert run.nbytes <= HISTORY_BYTES
    # The last step stands beside the history, and Python's own objects with it.
    assert kept < HISTORY_BYTES + 2 * run.last.nbytes + 2**18
    assert len(np.unique(sums)) == EPOCHS + 1
    rng = np.random.default_rng(1)
    for k in [0, 1, EPOCHS - 1, EPOCHS, *rng.integers(0, EPOCHS, 40)]:
        assert crc32(run[int(k)].theta.data) == sums[k], k


def test_steps_asked_for_in_order_are_computed_once() -> None:
    objective = digits_objective()
    counted: list[int] = []

    class Counting(GradientDescent):
        """Gradient descent that counts its updates."""

        def step(self, objective, current):  # type: ignore[no-untyped-def]
            counted.append(current.k)
            return super().step(objective, current)

    run = Run(objective, Counting(0.1), objective.network.initialize("exercise4", 0), 2**20)
    run.extend(400)
    counted.clear()
    for k in range(100, 140):
        assert run[k].k == k
    assert len(counted) < 200  # from the key step before, and on: not from there each time
