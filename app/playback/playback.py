"""A path that is known as a whole, with its pictures: what the browser needs to play it alone.

A run of some thousand numbers is made at once and sent once; playing, stepping and going back
then happen in the browser, without a word to the server. No Streamlit here.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

from app.run.wire import finite_list
from core.types import Array, Labels

#: Pictures of a path at the most; of a longer one some steps are left out.
MAX_PICTURES = 1500
#: Of one whose steps become shorter and shorter.
FEW_PICTURES = 400
#: Significant digits of each coordinate that is sent.
DIGITS = 7


@dataclass(frozen=True)
class Panel:
    """One figure of the page.

    Attributes
    ----------
    title : str
    figure : plotly Figure
    span : int
        Of the 12 columns of the page.
    height : int
        In pixels.
    note : str
        A few words beside the title.
    """

    title: str
    figure: go.Figure
    span: int
    height: int
    note: str = ""


@dataclass(frozen=True)
class MovingTrace:
    """A trace that changes with the picture.

    Attributes
    ----------
    panel, trace : int
        Which one.
    kind : {"trail", "each"}
        "trail": the points up to the present one; "each": x[k], y[k] are the whole trace.
    x, y, z : ndarray
        One row a picture; z for three dimensions.
    """

    panel: int
    trace: int
    kind: Literal["trail", "each"]
    x: Array
    y: Array
    z: Array | None = None


@dataclass(frozen=True)
class TextReadout:
    """A number above the pictures: its name, what it is, and its text in each picture."""

    name: str
    hint: str
    texts: Sequence[str]


@dataclass(frozen=True)
class Playback:
    """All of it.

    Attributes
    ----------
    page : str
        Which page it is for.
    steps : ndarray of int, shape (n,)
        The number of the step that each picture shows.
    panels, moving, readouts
        See there.
    ending : str
        A sentence on how it ended, shown at the end.
    good : bool
        Whether that is good news.
    columns, rows
        Of the table of steps, one row a picture; none for no table.
    linked : tuple of int
        Panels whose cameras turn together.
    pick : tuple of int
        Panels where a click chooses a start.
    speed : int
        Frames per second.
    unit : str
        What the steps are.
    opens_at_end : bool
        Whether the last picture is shown first.
    """

    page: str
    steps: Labels
    panels: tuple[Panel, ...]
    moving: tuple[MovingTrace, ...]
    readouts: tuple[TextReadout, ...]
    ending: str
    good: bool
    columns: tuple[str, ...] = ()
    rows: Sequence[Sequence[str]] = ()
    linked: tuple[int, ...] = ()
    pick: tuple[int, ...] = ()
    speed: int = 10
    unit: str = "step"
    opens_at_end: bool = False

    def message(self) -> bytes:
        """Return what the browser is sent: JSON, with a name that only the same path has."""
        content: dict[str, Any] = {
            "page": self.page,
            "steps": self.steps.tolist(),
            "panels": [
                {
                    "title": panel.title,
                    "note": panel.note,
                    "span": panel.span,
                    "height": panel.height,
                    "figure": json.loads(panel.figure.to_json(engine="json")),
                }
                for panel in self.panels
            ],
            "moving": [
                {
                    "panel": one.panel,
                    "trace": one.trace,
                    "kind": one.kind,
                    "x": finite_list(one.x, DIGITS),
                    "y": finite_list(one.y, DIGITS),
                    "z": None if one.z is None else finite_list(one.z, DIGITS),
                }
                for one in self.moving
            ],
            "readouts": [[one.name, one.hint, list(one.texts)] for one in self.readouts],
            "ending": self.ending,
            "good": self.good,
            "columns": self.columns,
            "rows": [list(row) for row in self.rows],
            "linked": self.linked,
            "pick": self.pick,
            "speed": self.speed,
            "unit": self.unit,
            "opens_at_end": self.opens_at_end,
        }
        text = json.dumps(content, allow_nan=False, ensure_ascii=False)
        name = sha256(text.encode()).hexdigest()[:16]
        return f'{{"name": "{name}", {text[1:]}'.encode()


def thinned(n: int) -> Labels:
    """Return which of n steps are pictures: all, or MAX_PICTURES of them, first and last too."""
    if n <= MAX_PICTURES:
        return np.arange(n)
    return np.unique(np.linspace(0, n - 1, MAX_PICTURES).round().astype(np.intp))


def pictures(n: int) -> Labels:
    """Return which of n steps are shown: close together at first, when a ball is fast."""
    if n <= FEW_PICTURES:
        return np.arange(n)
    return np.unique((np.linspace(0.0, 1.0, FEW_PICTURES) ** 2 * (n - 1)).round().astype(np.intp))
