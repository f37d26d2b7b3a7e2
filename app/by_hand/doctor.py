"""The unit doctor in words: which units do not learn well, and what helps."""

from collections.abc import Sequence
from typing import Any

from app.by_hand.epoch_state import EpochState
from app.by_hand.selection import Selection
from app.run.wire import finite
from core.explain.unit_doctor import LayerHealth, examine
from core.language import _, ngettext

#: Share of the examples from which on a unit counts as saturated.
SATURATED = 0.9
#: A gradient smaller than this share of the output layer's has vanished.
VANISHED = 1 / 50
#: Sentences, and units of a layer, at the most.
MAX_SENTENCES, MAX_UNITS = 6, 100


def doctor_json(state: EpochState, selection: Selection) -> dict[str, Any]:
    """Return each layer's numbers, and a sentence for each problem."""
    layers = examine(state.objective, state.theta)
    labels = [f.label for f in state.lab.network.functions]
    # What concerns the whole network first.
    problems = vanishing_gradient(layers) + [
        sentence
        for one, label in zip(layers[:-1], labels, strict=False)
        for sentence in unit_problems(one, label)
    ]
    return {
        "doctor": {
            "layers": [
                {
                    "name": _("layer {layer}").format(layer=one.layer)
                    if one is not layers[-1]
                    else _("output"),
                    "activation": label,
                    "saturated": [finite(share) for share in one.saturated[:MAX_UNITS]],
                    "word": _("saturated") if one.is_bounded else _("off"),
                    "gradient": finite(one.gradient),
                }
                for one, label in zip(layers, labels, strict=True)
            ],
            "said": problems[:MAX_SENTENCES] or [_("No dead or saturated units.")],
            "ill": bool(problems),
        }
    }


def unit_problems(layer: LayerHealth, activation: str) -> list[str]:
    """Return a sentence for each problem of the units of a hidden layer."""
    problems = []
    if not layer.is_bounded and layer.dead:
        n = len(layer.dead)
        wake = (
            ngettext("no update changes it", "no update changes them", n)
            if layer.layer == 1
            else ngettext(
                "only a change of the layer before can revive it",
                "only a change of the layer before can revive them",
                n,
            )
        )
        problems.append(
            ngettext(
                "{units} of layer {layer} is dead: the derivative of {activation} is 0, or almost "
                "0, at every example, so no gradient comes back, and {wake}. A smaller α, or He’s "
                "initial weights, would have prevented it.",
                "{units} of layer {layer} are dead: the derivative of {activation} is 0, or almost "
                "0, at every example, so no gradient comes back, and {wake}. A smaller α, or He’s "
                "initial weights, would have prevented it.",
                n,
            ).format(units=_units(layer.dead), layer=layer.layer, activation=activation, wake=wake)
        )
    flat = tuple(unit for unit, share in enumerate(layer.saturated) if share >= SATURATED)
    if layer.is_bounded and flat:
        least = 100 * min(layer.saturated[unit] for unit in flat)
        problems.append(
            ngettext(
                "{units} of layer {layer} is saturated at {least:.0f} % of the examples or more: "
                "f′(z) is almost 0 there, and so is the gradient. Smaller initial weights or "
                "normalized inputs help.",
                "{units} of layer {layer} are saturated at {least:.0f} % of the examples or more: "
                "f′(z) is almost 0 there, and so is the gradient. Smaller initial weights or "
                "normalized inputs help.",
                len(flat),
            ).format(units=_units(flat), layer=layer.layer, least=least)
        )
    problems += [
        _(
            "{units} of layer {layer} are twins: they have the same activation at every example, "
            "so they get the same gradient and stay alike. Initial weights must differ."
        ).format(units=_units(group), layer=layer.layer)
        for group in layer.twins
    ]
    return problems


def _units(units: Sequence[int]) -> str:
    """Return the names of units, counted from 1."""
    names = [str(unit + 1) for unit in units]
    if len(names) == 1:
        return _("Unit {name}").format(name=names[0])
    return _("Units {names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def vanishing_gradient(layers: tuple[LayerHealth, ...]) -> list[str]:
    """Return a sentence where the gradient of the first layer is much smaller than the output's."""
    first, last = layers[0], layers[-1]
    if len(layers) < 2 or not last.gradient or first.gradient > VANISHED * last.gradient:
        return []
    if not first.gradient:
        return [_("The gradient of layer 1 is 0: it does not learn.")]
    return [
        _(
            "The gradient vanishes: at layer 1 it is {times:,.0f} times "
            "smaller than at the output, so the first layer hardly learns."
        ).format(times=last.gradient / first.gradient)
    ]
