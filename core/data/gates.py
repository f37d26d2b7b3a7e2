"""Logic gates: four examples with two inputs of 0 or 1, and the output of each gate for them."""

from dataclasses import dataclass

import numpy as np

from ..language import N_, translated
from ..types import Array

#: The inputs of all gates, shape (4, 2).
X: Array = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


@translated("label", "note")
@dataclass(frozen=True)
class Gate:
    """One gate.

    Attributes
    ----------
    name, label : str
    note : str
        In which cases it says 1.
    outputs : tuple of int
        For the rows of X.
    is_separable : bool
        Whether a line has all 1s on one side and all 0s on the other.
    """

    name: str
    label: str
    note: str
    outputs: tuple[int, int, int, int]
    is_separable: bool = True

    @property
    def y(self) -> Array:
        """Return the targets, shape (4,)."""
        return np.array(self.outputs, dtype=float)


GATES: dict[str, Gate] = {
    gate.name: gate
    for gate in (
        Gate("and", N_("AND"), N_("1 where both inputs are 1."), (0, 0, 0, 1)),
        Gate("or", N_("OR"), N_("1 where at least one input is 1."), (0, 1, 1, 1)),
        Gate("nand", N_("NAND"), N_("0 where both inputs are 1."), (1, 1, 1, 0)),
        Gate(
            "xor",
            N_("XOR"),
            N_("1 where exactly one input is 1."),
            (0, 1, 1, 0),
            is_separable=False,
        ),
    )
}
