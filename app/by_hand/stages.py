"""One update, step by step: forward layer by layer, cost, deltas back, gradient, update."""

from typing import Any

import numpy as np

from app.by_hand.epoch_state import EpochState
from app.by_hand.notation import cost_derivative, mathml, reduction
from app.by_hand.selection import Selection
from app.run.wire import finite
from core.language import _
from core.types import Array

#: So many numbers of a layer are sent; a layer of more is shown in part.
MAX_SHOWN = 100
#: Parameters whose numbers are sent for the lines of the diagram.
MAX_LINES = 2000


def stages_json(state: EpochState, selection: Selection) -> dict[str, Any]:
    """Return the stages of the update after this epoch, for one example; by default the first.

    Each has a `title`, a formula as `math`, a sentence as `what`; `rows` of named numbers, one a
    unit; and what the diagram highlights: the units of `layer`, and the lines that lead to layer
    `lines`, all of them for 0, none without it. `weights` holds a number for each line, where the
    stage is about these; biases are left out where `biases` is false.
    """
    example, depth = selection.example or 0, state.lab.network.depth
    return {
        "stages": [
            _input(state, example),
            *(_forward(state, layer, example) for layer in range(1, depth + 1)),
            _cost(state, example),
            *(_delta(state, layer, example) for layer in range(depth, 0, -1)),
            _gradient(state),
            _update(state),
        ]
    }


def _input(state: EpochState, example: int) -> dict[str, Any]:
    return {
        "title": _("Input"),
        "math": mathml(r"a^{(0)} = x"),
        "what": _("The inputs of example {example}, scaled as the network takes them.").format(
            example=example + 1
        ),
        "layer": 0,
        "rows": [_row("x", state.layers[0].a_in[example])],
    }


def _forward(state: EpochState, layer: int, example: int) -> dict[str, Any]:
    network, one = state.lab.network, state.layers[layer - 1]
    is_output = layer == network.depth
    bias = rf" + b^{{({layer})}}" if network.biases else ""
    before = "x" if layer == 1 else rf"a^{{({layer - 1})}}"
    a = r"\hat y" if is_output else rf"a^{{({layer})}}"
    return {
        "title": _("Forward: output")
        if is_output
        else _("Forward: layer {layer}").format(layer=layer),
        "math": mathml(
            rf"z^{{({layer})}} = {before}\, W^{{({layer})}}{bias} \quad"
            rf" {a} = f(z^{{({layer})}}),\; f(z) = {network.functions[layer - 1].formula('z')}"
        ),
        "what": _("Each unit adds up its weighted inputs to z and applies its activation f."),
        "layer": layer,
        "lines": layer,
        "rows": [_row("z", one.z[example]), _row("ŷ" if is_output else "a", one.a[example])],
    }


def _cost(state: EpochState, example: int) -> dict[str, Any]:
    objective, output = state.objective, state.layers[-1]
    own = objective.cost.each(output.z, output.a, objective.y)[example]
    share = float(own.sum()) * objective.cost.scale(objective.m)
    parts = objective.parts(state.theta)
    penalized = bool(objective.lambda_)
    penalty = f" + {objective.penalty.formula}" if penalized else ""
    return {
        "title": _("Cost"),
        "math": mathml(f"J = {objective.cost.formula}{penalty}"),
        "what": _("How much the output differs from its target: this example’s share of J, and J."),
        "layer": state.lab.network.depth,
        "rows": [
            _row("ŷ", output.a[example]),
            _row("y", objective.y[example]),
            _row(_("its share"), np.array([share])),
            *([_row(_("penalty"), np.array([parts.penalty]))] if penalized else []),
            _row("J", np.array([parts.J])),
        ],
    }


def _delta(state: EpochState, layer: int, example: int) -> dict[str, Any]:
    network, objective = state.lab.network, state.objective
    one, f = state.layers[layer - 1], network.functions[layer - 1]
    f_prime = rf"f'(z^{{({layer})}})"
    f_prime_is = rf",\; f'(z) = {f.formula_derivative('z', 'a')}" if f.formula_derivative else ""
    if layer < network.depth:
        delta = rf"\delta^{{({layer + 1})}}"
        formula = rf"({delta}\, W^{{({layer + 1})\,T}}) \odot {f_prime}{f_prime_is}"
        what = _("The deltas of the next layer come back over the same weights, times f′(z).")
    elif one.f_prime is None:
        formula = rf"{reduction(objective.cost, objective.m)}(\hat y - y)"
        what = _("Cost and activation match: what remains is the output minus its target.")
    else:
        derivative = cost_derivative(objective.cost, objective.m)
        formula = rf"{derivative} \odot {f_prime}{f_prime_is}"
        what = _("The derivative of the cost, times the derivative of the activation.")
    stage: dict[str, Any] = {
        "title": _("Back: layer {layer}").format(layer=layer)
        if layer < network.depth
        else _("Back: output"),
        "math": mathml(rf"\delta^{{({layer})}} = {formula}"),
        "what": what,
        "layer": layer,
        "rows": [_row("δ", one.delta[example])],
    }
    if layer < network.depth:
        stage["lines"], stage["biases"] = layer + 1, False  # no delta comes back over a bias
    return stage


def _gradient(state: EpochState) -> dict[str, Any]:
    objective, W = state.objective, "W^{(l)}"
    penalty = f" + {objective.penalty.formula_derivative(W)}" if objective.lambda_ else ""
    examples = (
        _("all examples")
        if state.batch is None
        else _("a batch: {batch}").format(batch=state.batch_words)
    )
    return {
        "title": _("Gradient"),
        "math": mathml(
            rf"\frac{{\partial J}}{{\partial {W}}} = a^{{(l-1)\,T}} \delta^{{(l)}}{penalty}"
            r",\quad \frac{\partial J}{\partial b^{(l)}} = \sum \delta^{(l)}"
        ),
        "what": _(
            "The input of each weight, times the delta of its unit, summed over {examples}."
        ).format(examples=examples),
        "lines": 0,
        "rows": [],
        "weights": _weights(state.step.dJ_dtheta),
    }


def _update(state: EpochState) -> dict[str, Any]:
    optimizer, next_theta = state.optimizer, state.next_theta
    batch = (
        ""
        if state.batch is None
        else _(" This is {batch}; Step makes them all.").format(batch=state.batch_words)
    )
    return {
        "title": _("Update"),
        "action": _("Make the update ›") if state.batch is None else _("Make the epoch ›"),
        "math": mathml(optimizer.formula),
        "what": _("{optimizer} finds its step by a search: press Step.").format(
            optimizer=optimizer.label
        )
        if next_theta is None
        else _("Every weight changes by this much, and the next pass begins.{batch}").format(
            batch=batch
        ),
        "lines": 0,
        "rows": [],
        "weights": [] if next_theta is None else _weights(next_theta - state.theta),
    }


def _row(name: str, values: Array) -> dict[str, Any]:
    return {
        "name": name,
        "n": len(values),
        "values": [finite(value) for value in values[:MAX_SHOWN]],
    }


def _weights(values: Array) -> list[float | None]:
    """Return a number for each line; none where there are too many to be drawn."""
    return [finite(value) for value in values] if len(values) <= MAX_LINES else []
