"""In what two settings of a page differ, in words."""

from collections.abc import Sequence
from typing import Any

from app.settings.field import Effect, Field
from app.settings.kinds import Choice
from app.settings.run_settings import RunSettings
from app.settings.settings import Settings, fields_of
from core.language import _

#: Differences that are named; of more, their number is said.
MOST = 2


def values_in_words(settings: Settings, *effects: Effect) -> dict[str, str]:
    """Return the fields with one of these effects: name -> what it is called and its value."""
    return {
        name: f"{_called(field)} {field.show(getattr(settings, name))}"
        for name, field in fields_of(type(settings)).items()
        if field.effect in effects
    }


def differences(before: Settings, after: Settings) -> list[str]:
    """Return each field that differs, as "α 0.5 → 2"."""
    old, new = before.values, after.values
    return [
        f"{_called(field)} {field.show(old[name])} → {field.show(new[name])}"
        for name, field in fields_of(type(after)).items()
        if old[name] != new[name]
    ]


def difference_in_words(before: Settings, after: Settings) -> str:
    """Return in what `after` differs from `before`, in a few words; nothing where in nothing."""
    found = differences(before, after)
    if isinstance(before, RunSettings) and isinstance(after, RunSettings):
        if len(before.lanes) != len(after.lanes):
            return _("{n} lanes").format(n=len(after.lanes) + 1) if after.lanes else _("one run")
        if (before.lanes, before.front) != (after.lanes, after.front):
            return _("the lanes")
    if len(found) > MOST:
        return _("{n} settings").format(n=len(found))
    if not found and before != after:
        return _("changes during the run")
    return ", ".join(found)


def names_that_differ(lanes: Sequence[RunSettings]) -> list[str]:
    """Return the names of the fields in which lanes differ, changes during the run included."""
    first, *others = lanes
    found = {name for other in others for name in first.variant(other).names}
    return [name for name in fields_of(type(first)) if name in found]


def lane_names(lanes: Sequence[RunSettings]) -> list[str]:
    """Return what each lane is called: what it has otherwise than the others, as "Adam, α 0.03"."""
    names = names_that_differ(lanes)
    return [_lane_name(lane, names) for lane in lanes]


def _lane_name(lane: RunSettings, names: Sequence[str]) -> str:
    table, values = fields_of(type(lane)), lane.values
    parts = []
    for name in names:
        field = table[name]
        if not field.shown_if(values):
            continue
        value = field.show(values[name])
        # What is chosen from a list has a name of its own.
        text = value if isinstance(field, Choice) else f"{_called(field)} {value}"
        epochs = [change.epoch for change in lane.changes if change.name == name]
        if epochs:
            text = _("{text} from {epoch}").format(text=text, epoch=f"{epochs[-1]:,}")
        parts.append(text)
    return ", ".join(parts) or _("the same")


def lanes_in_words(lanes: Sequence[RunSettings]) -> str:
    """Return in what lanes differ, in a sentence."""
    names, table = names_that_differ(lanes), fields_of(type(lanes[0]))
    if not names:
        return _("Nothing differs: the lanes are the same run.")
    if len(names) == 1 and len(lanes) == 2:
        field = table[names[0]]
        one, other = (field.show(getattr(lane, names[0])) for lane in lanes)
        return _("Only {what} differs: {one} against {other}.").format(
            what=_called(field), one=one, other=other
        )
    called = [_called(table[name]) for name in names]
    called[0] = called[0][:1].upper() + called[0][1:] if len(names) > 1 else called[0]
    if len(names) == 1:
        return _("Only {what} differs.").format(what=called[0])
    return _("{what} and {last} differ.").format(what=", ".join(called[:-1]), last=called[-1])


def _called(field: Field[Any]) -> str:
    return field.symbol or field.label
