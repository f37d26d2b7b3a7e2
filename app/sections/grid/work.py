"""How much work a run is, estimated from its settings; and how long the runs that are left take."""

from collections.abc import Iterable
from itertools import pairwise
from math import ceil

from app.settings.run_fields import FULL_BATCH, has
from app.settings.run_settings import RunSettings
from core.engine.optimizers import OPTIMIZERS, FirstOrder
from core.language import _, ngettext

#: Seconds of an update besides its arithmetic, and of a weight times an example. What they are on
#: this machine is measured by the runs that have ended; only their ratio counts here.
UPDATE_SECONDS, PRODUCT_SECONDS = 25e-6, 3e-9
#: Inputs, outputs and examples of a page that has no field for them.
INPUTS, OUTPUTS, EXAMPLES = 2, 2, 100
#: Fields with the number of examples, and with the per cent of them that are held out.
NUMBERS, HELD_OUT = ("m", "examples"), "test"
#: Numbers that are said: seconds are rounded to one of these, and then to so many minutes.
ROUND = (5, 10, 20, 30, 45)


def work_of(settings: RunSettings) -> float:
    """Return about how many seconds a run takes."""
    values = settings.values
    examples = next((values[name] for name in NUMBERS if name in values), EXAMPLES)
    m = max(1.0, examples * (1 - values.get(HELD_OUT, 0) / 100))
    sizes = (INPUTS, *settings.hidden, OUTPUTS)
    weights = sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))
    is_batched = issubclass(OPTIMIZERS[settings.optimizer], FirstOrder)
    batch = settings.batch if is_batched and settings.batch != FULL_BATCH else m
    length: int = settings.epochs
    if has(settings.optimizer, "max_evals"):
        length = min(length, values.get("max_evals", length))
    epoch: float = ceil(m / batch) * UPDATE_SECONDS + m * weights * PRODUCT_SECONDS
    return length * epoch


def seconds_left(
    done: Iterable[float], left: Iterable[float], working_seconds: float
) -> float | None:
    """Return about how long the runs that are left take; None where nothing is known yet.

    Parameters
    ----------
    done, left : iterable of float
        The work of each run that has ended, and of each that has not.
    working_seconds : float
        That those which have ended took, by the clock.
    """
    made = sum(done)
    return working_seconds * sum(left) / made if made > 0 else None


def in_words(seconds: float) -> str:
    """Return a time that is left, as precisely as it is known."""
    for most in ROUND:
        if seconds <= most:
            return _("about {n} s left").format(n=most)
    minutes = ceil(seconds / 60)
    return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(
        n=f"{minutes:,}"
    )
