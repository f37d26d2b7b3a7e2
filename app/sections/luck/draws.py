"""Which networks are compared: the page's settings with other seeds."""

from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from core.checks import whole
from core.explain.luck import two_way
from core.language import N_, _, translated

S = TypeVar("S", bound=RunSettings)

#: How many networks one may ask for.
LEAST, MOST = 8, 128
#: Fields whose values draw the initial weights, and the data.
WEIGHTS, DATA = "start", "seed"


@translated("label")
@dataclass(frozen=True)
class Factor:
    """What differs from network to network.

    Attributes
    ----------
    name, label : str
        Key in ``FACTORS`` and what people call it.
    fields : tuple of str
        The fields of the settings that do.
    """

    name: str
    label: str
    fields: tuple[str, ...]


FACTORS: dict[str, Factor] = {
    factor.name: factor
    for factor in (
        Factor("weights", N_("the initial weights"), (WEIGHTS,)),
        Factor("data", N_("the data"), (DATA,)),
        Factor("both", N_("both"), (WEIGHTS, DATA)),
    )
}


def factors_of(form: Form[S]) -> dict[str, Factor]:
    """Return what can differ on a page, by name: that of which it has the seeds."""
    return {
        name: factor for name, factor in FACTORS.items() if form.fields.keys() >= set(factor.fields)
    }


@dataclass(frozen=True)
class Draws(Generic[S]):
    """The networks that are compared: all combinations of some seeds.

    Attributes
    ----------
    factor : Factor
    settings : tuple of RunSettings
        Of each network; those of the same data follow each other.
    n_weights, n_data : int
        How many seeds there are of each.
    """

    factor: Factor
    settings: tuple[S, ...]
    n_weights: int
    n_data: int

    def __len__(self) -> int:
        """Return the number of networks."""
        return len(self.settings)

    def data_of(self, number: int) -> int:
        """Return which draw of the data a network has, from 0."""
        return number // self.n_weights


def draws_of(form: Form[S], settings: S, factor: str, n: int) -> Draws[S]:
    """Return the networks: the page's own is the first, and its seeds are counted on from there.

    Parameters
    ----------
    form : Form
    settings : RunSettings
        The page's.
    factor : str
        Key of ``factors_of(form)``.
    n : int
        How many networks, LEAST to MOST. Where both seeds vary it may be a few less, so that each
        of the one meets each of the other.

    Raises
    ------
    ValueError
        If there are to be more or fewer, or the page has no such seed.
    """
    whole("networks", n, LEAST, MOST)
    known = factors_of(form)
    if factor not in known:
        raise ValueError(
            _("seeds: got {factor!r}, takes one of {known}").format(
                factor=factor, known=list(known)
            )
        )
    n_weights, n_data = {"weights": (n, 1), "data": (1, n)}.get(factor) or two_way(n)
    drawn = tuple(
        settings.but(**_seeds(form, settings, w, d))
        for d, w in product(range(n_data), range(n_weights))
    )
    return Draws(known[factor], drawn, n_weights, n_data)


def _seeds(form: Form[S], settings: S, w: int, d: int) -> dict[str, int]:
    """Return the page's seeds, counted on; after the largest comes 0."""
    on = {WEIGHTS: w, DATA: d}
    values = settings.values
    return {
        name: (values[name] + n) % (form.fields[name].high + 1)  # type: ignore[attr-defined]
        for name, n in on.items()
        if name in values
    }
