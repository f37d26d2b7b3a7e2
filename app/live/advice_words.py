"""What is said of each finding, and what the buttons beside it are called."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

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
        return f"less than {100 * LEAST_SHARE:g} %"
    digits = 0 if share >= 0.1 else 1
    return f"{100 * share:.{digits}f} %"


def number(J: float) -> str:
    """Return a cost as people read it."""
    return f"{J:,.0f}" if 1000.0 <= abs(J) < 1e6 else f"{J:.3g}"


def units(n: float, of: float) -> str:
    """Return how many units of a layer, and the verb."""
    if of == 1:
        return "the only unit is"
    if n == of:
        return f"all {of:.0f} units are"
    return f"{n:.0f} of {of:.0f} units {'is' if n == 1 else 'are'}"


def _diverged(seen: Evidence, names: Names) -> str:
    if "alpha" not in seen:
        return "The cost ran away."
    return f"The cost ran away: steps with α = {seen['alpha']:g} are too long."


def _symmetric_weights(seen: Evidence, names: Names) -> str:
    return (
        f"{seen['n']:.0f} units of layer {seen['layer']:.0f} have had equal weights from the "
        "start: they get equal gradients and stay alike."
    )


def _dead_units(seen: Evidence, names: Names) -> str:
    return (
        f"Layer {seen['layer']:.0f}: {units(seen['n'], seen['of'])} dead. f′(z) is 0 at every "
        "example, and so is their gradient."
    )


def _saturated_units(seen: Evidence, names: Names) -> str:
    return (
        f"Layer {seen['layer']:.0f}: {units(seen['n'], seen['of'])} saturated. f′(z) is almost 0, "
        "and so is their gradient."
    )


def _unusual_alpha(seen: Evidence, names: Names) -> str:
    return (
        f"α = {seen['alpha']:g} is large for {names.optimizer}, which is used with "
        f"{seen['low']:g} to {seen['high']:g}."
    )


def _too_large_alpha(seen: Evidence, names: Names) -> str:
    if "now" in seen:
        return (
            f"J was {number(seen['first'])} at first and is {number(seen['now'])}: "
            f"α = {seen['alpha']:g} looks too large."
        )
    return (
        f"J goes up in {percent(seen['rises'])} of the frames and falls no more: "
        f"α = {seen['alpha']:g} looks too large."
    )


def _too_small_alpha(seen: Evidence, names: Names) -> str:
    return (
        f"α = {seen['alpha']:g} looks too small: with {seen['times']:.0f} times that, "
        f"J falls {seen['faster']:.0f} times as fast."
    )


def _plateau(seen: Evidence, names: Names) -> str:
    line = f"A plateau: J has fallen by {percent(seen['fall'])} since {names.unit} "
    line += f"{seen['since']:,.0f}"
    if "accuracy" not in seen:
        return line + "."
    return line + f", with {percent(seen['accuracy'])} right."


def _overfitting(seen: Evidence, names: Names) -> str:
    return (
        f"Overfitting since {names.unit} {seen['since']:,.0f}: the test cost rises, from "
        f"{number(seen['lowest'])} to {number(seen['now'])}, and the training cost falls."
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
    "start": lambda value: "Other initial weights",
    "epochs": lambda value: f"Back to {value}",
}
