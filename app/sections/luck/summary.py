"""What many networks say together, for the browser and in sentences."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.run.wire import finite, finite_list, float32_base64
from app.sections.luck.draws import DATA, WEIGHTS
from app.sections.luck.luck import Luck
from app.sections.luck.training import TEST, TRAINING
from core.explain.luck import ShareSolved, VarianceParts, share_solved, spread, variance_parts
from core.language import N_, _, ngettext, translated
from core.types import Array, Labels

#: Significant digits of each cost of the middle curves.
DIGITS = 5


@translated("label")
@dataclass(frozen=True)
class Measure:
    """By which a network is said to have solved its task.

    Attributes
    ----------
    name, label : str
        Key in ``MEASURES`` and what people call it.
    is_accuracy : bool
        Whether more of it is better.
    """

    name: str
    label: str
    is_accuracy: bool


MEASURES: dict[str, Measure] = {
    one.name: one
    for one in (
        Measure("accuracy", N_("accuracy of at least"), is_accuracy=True),
        Measure("cost", N_("cost of at most"), is_accuracy=False),
    )
}


def measures_of(luck: Luck) -> dict[str, Measure]:
    """Return by what networks can be measured: without classes there is no accuracy."""
    has_classes = luck.task.n_classes > 0
    return {name: one for name, one in MEASURES.items() if has_classes or not one.is_accuracy}


def part_of(luck: Luck) -> int:
    """Return which examples count: TEST where some are held out, else TRAINING."""
    return TEST if len(luck.task.X_test) else TRAINING


def numbers(luck: Luck) -> Labels:
    """Return the numbers of the networks that are trained, in order."""
    return np.array(sorted(luck.known), dtype=np.intp)


def final_costs(luck: Luck) -> Array:
    """Return the costs of all networks in the end, shape (n,); NaN where it is not known yet."""
    return luck.costs(part_of(luck))[:, -1]


def order(luck: Luck) -> Labels:
    """Return the numbers of the networks that are trained, the best one first."""
    known = numbers(luck)
    return known[np.argsort(final_costs(luck)[known], kind="stable")]


def best_median_worst(luck: Luck) -> tuple[int, int, int]:
    """Return the numbers of three networks; of an even number, the better of the middle two.

    Raises
    ------
    IndexError
        If none is trained.
    """
    ranked = order(luck)
    return int(ranked[0]), int(ranked[(len(ranked) - 1) // 2]), int(ranked[-1])


def results(luck: Luck, measure: str) -> Array:
    """Return the accuracy or the cost of each network that is trained."""
    known = numbers(luck)
    if MEASURES[measure].is_accuracy:
        return np.asarray(luck.accuracies[known, part_of(luck)])
    return np.asarray(final_costs(luck)[known])


def solved(luck: Luck, measure: str, target: float) -> ShareSolved:
    """Return how many of those that are trained have solved their task; one is, at least."""
    return share_solved(results(luck, measure), target, at_least=MEASURES[measure].is_accuracy)


def solved_in_words(share: ShareSolved) -> str:
    """Return the share in a sentence, as Markdown."""
    return ngettext(
        "**{solved} of {n} network has solved it.**",
        "**{solved} of {n} networks have solved it: {share:.0%}.** Of very many it would be "
        "between {low:.0%} and {high:.0%} (Wilson's interval for 95 %).",
        share.n,
    ).format(solved=share.solved, n=share.n, share=share.share, low=share.low, high=share.high)


def parts_of_variance(luck: Luck) -> VarianceParts | str:
    """Return what the variance of the costs comes from, or why that cannot be said."""
    draws, costs = luck.draws, final_costs(luck)
    if len(luck.known) < len(draws):
        return _("What the variance comes from is said when all are trained.")
    if not np.isfinite(costs).all():
        n = int((~np.isfinite(costs)).sum())
        return ngettext(
            "{n} network has diverged: the variance of the costs is infinite.",
            "{n} networks have diverged: the variance of the costs is infinite.",
            n,
        ).format(n=n)
    return variance_parts(costs.reshape(draws.n_data, draws.n_weights).T)


def variance_in_words(luck: Luck, parts: VarianceParts | str) -> str:
    """Return what the variance comes from, in a sentence."""
    if isinstance(parts, str):
        return parts
    if not parts.total:
        return _("All networks cost the same: nothing here is luck.")
    spread_by = _("The final costs have a standard deviation of {deviation:.3g}.").format(
        deviation=parts.total**0.5
    )
    return f"{spread_by} {_sources(luck, parts)}"


def _sources(luck: Luck, parts: VarianceParts) -> str:
    """Return where a variance comes from, in words."""
    if luck.draws.n_data == 1:
        return _(
            "All of it is the draw of the initial weights (and of the mini-batches, which the same "
            "seed draws): nothing else differs."
        )
    if luck.draws.n_weights == 1:
        return _("All of it is the draw of the data: nothing else differs.")
    weights, data, both = parts.shares
    return _(
        "Of their variance, {weights:.0%} is the draw of the initial weights, {data:.0%} that of "
        "the data, and {both:.0%} is neither alone: which weights are good depends on the data."
    ).format(weights=weights, data=data, both=both)


def message(luck: Luck) -> dict[str, Any]:
    """Return what the browser draws, as JSON holds it."""
    which, ranked = part_of(luck), order(luck)
    curves = luck.costs(which)
    known, middle = numbers(luck), None
    if len(known) > 1:
        found = spread(curves[known])
        middle = {name: finite_list(line, DIGITS) for name, line in vars(found).items()}
    costs = curves[:, -1]
    parts = parts_of_variance(luck)
    three = (
        dict(zip(("best", "median", "worst"), best_median_worst(luck), strict=True))
        if len(known) > 1
        else {}
    )
    small = luck.scene.small(luck.thetas[ranked]) if len(ranked) else None
    return {
        "n": len(luck.draws),
        "factor": luck.draws.factor.name,
        "test": which == TEST,
        "unit": luck.scene.unit,
        "epochs": luck.epochs.tolist(),
        "shown": shown_epochs(luck),
        "curves": float32_base64(curves),
        "middle": middle,
        "networks": [
            {
                "number": int(i),
                "seeds": seeds_of(luck, int(i)),
                "cost": finite(costs[i]),
                "accuracy": finite(luck.accuracies[i, which]),
                "diverged": int(i) in luck.messages,
            }
            for i in ranked
        ],
        "three": three,
        "small": small,
        "scalings": float32_base64(luck.scalings[ranked]) if small and "computed" in small else "",
        "variance": list(parts.shares)
        if isinstance(parts, VarianceParts) and parts.total
        else None,
    }


def shown_epochs(luck: Luck) -> int:
    """Return how many of the epochs are shown: up to where all have ended, once that is known."""
    if len(luck.known) < len(luck.draws):
        return len(luck.epochs)
    return max(2, int(np.searchsorted(luck.epochs, luck.ends.max())) + 1)


def seeds_of(luck: Luck, number: int) -> list[int]:
    """Return the seeds of a network: of the weights, and of the data where that varies."""
    settings = luck.draws.settings[number]
    names = [name for name in (WEIGHTS, DATA) if name in luck.draws.factor.fields]
    return [getattr(settings, name) for name in names]
