"""A lane: one run of a stage, with its scene and the numbers that were sent of it.

The lanes of a stage start from the same settings but for what each is named after: its difference.
"""

from collections.abc import Mapping
from typing import Any

from app.hosting.memory import Hold
from app.live.advice import JUDGED, Adviser
from app.live.experiment import Experiment
from app.run.memory_needs import needs
from app.run.sent_numbers import SentNumbers
from app.settings.run_settings import RunSettings

#: Lanes of a stage at the most.
MAX_LANES = 8


class Lane:
    """One run.

    Parameters
    ----------
    experiment : Experiment
    settings : RunSettings
        Of the stage.
    difference : mapping
        Name of a field -> its value in this lane, where that is another one.
    hold : Hold, optional
        Of the visitor, where what the run takes of the memory is entered.

    Raises
    ------
    ValueError
        If the settings make no run, or there is no room for it.
    """

    def __init__(
        self,
        experiment: Experiment[Any],
        settings: RunSettings,
        difference: Mapping[str, Any],
        hold: Hold | None = None,
    ) -> None:
        self.difference = dict(difference)
        self.lab = experiment.lab(self._own(settings), hold)
        self.scene = experiment.scene(self.lab)
        self.sent_numbers = SentNumbers()
        self.adviser = Adviser(self.lab, self.sent_numbers, self.scene.unit)

    @property
    def end(self) -> int:
        """Return the last epoch there is: where the run ended, or is meant to."""
        return self.lab.last_epoch if self.lab.ended else self.lab.settings.epochs

    def _own(self, settings: RunSettings) -> RunSettings:
        """Return the lane's own settings: what it differs in is not changed in mid-run."""
        changes = tuple(one for one in settings.changes if one.name not in self.difference)
        return settings.but(**self.difference, changes=changes)

    def check(self, epoch: int, settings: RunSettings, hold: Hold) -> None:
        """Raise the ValueError of `change`, and change nothing; enter what it will take.

        Raises
        ------
        ValueError
            Also if there is no room for it.
        """
        own, lab = self._own(settings), self.lab
        lab.check_change(epoch, own)
        hold.add(needs(lab.settings.changed_at(epoch, own), lab.task, lab.history_bytes))

    def change(self, epoch: int, settings: RunSettings) -> None:
        """Adopt settings that act on the running network from an epoch on.

        Raises
        ------
        ValueError
            If they make no run; then nothing is changed.
        """
        self.lab.change(epoch, self._own(settings))

    def advance(self, epoch: int, deadline: float) -> int:
        """Train up to an epoch, or until the deadline; return the epoch that the lane can show."""
        return self.lab.advance(epoch, deadline)

    def frame(self, epoch: int) -> bytes:
        """Return the frame of an epoch that was reached; where the run ended before, its last."""
        frame = self.scene.pack(min(epoch, self.lab.last_epoch))
        # Some scenes have hundreds of numbers.
        kept = {"epoch", *self.scene.curves, *JUDGED}
        self.sent_numbers.add({name: frame.numbers[name] for name in kept})
        return frame.data

    def state(self) -> dict[str, Any]:
        """Return how the run is doing, as the header of a message says it."""
        lab = self.lab
        return {
            "rate": round(lab.rate),
            "status": lab.run.status,
            "message": lab.run.message,
            "last_epoch": lab.last_epoch if lab.ended else None,
        }
