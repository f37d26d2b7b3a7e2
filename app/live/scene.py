"""What a run looks like in the browser: the frames, and the description that goes with them.

A frame says what changes from epoch to epoch, a description what stays. Each page's scene adds its
own numbers, arrays and pictures to those that every run has.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple, dataclass
from typing import Any

import plotly.graph_objects as go

from app.by_hand.panel import panel
from app.by_hand.selection import Selection, read_selection
from app.figures.cost_curve import CURVES, cost_curve
from app.figures.map_colors import diverging_bytes
from app.figures.palette_in_use import palette
from app.run.lab import Lab
from app.run.sent_numbers import SentNumbers
from app.run.wire import Frame, Part, pack_frame
from app.settings.differences import values_in_words
from core.engine.activations import ACTIVATIONS
from core.language import N_, _, language, translated
from core.types import Array

#: The numbers that begin every frame, in this order.
NUMBERS = (
    "epoch", "J", "data", "penalty", "test", "train_accuracy", "test_accuracy", "alpha",
    "n_evals", "n_gradients",
)  # fmt: skip


@translated("name", "hint")
@dataclass(frozen=True)
class Readout:
    """A number above the pictures.

    Attributes
    ----------
    name, hint : str
        What it is called, and what it is in a sentence.
    key : str
        Which of the scene's numbers; empty for the epochs a second that are shown.
    kind : str
        How it is written: a name in the browser's table of formats.
    """

    name: str
    hint: str
    key: str
    kind: str


COST = Readout(
    N_("cost J"),
    N_("What is minimized: data term plus penalty, over the training examples"),
    "J",
    "cost",
)
RATE = Readout(N_("epochs/s"), N_("Epochs a second, as they are shown here"), "", "rate")
ITERATION_RATE = Readout(
    N_("iterations/s"), N_("Iterations a second, as they are shown here"), "", "rate"
)
READOUTS = (
    COST,
    Readout(
        N_("training"),
        N_("Share of the training examples whose class is right"),
        "train_accuracy",
        "share",
    ),
    Readout(
        N_("test"), N_("Share of the test examples whose class is right"), "test_accuracy", "share"
    ),
    RATE,
)


class Scene(ABC):
    """The frames of a run and their description.

    Attributes
    ----------
    readouts : tuple of Readout
        The numbers above the pictures.
    unit : str
        What is counted: epochs or iterations.
    names : tuple of str
        The numbers of a frame, in the order in which it holds them.
    parts : tuple of Part
        The arrays that follow them.
    curves : tuple of str
        The numbers of which the browser draws a curve.
    curve_points : int
        Points of the curve of a run that is opened at a later epoch.
    panels : tuple of str
        What shows the run, in the order in which it stands on the page: names in the browser's
        table of panels.
    """

    readouts: tuple[Readout, ...] = READOUTS
    unit = N_("epoch")
    names: tuple[str, ...] = NUMBERS
    parts: tuple[Part, ...] = ()
    curves: tuple[str, ...] = tuple(line.key for line in CURVES)
    curve_points = 400
    panels: tuple[str, ...] = ("advice", "cost", "by_hand")

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.by_hand = Selection()
        #: Name -> the language and the look that a figure is for, and the figure.
        self._figures: dict[str, tuple[tuple[str, str], Any]] = {}

    def numbers(self, theta: Array, epoch: int) -> dict[str, float]:
        """Return the numbers of an epoch by their names."""
        lab = self.lab
        step, readings = lab.step(epoch), lab.readings(theta, epoch)
        return {
            **vars(readings),
            "J": readings.J,
            "epoch": epoch,
            "alpha": lab.alpha(epoch),
            "n_evals": step.n_evals,
            "n_gradients": step.n_gradients,
        }

    @abstractmethod
    def arrays(self, theta: Array) -> dict[str, Array]:
        """Return the arrays of a frame by the names of their parts."""

    def small(self, thetas: Array) -> dict[str, Any] | None:
        """Return small pictures of other networks of this shape, as app/live/small.py makes them.

        None where there is nothing to be seen of a network alone.
        """
        return None

    @abstractmethod
    def pictures(self, end: int) -> dict[str, Any]:
        """Return what the browser needs to draw the arrays; `end` of the axis of epochs."""

    def pack(self, epoch: int) -> Frame:
        """Return the frame of an epoch that the lab has reached."""
        theta = self.lab.step(epoch).theta
        return pack_frame(self.names, self.numbers(theta, epoch), self.parts, self.arrays(theta))

    def describe(self, end: int, sent: SentNumbers) -> dict[str, Any]:
        """Return the description of the run, as JSON holds it.

        Parameters
        ----------
        end : int
            Right end of the axis of epochs.
        sent : SentNumbers
            The numbers of the frames that were sent before.
        """
        network, own = self.lab.network, palette()
        return {
            "sizes": network.sizes,
            "biases": network.biases,
            "layers": [ACTIVATIONS[name].label for name in network.activations],
            "numbers": self.names,
            "parts": self.parts,
            "readouts": [astuple(one) for one in self.readouts],
            "unit": _(self.unit),
            "curves": [line.key for line in CURVES],
            "settings": values_in_words(self.lab.settings, "restart", "fork"),
            "changes": self.lab.settings.to_address().get("was", ""),
            "past": sent.points(self.curves),
            "cost": figure_json(cost_curve(end, self.lab.settings, _(self.unit))),
            "colors": own.classes,
            "dashes": own.dashes,
            "words": asdict(own.words),
            "unit_palette": diverging_bytes(own),
            **self.pictures(end),
        }

    def aside(self, epoch: int, *, with_slow: bool = True, rests: bool = True) -> dict[str, Any]:
        """Return what goes with an epoch and changes less often than frames do, part by part.

        Parameters
        ----------
        epoch : int
        with_slow : bool
            Whether also those parts are due that a playing browser draws anew only now and then.
        rests : bool
            Whether the run rests at this epoch; while it plays, such a part may be of an earlier
            one, which it says.
        """
        by_hand = panel(self.lab, epoch, self.by_hand)
        return {} if by_hand is None else {"by_hand": by_hand}

    def small_picture(self, theta: Array) -> dict[str, Any]:
        """Return the result as a small picture, for a table of many networks; {} for none."""
        return {}

    def lasting(self, name: str, make: Callable[[], go.Figure]) -> Any:
        """Return a figure as JSON holds it, made once for a language and a look of the scene.

        A change of a running network has it described again, and its visitor waits for that.
        """
        of = (language(), self.look())
        if self._figures.get(name, (None,))[0] != of:
            self._figures[name] = of, figure_json(make())
        return self._figures[name][1]

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


def figure_json(figure: go.Figure) -> Any:
    """Return a figure as JSON holds it; its arrays stay packed, as Plotly reads them."""
    return json.loads(figure.to_json(engine="json"))
