"""What is said of lanes beside each other: their names, their start, in what they differ."""

from collections.abc import Sequence
from typing import Any

from app.live.clocks import CLOCKS
from app.live.lane import Lane
from app.live.same_start import Start, start_of
from app.settings.differences import lane_names, lanes_in_words
from app.settings.field import Field
from app.settings.run_settings import RunSettings
from app.settings.settings import fields_of
from core.language import _


def described(
    scenes: Sequence[dict[str, Any]], lanes: Sequence[Lane], settings: RunSettings
) -> list[dict[str, Any]]:
    """Return the descriptions of lanes with what is said of them beside each other.

    Parameters
    ----------
    scenes : sequence of dict
        Their descriptions without it: the one in front, and then by their places.
    lanes : sequence of Lane
        In the same order.
    settings : RunSettings
        Of the comparison.
    """
    every = settings.all_lanes()
    places = [settings.front, *(at for at in range(len(every)) if at != settings.front)]
    names = lane_names(every)
    starts = [start_of(lane.lab) for lane in lanes]
    own = [
        {
            "place": place,
            "name": names[place],
            "start": start._asdict(),
            "from": branch_of(every, place),
        }
        for place, start in zip(places, starts, strict=True)
    ]
    clock = CLOCKS[settings.clock]
    study = {
        "sentence": lanes_in_words(every),
        "start": same_start_in_words(starts),
        "clock": clock.name,
        "unit": _(clock.unit),
        "tick": lanes[0].tick_ms if clock.name == "time" else 1,
        "view": settings.arrangement,
        "target": settings.target or None,
        "comparable": len({lane.lab.task.cost for lane in lanes}) == 1,
    }
    described_ = [{**scene, "lane": lane} for scene, lane in zip(scenes, own, strict=True)]
    described_[0]["study"] = study
    return described_


def same_start_in_words(starts: Sequence[Start]) -> str:
    """Return what of their start is the same in all lanes, in a sentence."""
    data, weights, batches = (len(set(column)) == 1 for column in zip(*starts, strict=True))
    if data and weights and batches:
        return _("Same data, same initial weights, same order of batches in all.")
    same = [
        text
        for is_same, text in (
            (data, _("data")),
            (weights, _("initial weights")),
            (batches, _("order of batches")),
        )
        if is_same
    ]
    if not same:
        return _("Data, initial weights and batches differ.")
    return _("The same in all: {what}.").format(what=", ".join(same))


def branch_of(lanes: Sequence[RunSettings], place: int) -> dict[str, int] | None:
    """Return from which lane, and at which epoch, a lane branched; None if from none.

    It shares a past with the lane with which it has been the same for longest; of two that are the
    same, the first is the trunk.
    """
    own = lanes[place]
    shared = [(shared_epochs(own, other), -at) for at, other in enumerate(lanes[:place])]
    epoch, at = max(shared, default=(0, 0))
    return {"place": -at, "epoch": epoch} if epoch > 0 else None


def shared_epochs(one: RunSettings, other: RunSettings) -> int:
    """Return up to which epoch two runs are the same; 0 if they never were."""
    table: dict[str, Field[Any]] = dict(fields_of(type(one)))
    epochs = sorted({0, *(change.epoch for change in (*one.changes, *other.changes))})
    shared = 0
    for epoch in epochs:
        now, then = one.at(epoch).values, other.at(epoch).values
        if any(now[name] != then[name] for name in table if table[name].effect != "view"):
            return epoch
        shared = epoch
    return shared
