"""What a run is told where it is stuck: measured now and then, and kept in between."""

from collections.abc import Mapping
from time import perf_counter
from typing import Any

import numpy as np

from app.live.advice_words import LABELS, SENTENCES, Names
from app.run.lab import Lab, without_mistake
from app.run.sent_numbers import SentNumbers
from app.settings.field import Field
from app.settings.settings import fields_of
from core.engine.patience import patient_until
from core.engine.training import Status
from core.explain.advice import Finding, History, Measurements, Suggestion, findings
from core.language import _

#: Frames from one set of measurements to the next while a run plays.
FRAMES = 60
#: Seconds that they may take.
SECONDS = 0.03
#: The numbers of the epochs that were shown by which a run is judged.
JUDGED = ("J", "test", "train_accuracy")
#: Suggestions beside a finding, at the most.
MOST = 2


class Adviser:
    """Finds out why a run is stuck.

    Parameters
    ----------
    lab : Lab
    sent : SentNumbers
        Of the epochs that were shown: what is judged is what can be seen.
    unit : str
        What the run counts.
    """

    def __init__(self, lab: Lab, sent: SentNumbers, unit: str) -> None:
        self._lab, self._sent, self._unit = lab, sent, unit
        self._attainable: float | None = None
        # The run and the epoch that the newest message is about, and when it is out of date.
        self._about: tuple[tuple[object, bool] | None, int] = (None, 0)
        self._message = silence(0)

    def message(self, epoch: int, frames: int = FRAMES) -> dict[str, Any]:
        """Return the advice for an epoch that was shown, as JSON holds it.

        Parameters
        ----------
        epoch : int
        frames : int
            An earlier message is given again if it is about no more than so many frames before.
        """
        run, (about, before) = (self._lab.run, self._lab.ended), self._about
        age, speed = epoch - before, self._lab.settings.speed
        if run == about and (age == 0 or 0 < age < frames * speed):
            return self._message
        is_same = run == about and age > 0
        found, was_late = self._look(epoch)
        if was_late and is_same and self._message["line"]:
            found = {**self._message, "epoch": epoch}  # no news is not that all is well
        self._about, self._message = (run, epoch), found
        return found

    def _look(self, epoch: int) -> tuple[dict[str, Any], bool]:
        """Return the message of an epoch, and whether there was not the time for all of it."""
        run = self._measurements(epoch)
        if run is None:
            return silence(epoch), False
        with patient_until(perf_counter() + SECONDS):
            found = findings(run)
        self._attainable = run.attainable
        if not found:
            return silence(epoch), run.was_late
        first, *others = [self._said(epoch, name, one) for name, one in found.items()]
        return {"epoch": epoch, **first, "others": others}, run.was_late

    def _measurements(self, epoch: int) -> Measurements | None:
        """Return what can be measured at an epoch; None where there is nothing to be said.

        A run with a mistake in its gradient has another panel that speaks of it, and it may be one
        that is to be found.
        """
        lab = self._lab
        goal = lab.goal(epoch)
        since = max((one.epoch for one in lab.settings.changes if one.epoch <= epoch), default=0)
        history = self._sent.columns(JUDGED, since, epoch)
        is_last = lab.ended and epoch >= lab.last_epoch
        is_at_start = epoch == 0 and not is_last
        if goal is not without_mistake(goal) or is_at_start or not len(history["epoch"]):
            return None
        return Measurements(
            without_mistake(goal),
            lab.optimizer(epoch),
            lab.step(epoch),
            lambda at: lab.step(at).theta,
            History(history["epoch"], history["J"], history["test"], history["train_accuracy"]),
            self._first_test(),
            lab.settings.epochs,
            has_ended=is_last,
            has_diverged=is_last and lab.run.status is Status.DIVERGED,
            attainable=self._attainable,
        )

    def _first_test(self) -> float:
        """Return the test cost at the first epoch that is known; NaN without test examples."""
        first = self._sent.points(("test",))[0]["test"]
        return np.nan if first is None else first

    def _said(self, epoch: int, name: str, found: Finding) -> dict[str, Any]:
        """Return a finding in words, with what to try."""
        is_over = self._lab.ended or epoch >= self._lab.settings.epochs
        tries: list[dict[str, Any]] = []
        for suggestion in found.suggestions:
            one = self._try(suggestion, is_over=is_over)
            if one is not None and one not in tries:
                tries.append(one)
        return {
            "name": name,
            "line": SENTENCES[name](
                found.evidence, Names(_(self._unit), self._lab.optimizer(epoch).label)
            ),
            "try": tries[:MOST],
        }

    def _try(self, suggestion: Suggestion, *, is_over: bool) -> dict[str, Any] | None:
        """Return a button's label and settings; None where the page cannot set them.

        A run that is over has no later epochs: it begins again.
        """
        settings = self._lab.settings
        fields, values = fields_of(type(settings)), dict(suggestion.set)
        if suggestion.other_weights:
            values["start"] = settings.start + 1
        if not values.keys() <= fields.keys():
            return None
        try:
            texts = {name: fields[name].to_text(value) for name, value in values.items()}
            new = settings.but(**{name: fields[name].parse(text) for name, text in texts.items()})
        except (ValueError, OverflowError):
            return None
        if new == settings or not all(fields[name].shown_if(new.values) for name in values):
            return None
        again = (suggestion.from_start or is_over) and "epochs" not in values
        return {
            "label": label(values, fields, again=again and not new.differs(settings, "restart")),
            "set": texts,
            "again": again,
            "plays": "epochs" not in values,
        }


def silence(epoch: int) -> dict[str, Any]:
    """Return the message of an epoch at which there is nothing to say."""
    return {"epoch": epoch, "name": "", "line": "", "try": [], "others": []}


def label(values: Mapping[str, Any], fields: Mapping[str, Field[Any]], *, again: bool) -> str:
    """Return what a button says.

    Parameters
    ----------
    values : mapping
        Name of a field -> the value to try.
    fields : mapping
    again : bool
        Whether the same initial weights are trained again, which nothing else tells.
    """
    parts = [
        LABELS[name](fields[name].show(value))
        if name in LABELS
        else f"{fields[name].label}: {fields[name].show(value)}"
        for name, value in values.items()
    ]
    return ", ".join(parts) + (_(" from the start") if again else "")
