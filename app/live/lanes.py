"""The lanes of some settings: those that go on, those that begin, and those that make no run."""

from typing import Any, NamedTuple

from app.hosting.memory import Hold
from app.live.experiment import Experiment
from app.live.lane import Lane
from app.settings.differences import lane_names
from app.settings.run_settings import RunSettings
from app.settings.settings import in_words
from core.language import _


class Lanes(NamedTuple):
    """The lanes of a stage.

    Attributes
    ----------
    lanes : list of Lane
        That in front, and then the others in the order of their places.
    settings : RunSettings
        Without the lanes that make no run.
    problems : list of str
        A sentence for each of those.
    """

    lanes: list[Lane]
    settings: RunSettings
    problems: list[str]


def lanes_of(
    experiment: Experiment[Any], settings: RunSettings, hold: Hold, known: list[Lane]
) -> Lanes:
    """Return the lanes of some settings; of those that are `known`, the same go on.

    Parameters
    ----------
    experiment : Experiment
    settings : RunSettings
        Of the lane in front, with what the others have otherwise.
    hold : Hold
        Of the visitor, where what the runs take of the memory is entered.
    known : list of Lane

    Raises
    ------
    ValueError
        If the lane in front makes no run.
    """
    every = settings.all_lanes()
    names = lane_names(every)
    rest, problems = list(known), list[str]()
    made: dict[int, Lane] = {}
    for place in sorted(range(len(every)), key=lambda place: place != settings.front):
        try:
            made[place] = _lane(experiment, every[place], hold, rest, settings.is_compared)
        except ValueError as error:
            if place == settings.front:
                raise
            problems.append(
                _("The lane “{name}” makes no run and is left out. {sentence}.").format(
                    name=names[place], sentence=in_words(error, experiment.form.fields.values())
                )
            )
    if len(made) == 1:
        return Lanes(list(made.values()), settings.alone, problems)
    places = sorted(made)
    kept = settings.compared([every[place] for place in places], places.index(settings.front))
    return Lanes(list(made.values()), kept, problems)


def _lane(
    experiment: Experiment[Any],
    own: RunSettings,
    hold: Hold,
    known: list[Lane],
    is_compared: bool,
) -> Lane:
    """Return the lane of its own settings: one of those known, taken from them, or a new one."""
    for lane in known:
        if (lane.log is not None) == is_compared and lane.take(own):
            known.remove(lane)
            lane.hold(hold)
            return lane
    return Lane(experiment, own, hold, is_compared=is_compared)
