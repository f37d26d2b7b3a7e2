"""The server's half of the live view: commands from the browser in, messages out.

The browser asks for frames when it runs out of them (pull, not push): a hidden tab, a paused
run or a browser that has gone asks for nothing and costs nothing, no batch is lost or sent
twice without being asked for, and the browser's own pace sets how many are made. No Streamlit
here.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any

import plotly.graph_objects as go

from app.figures.boundary import boundary
from app.figures.cost_curve import CURVES, cost_curve
from app.figures.palette import CLASS_COLOURS, diverging_bytes, three_class_bytes
from app.frames import COLUMNS, NUMBERS, ROWS, FramePacker, message
from app.lab import Lab
from app.settings import FIELDS, Settings
from core.activations import ACTIVATIONS

#: Seconds that one answer may spend on training and packing; at least one frame is made.
TICK_SECONDS = 0.1
#: Frames in one answer at the most.
MAX_FRAMES = 30


class Live:
    """One visitor's run on one page.

    Raises
    ------
    ValueError
        From `use` (and the constructor), where the settings make no run.
    """

    def __init__(self, settings: Settings) -> None:
        self._scene = self._plays = self._seq = self._answers = 0
        # Which run is on, and where it was forked last; see _header.
        self._branch = self._cut = 0
        # The last epoch that the browser was sent, the one it shows when it does not play.
        self._sent = self.shown = 0
        self.playing = False
        # What the next message holds: frames of these epochs, the whole scene or not.
        self._wanted: Iterable[int] = ()
        self._full = True
        self._start(settings)

    @property
    def settings(self) -> Settings:
        """Return the settings in force, history included."""
        return self.lab.settings

    def use(self, settings: Settings, *, told: bool) -> None:
        """Go over to `settings`: another run, a fork of this one, or just another view of it.

        Parameters
        ----------
        settings : Settings
        told : bool
            True where they come from an address or a lesson, and so with a history of their
            own; False where a widget was moved, which adds to the history of this run.
        """
        if not told:
            settings = replace(settings, changes=self.settings.changes)
        if _differ(self.settings, settings, "restart"):
            self._start(settings if told else replace(settings, changes=()))
        elif settings.changes != self.settings.changes:
            self._start(settings)
        elif _differ(self.settings, settings, "fork", "view"):
            forks = _differ(self.settings, settings, "fork")
            epoch = self._sent if self.playing else self.shown
            self.lab.change(epoch, settings)
            if forks:
                self._branch += 1
                self._cut = self._sent = epoch
                self.shown = min(self.shown, epoch)
            self.shown = min(self.shown, settings.epochs)
        self._full = True

    def play(self) -> None:
        """Make the browser play when it hears of it; once."""
        self._plays += 1

    def reset(self) -> None:
        """Go back to the very same first weights and forget the run, changes included."""
        self._start(self.settings.changed_at(0, self.settings))

    def obey(self, command: object) -> None:
        """Do what the browser asks; anything that is no command is ignored."""
        if not isinstance(command, Mapping):
            return
        action = COMMANDS.get(str(command.get("name")))
        try:
            epoch, n, number = (int(command.get(key, 0)) for key in ("epoch", "n", "number"))
        except (TypeError, ValueError, OverflowError):
            return
        if action is not None:
            self._answers = number
            action(self, max(0, epoch), max(1, min(n, MAX_FRAMES)))

    def show_scene(self) -> None:
        """Put the whole scene into the next message: the page may be a new one."""
        self._full = True

    def next_message(self) -> bytes:
        """Return what the browser is to be told now.

        A message may be overtaken by the next one and never arrive. So each says all that
        matters: the frame that is shown, unless the run plays, when the browser asks again.
        """
        frames = self._pack(self._wanted if self.playing else (self.shown,))
        if self._full and not frames:
            frames = self._pack((self._sent,))
        self._seq += 1
        header = self._header(len(frames))
        if self._full:
            header["scene"] = self._describe()
        self._full, self._wanted = False, ()
        return message(header, frames)

    def _start(self, settings: Settings) -> None:
        lab = Lab(settings)
        self.lab, self._packer = lab, FramePacker(lab)
        self._scene += 1
        self._branch = self._cut = self._sent = self.shown = 0
        self.playing = False
        self._wanted = ()
        self._full = True

    def _more(self, epoch: int, n: int) -> None:
        self.playing = True
        speed, end = self.settings.speed, self.settings.epochs
        self._wanted = [min(epoch + i * speed, end) for i in range(1, n + 1)]

    def _show(self, epoch: int, n: int) -> None:
        self.playing = False
        self.shown = min(epoch, self.lab.last_epoch)

    def _step(self, epoch: int, n: int) -> None:
        self.playing = False
        self.shown = self.lab.advance(min(epoch + 1, self.settings.epochs))

    def _back(self, epoch: int, n: int) -> None:
        self._show(max(0, epoch - 1), n)

    def _reset(self, epoch: int, n: int) -> None:
        self.reset()

    def _ask_scene(self, epoch: int, n: int) -> None:
        self.show_scene()

    def _pack(self, epochs: Iterable[int]) -> list[bytes]:
        """Return frames of these epochs, each once, until the time is up."""
        began = perf_counter()
        frames: dict[int, bytes] = {}
        for epoch in epochs:
            reached = self.lab.advance(epoch)
            if reached not in frames:
                frames[reached] = self._packer.pack(reached)
                self._sent = reached
            if reached < epoch or perf_counter() - began > TICK_SECONDS:
                break
        return list(frames.values())

    def _header(self, n_frames: int) -> dict[str, Any]:
        lab, settings = self.lab, self.settings
        return {
            "seq": self._seq,
            "scene_id": self._scene,
            "branch": self._branch,
            "cut": self._cut,
            "n_frames": n_frames,
            "epochs": settings.epochs,
            "speed": settings.speed,
            "rate": round(lab.rate),
            "shown": self.shown,
            "answers": self._answers,
            "plays": self._plays,
            "status": lab.run.status,
            "message": lab.run.message,
            "last_epoch": lab.last_epoch if lab.ended else None,
        }

    def _describe(self) -> dict[str, Any]:
        """Return all that the browser needs to draw frames and that no frame holds."""
        lab, settings, layout = self.lab, self.settings, self._packer.layout
        network = lab.network
        return {
            "sizes": network.sizes,
            "layers": [ACTIVATIONS[name].label for name in network.activations],
            "numbers": NUMBERS,
            "n_parameters": network.n_parameters,
            "map": [COLUMNS, ROWS],
            "unit_map": [layout.columns, layout.rows],
            "plane": [lab.plane.x, lab.plane.y],
            "colours": CLASS_COLOURS,
            "unit_palette": diverging_bytes(),
            "class_palette": diverging_bytes() if lab.split.n_classes == 2 else three_class_bytes(),
            "curves": [key for _, key, _ in CURVES],
            "boundary": _plain(boundary(lab.split, lab.plane)),
            "cost": _plain(cost_curve(settings.epochs, settings.changes)),
        }


#: What the browser may ask for; each takes the live view, an epoch and a number of frames.
COMMANDS: dict[str, Callable[[Live, int, int], None]] = {
    "more": Live._more,
    "show": Live._show,
    "step": Live._step,
    "back": Live._back,
    "reset": Live._reset,
    "scene": Live._ask_scene,
}


def _differ(a: Settings, b: Settings, *effects: str) -> bool:
    """Say whether two settings differ in a field with one of these effects."""
    return any(
        getattr(a, field.name) != getattr(b, field.name)
        for field in FIELDS
        if field.effect in effects
    )


def _plain(figure: go.Figure) -> Any:
    """Return a figure as what JSON can say; its arrays stay packed, as Plotly reads them."""
    return json.loads(figure.to_json(engine="json"))
