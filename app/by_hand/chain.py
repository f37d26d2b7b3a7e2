"""The chain rule of one parameter or unit in lines, with indices and numbers filled in."""

from typing import Any

import numpy as np

from app.by_hand.epoch_state import EpochState
from app.by_hand.lines import (
    CLOSE,
    EQUALS,
    MAX_TERMS,
    OPEN,
    PLUS,
    TIMES,
    Formulas,
    Line,
    Term,
    joined,
    lines_json,
)
from app.by_hand.paths import path_lines
from app.by_hand.selection import Selection
from core.engine.optimizers import FirstOrder, GradientDescent
from core.explain.factors import UnitFactors, WeightFactors, unit_factors, weight_factors
from core.language import _


def chain_json(state: EpochState, selection: Selection) -> dict[str, Any]:
    """Return the lines of the weight or unit that is selected, and those of every path."""
    index, unit, example = selection.index, selection.unit, selection.example
    lines = unit_lines(state, *unit, example) if unit else weight_lines(state, index, example)
    full = [] if unit or example is None else path_lines(state, index, example)
    formulas = Formulas()
    return {
        "lines": lines_json(lines, formulas),
        "full": lines_json(full, formulas),
        "formulas": formulas.texts,
    }


def weight_lines(state: EpochState, index: int, example: int | None) -> list[Line]:
    """Return every line of a parameter's gradient, from the forward pass to the update."""
    weight = weight_factors(state.objective, state.theta, index, state.layers)
    lines: list[Line] = []
    if example is not None:
        lines += forward(state, weight.layer, weight.j, example, weight.i)
        lines.append(backward(state, weight.unit, example))
        lines.append(contribution(state, weight, example))
    lines.append(total(state, weight))
    w = state.notation.W(weight.layer, weight.i, weight.j)
    if dJ_dw_is_wrong(state, index):
        taken = float(state.gradient_taken[index])
        wrong = Term(state.notation.derivative(w), taken, None, "wrong")
        lines.append(Line(_("with the mistake, the run takes"), (wrong,)))
    return [*lines, update(state, index, w)]


def unit_lines(state: EpochState, layer: int, j: int, example: int | None) -> list[Line]:
    """Return a unit's lines: its sum, its activation and its delta."""
    unit = unit_factors(state.objective, state.theta, layer, j, state.layers)
    if example is not None:
        return [*forward(state, layer, j, example, None), backward(state, unit, example)]
    names = state.notation
    mean_z, mean_a = float(unit.z.mean()), float(unit.a.mean())
    return [
        Line(_("mean over all examples"),
             (Term(rf"\bar {{{names.z(layer, j)}}}", mean_z), Term(r",\;"),
              Term(rf"\bar {{{names.a(layer, j)}}}", mean_a))),
        Line(_("deltas of all examples, summed"),
             (Term(rf"\sum {names.delta(layer, j)}", float(unit.delta.sum()), None, "result"),)),
    ]  # fmt: skip


def forward(state: EpochState, layer: int, j: int, example: int, chosen: int | None) -> list[Line]:
    """Return the lines of a unit's sum and of its activation at an example.

    `chosen` is the input whose weight is selected; None for the bias, or for none.
    """
    names, one = state.notation, state.layers[layer - 1]
    W, b = state.lab.network.unpack(state.theta)
    a_in, w = one.a_in[example], W[layer - 1][:, j]
    shown = list(range(len(w))) if len(w) <= MAX_TERMS else [] if chosen is None else [chosen]
    rest = float(a_in @ w - a_in[shown] @ w[shown])
    products = [
        [
            Term(
                names.a(layer - 1, i),
                float(a_in[i]),
                (layer - 1, i) if layer > 1 else None,
                "chosen" if i == chosen else "",
            ),
            TIMES,
            Term(names.W(layer, i, j), float(w[i]), tone="chosen" if i == chosen else ""),
        ]
        for i in shown
    ]
    if len(shown) < len(w):
        others = rf"i \neq {chosen + 1}" if shown and chosen is not None else "i"
        a = "x_i" if layer == 1 else rf"a^{{({layer - 1})}}_i"
        products.append([Term(rf"\sum_{{{others}}} {a} W^{{({layer})}}_{{i,{j + 1}}}", rest)])
    bias = b[layer - 1]
    if bias is not None:
        products.append([Term(names.W(layer, None, j), float(bias[j]))])
    z, a_out = float(one.z[example, j]), float(one.a[example, j])
    return [
        Line(_("weighted sum"), (Term(names.z(layer, j), z, None, "result"), EQUALS,
                              *joined(PLUS, products))),
        Line(
            _("activation"),
            (Term(names.a(layer, j), a_out, None, "result"), EQUALS,
             Term(names.f(layer, j), a_out)),
        ),
    ]  # fmt: skip


def backward(state: EpochState, unit: UnitFactors, example: int) -> Line:
    """Return the line of a unit's delta at an example."""
    names, layer, j = state.notation, unit.layer, unit.unit
    result = Term(names.delta(layer, j), float(unit.delta[example]), None, "result")
    head = (result, EQUALS)
    if unit.f_prime is None or unit.dJ_da is None:
        assert unit.y is not None  # where cost and activation match, it is an output
        error = Term(
            rf"({names.a(layer, j)} - {names.y(j)})", float(unit.a[example] - unit.y[example])
        )
        scale = [Term(r"\frac{1}{m}", unit.scale), TIMES] if unit.scale != 1.0 else []
        return Line(_("delta of the output, cost and activation matched"), (*head, *scale, error))
    f_prime = Term(names.f_prime(layer, j), float(unit.f_prime[example]))
    if not unit.downstream:
        derivative = names.cost_derivative(state.objective.cost, state.objective.m, j)
        dJ_da = Term(derivative, float(unit.dJ_da[example]))
        return Line(_("delta of the output: derivative of the cost, times f′(z)"),
                    (*head, dJ_da, TIMES, f_prime))  # fmt: skip
    if len(unit.downstream) <= MAX_TERMS:
        products = [
            [
                Term(names.delta(layer + 1, one.unit), float(one.delta[example]),
                     (layer + 1, one.unit)),
                TIMES,
                Term(names.W(layer + 1, j, one.unit), one.w),
            ]
            for one in unit.downstream
        ]  # fmt: skip
        sums = joined(PLUS, products)
    else:
        every = rf"\sum_k \delta^{{({layer + 1})}}_k W^{{({layer + 1})}}_{{{j + 1},k}}"
        sums = [Term(every, float(unit.dJ_da[example]))]
    brackets = len(unit.downstream) > 1
    inner = (OPEN, *sums, CLOSE) if brackets else tuple(sums)
    return Line(_("delta, passed back over the weights, times f′(z)"),
                (*head, *inner, TIMES, f_prime))  # fmt: skip


def contribution(state: EpochState, weight: WeightFactors, example: int) -> Line:
    """Return what an example contributes to the gradient of a parameter: a_i delta_j."""
    names = state.notation
    w = names.W(weight.layer, weight.i, weight.j)
    delta = Term(
        names.delta(weight.layer, weight.j),
        float(weight.unit.delta[example]),
        (weight.layer, weight.j),
    )
    a = [] if weight.i is None else [
        Term(names.a(weight.layer - 1, weight.i), float(weight.a[example])), TIMES
    ]  # fmt: skip
    product = Term(names.derivative(w), float(weight.contributions[example]), None, "result")
    return Line(
        _("example {example}’s part").format(example=example + 1), (product, EQUALS, *a, delta)
    )


def total(state: EpochState, weight: WeightFactors) -> Line:
    """Return the gradient of a parameter as the sum of what all examples contribute."""
    names, contributions = state.notation, weight.contributions
    w = names.W(weight.layer, weight.i, weight.j)
    m = len(contributions)
    delta = rf"\delta_{{{weight.j + 1}}}"
    a = "" if weight.i is None else f"{'x' if weight.layer == 1 else 'a'}_{{{weight.i + 1}}} "
    # The largest where not all can be written out.
    order = np.argsort(-np.abs(contributions), kind="stable")
    shown = range(m) if m <= MAX_TERMS else sorted(int(i) for i in order[: MAX_TERMS - 1])
    parts = [[Term(rf"({a}{delta})^{{[{i + 1}]}}", float(contributions[i]))] for i in shown]
    if len(parts) < m:
        rest = float(contributions.sum() - contributions[list(shown)].sum())
        others = _("{n:,} others").format(n=m - len(parts))
        parts.append([Term(rf"\sum_{{\text{{{others}}}}} {a}{delta}", rest)])
    if state.objective.lambda_ and weight.i is not None:
        parts.append([Term(state.objective.penalty.formula_derivative(w), weight.penalty)])
    result = Term(names.derivative(w), weight.dJ_dw, None, "result")
    name = _("all examples, summed") if m > 1 else _("the one example there is")
    return Line(name, (result, EQUALS, *joined(PLUS, parts)))


def update(state: EpochState, index: int, w: str) -> Line:
    """Return the line of the next update of a parameter, `w` being its symbol."""
    optimizer, step, next_theta = state.optimizer, state.step, state.next_theta
    value, dJ_dw = float(step.theta[index]), float(step.dJ_dtheta[index])
    tone = "wrong" if dJ_dw_is_wrong(state, index) else ""
    if next_theta is None:
        hint = _("{optimizer} finds its step by a search: press Step, then Back")
        text = rf"\text{{{hint.format(optimizer=optimizer.label)}}}"
        return Line(_("iteration by {optimizer}").format(optimizer=optimizer.label), (Term(text),))
    batch = f", {state.batch_words}" if state.batch is not None else ""
    new_word = _("new")
    new = Term(rf"{w}\text{{ {new_word}}}", float(next_theta[index]), None, "result")
    if isinstance(optimizer, GradientDescent):
        alpha = optimizer.alpha_at(step.epoch)
        derivative = Term(state.notation.derivative(w, state.cost_symbol), dJ_dw, None, tone)
        return Line(
            _("update{batch}").format(batch=batch),
            (new, EQUALS, Term(w, value), Term("-"), Term(r"\alpha", alpha), TIMES, derivative),
        )
    what = (
        _("update by {optimizer}{batch}")
        if isinstance(optimizer, FirstOrder)
        else _("iteration by {optimizer}{batch}")
    )
    change = Term(rf"\Delta {w}", float(next_theta[index] - value), None, tone)
    return Line(
        what.format(optimizer=optimizer.label, batch=batch),
        (new, EQUALS, Term(w, value), PLUS, change),
    )


def dJ_dw_is_wrong(state: EpochState, index: int) -> bool:
    """Return whether a mistake has changed the gradient of a parameter."""
    right, taken = state.gradient[index], state.gradient_taken[index]
    size = float(np.abs(state.gradient).max())
    return bool(abs(right - taken) > 1e-9 * max(abs(right), abs(taken), size))
