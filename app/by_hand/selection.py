"""What is selected in the panel: a tab, a weight or a unit, an example.

It comes from a browser, so no value is trusted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.engine.network import Network

#: Half step of a gradient check, as in exercise 4, and the range of the slider.
EPSILON, MIN_EPSILON, MAX_EPSILON = 1e-4, 1e-12, 1.0
#: Letters of a name that are read.
MAX_NAME = 40


@dataclass(frozen=True)
class Selection:
    """What is selected.

    Attributes
    ----------
    number : int
        The browser's count of its selections.
    tab : str
        Key of TABS; with any other the panel is closed.
    index : int
        The parameter's place in theta.
    unit : tuple of int or None
        (layer from 1, unit from 0) where a unit is selected rather than a parameter.
    example : int or None
        From 0; None for all of them, summed.
    epsilon : float
        Half step of the gradient check.
    answer : str
        The mistake that the visitor takes a hidden one for; empty for none.
    """

    number: int = 0
    tab: str = ""
    index: int = 0
    unit: tuple[int, int] | None = None
    example: int | None = 0
    epsilon: float = EPSILON
    answer: str = ""


def read_selection(sent: object) -> Selection | None:
    """Return the selection that a browser has sent; None where it is none."""
    if not isinstance(sent, Mapping):
        return None
    try:
        unit, example = sent.get("unit"), sent.get("example")
        epsilon = float(sent.get("epsilon", EPSILON))
        return Selection(
            int(sent.get("number", 0)),
            str(sent.get("tab", ""))[:MAX_NAME],
            int(sent.get("index", 0)),
            None if unit is None else (int(unit[0]), int(unit[1])),
            None if example is None else int(example),
            epsilon if MIN_EPSILON <= epsilon <= MAX_EPSILON else EPSILON,
            str(sent.get("answer", ""))[:MAX_NAME],
        )
    except (TypeError, ValueError, OverflowError, LookupError):
        return None


def existing(selection: Selection, network: Network, m: int, *, weights_only: bool) -> Selection:
    """Return the selection with what does not exist replaced by the nearest that does.

    Parameters
    ----------
    selection : Selection
    network : Network
    m : int
        The number of examples, 1 or more.
    weights_only : bool
        Whether a unit is replaced by the first weight that leads into it.
    """
    index, unit, example = selection.index, selection.unit, selection.example
    if unit is not None and not (
        1 <= unit[0] <= network.depth and 0 <= unit[1] < network.sizes[unit[0]]
    ):
        unit = None
    if unit is not None and weights_only:
        layer, j = unit
        index = next(block.start for block in network.blocks if block.layer == layer) + j
        unit = None
    return replace(
        selection,
        index=min(max(index, 0), network.n_parameters - 1),
        unit=unit,
        example=None if example is None else min(max(example, 0), m - 1),
    )
