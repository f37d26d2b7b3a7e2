"""What a visitor has chosen for the next grid: as it stands in the widgets, not yet checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.sections.grid.design import MAX_AXES, Design, design
from app.sections.grid.presets import PRESETS, Preset
from app.settings.run_settings import RunSettings
from app.settings.settings import Form

#: Name of an axis that has no field.
NONE = ""


@dataclass(frozen=True)
class Draft:
    """A design that has not been checked.

    Attributes
    ----------
    preset : str
        Key of ``PRESETS``: the one that it began with.
    names, texts : tuple of str
        Of each of three axes: its field, or NONE, and the values as they were typed.
    repeats, n, target : str, int, float or None
        See ``Design``.
    """

    preset: str
    names: tuple[str, ...]
    texts: tuple[str, ...]
    repeats: str
    n: int
    target: float | None

    def fixed(self, settings: RunSettings) -> Mapping[str, Any]:
        """Return the values that all cells have, whatever the page's are."""
        return PRESETS[self.preset].fixed(settings)

    def design(self, form: Form[Any], settings: RunSettings) -> Design:
        """Return the design for a page with some settings.

        Raises
        ------
        ValueError
            In a sentence, where it makes no grid.
        """
        typed = [one for one in zip(self.names, self.texts, strict=True) if one[0] != NONE]
        return design(form, typed, self.repeats, self.n, self.target, self.fixed(settings))


def draft_of(preset: Preset, form: Form[Any], settings: RunSettings) -> Draft:
    """Return the draft of a ready experiment on a page with some settings."""
    typed = preset.typed(form, settings)
    empty = MAX_AXES - len(typed)
    return Draft(
        preset.name,
        (*(name for name, _ in typed), *[NONE] * empty),
        (*(text for _, text in typed), *[""] * empty),
        preset.repeats,
        preset.n,
        preset.target,
    )
