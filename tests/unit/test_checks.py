"""What is refused, and that the refusal names the argument, what came and what it takes."""

from collections.abc import Callable

import numpy as np
import pytest

from core.data.datasets import one_hot
from core.engine.network import Network
from core.engine.objective import Objective

ONE = np.ones((1, 1))
NETWORK = Network((1, 1), ("sigmoid",))


@pytest.mark.parametrize(
    ("call", "argument", "table"),
    [
        (lambda name: Network((1, 1), (name,)), "activations", "'sigmoid', 'tanh'"),
        (lambda name: NETWORK.initialize(name, 0), "initializer", "'tutorial', 'xavier'"),
        (lambda name: Objective(NETWORK, name, ONE, ONE), "cost", "'cross_entropy'"),
        (lambda name: Objective(NETWORK, "mse", ONE, ONE, 1.0, name), "penalty", "'l2', 'l1'"),
    ],
)
def test_an_unknown_name_is_refused_with_those_there_are(
    call: Callable[[str], object], argument: str, table: str
) -> None:
    with pytest.raises(ValueError, match=rf"{argument}: got 'none such', takes one of \[{table}"):
        call("none such")


@pytest.mark.parametrize("sizes", [(), (2,), (2, 0), (2, -3, 1), (2, 2.5, 1), (2, "3", 1)])
def test_layers_that_are_none_are_refused(sizes: tuple[object, ...]) -> None:
    names = ("sigmoid",) * max(0, len(sizes) - 1)
    with pytest.raises(ValueError, match=r"sizes: got \(.*, takes at least an input and an output"):
        Network(sizes, names)  # type: ignore[arg-type]


@pytest.mark.parametrize("labels", [[0, 1, 3], [-1], [0.5], [np.nan]])
def test_labels_that_are_no_classes_are_refused(labels: list[float]) -> None:
    with pytest.raises(ValueError, match=r"labels: got .*, takes classes, whole numbers from 0 to"):
        one_hot(np.array(labels), 3)
