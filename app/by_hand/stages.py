"""One update in slow motion: forward layer by layer, cost, deltas back, gradient, update."""

from typing import Any

import numpy as np

from app.by_hand.epoch_state import Moment
from app.by_hand.lines import number
from app.by_hand.notation import derivative_of, mathml
from core.types import Array

#: So many numbers of a layer are sent; a layer of more is shown in part.
MAX_SHOWN = 100
#: Parameters whose numbers are sent for the lines of the diagram.
MAX_LINES = 2000


def stages(moment: Moment, example: int) -> list[dict[str, Any]]:
    """Return the stages of the update after this epoch, as JSON can say them.

    Each has a `title`, a formula as `math`, a sentence as `what`; `rows` of named numbers, one a
    unit; and what the diagram lights: the units of `layer`, and the lines that lead to layer
    `lines`, all of them for 0, none without it. `weights` holds a number for each line, where the
    stage is about these; biases are left out where `biases` is false.
    """
    network, layers = moment.lab.network, moment.layers
    depth = network.depth
    found = [
        {
            "title": "Input",
            "math": mathml(r"a^{(0)} = x"),
            "what": f"Example {example + 1} goes in, as the network is fed.",
            "layer": 0,
            "rows": [_row("x", layers[0].a_in[example])],
        }
    ]
    for number_, one in enumerate(layers, 1):
        f = network.functions[number_ - 1]
        bias = rf" + b^{{({number_})}}" if network.biases else ""
        before = "x" if number_ == 1 else rf"a^{{({number_ - 1})}}"
        out = r"\hat y" if number_ == depth else rf"a^{{({number_})}}"
        found.append(
            {
                "title": f"Forward: layer {number_}" if number_ < depth else "Forward: output",
                "math": mathml(
                    rf"z^{{({number_})}} = {before}\, W^{{({number_})}}{bias} \quad"
                    rf" {out} = f(z^{{({number_})}}),\; f(z) = {f.formula}"
                ),
                "what": "Each unit adds up what comes in over its lines, and bends the sum.",
                "layer": number_,
                "lines": number_,
                "rows": [
                    _row("z", one.z[example]),
                    _row("ŷ" if number_ == depth else "a", one.a[example]),
                ],
            }
        )
    return [
        *found,
        _cost(moment, example),
        *(_delta(moment, layer, example) for layer in range(depth, 0, -1)),
        _gradient(moment),
        _update(moment),
    ]


def _cost(moment: Moment, example: int) -> dict[str, Any]:
    objective, output = moment.objective, moment.layers[-1]
    own = objective.cost.each(output.z, output.a, objective.y)[example]
    share = float(own) * objective.cost.scale(objective.m)
    parts = objective.parts(moment.theta)
    penalized = bool(objective.lambda_)
    penalty = f" + {objective.penalty.formula}" if penalized else ""
    return {
        "title": "Cost",
        "math": mathml(f"J = {objective.cost.formula}{penalty}"),
        "what": "How far the output is from its target. This example’s share, and J of all.",
        "layer": moment.lab.network.depth,
        "rows": [
            _row("ŷ", output.a[example]),
            _row("y", objective.y[example]),
            _row("its share", np.array([share])),
            *([_row("penalty", np.array([parts.penalty]))] if penalized else []),
            _row("J", np.array([parts.J])),
        ],
    }


def _delta(moment: Moment, layer: int, example: int) -> dict[str, Any]:
    network, objective = moment.lab.network, moment.objective
    one, f = moment.layers[layer - 1], network.functions[layer - 1]
    slope = rf"f'(z^{{({layer})}})"
    if layer < network.depth:
        behind = rf"\delta^{{({layer + 1})}}"
        formula = rf"({behind}\, W^{{({layer + 1})\,T}}) \odot {slope},\; f'(z) = {f.formula_prime}"
        what = "What the next layer has to answer for comes back over the same lines, times f′(z)."
    elif one.f_prime is None:
        factor = r"\tfrac{1}{m} " if objective.cost.scale(objective.m) != 1.0 else ""
        formula = rf"{factor}(\hat y - y)"
        what = "Cost and activation match: what is left is how far the output is off."
    else:
        dJ_da = derivative_of(objective.cost, objective.m)
        formula = rf"{dJ_da} \odot {slope},\; f'(z) = {f.formula_prime}"
        what = "The slope of the cost, times the slope of the activation."
    stage: dict[str, Any] = {
        "title": f"Back: layer {layer}" if layer < network.depth else "Back: output",
        "math": mathml(rf"\delta^{{({layer})}} = {formula}"),
        "what": what,
        "layer": layer,
        "rows": [_row("δ", one.delta[example])],
    }
    if layer < network.depth:
        stage["lines"], stage["biases"] = layer + 1, False  # nothing goes back over a bias
    return stage


def _gradient(moment: Moment) -> dict[str, Any]:
    penalty = moment.objective.penalty
    of = {"l2": "W", "l1": r"\mathrm{sign}\, W"}[penalty.name]
    slope = rf" + \frac{{\lambda}}{{m}} {of}" if moment.objective.lambda_ else ""
    return {
        "title": "Gradient",
        "math": mathml(
            r"\frac{\partial J}{\partial W^{(l)}} = a^{(l-1)\,T} \delta^{(l)}"
            + slope
            + r",\quad \frac{\partial J}{\partial b^{(l)}} = \sum \delta^{(l)}"
        ),
        "what": "What came in over a line, times what its end answers for, over "
        + ("all examples." if moment.batch is None else f"a batch: {moment.batch_words}."),
        "lines": 0,
        "rows": [],
        "weights": _weights(moment.step.dJ_dtheta),
    }


def _update(moment: Moment) -> dict[str, Any]:
    following = moment.following
    change = None if following is None else following - moment.theta
    optimizer = moment.optimizer
    epoch = "" if moment.batch is None else f" This is {moment.batch_words}; Step makes them all."
    return {
        "title": "Update",
        "action": "Make the update ›" if moment.batch is None else "Make the epoch ›",
        "math": mathml(optimizer.formula),
        "what": f"Every weight moves, and the next round begins.{epoch}"
        if change is not None
        else f"Only {optimizer.label} itself knows how far it will go: press Step.",
        "lines": 0,
        "rows": [],
        "weights": [] if change is None else _weights(change),
    }


def _row(name: str, values: Array) -> dict[str, Any]:
    return {
        "name": name,
        "n": len(values),
        "values": [number(float(value)) for value in values[:MAX_SHOWN]],
    }


def _weights(values: Array) -> list[float | None]:
    """Return a number for each line; none where there are too many to be drawn."""
    return [number(float(v)) for v in values] if len(values) <= MAX_LINES else []
