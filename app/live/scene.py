"""What the live view wants of a page, and what all scenes say alike. No Streamlit here."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, NamedTuple

import plotly.graph_objects as go

from app.by_hand.panel import panel
from app.by_hand.selection import Selection, read_selection
from app.run.lab import Lab
from app.run.sent_numbers import SentNumbers
from app.run.wire import Frame

#: The numbers at the head of a frame, in this order.
NUMBERS = (
    "epoch", "J", "data", "penalty", "test", "train_accuracy", "test_accuracy", "alpha",
    "n_evals", "n_gradients",
)  # fmt: skip


class Readout(NamedTuple):
    """A number above the pictures: what it is called, what it is, which, and how it is written.

    `kind` is a name in the browser's table of formats; `key` is one of the scene's numbers, or
    empty for the engine's updates a second.
    """

    name: str
    hint: str
    key: str
    kind: str


COST = Readout(
    "cost J",
    "What is minimized: data term plus penalty, over the training examples",
    "J",
    "cost",
)
RATE = Readout("steps/s", "Updates of the weights a second, as the engine makes them", "", "rate")
READOUTS = (
    COST,
    Readout(
        "training", "Share of the training examples whose class is right", "train_accuracy", "share"
    ),
    Readout("test", "Share of the test examples whose class is right", "test_accuracy", "share"),
    RATE,
)


class Scene(ABC):
    """What the live view wants of a page: frames, and the description that goes with them."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.by_hand = Selection()

    @abstractmethod
    def pack(self, epoch: int) -> Frame:
        """Return the frame of an epoch that the lab has reached."""

    @abstractmethod
    def describe(self, end: int, past: SentNumbers) -> dict[str, Any]:
        """Return what a browser needs to draw the frames; `end` of the axis of epochs."""

    def aside(self, epoch: int) -> dict[str, Any]:
        """Return what goes with an epoch and changes less often than frames do, part by part."""
        by_hand = panel(self.lab, epoch, self.by_hand)
        return {} if by_hand is None else {"by_hand": by_hand}

    def look(self) -> str:
        """Return what tells one description from another, besides the run itself."""
        return ""

    def hear(self, wish: object) -> bool:
        """Take over what a visitor wants to look at, part by part; say whether any was heard."""
        if not isinstance(wish, Mapping):
            return False
        selection = read_selection(wish.get("by_hand"))
        if selection is not None:
            self.by_hand = selection
        return selection is not None


def plain(figure: go.Figure) -> Any:
    """Return a figure as what JSON can say; its arrays stay packed, as Plotly reads them."""
    return json.loads(figure.to_json(engine="json"))
