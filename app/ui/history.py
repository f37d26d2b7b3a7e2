"""What can be undone and redone on a page: its settings, one after the other."""

from collections import deque
from dataclasses import dataclass, field
from time import monotonic
from typing import Generic, NamedTuple, TypeVar

from app.settings.differences import difference_in_words
from app.settings.settings import Settings

S = TypeVar("S", bound=Settings)

#: Settings that are kept, of a page.
MOST = 50
#: Changes that follow each other more closely are one: moves of a slider through its stops.
ONE_STEP_SECONDS = 1.0


class Moment(NamedTuple, Generic[S]):
    """Settings that were in force, and the epoch that was shown when they were changed."""

    settings: S
    epoch: int


def _moments() -> "deque[Moment[S]]":
    return deque(maxlen=MOST)


@dataclass
class History(Generic[S]):
    """The settings that a page has had, before and after those in force.

    Attributes
    ----------
    past, future : deque of Moment
        The nearest to the present last.
    present : Settings or None
        Those in force; None before the first.
    replaced : bool
        Whether the newest change was a card's, which may replace any number of settings.
    """

    past: "deque[Moment[S]]" = field(default_factory=_moments)
    future: "deque[Moment[S]]" = field(default_factory=_moments)
    present: S | None = None
    replaced: bool = False
    _changed: float = float("-inf")

    def note(self, settings: S, epoch: int, *, by_card: bool = False) -> None:
        """Take note of the settings in force; where they are others, those before are kept.

        Parameters
        ----------
        settings : Settings
        epoch : int
            The one that was shown under the settings before.
        by_card : bool
            Whether a card has set them.
        """
        before, self.present = self.present, settings
        if before is None or before == settings:
            return
        now = monotonic()
        is_quick = now - self._changed < ONE_STEP_SECONDS and bool(self.past) and not by_card
        self._changed, self.replaced = now, by_card
        self.future.clear()
        if not is_quick:
            self.past.append(Moment(before, epoch))

    def undo(self, epoch: int) -> Moment[S] | None:
        """Go back by one change, from the epoch that is shown now; None if there is none."""
        return self._go(self.past, self.future, epoch)

    def redo(self, epoch: int) -> Moment[S] | None:
        """Make the change again that was undone last; None if there is none."""
        return self._go(self.future, self.past, epoch)

    def _go(
        self, source: "deque[Moment[S]]", target: "deque[Moment[S]]", epoch: int
    ) -> Moment[S] | None:
        if not source or self.present is None:
            return None
        target.append(Moment(self.present, epoch))
        moment = source.pop()
        self.present, self.replaced, self._changed = moment.settings, False, float("-inf")
        return moment

    def in_words(self) -> dict[str, str | bool]:
        """Return what undo and redo would do; nothing where there is nothing to do."""
        undo = redo = ""
        if self.present is not None and self.past:
            undo = difference_in_words(self.past[-1].settings, self.present)
        if self.present is not None and self.future:
            redo = difference_in_words(self.present, self.future[-1].settings)
        return {"undo": undo, "redo": redo, "replaced": self.replaced}
