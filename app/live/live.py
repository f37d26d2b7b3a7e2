"""The server's half of the live view: commands from the browser in, messages out.

The browser asks for frames when it runs out of them (pull, not push): a hidden tab, a paused
run or a browser that has gone asks for nothing and costs nothing, no batch is lost or sent
twice without being asked for, and the browser's own pace sets how many are made. No Streamlit
here.
"""

from collections.abc import Callable, Iterable, Mapping
from secrets import token_hex
from time import perf_counter
from typing import Any

from app.hosting.shares import Share, Shares
from app.live.experiment import Experiment
from app.run.sent_numbers import SentNumbers
from app.run.wire import message
from app.settings.run_settings import RunSettings

#: Frames in one answer at the most.
MAX_FRAMES = 30


class Live:
    """One visitor's run on one page.

    Parameters
    ----------
    experiment : Experiment
    settings : RunSettings
    shares : Shares, optional
        Of the server that it is shared with; by default it has that for itself.

    Raises
    ------
    ValueError
        From `use` (and the constructor), where the settings make no run.
    """

    def __init__(
        self, experiment: Experiment[Any], settings: RunSettings, shares: Shares | None = None
    ) -> None:
        self.experiment, self._shares = experiment, shares
        self._seq = self._answers = self._jumps = 0
        self._must_play = False
        # What the visitor wants to look at, as the browser said it; each new scene hears it.
        self._wish: object = None
        #: Frames in the newest message.
        self.n_frames = 0
        #: The epoch that the page around the live view was drawn for.
        self.page_epoch: int | None = None
        # What the next message holds: frames of these epochs, later than the one that the
        # browser has; and the whole scene or not.
        self._wanted: Iterable[int] = ()
        self._after = 0
        self._full = True
        self._start(settings)

    @property
    def settings(self) -> RunSettings:
        """Return the settings in force, history included."""
        return self.lab.settings

    @property
    def shown_epoch(self) -> int:
        """Return the epoch that the browser shows, or is about to show, as far as one can tell."""
        return self._upcoming() if self.playing else self.shown

    def use(self, settings: RunSettings, *, with_history: bool) -> None:
        """Go over to `settings`: another run, a fork of this one, or just another view of it.

        Parameters
        ----------
        settings : RunSettings
        with_history : bool
            True if the settings bring their own history of changes, as those of an address or
            a lesson do; False if a widget was moved, which adds to the history of this run.
        """
        self.experiment.check(settings)
        if not with_history:
            settings = settings.but(changes=self.settings.changes)
        if settings.differs(self.settings, "restart"):
            self._start(settings if with_history else settings.but(changes=()))
        elif with_history and (
            settings.changes != self.settings.changes or settings.differs(self.settings, "fork")
        ):
            self._start(settings)
        elif settings.differs(self.settings, "fork", "view"):
            self._change(settings)
        self._full = True

    def is_news(self) -> bool:
        """Say whether the run has stopped somewhere else than the page was drawn for."""
        return not self.playing and self.page_epoch != self.shown

    def play(self) -> None:
        """Make the browser play when it hears of it."""
        self._must_play = True

    def rewind(self) -> None:
        """Go to the first epoch and stay there; the run is kept."""
        self.playing, self.shown = False, 0
        self._jumps += 1

    def reset(self) -> None:
        """Go back to exactly the same initial weights and forget the run, changes included."""
        self._start(self.settings.changed_at(0, self.settings))

    def obey(self, command: object) -> None:
        """Do what the browser asks.

        Ignored is what is no command, and a command for another run than the present one: it
        was on its way when the settings changed.
        """
        if not isinstance(command, Mapping) or command.get("scene") not in (self._scene, None):
            return
        action = COMMANDS.get(str(command.get("name")))
        try:
            epoch, n, number, horizon = (
                int(command.get(key, 0)) for key in ("epoch", "n", "number", "horizon")
            )
        except (TypeError, ValueError, OverflowError):
            return
        if action is not None:
            self._answers = number
            self._horizon, self._heard = max(0, horizon), perf_counter()
            self._must_play = False
            if "wish" in command and self.scene.hear(command["wish"]):
                self._wish = command["wish"]
            action(self, max(0, epoch), max(1, min(n, MAX_FRAMES)))
            self._set(command.get("set"))

    def _set(self, asked: object) -> None:
        """Give fields the values that the stage asks for; what makes no run changes nothing."""
        if not isinstance(asked, Mapping):
            return
        fields = self.experiment.form.fields
        try:
            values = {name: fields[name].parse(str(asked[name])) for name in asked}
            self.use(self.settings.but(**values), with_history=False)
        except (KeyError, ValueError, OverflowError):
            return

    def show_scene(self) -> None:
        """Put the whole scene into the next message: the page may be a new one."""
        self._full = True

    def next_message(self) -> bytes:
        """Return what the browser is to be told now.

        A message may be overtaken by the next one and never arrive. So each says all that
        matters: the frame that is shown, unless the run plays, when the browser asks again.
        """
        if self.playing:
            frames = self._pack(self._wanted, self._after)
            if self._full and not frames:
                frames = self._pack((self._sent,))
        else:
            frames = self._pack((self.shown,))
        self._seq += 1
        if self._shares is not None:
            self._shares.sent(len(frames))
        self.n_frames = len(frames)
        header = self._header(self.n_frames)
        header["aside"] = self.scene.aside(self._sent if self.playing else self.shown)
        if self._full:
            header["scene"] = self.scene.describe(self._end(), self._sent_numbers) | {
                "view": self._view()
            }
        self._full, self._wanted = False, ()
        return message(header, frames)

    def _start(self, settings: RunSettings) -> None:
        self.lab = self.experiment.lab(settings)
        self.scene = self.experiment.scene(self.lab)
        self.scene.hear(self._wish)
        # A name that no other run has, in this session or another: a browser may outlive one.
        self._scene = token_hex(8)
        # Where the run was forked last, and how often.
        self._branch = self._cut = 0
        # The newest epoch that was sent, the one that is shown while it does not play, and the
        # one that the browser is about to show while it does.
        self._sent = self.shown = self._horizon = 0
        self._heard = perf_counter()
        self.playing = False
        self._wanted, self._after, self._full = (), 0, True
        self._sent_numbers = SentNumbers()

    def _change(self, settings: RunSettings) -> None:
        """Take over settings that act on the running network, or on its view."""
        forks = settings.differs(self.settings, "fork")
        epoch = self.shown_epoch
        self.lab.change(epoch, settings)
        if forks:
            self._branch += 1
            self._cut = self._sent = epoch
            self._sent_numbers.cut(epoch)
        self.shown = min(self.shown, settings.epochs)

    def _upcoming(self) -> int:
        """Return the epoch that a playing browser is about to show, as far as one can tell."""
        pictures = int((perf_counter() - self._heard) * self._pace())
        return min(self._sent, self._horizon + pictures * self.settings.speed)

    def _more(self, epoch: int, n: int) -> None:
        self._plays()
        speed, end = self.settings.speed, self.settings.epochs
        self._wanted = [min(epoch + i * speed, end) for i in range(1, n + 1)]
        self._after = epoch

    def _play(self, epoch: int, n: int) -> None:
        self._plays()

    def _plays(self) -> None:
        self.playing = True
        if self._shares is not None:
            self._shares.heard(id(self))

    def _share(self) -> Share:
        """Return what this run may take of the server now."""
        return Share() if self._shares is None else self._shares.share()

    def _show(self, epoch: int, n: int) -> None:
        self.playing = False
        self.shown = min(epoch, self.lab.last_epoch, self.settings.epochs)

    def _step(self, epoch: int, n: int) -> None:
        self.playing = False
        self.shown = self.lab.advance(min(epoch + 1, self.settings.epochs))

    def _back(self, epoch: int, n: int) -> None:
        self._show(max(0, epoch - 1), n)

    def _reset(self, epoch: int, n: int) -> None:
        self.reset()

    def _ask_scene(self, epoch: int, n: int) -> None:
        self.show_scene()

    def _pack(self, epochs: Iterable[int], after: int = -1) -> list[bytes]:
        """Return frames of these epochs, each once, until the time is up.

        The last may be of an earlier epoch, where the run or the time ended, but it is one
        later than `after`, which the browser has.
        """
        deadline = perf_counter() + self._share().seconds
        frames: dict[int, bytes] = {}
        for epoch in epochs:
            reached = self.lab.advance(epoch, deadline)
            if reached not in frames and reached > after:
                frame = self.scene.pack(reached)
                frames[reached] = frame.data
                self._sent_numbers.add(frame.numbers)
                self._sent = max(self._sent, reached)
            if reached < epoch or perf_counter() > deadline:
                break
        return list(frames.values())

    def _header(self, n_frames: int) -> dict[str, Any]:
        lab, settings = self.lab, self.settings
        return {
            "page": self.experiment.form.name,
            "seq": self._seq,
            "scene_id": self._scene,
            "branch": self._branch,
            "view": self._view(),
            "cut": self._cut,
            "n_frames": n_frames,
            "epochs": settings.epochs,
            "speed": settings.speed,
            "pace": self._pace(),
            "shared": self._pace() < self._wanted_pace(),
            "rate": round(lab.rate),
            "shown": self.shown,
            "answers": self._answers,
            "jumps": self._jumps,
            "play": self._must_play,
            "playing": self.playing,
            "status": lab.run.status,
            "message": lab.run.message,
            "last_epoch": lab.last_epoch if lab.ended else None,
        }

    def _pace(self) -> int:
        """Return how many frames per second a playing browser shows at the most."""
        return min(self._wanted_pace(), self._share().pace)

    def _wanted_pace(self) -> int:
        """Return how many it would show if it had the server for itself."""
        return self.settings.frames_per_second or Share().pace

    def _view(self) -> str:
        """Return what tells one description of this scene from another."""
        return f"{self._branch} {self._end()} {self.scene.look()}"

    def _end(self) -> int:
        """Return the right end of the axis of epochs: where the run ended, or is meant to."""
        lab = self.lab
        return max(1, lab.last_epoch) if lab.ended else self.settings.epochs


#: What the browser may ask for; each takes the live view, an epoch and a number of frames.
COMMANDS: dict[str, Callable[[Live, int, int], None]] = {
    "more": Live._more,
    "play": Live._play,
    "show": Live._show,
    "step": Live._step,
    "back": Live._back,
    "reset": Live._reset,
    "scene": Live._ask_scene,
}
