"""Playback: everything the browser needs to play a computed path without the server.

A path of some thousand numbers is computed and sent at once; playing, stepping and going back
happen in the browser alone.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

from app.run.wire import finite_list
from core.language import N_, _
from core.types import Array, Labels

#: Maximum number of frames; of a longer path some steps are left out.
MAX_FRAMES = 1500
#: The same for a path whose steps become shorter and shorter.
FEW_FRAMES = 400
#: Significant digits of each coordinate that is sent.
DIGITS = 7


@dataclass(frozen=True)
class Panel:
    """One figure of a playback.

    Attributes
    ----------
    title : str
    figure : plotly Figure
    span : int
        Width in columns, of 12.
    height : int
        In pixels.
    note : str
        A few words beside the title.
    before : Panel, optional
        What is drawn in its place while the path is still to be predicted; by default the same.
    """

    title: str
    figure: go.Figure
    span: int
    height: int
    note: str = ""
    before: "Panel | None" = None


@dataclass(frozen=True)
class MovingTrace:
    """A trace that changes with the frame.

    Attributes
    ----------
    panel, trace : int
        Indices of the panel, and of the trace in its figure.
    kind : {"trail", "each"}
        "trail": the points up to the current frame; "each": x[k], y[k] are the whole trace.
    x, y, z : ndarray
        One row per frame; z for three dimensions.
    """

    panel: int
    trace: int
    kind: Literal["trail", "each"]
    x: Array
    y: Array
    z: Array | None = None


@dataclass(frozen=True)
class TextReadout:
    """A number above the panels: its name, what it is, and its text in each frame."""

    name: str
    hint: str
    texts: Sequence[str]


@dataclass(frozen=True)
class Playback:
    """A path with its panels, and how they are played.

    Attributes
    ----------
    page : str
        Name of the page or section, under which the browser keeps its state.
    steps : ndarray of int, shape (n,)
        The number of the step that each frame shows.
    panels : tuple of Panel
    moving : tuple of MovingTrace
    readouts : tuple of TextReadout
    ending : str
        A sentence on how it ended, shown at the end.
    good : bool
        Whether it ended well.
    columns, rows
        Of the table of steps, one row per frame; empty for no table.
    linked : tuple of int
        Indices of panels whose cameras turn together.
    pick : tuple of int
        Indices of panels where a click chooses a start.
    drag : tuple of int
        Indices of panels whose first shape, a line, can be dragged to choose a start.
    speed : int
        Frames per second.
    unit : str
        Of the steps.
    opens_at_end : bool
        Whether the last frame is shown first.
    held : str
        Why it cannot be played yet, as a sentence; empty if it can.
    tells_end : bool
        Whether the page is told when the end of the path is first seen.
    tells_rest : bool
        Whether the page is told at which step it rests.
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
    drag: tuple[int, ...] = ()
    speed: int = 10
    unit: str = N_("step")
    opens_at_end: bool = False
    held: str = ""
    tells_end: bool = False
    tells_rest: bool = False

    def held_back(self, reason: str) -> "Playback":
        """Return its first frame alone, without numbers: what follows is to be predicted.

        Parameters
        ----------
        reason : str
            Why it cannot be played yet, as a sentence.
        """
        first = [
            replace(one, x=one.x[:1], y=one.y[:1], z=None if one.z is None else one.z[:1])
            for one in self.moving
        ]
        return replace(
            self,
            steps=self.steps[:1],
            panels=tuple(panel.before or panel for panel in self.panels),
            moving=tuple(first),
            readouts=tuple(replace(one, texts=["?"]) for one in self.readouts),
            rows=[],
            columns=(),
            ending="",
            held=reason,
            tells_end=False,
            tells_rest=False,
        )

    def message(self) -> bytes:
        """Return the JSON that the browser is sent, with a hash of the path as its name."""
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
            "drag": self.drag,
            "speed": self.speed,
            "unit": _(self.unit),
            "opens_at_end": self.opens_at_end,
        }
        text = _json(content)
        name = sha256(text.encode()).hexdigest()[:16]
        # Not of the path, which stays where it is shown when it may be played.
        now = _json(
            {
                "name": name,
                "held": self.held,
                "tells_end": self.tells_end,
                "tells_rest": self.tells_rest,
            }
        )
        return f"{now[:-1]}, {text[1:]}".encode()


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, allow_nan=False, ensure_ascii=False)


def evenly_spaced_frames(n: int) -> Labels:
    """Return which of n steps are frames: all, or MAX_FRAMES of them from first to last."""
    if n <= MAX_FRAMES:
        return np.arange(n)
    return np.unique(np.linspace(0, n - 1, MAX_FRAMES).round().astype(np.intp))


def frames_dense_at_start(n: int) -> Labels:
    """Return which of n steps are frames: most of them at the start, where steps are long."""
    if n <= FEW_FRAMES:
        return np.arange(n)
    return np.unique((np.linspace(0.0, 1.0, FEW_FRAMES) ** 2 * (n - 1)).round().astype(np.intp))
