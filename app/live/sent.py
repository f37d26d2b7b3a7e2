"""What the browser has of a run: which one, up to which epoch, and which of it holds no more."""

from collections.abc import Sequence
from secrets import token_hex
from time import perf_counter

from app.live.command import MAX_FRAMES, Command

#: Bytes of a run's name.
NAME_BYTES = 8


class Sent:
    """What was sent of one run.

    Attributes
    ----------
    scene : str
        The name of the run, which no other has, in this session or another: a browser may outlive
        one.
    cuts : list of int
        The epoch of each fork of the run.
    epoch : int
        The newest that was sent.
    shown : int
        The one that the browser showed when it was last heard.
    """

    def __init__(self) -> None:
        self.scene = token_hex(NAME_BYTES)
        self.cuts: list[int] = []
        self.epoch = self.shown = 0
        self._heard = perf_counter()

    def knows(self, command: Command) -> bool:
        """Return whether a command is for this run."""
        return command.scene == self.scene

    def hear(self, command: Command) -> None:
        """Note which epoch the browser shows."""
        self.shown, self._heard = min(command.shown, self.epoch), perf_counter()

    def add(self, epoch: int) -> None:
        """Note that an epoch was sent."""
        self.epoch = max(self.epoch, epoch)

    def fork(self, epoch: int) -> None:
        """Note that what came after an epoch holds no more."""
        self.cuts.append(epoch)
        self.epoch = epoch

    def upcoming(self, pace: int, speed: int) -> int:
        """Return the epoch that a playing browser shows by now, as far as one can tell."""
        frames = int((perf_counter() - self._heard) * pace)
        return min(self.epoch, self.shown + frames * speed)

    def cut(self, command: Command) -> int | None:
        """Return the epoch from which on the browser's frames hold no more; None if all do."""
        return min(self.cuts[command.branch :], default=None)

    def had(self, command: Command) -> int:
        """Return the newest epoch that the browser has and that holds; -1 if none."""
        if not self.knows(command):
            return -1
        cut = self.cut(command)
        return command.epoch if cut is None else min(command.epoch, cut - 1)

    def wanted(self, command: Command, shown: int, speed: int, end: int) -> Sequence[int]:
        """Return the epochs of the frames that a playing browser has not got yet.

        Parameters
        ----------
        command : Command
        shown : int
            The first one of a run that the browser does not know.
        speed, end : int
            Epochs from one frame to the next, and the last epoch.
        """
        if not self.knows(command):
            return [shown]
        first, n, cut = command.epoch + speed, min(command.n, MAX_FRAMES), self.cut(command)
        if cut is not None and command.epoch >= cut:
            first, n = cut, max(1, n)  # it drops what it had from there on
        return [min(first + i * speed, end) for i in range(n)]
