"""How the learning rate alpha falls with the epochs, as records in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi

from ...language import N_, translated


@translated("label", "note")
@dataclass(frozen=True)
class Schedule:
    """One way to lower alpha.

    Attributes
    ----------
    name, label : str
        Key in ``SCHEDULES`` and what people call it.
    formula : str
        alpha in epoch t, in LaTeX; T is the period in epochs.
    share : callable
        ``share(epoch, period) -> what alpha is multiplied by``, 0 to 1.
    note : str
        What it does, in a sentence.
    """

    name: str
    label: str
    formula: str
    share: Callable[[int, int], float]
    note: str


def constant(epoch: int, period: int) -> float:
    """Return 1: alpha stays as it is."""
    return 1.0


def step(epoch: int, period: int) -> float:
    """Return 1/2 to the number of whole periods that have passed."""
    return float(0.5 ** (epoch // period))


def cosine(epoch: int, period: int) -> float:
    """Return (1 + cos(pi t / T)) / 2, from 1 down to 0 in one period, and 0 from there on.

    Loshchilov and Hutter, "SGDR: Stochastic gradient descent with warm restarts", 2017,
    equation 5, without the restarts.
    """
    return (1.0 + cos(pi * min(epoch / period, 1.0))) / 2.0


SCHEDULES: dict[str, Schedule] = {
    record.name: record
    for record in (
        Schedule(
            "constant",
            N_("constant"),
            r"\alpha",
            constant,
            N_("constant: α stays as it is."),
        ),
        Schedule(
            "step",
            N_("step"),
            r"\alpha \cdot 2^{-\lfloor t / T \rfloor}",
            step,
            N_("step: α is halved after every period."),
        ),
        Schedule(
            "cosine",
            N_("cosine"),
            r"\frac{\alpha}{2} \left(1 + \cos \frac{\pi t}{T}\right)",
            cosine,
            N_("cosine: α falls to 0 along a cosine within one period."),
        ),
    )
}
