"""How a comparison is rearranged: from its settings and what is done to one lane, to settings."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from app.settings.run_settings import RunSettings
from app.settings.variants import MAX_LANES
from core.language import _

S = TypeVar("S", bound=RunSettings)


def with_lane(settings: S, values: Mapping[str, Any], epoch: int = 0) -> S:
    """Return a comparison with one more lane: a copy of that in front with other values.

    Parameters
    ----------
    settings : RunSettings
    values : mapping
        Name of a field -> value.
    epoch : int
        Until when it shares the past of the one in front; 0 if it differs from the start.

    Raises
    ------
    ValueError
        If there are as many lanes as a comparison takes.
    """
    lanes = settings.all_lanes()
    _check_room(lanes)
    lanes.append(other_lane(lanes[settings.front], values, epoch))
    return settings.compared(lanes, settings.front)


def with_run(settings: S, other: S) -> S:
    """Return a comparison with one more lane: another run of the same page.

    Raises
    ------
    ValueError
        As `with_lane`.
    """
    lanes = settings.all_lanes()
    _check_room(lanes)
    return settings.compared([*lanes, settings.alone.lane(settings.variant(other))], settings.front)


def _check_room(lanes: Sequence[RunSettings]) -> None:
    if len(lanes) >= MAX_LANES:
        raise ValueError(
            _("A comparison takes {most} lanes: remove one first").format(most=MAX_LANES)
        )


def other_lane(own: S, values: Mapping[str, Any], epoch: int = 0) -> S:
    """Return the settings of a lane with other values, from an epoch on."""
    if epoch:
        return own.changed_at(epoch, own.but(**values))
    changes = tuple(change for change in own.changes if change.name not in values)
    return own.but(**values, changes=changes)


def with_changed(settings: S, place: int, values: Mapping[str, Any]) -> S:
    """Return a comparison in which the lane at a place has other values from the start."""
    lanes = settings.all_lanes()
    lanes[place] = other_lane(lanes[place], values)
    return settings.compared(lanes, settings.front)


def _front(settings: S, place: int) -> S:
    return settings.compared(settings.all_lanes(), place)


def _single_out(settings: S, place: int) -> S:
    return _front(settings, place).but(arrangement="one")


def _remove(settings: S, place: int) -> S:
    lanes = settings.all_lanes()
    if len(lanes) == 1:
        return settings
    front = settings.front
    del lanes[place]
    return settings.compared(lanes, min(front - (place < front), len(lanes) - 1))


def _double(settings: S, place: int) -> S:
    lanes = settings.all_lanes()
    if len(lanes) >= MAX_LANES:
        return settings
    return settings.compared([*lanes, lanes[place]], settings.front)


def _only(settings: S, place: int) -> S:
    return settings.all_lanes()[place]


#: What can be done to the lane at a place, by name: what the stage asks for.
REARRANGED: Mapping[str, Callable[[Any, int], Any]] = {
    "front": _front,
    "single_out": _single_out,
    "remove": _remove,
    "double": _double,
    "only": _only,
}


def rearranged(settings: S, action: str, place: int) -> S:
    """Return a comparison after something was done to the lane at a place.

    Raises
    ------
    ValueError
        If there is no such action or no such lane.
    """
    if action not in REARRANGED or not 0 <= place <= len(settings.lanes):
        raise ValueError(f"{action} {place}")
    done: S = REARRANGED[action](settings, place)
    return done
