"""The unit doctor in words: what ails which unit, and what helps."""

from collections.abc import Sequence
from typing import Any

from app.by_hand.epoch_state import Moment
from app.by_hand.lines import number
from core.explain.unit_doctor import LayerHealth, examine

#: Share of the examples from which on a unit counts as saturated.
MOSTLY = 0.9
#: A gradient that much smaller than the output layer's has faded.
FADED = 1 / 50
#: Sentences at the most.
MAX_SAID = 6


def doctor(moment: Moment) -> dict[str, Any]:
    """Return each layer's numbers, and a sentence for each thing that is wrong."""
    layers = examine(moment.objective, moment.theta)
    labels = [f.label for f in moment.lab.network.functions]
    # What concerns the whole network first.
    said = fading(layers) + [
        sentence
        for one, label in zip(layers[:-1], labels, strict=False)
        for sentence in sentences(one, label)
    ]
    return {
        "layers": [
            {
                "name": f"layer {one.layer}" if one is not layers[-1] else "output",
                "activation": label,
                "saturated": [number(float(share)) for share in one.saturated[:100]],
                "word": "saturated" if one.is_bounded else "off",
                "gradient": number(one.gradient),
            }
            for one, label in zip(layers, labels, strict=True)
        ],
        "said": said[:MAX_SAID] or ["Nothing ails these units."],
        "ill": bool(said),
    }


def sentences(layer: LayerHealth, activation: str) -> list[str]:
    """Return what is wrong with the units of a hidden layer."""
    said = []
    where = f"of layer {layer.layer}"
    if not layer.is_bounded and layer.dead:
        wake = "no update will wake" if layer.layer == 1 else "only the layer before can wake"
        one = len(layer.dead) == 1
        said.append(
            f"{_units(layer.dead)} {where} {'is' if one else 'are'} dead: z is below 0 at every "
            f"example, so {activation} says 0, passes nothing back, and {wake} "
            f"{'it' if one else 'them'}. A smaller α, or He’s first weights, would have kept "
            f"{'it' if one else 'them'} alive."
        )
    flat = tuple(unit for unit, share in enumerate(layer.saturated) if share >= MOSTLY)
    if layer.is_bounded and flat:
        least = 100 * min(layer.saturated[unit] for unit in flat)
        verb = "is" if len(flat) == 1 else "are"
        said.append(
            f"{_units(flat)} {where} {verb} saturated at {least:.0f} % of the examples or more: "
            "f′(z) is next to 0 there, and so is what is learned. Smaller first weights or "
            "normalized inputs help."
        )
    said += [
        f"{_units(group)} {where} are twins: they say the same at every example, so they get the "
        "same gradient and stay alike. First weights must differ."
        for group in layer.twins
    ]
    return said


def _units(units: Sequence[int]) -> str:
    """Return units as people count them, from 1."""
    names = [str(unit + 1) for unit in units]
    if len(names) == 1:
        return f"Unit {names[0]}"
    return f"Units {', '.join(names[:-1])} and {names[-1]}"


def fading(layers: tuple[LayerHealth, ...]) -> list[str]:
    """Return a sentence where the gradient fades on its way back."""
    first, last = layers[0], layers[-1]
    if len(layers) < 2 or not last.gradient or first.gradient > FADED * last.gradient:
        return []
    if not first.gradient:
        return ["No gradient arrives at layer 1 at all: it does not learn."]
    return [
        f"The gradient fades: at layer 1 it is {last.gradient / first.gradient:,.0f} times smaller "
        "than at the output, so the first layer hardly learns."
    ]
