"""What is refused, and that the refusal names the argument, what came and what it takes."""

from collections.abc import Callable

import numpy as np
import pytest

from core.network import Network
from core.objective import Objective

NETWORK = Network((1, 1), ("sigmoid",))


@pytest.mark.parametrize(
    ("call", "argument", "table"),
    [
        (lambda name: Network((1, 1), (name,)), "activations", "'sigmoid', 'tanh'"),
        (lambda name: NETWORK.initialise(name, 0), "initialiser", "'tutorial', 'xavier'"),
        (lambda name: Objective(NETWORK, name, np.ones((1, 1)), [[1]]), "cost", "'cross_entropy'"),
    ],
)
def test_an_unknown_name_is_refused_with_those_there_are(
    call: Callable[[str], object], argument: str, table: str
) -> None:
    with pytest.raises(ValueError, match=rf"{argument}: got 'none such', takes one of \[{table}"):
        call("none such")
