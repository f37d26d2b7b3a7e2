"""What is said of each finding, and what the buttons beside it are called."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from core.language import _, ngettext

Evidence: TypeAlias = Mapping[str, float]

#: Shares below this are not told apart.
LEAST_SHARE = 0.001


class Names(NamedTuple):
    """What the page calls things: what it counts, and the optimizer."""

    unit: str
    optimizer: str


def percent(share: float) -> str:
    """Return a share as people read it."""
    if share < LEAST_SHARE:
        return _("less than {least:g} %").format(least=100 * LEAST_SHARE)
    digits = 0 if share >= 0.1 else 1
    return f"{100 * share:.{digits}f} %"


def number(J: float) -> str:
    """Return a cost as people read it."""
    return f"{J:,.0f}" if 1000.0 <= abs(J) < 1e6 else f"{J:.3g}"


def units(n: float, of: float) -> str:
    """Return how many units of a layer, and the verb."""
    if of == 1:
        return _("the only unit is")
    if n == of:
        return _("all {of:.0f} units are").format(of=of)
    return ngettext("{n:.0f} of {of:.0f} units is", "{n:.0f} of {of:.0f} units are", int(n)).format(
        n=n, of=of
    )


def _diverged(seen: Evidence, names: Names) -> str:
    if "alpha" not in seen:
        return _("The cost ran away.")
    return _("The cost ran away: steps with α = {alpha:g} are too long.").format(
        alpha=seen["alpha"]
    )


def _symmetric_weights(seen: Evidence, names: Names) -> str:
    return _(
        "{n:.0f} units of layer {layer:.0f} have had equal weights from the "
        "start: they get equal gradients and stay alike."
    ).format(n=seen["n"], layer=seen["layer"])


def _dead_units(seen: Evidence, names: Names) -> str:
    return _(
        "Layer {layer:.0f}: {units} dead. f′(z) is 0 at every example, and so is their gradient."
    ).format(layer=seen["layer"], units=units(seen["n"], seen["of"]))


def _saturated_units(seen: Evidence, names: Names) -> str:
    return _(
        "Layer {layer:.0f}: {units} saturated. f′(z) is almost 0, and so is their gradient."
    ).format(layer=seen["layer"], units=units(seen["n"], seen["of"]))


def _unusual_alpha(seen: Evidence, names: Names) -> str:
    return _(
        "α = {alpha:g} is large for {optimizer}, which is used with {low:g} to {high:g}."
    ).format(alpha=seen["alpha"], optimizer=names.optimizer, low=seen["low"], high=seen["high"])


def _too_large_alpha(seen: Evidence, names: Names) -> str:
    if "now" in seen:
        return _("J was {first} at first and is {now}: α = {alpha:g} looks too large.").format(
            first=number(seen["first"]), now=number(seen["now"]), alpha=seen["alpha"]
        )
    return _(
        "J goes up in {rises} of the frames and falls no more: α = {alpha:g} looks too large."
    ).format(rises=percent(seen["rises"]), alpha=seen["alpha"])


def _too_small_alpha(seen: Evidence, names: Names) -> str:
    return _(
        "α = {alpha:g} looks too small: with {times:.0f} times that, "
        "J falls {faster:.0f} times as fast."
    ).format(alpha=seen["alpha"], times=seen["times"], faster=seen["faster"])


def _plateau(seen: Evidence, names: Names) -> str:
    values = {"fall": percent(seen["fall"]), "unit": names.unit, "since": seen["since"]}
    if "accuracy" not in seen:
        return _("A plateau: J has fallen by {fall} since {unit} {since:,.0f}.").format(**values)
    return _(
        "A plateau: J has fallen by {fall} since {unit} {since:,.0f}, with {accuracy} right."
    ).format(accuracy=percent(seen["accuracy"]), **values)


def _overfitting(seen: Evidence, names: Names) -> str:
    return _(
        "Overfitting since {unit} {since:,.0f}: the test cost rises, from "
        "{lowest} to {now}, and the training cost falls."
    ).format(
        unit=names.unit, since=seen["since"], lowest=number(seen["lowest"]), now=number(seen["now"])
    )


#: Name of a finding in core.explain.advice -> what is said of it.
SENTENCES: dict[str, Callable[[Evidence, Names], str]] = {
    "diverged": _diverged,
    "symmetric_weights": _symmetric_weights,
    "unusual_alpha": _unusual_alpha,
    "too_large_alpha": _too_large_alpha,
    "dead_units": _dead_units,
    "saturated_units": _saturated_units,
    "too_small_alpha": _too_small_alpha,
    "plateau": _plateau,
    "overfitting": _overfitting,
}

#: Name of a field -> what a button says that sets it, where its label and value do not do.
LABELS: dict[str, Callable[[str], str]] = {
    "activation": lambda value: f"f = {value}",
    "optimizer": lambda value: value,
    "alpha": lambda value: f"α = {value}",
    "lambda_": lambda value: f"λ = {value}",
    "start": lambda value: _("Other initial weights"),
    "epochs": lambda value: _("Back to {value}").format(value=value),
}
