"""A clock that goes on with the work that is done, so that a bound on time is one on work."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np

from core.engine import forward
from core.engine.backpropagation import Backpropagation

#: Seconds that a million weights times examples take in one pass forward, and backward; a slow
#: machine's, as docs/hosting.md has them.
FORWARD, BACKWARD = 1.2e-4, 2.4e-4
#: Seconds that a pass takes besides, and a look at the clock.
CALL, LOOK = 3e-5, 1e-6
#: Where the clock is looked at while a run is trained or shown.
WATCHES = ("app.live.", "app.run.", "core.engine.")


class Work:
    """What has been done, in seconds of a machine on which nothing else is done.

    Attributes
    ----------
    now : float
        Seconds since it began.
    largest : float
        Of one pass through a network.
    """

    def __init__(self) -> None:
        self.now = self.largest = 0.0

    def __call__(self) -> float:
        """Return the time; to look at the clock takes some of it too."""
        self.now += LOOK
        return self.now

    def add(self, n_weights: int, m: int, seconds: float) -> None:
        """Count one pass."""
        took = CALL + n_weights * m * seconds / 1e6
        self.largest = max(self.largest, took)
        self.now += took


@contextmanager
def counted() -> Iterator[Work]:
    """Count the work of all networks, and let the app's clocks show it."""
    work = Work()
    to_outputs, to_gradient, many = (
        Backpropagation.forward, Backpropagation.backward, forward.forward_pass,
    )  # fmt: skip

    def count_forward(self: Backpropagation, theta: Any, examples: Any) -> Any:
        work.add(theta.size, examples.m, FORWARD)
        return to_outputs(self, theta, examples)

    def count_backward(self: Backpropagation, layers: Any, examples: Any) -> Any:
        work.add(self.theta.size, examples.m, BACKWARD)
        return to_gradient(self, layers, examples)

    def count_many(network: Any, theta: Any, X: Any) -> Any:
        work.add(np.size(theta), len(X), FORWARD)
        return many(network, theta, X)

    # Who has imported the function has it by its name.
    users = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith(("core.", "app.")) and vars(module).get("forward_pass") is many
    ]
    watching = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith(WATCHES) and "perf_counter" in vars(module)
    ]
    patches: list[AbstractContextManager[Any]] = [
        patch.object(Backpropagation, "forward", count_forward),
        patch.object(Backpropagation, "backward", count_backward),
        *(patch.object(module, "forward_pass", count_many) for module in users),
        *(patch.object(module, "perf_counter", work) for module in watching),
    ]
    with ExitStack() as stack:
        for one in patches:
            stack.enter_context(one)
        yield work
