"""The server's half of the live view: commands from the browser in, messages out.

The browser asks for frames when it runs out of them (pull, not push): a hidden tab, a paused
run or a browser that has gone asks for nothing and costs nothing. A command says where to be, so
that it may be sent again until it is answered; the answer says all that follows from it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from math import inf
from secrets import token_hex, token_urlsafe
from threading import Lock
from time import perf_counter, thread_time
from typing import Any

from app.hosting.shares import FASTEST, Share, Shares
from app.live.allowance import Allowance
from app.live.command import MAX_FRAMES, Command
from app.live.experiment import Experiment
from app.live.lane import MAX_LANES, Lane
from app.live.scene import Scene
from app.run.lab import Lab
from app.run.wire import message
from app.settings.run_settings import RunSettings
from core.engine.patience import UnfinishedError, patient_until

#: Bytes of a token: 128 random bits.
TOKEN_BYTES = 16
#: Frames between two slow parts of an aside: a playing browser draws a surface each 0.6 s.
SLOW_FRAMES = 20
#: Seconds that an answer may spend on coming back to epochs, when training has taken its time.
RECALL_SECONDS = 0.02
#: Difference of the only lane of most stages: none.
ALONE: tuple[Mapping[str, Any], ...] = ({},)


class Live:
    """What one visitor's stage shows on one page: a run, or several that move together.

    Parameters
    ----------
    experiment : Experiment
    settings : RunSettings
    shares : Shares, optional
        Of the server that it is shared with; by default it has that for itself.
    differences : sequence of mapping
        What each lane sets otherwise, the first one's being empty; 1 to MAX_LANES.
    key : str
        The visitor's. The token stands in an address, which servers on the way may write down; the
        key does not.

    Attributes
    ----------
    token : str
        128 random bits that name it, for the visitor's own page.
    allowance : Allowance
        What it may still be asked.
    lock : Lock
        Held by whoever changes it or looks into its runs: a page's script, or an answer to the
        browser.
    shown : int
        The epoch that the browser shows while it does not play.
    playing : bool
    revision : int
        Counts what the page has changed; a browser that sees another one asks for what is new.

    Raises
    ------
    ValueError
        From `use` (and the constructor), where the settings make no run.
    """

    def __init__(
        self,
        experiment: Experiment[Any],
        settings: RunSettings,
        shares: Shares | None = None,
        differences: Sequence[Mapping[str, Any]] = ALONE,
        key: str = "",
    ) -> None:
        if not 1 <= len(differences) <= MAX_LANES or differences[0]:
            raise ValueError(f"differences: takes 1 to {MAX_LANES}, the first one empty")
        self.token, self.key, self.lock = token_urlsafe(TOKEN_BYTES), key, Lock()
        self.allowance = Allowance()
        self.experiment, self._shares, self._differences = experiment, shares, differences
        self._account = None if shares is None else shares.open()
        self.revision = self._jumps = self._plays = 0
        #: The number of the newest command that was obeyed.
        self.number = 0
        # What the visitor wants to look at, as the browser said it; each new scene hears it.
        self._wish: Mapping[str, Any] | None = None
        #: Frames in the newest message, and seconds that such a one takes to make; not known yet.
        self.n_frames, self.seconds = 0, inf
        #: Commands that wait for their answers.
        self.n_waiting = 0
        self._sent = self._shown_there = self.shown = 0
        # How often the stage has changed settings; and for how many of these changes, and for which
        # epoch, the page around the stage was drawn.
        self._sets = self._drawn_sets = 0
        self._drawn_epoch = 0
        self._start(settings)

    @property
    def lab(self) -> Lab:
        """Return the run of the first lane."""
        return self.lanes[0].lab

    @property
    def scene(self) -> Scene:
        """Return the scene of the first lane."""
        return self.lanes[0].scene

    @property
    def settings(self) -> RunSettings:
        """Return the settings in force, history included."""
        return self.lab.settings

    @property
    def shown_epoch(self) -> int:
        """Return the epoch that the browser shows, as far as one can tell."""
        return self._upcoming() if self.playing else self.shown

    @property
    def end(self) -> int:
        """Return the last epoch there is to see."""
        return max(lane.end for lane in self.lanes)

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
        self.revision += 1

    def drawn(self) -> None:
        """Note that the page around the stage is being drawn for the epoch that is shown now."""
        self._drawn_epoch = self.shown

    @property
    def stale(self) -> str:
        """Return what the page around the stage has not been drawn for; empty if it is new."""
        epoch = self._drawn_epoch
        if self.experiment.follows_epoch and not self.playing:
            epoch = self.shown
        if (self._sets, epoch) == (self._drawn_sets, self._drawn_epoch):
            return ""
        return f"{self._sets} {epoch}"

    def set_meanwhile(self) -> RunSettings | None:
        """Return the settings if the stage has changed any since this was asked; otherwise None."""
        is_new, self._drawn_sets = self._sets != self._drawn_sets, self._sets
        return self.settings if is_new else None

    def play(self) -> None:
        """Make the browser play when it hears of it."""
        self._plays += 1
        self.revision += 1

    def rewind(self) -> None:
        """Go to the first epoch and stay there; the run is kept."""
        self.playing, self.shown = False, 0
        self._jumps += 1
        self.revision += 1

    def reset(self) -> None:
        """Go back to exactly the same initial weights and forget the run, changes included."""
        if self.settings.changes:
            self._sets += 1  # the page's address tells of them
        self._start(self.settings.changed_at(0, self.settings))

    def answer(self, command: Command, seconds: float | None = None) -> bytes:
        """Do what the browser asks, and return what it is to be told.

        A command that is older than the newest, and one for another run than the present one,
        change nothing: they were on their way when that happened.

        Parameters
        ----------
        command : Command
        seconds : float, optional
            That the answer may take; by default the run's share of the server.
        """
        share, began = self.share(), thread_time()
        deadline = perf_counter() + (share.seconds if seconds is None else seconds)
        if share.wait:
            # It has had more than its share: what is there is shown, and nothing is trained.
            deadline, command = -inf, replace(command, n=0)
        is_new, is_again = command.number > self.number, command.number == self.number
        self.number = max(self.number, command.number)
        aim = self.shown
        if command.wish is not None and is_new and self._hear(command.wish):
            self._wish = command.wish
        if command.scene == self._scene and (is_new or is_again):
            self._show_where(command)
            aim = ACTIONS[command.name](self, command, deadline, is_new)
            if is_new and command.set:
                self._set(command.set)
                aim = min(aim, self.shown)  # another run begins at its start
        with patient_until(max(deadline, perf_counter() + RECALL_SECONDS)):
            frames, has_all = self._pack(command, deadline)
            aside = self._aside(command)
        self.n_frames = len(frames)
        unfinished = not has_all or not aside
        self.pay(thread_time() - began, trains=self.playing or self.shown < aim)
        header = {
            **self._header(aim, self._cut(command)),
            "unfinished": unfinished,
            **(aside or {"aside": {}, "slow": command.slow}),
        }
        if command.view != header["view"]:
            header["scenes"] = [
                lane.scene.describe(self._end(), lane.sent_numbers) for lane in self.lanes
            ]
        return message(header, frames)

    def _show_where(self, command: Command) -> None:
        """Note which epoch the browser shows."""
        self._shown_there, self._heard = min(command.shown, self._sent), perf_counter()

    def _hear(self, wish: Mapping[str, Any]) -> bool:
        """Take over what the visitor wants to look at; say whether any of it was understood."""
        heard = [lane.scene.hear(wish) for lane in self.lanes]  # each is told
        return any(heard)

    def _set(self, asked: Mapping[str, Any]) -> None:
        """Give fields the values that the stage asks for; what makes no run changes nothing."""
        fields = self.experiment.form.fields
        try:
            values = {name: fields[name].parse(str(asked[name])) for name in asked}
            self.use(self.settings.but(**values), with_history=False)
            self._sets += 1
        except (KeyError, ValueError, OverflowError):
            return

    def _start(self, settings: RunSettings) -> None:
        self.lanes = [
            Lane(self.experiment, settings, difference) for difference in self._differences
        ]
        if self._wish is not None:
            self._hear(self._wish)
        # A name that no other run has, in this session or another: a browser may outlive one.
        self._scene = token_hex(8)
        # The epoch of each fork of the run.
        self._cuts: list[int] = []
        # The newest epoch that was sent, and the one that the browser showed when it was last
        # heard; `shown` is the one that it shows while it does not play.
        self._sent = self._shown_there = self.shown = 0
        self._heard = perf_counter()
        self.playing = False

    def _change(self, settings: RunSettings) -> None:
        """Take over settings that act on the running networks, or on their view."""
        forks = settings.differs(self.settings, "fork")
        epoch = self.shown_epoch
        for lane in self.lanes:
            lane.check(epoch, settings)
        for lane in self.lanes:
            lane.change(epoch, settings)
            if forks:
                lane.sent_numbers.cut(epoch)
        if forks:
            self._cuts.append(epoch)
            self._sent = epoch
        self.shown = min(self.shown, settings.epochs)

    def _upcoming(self) -> int:
        """Return the epoch that a playing browser shows by now, as far as one can tell."""
        frames = int((perf_counter() - self._heard) * self._pace())
        return min(self._sent, self._shown_there + frames * self.settings.speed)

    def _more(self, command: Command, deadline: float, is_new: bool) -> int:
        if command.jumps != self._jumps:
            return self.shown  # asked before the page went elsewhere
        self.playing = True
        return self.shown

    def _show(self, command: Command, deadline: float, is_new: bool) -> int:
        """Rest at an epoch, as near as the time allows; return the one that is aimed at."""
        if command.jumps != self._jumps:
            return self.shown  # asked before the page went elsewhere
        self.playing = False
        self.shown = self._advance(min(command.epoch, self.settings.epochs), deadline)
        return min(command.epoch, self.end)

    def _reset(self, command: Command, deadline: float, is_new: bool) -> int:
        if is_new:
            self.reset()
        return 0

    def _advance(self, epoch: int, deadline: float) -> int:
        """Train all lanes up to an epoch; return the one that all can show that have not ended."""
        reached = [lane.advance(epoch, deadline) for lane in self.lanes]
        open_ = [at for at, lane in zip(reached, self.lanes, strict=True) if not lane.lab.ended]
        return min(open_) if open_ else max(reached)

    def _cut(self, command: Command) -> int | None:
        """Return the epoch from which on the browser's frames hold no more; None if all do."""
        return min(self._cuts[command.branch :], default=None)

    def _wanted(self, command: Command) -> Iterable[int]:
        """Return the epochs of the frames that a playing browser has not got yet."""
        if command.scene != self._scene:
            return [self.shown]
        speed, end = self.settings.speed, self.end
        first, n, cut = command.epoch + speed, min(command.n, MAX_FRAMES), self._cut(command)
        if cut is not None and command.epoch >= cut:
            first, n = cut, max(1, n)  # it drops what it had from there on
        return [min(first + i * speed, end) for i in range(n)]

    def _pack(self, command: Command, deadline: float) -> tuple[list[bytes], bool]:
        """Return the frames of an answer, each once, until the time is up; and whether it has all.

        The last may be of an earlier epoch than was wanted, where the run or the time ended, but
        it is one that the browser does not have. An epoch that was passed long ago may take longer
        to come back to than there is time.
        """
        if not self.playing:
            self._sent = max(self._sent, self.shown)
            try:
                return [self._moment(self.shown)], True
            except UnfinishedError:
                return [], False
        had, cut = -1 if command.scene != self._scene else command.epoch, self._cut(command)
        if cut is not None:
            had = min(had, cut - 1)
        frames: dict[int, bytes] = {}
        for epoch in self._wanted(command):
            reached = self._advance(epoch, deadline)
            if reached not in frames and reached > had:
                try:
                    frames[reached] = self._moment(reached)
                except UnfinishedError:
                    break
                self._sent = max(self._sent, reached)
            if reached < epoch or perf_counter() > deadline:
                break
        return list(frames.values()), True

    def _moment(self, epoch: int) -> bytes:
        """Return the frames of all lanes at an epoch, one after the other."""
        return b"".join([lane.frame(epoch) for lane in self.lanes])

    def share(self) -> Share:
        """Return what this run may take of the server now."""
        if self._shares is None or self._account is None:
            return Share()
        return self._shares.share(self._account)

    def pay(self, seconds: float, *, trains: bool) -> None:
        """Note how much of the server an answer took."""
        if self._shares is None or self._account is None:
            return
        if trains:
            # One that rests while it is trained to a later epoch takes what it can get.
            self._shares.heard(self._account, self.settings.pace if self.playing else FASTEST)
        self._shares.spent(self._account, seconds, self.n_frames, plays=trains)

    def _header(self, aim: int, cut: int | None) -> dict[str, Any]:
        settings, share = self.settings, self.share()
        pace = min(settings.pace, share.pace)
        return {
            "scene": self._scene,
            "branch": len(self._cuts),
            "view": self._view(),
            "revision": self.revision,
            "cut": cut,
            "n_frames": self.n_frames,
            "epochs": settings.epochs,
            "pace": pace,
            "shared": pace < settings.pace,
            "wait": round(1000 * share.wait),
            "shown": self.shown,
            "aim": aim,
            "jumps": self._jumps,
            "plays": self._plays,
            "playing": self.playing,
            "stale": self.stale,
            "lanes": [lane.state() for lane in self.lanes],
        }

    def _aside(self, command: Command) -> dict[str, Any]:
        """Return the parts of an aside that are due, and the epoch of the newest slow ones.

        Nothing if there is not the time for them.
        """
        try:
            return self._aside_in_time(command)
        except UnfinishedError:
            return {}

    def _aside_in_time(self, command: Command) -> dict[str, Any]:
        if not self.playing:
            return {"aside": self.scene.aside(self.shown), "slow": self.shown}
        known = (command.scene, command.jumps, command.view)
        is_new = known != (self._scene, self._jumps, self._view()) or self._cut(command) is not None
        is_due = is_new or self._sent - command.slow >= SLOW_FRAMES * self.settings.speed
        aside = self.scene.aside(self._sent, with_slow=is_due)
        return {"aside": aside, "slow": self._sent if is_due else command.slow}

    def _pace(self) -> int:
        """Return how many frames per second a playing browser shows at the most."""
        return min(self.settings.pace, self.share().pace)

    def _view(self) -> str:
        """Return what tells one description of these scenes from another."""
        looks = " ".join(filter(None, (lane.scene.look() for lane in self.lanes)))
        text = f"{self._scene} {len(self._cuts)} {self._end()} {looks}"
        return blake2b(text.encode(), digest_size=8).hexdigest()

    def _end(self) -> int:
        """Return the right end of the axis of epochs: where the run ended, or is meant to."""
        return max(1, self.end)


#: What each command does; each takes the live view, the command, when the time is up and whether it
#: is new, and returns the epoch that is aimed at.
ACTIONS: dict[str, Callable[[Live, Command, float, bool], int]] = {
    "show": Live._show,
    "more": Live._more,
    "reset": Live._reset,
}
