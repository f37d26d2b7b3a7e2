"""The variants of a worksheet: the same network with other initial weights for each student."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from app.live.experiment import Experiment
from app.sections.worksheet.building import worksheet
from app.sections.worksheet.records import Sheet
from app.settings.run_fields import FULL_BATCH, MAX_SEED, NO_MISTAKE
from app.settings.run_settings import RunSettings

#: Variants at the most: a class.
MOST_VARIANTS = 40
#: Learning rate where the run's optimizer has none.
ALPHA = 0.5
#: What an update that is calculated by hand leaves out, and one update a press of Step.
PLAIN: Mapping[str, Any] = {
    "optimizer": "gradient_descent",
    "schedule": "constant",
    "lambda_": 0.0,
    "batch": FULL_BATCH,
    "mistake": NO_MISTAKE,
    "riddle": 0,
    "speed": 1,
    "target": 0.0,
}


def settings_of_variant(
    experiment: Experiment[Any], settings: RunSettings, n_examples: int, number: int
) -> RunSettings:
    """Return the settings of the run whose first update is that of a variant.

    Parameters
    ----------
    experiment : Experiment
    settings : RunSettings
        Of the page; their seed is that of the first variant.
    n_examples : int
        Of the update, 1 to MOST_EXAMPLES.
    number : int
        Of the variant, from 0.
    """
    has_alpha = experiment.form.fields["alpha"].shown_if(settings.values)
    return settings.alone.but(
        **PLAIN,
        alpha=settings.alpha if has_alpha else ALPHA,
        worksheet=n_examples,
        start=(settings.start + number) % (MAX_SEED + 1),
        changes=(),
        epoch=0,
    )


def query_of(experiment: Experiment[Any], settings: RunSettings) -> dict[str, str]:
    """Return the shortest address of settings: those that a page opens with are left out."""
    opens_with = experiment.settings().to_address()
    written = settings.to_address()
    return {key: text for key, text in written.items() if opens_with.get(key) != text}


def variants(
    experiment: Experiment[Any],
    settings: RunSettings,
    n_examples: int,
    n_variants: int,
    address: Callable[[dict[str, str]], str],
) -> tuple[Sheet, ...]:
    """Return a sheet for each variant.

    Parameters
    ----------
    experiment : Experiment
    settings : RunSettings
        Of the page.
    n_examples : int
    n_variants : int
        1 to MOST_VARIANTS.
    address : callable
        ``address(query)`` returns the address that is printed.

    Raises
    ------
    ValueError
        If the settings make no run, or none that fits on a sheet.
    """
    sheets = []
    for number in range(n_variants):
        own = settings_of_variant(experiment, settings, n_examples, number)
        sheet = worksheet(experiment.lab(own))
        printed = address(query_of(experiment, own))
        sheets.append(replace(sheet, variant=number + 1, address=printed))
    return tuple(sheets)
