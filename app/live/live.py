"""What one visitor's stage shows: a run, or several that move together, and how they change.

Changes come from the page around the stage (settings, an address, a button) and from the stage
itself, whose commands answer.py obeys.
"""

from collections import deque
from collections.abc import Callable, Mapping
from hashlib import blake2b
from math import ceil, inf
from secrets import token_urlsafe
from threading import Lock
from typing import Any

from app.hosting.memory import LEDGER, Hold
from app.hosting.shares import FASTEST, Share, Shares
from app.live.allowance import Allowance
from app.live.clocks import CLOCKS
from app.live.experiment import Experiment
from app.live.lane import Lane
from app.live.lanes import lanes_of
from app.live.scene import Scene
from app.live.sent import Sent
from app.live.study import described
from app.live.watching import Watching
from app.run.epochs import lattice
from app.run.lab import Lab
from app.run.wire import float64
from app.settings.run_settings import RunSettings
from core.language import in_force

#: Bytes of a token: 128 random bits.
TOKEN_BYTES = 16


class Live:
    """What one visitor's stage shows on one page: a run, or several that move together.

    Parameters
    ----------
    experiment : Experiment
    settings : RunSettings
    shares : Shares, optional
        Of the server that it is shared with; by default it has that for itself.
    epoch : int
        Where the run is to be shown.
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
    held : bool
        True while a lesson waits for something from the visitor: nothing is played, and no epoch
        later than the one that is shown can be seen.
    fixed : frozenset of str
        Fields that the stage cannot set: the visitor's lesson has fixed them.
    watch : Watching or None
        What the visitor's lesson looks for while the run plays.
    audience : callable or None
        ``audience(live, frames, aside)`` is told of each answer, for those who follow the visitor.
    revision, jumps, plays : int
        Count what the page has changed, how often it went to another epoch, and how often it asked
        for the run to be played; a browser that sees another revision asks for what is new.
    sent : Sent
        What the browser has of the run.
    lanes : list of Lane
        That in front, and then the others in the order of their places.
    problems : list of str
        A sentence for each lane that makes no run and was left out, until it was shown.

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
        epoch: int = 0,
        key: str = "",
    ) -> None:
        self.token, self.key, self.lock = token_urlsafe(TOKEN_BYTES), key, Lock()
        self.allowance = Allowance()
        #: What its visitor's texts are translated by.
        self.translations = in_force()
        #: What its runs take of the memory.
        self._hold: Hold | None = None
        self.experiment, self._shares = experiment, shares
        self.lanes: list[Lane] = []
        self.problems: list[str] = []
        self._account = None if shares is None else shares.open()
        self.revision = self.jumps = self.plays = 0
        self.held, self.fixed = False, frozenset[str]()
        self.watch: Watching | None = None
        self.audience: Callable[[Live, list[bytes], Mapping[str, Any]], None] | None = None
        #: The number of the newest command that was obeyed.
        self.number = 0
        # What the visitor wants to look at, as the browser said it; each new scene hears it.
        self._wish: Mapping[str, Any] | None = None
        #: Frames in the newest message, and seconds that such a one takes to make; not known yet.
        self.n_frames, self.seconds = 0, inf
        #: Commands that wait for their answers.
        self.n_waiting = 0
        #: The epoch that the browser is to ask for, where it has not heard of the run yet.
        self.goal = 0
        #: The epoch that the run is to be shown at first, until it is.
        self.arrival = 0
        # How often the stage has changed settings; and for how many of these changes, and for which
        # epoch, the page around the stage was drawn.
        self._sets = self._drawn_sets = 0
        self._drawn_epoch = self._drawn_found = 0
        self._start(settings, epoch)

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
        """Return the settings in force, history and other lanes included."""
        return self._settings

    @property
    def shown_epoch(self) -> int:
        """Return the epoch that the browser shows, as far as one can tell."""
        if not self.playing:
            return self.shown
        return self.sent.upcoming(self.pace, self.settings.speed)

    @property
    def front_epoch(self) -> int:
        """Return the epoch of the lane in front that the browser shows, as far as one can tell."""
        return self.lanes[0].epoch_at(self.shown_epoch)

    @property
    def end(self) -> int:
        """Return the last epoch there is to see."""
        return max(lane.end(self.settings.epochs) for lane in self.lanes)

    def use(self, settings: RunSettings, *, with_history: bool, epoch: int = 0) -> None:
        """Go over to `settings`: another run, a fork of this one, or just another view of it.

        Parameters
        ----------
        settings : RunSettings
        with_history : bool
            True if the settings bring their own history of changes, as those of an address or
            a card do; False if a widget was moved, which adds to the history of this run.
        epoch : int
            Where another run is to be shown.
        """
        self.experiment.check(settings)
        if not with_history:
            settings = settings.but(changes=self.settings.changes)
        old = self.settings
        if (settings.lanes, settings.front) != (old.lanes, old.front):
            self._regroup(settings, epoch)
        elif settings.is_compared and settings.clock != old.clock:
            self._regroup(settings, self._tick_by(settings.clock))
        elif settings.differs(old, "restart"):
            self._start(settings if with_history else settings.but(changes=()), epoch)
        elif with_history and (settings.changes != old.changes or settings.differs(old, "fork")):
            self._start(settings, epoch)
        elif settings.differs(old, "fork", "view"):
            self._change(settings)
        elif epoch:
            self._start(settings, epoch, self.lanes)
        self.revision += 1

    def _tick_by(self, clock: str) -> int:
        """Return what another clock calls the epoch of the lane in front that is shown."""
        first = self.lanes[0]
        if first.log is None:
            return self.shown_epoch
        return ceil(CLOCKS[clock].at(first.log, self.front_epoch, first.tick_ms))

    def _regroup(self, settings: RunSettings, tick: int) -> None:
        """Take over other lanes, or another clock; the runs that stay go on where they are."""
        plays = self.playing
        self._start(settings, tick, self.lanes)
        if plays:
            self.plays += 1

    def drawn(self) -> None:
        """Note that the page around the stage is being drawn for the epoch that is shown now."""
        self._drawn_epoch, self.translations = self.shown, in_force()
        self._drawn_found = self._found()

    @property
    def stale(self) -> str:
        """Return what the page around the stage has not been drawn for; empty if it is new."""
        epoch = self._drawn_epoch
        if (self.experiment.follows_epoch or self.watch) and not self.playing:
            epoch = self.shown
        now = (self._sets, epoch, self._found())
        if now == (self._drawn_sets, self._drawn_epoch, self._drawn_found):
            return ""
        return " ".join(map(str, now))

    def _found(self) -> int:
        return self.watch.revision if self.watch else 0

    @property
    def has_set(self) -> bool:
        """Return whether the stage has changed settings for which the page was not drawn yet."""
        return self._sets != self._drawn_sets

    def set_meanwhile(self) -> RunSettings | None:
        """Return the settings if the stage has changed any since this was asked; otherwise None."""
        is_new, self._drawn_sets = self.has_set, self._sets
        return self.settings if is_new else None

    def play(self) -> None:
        """Make the browser play when it hears of it."""
        self.plays += 1
        self.revision += 1

    def rewind(self) -> None:
        """Go to the first epoch and stay there; the run is kept."""
        self.playing, self.shown = False, 0
        self.jumps += 1
        self.revision += 1

    def reset(self) -> None:
        """Go back to exactly the same initial weights and forget the run, changes included."""
        if self.settings.changes:
            self._sets += 1  # the page's address tells of them
        self._start(self.settings.changed_at(0, self.settings))

    def hear(self, wish: Mapping[str, Any]) -> None:
        """Take over what the visitor wants to look at, if any of it is understood."""
        heard = [lane.scene.hear(wish) for lane in self.lanes]  # each is told
        if any(heard):
            self._wish = wish

    def set(self, asked: Mapping[str, Any]) -> None:
        """Give fields the values that the stage asks for; what makes no run changes nothing."""
        fields = self.experiment.form.fields
        if self.fixed & set(asked):
            return
        try:
            values = {name: fields[name].parse(str(asked[name])) for name in asked}
            self.use(self.settings.but(**values), with_history=False)
            self._sets += 1
        except (KeyError, ValueError, OverflowError):
            return

    def _start(
        self, settings: RunSettings, goal: int = 0, known: "list[Lane] | None" = None
    ) -> None:
        """Begin with settings, to be shown at a tick; of lanes that are known, the same go on."""
        with LEDGER.holding(self.key, self._hold) as hold:
            lanes, settings, problems = lanes_of(self.experiment, settings, hold, list(known or ()))
        self._hold, self.lanes, self._settings = hold, lanes, settings
        self.problems += problems
        if self._wish is not None:
            self.hear(self._wish)
        self.sent, self.shown, self.playing = Sent(), 0, False
        self.goal = self.arrival = min(goal, self.end)
        for lane in lanes:
            if self.goal and lane.lab.last_epoch == 0:
                lane.owed = deque(lattice(self.goal, lane.scene.curve_points).tolist())

    def _change(self, settings: RunSettings) -> None:
        """Take over settings that act on the running networks, or on their view."""
        forks = settings.differs(self.settings, "fork")
        tick = self.shown_epoch
        every = settings.all_lanes()
        own = [every.pop(settings.front), *every]
        with LEDGER.holding(self.key, self._hold) as hold:
            for lane, its in zip(self.lanes, own, strict=True):
                lane.check(tick, its, hold)
        self._hold = hold
        for lane, its in zip(self.lanes, own, strict=True):
            lane.change(tick, its)
        if forks:
            self.sent.fork(tick)
        self.shown = min(self.shown, settings.epochs)
        front, *others = [lane.lab.settings for lane in self.lanes]
        others.insert(settings.front, front)
        self._settings = front.compared(others, settings.front)

    def advance(self, epoch: int, deadline: float) -> int:
        """Train all lanes up to an epoch; return the one that all can show that have not ended."""
        reached = [lane.advance(epoch, deadline) for lane in self.lanes]
        open_ = [at for at, lane in zip(reached, self.lanes, strict=True) if not lane.lab.ended]
        return min(open_) if open_ else max(reached)

    def look_on(self, deadline: float) -> None:
        """Find out whether a run ends where it is shown first.

        A solver that has stopped by itself, and a run that diverges, say so only when they are
        asked for more; who opens an address of such an end is to be told.
        """
        self.arrival = 0
        for lane in self.lanes:
            if lane.log is None:  # what is compared counts each gradient
                lane.lab.advance(lane.lab.last_epoch + 1, deadline)

    def moment(self, epoch: int) -> bytes:
        """Return the frames of all lanes at an epoch, one after the other.

        Where lanes are compared, what they call an epoch is a tick of their clock, which comes
        first.
        """
        frames = b"".join([lane.frame(epoch) for lane in self.lanes])
        return float64(epoch) + frames if self.settings.is_compared else frames

    def describe(self) -> list[dict[str, Any]]:
        """Return what the lanes look like, as JSON holds it."""
        scenes = [lane.scene.describe(self.right, lane.sent_numbers) for lane in self.lanes]
        return described(scenes, self.lanes, self.settings) if len(self.lanes) > 1 else scenes

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

    @property
    def pace(self) -> int:
        """Return how many frames per second a playing browser shows at the most."""
        return min(self.settings.pace, self.share().pace)

    @property
    def view(self) -> str:
        """Return what tells one description of these scenes from another."""
        looks = " ".join(filter(None, (lane.scene.look() for lane in self.lanes)))
        settings = self.settings
        compared = (settings.arrangement, settings.target, [bool(one.owed) for one in self.lanes])
        text = f"{self.sent.scene} {len(self.sent.cuts)} {self.right} {looks} {compared}"
        return blake2b(text.encode(), digest_size=8).hexdigest()

    @property
    def right(self) -> int:
        """Return the right end of the axis of epochs: where the run ended, or is meant to."""
        return max(1, self.end)
