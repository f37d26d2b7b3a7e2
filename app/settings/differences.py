"""In what two settings of a page differ, in words."""

from typing import Any

from app.settings.field import Effect, Field
from app.settings.settings import Settings, fields_of

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
    if len(found) > MOST:
        return f"{len(found)} settings"
    if not found and before != after:
        return "changes during the run"
    return ", ".join(found)


def _called(field: Field[Any]) -> str:
    return field.symbol or field.label
