"""The chain rule of one parameter or unit in lines, with indices and numbers filled in."""

import numpy as np

from app.by_hand.epoch_state import Moment
from app.by_hand.lines import MAX_TERMS, Line, Term, signs
from core.engine.optimizers import FirstOrder, GradientDescent
from core.explain.factors import (
    UnitFactors,
    WeightFactors,
    n_paths,
    path_factors,
    unit_factors,
    weight_factors,
)

#: So many ways back are written out; of more the sums per unit have to do.
MAX_PATHS = 27
EQUALS, PLUS = Term("="), Term("+")
TIMES, OPEN, CLOSE = (Term(tex, tone="tie") for tex in (r"\cdot", "(", ")"))


def forward(moment: Moment, layer: int, j: int, example: int, chosen: int | None) -> list[Line]:
    """Return how a unit comes to its sum and its activation at an example.

    `chosen` is the input whose weight is looked at; None for the bias, or for none.
    """
    names, one = moment.notation, moment.layers[layer - 1]
    W, b = moment.lab.network.unpack(moment.theta)
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
        but = rf"i \neq {chosen + 1}" if shown and chosen is not None else "i"
        a = "x_i" if layer == 1 else rf"a^{{({layer - 1})}}_i"
        products.append([Term(rf"\sum_{{{but}}} {a} W^{{({layer})}}_{{i,{j + 1}}}", rest)])
    bias = b[layer - 1]
    if bias is not None:
        products.append([Term(names.W(layer, None, j), float(bias[j]))])
    z, a_out = float(one.z[example, j]), float(one.a[example, j])
    return [
        Line("weighted sum", (Term(names.z(layer, j), z, None, "result"), EQUALS,
                              *signs("+", products))),
        Line(
            "activation",
            (Term(names.a(layer, j), a_out, None, "result"), EQUALS,
             Term(names.f(layer, j), a_out)),
        ),
    ]  # fmt: skip


def backward(moment: Moment, unit: UnitFactors, example: int) -> Line:
    """Return how a unit comes to its delta at an example."""
    names, layer, j = moment.notation, unit.layer, unit.unit
    result = Term(names.delta(layer, j), float(unit.delta[example]), None, "result")
    head = (result, EQUALS)
    if unit.f_prime is None or unit.dJ_da is None:
        assert unit.y is not None  # where cost and activation match, it is an output
        error = Term(
            rf"({names.a(layer, j)} - {names.y(j)})", float(unit.a[example] - unit.y[example])
        )
        scale = [Term(r"\frac{1}{m}", unit.scale), TIMES] if unit.scale != 1.0 else []
        return Line("delta of the output, cost and activation matched", (*head, *scale, error))
    f_prime = Term(names.f_prime(layer, j), float(unit.f_prime[example]))
    if not unit.downstream:
        slope = names.cost_slope(moment.objective.cost, j, moment.objective.m)
        dJ_da = Term(slope, float(unit.dJ_da[example]))
        return Line("delta of the output: slope of the cost, times f′(z)",
                    (*head, dJ_da, TIMES, f_prime))  # fmt: skip
    if len(unit.downstream) <= MAX_TERMS:
        parts = [
            [
                Term(names.delta(layer + 1, one.unit), float(one.delta[example]),
                     (layer + 1, one.unit)),
                TIMES,
                Term(names.W(layer + 1, j, one.unit), one.w),
            ]
            for one in unit.downstream
        ]  # fmt: skip
        sums = signs("+", parts)
    else:
        every = rf"\sum_k \delta^{{({layer + 1})}}_k W^{{({layer + 1})}}_{{{j + 1},k}}"
        sums = [Term(every, float(unit.dJ_da[example]))]
    brackets = len(unit.downstream) > 1
    inner = (OPEN, *sums, CLOSE) if brackets else tuple(sums)
    return Line("delta, passed back over the weights, times f′(z)",
                (*head, *inner, TIMES, f_prime))  # fmt: skip


def product(moment: Moment, weight: WeightFactors, example: int) -> Line:
    """Return an example's part in the gradient of a parameter: a_i delta_j."""
    names = moment.notation
    name = names.W(weight.layer, weight.i, weight.j)
    delta = Term(
        names.delta(weight.layer, weight.j),
        float(weight.unit.delta[example]),
        (weight.layer, weight.j),
    )
    a = [] if weight.i is None else [
        Term(names.a(weight.layer - 1, weight.i), float(weight.a[example])), TIMES
    ]  # fmt: skip
    vote = Term(names.slope(name), float(weight.votes[example]), None, "result")
    return Line(f"example {example + 1}’s part", (vote, EQUALS, *a, delta))


def total(moment: Moment, weight: WeightFactors) -> Line:
    """Return the gradient of a parameter as the sum of what all examples contribute."""
    names, votes = moment.notation, weight.votes
    name = names.W(weight.layer, weight.i, weight.j)
    m = len(votes)
    delta = rf"\delta_{{{weight.j + 1}}}"
    a = "" if weight.i is None else f"{'x' if weight.layer == 1 else 'a'}_{{{weight.i + 1}}} "
    # The largest first where not all can be written out.
    order = np.argsort(-np.abs(votes), kind="stable")
    shown = range(m) if m <= MAX_TERMS else sorted(int(i) for i in order[: MAX_TERMS - 1])
    parts = [[Term(rf"({a}{delta})^{{[{i + 1}]}}", float(votes[i]))] for i in shown]
    if len(parts) < m:
        rest = float(votes.sum() - votes[list(shown)].sum())
        parts.append([Term(rf"\sum_{{\text{{{m - len(parts):,} others}}}} {a}{delta}", rest)])
    if moment.objective.lambda_ and weight.i is not None:
        of = name if moment.objective.penalty.name == "l2" else rf"\mathrm{{sign}}\,{name}"
        parts.append([Term(rf"\frac{{\lambda}}{{m}} {of}", weight.penalty)])
    result = Term(names.slope(name), weight.dJ_dw, None, "result")
    what = "all examples, summed" if m > 1 else "the one example there is"
    return Line(what, (result, EQUALS, *signs("+", parts)))


def update(moment: Moment, index: int, name: str) -> list[Line]:
    """Return what the next update makes of a parameter."""
    optimizer, step, following = moment.optimizer, moment.step, moment.following
    w, dJ_dw = float(step.theta[index]), float(step.dJ_dtheta[index])
    wrong = "wrong" if dJ_dw_is_wrong(moment, index) else ""
    if following is None:
        said = rf"\text{{{optimizer.label} finds out how far by trying: press Step, then Back}}"
        return [Line(f"iteration by {optimizer.label}", (Term(said),))]
    over = f", {moment.batch_words}" if moment.batch is not None else ""
    new = Term(rf"{name}\text{{ new}}", float(following[index]), None, "result")
    if isinstance(optimizer, GradientDescent):
        alpha = optimizer.alpha_at(step.epoch)
        slope = moment.notation.slope(name, moment.slope_symbol)
        return [
            Line(
                f"update{over}",
                (
                    new, EQUALS, Term(name, w), Term("-"), Term(r"\alpha", alpha), TIMES,
                    Term(slope, dJ_dw, None, wrong),
                ),
            )
        ]  # fmt: skip
    kind = "update" if isinstance(optimizer, FirstOrder) else "iteration"
    change = Term(rf"\Delta {name}", float(following[index] - w), None, wrong)
    return [Line(f"{kind} by {optimizer.label}{over}", (new, EQUALS, Term(name, w), PLUS, change))]


def dJ_dw_is_wrong(moment: Moment, index: int) -> bool:
    """Say whether a mistake has changed the gradient of a parameter."""
    right, taken = moment.gradient[index], moment.gradient_taken[index]
    size = float(np.abs(moment.gradient).max())
    return bool(abs(right - taken) > 1e-9 * max(abs(right), abs(taken), size))


def of_weight(moment: Moment, index: int, example: int | None) -> list[Line]:
    """Return every line of a parameter's gradient, from the forward pass to the update."""
    weight = weight_factors(moment.objective, moment.theta, index, moment.layers)
    lines: list[Line] = []
    if example is not None:
        lines += forward(moment, weight.layer, weight.j, example, weight.i)
        lines.append(backward(moment, weight.unit, example))
        lines.append(product(moment, weight, example))
    lines.append(total(moment, weight))
    name = moment.notation.W(weight.layer, weight.i, weight.j)
    if dJ_dw_is_wrong(moment, index):
        taken = float(moment.gradient_taken[index])
        wrong = Term(moment.notation.slope(name), taken, None, "wrong")
        lines.append(Line("with the mistake, the run takes", (wrong,)))
    return [*lines, *update(moment, index, name)]


def in_full(moment: Moment, index: int, example: int) -> list[Line]:
    """Return every way back from the outputs to a parameter, multiplied out.

    Empty where the parameter belongs to the output layer, or there are too many ways.
    """
    network, names = moment.lab.network, moment.notation
    weight = weight_factors(moment.objective, moment.theta, index, moment.layers)
    layer = weight.layer
    if layer == network.depth or n_paths(network, index) > MAX_PATHS:
        return []
    lines, products = [], []
    for path in path_factors(moment.objective, moment.theta, index, example, moment.layers):
        output, *hidden = path.units
        terms = [Term(_error(moment, output), path.factors[0])]
        at, before = network.depth, output
        for n, unit in enumerate(hidden):
            w, slope = path.factors[1 + 2 * n : 3 + 2 * n]
            terms.append(Term(names.W(at, unit, before), w))
            at, before = at - 1, unit
            terms.append(Term(names.f_prime(at, unit), slope, (at, unit)))
        if weight.i is not None:
            terms.append(Term(names.a(layer - 1, weight.i), path.factors[-1]))
        way = " ← ".join(str(unit + 1) for unit in path.units)
        sums = Term("", path.product, None, "result")
        lines.append(Line(f"over {way}", (*_product(terms), EQUALS, sums)))
        products.append(path.product)
    name = names.slope(names.W(layer, weight.i, weight.j))
    whole = Term(name, float(np.sum(products)), None, "result")
    parts = signs("+", [[Term("", one)] for one in products]) if len(products) <= 9 else [
        Term(rf"\text{{sum of }} {len(products)}", float(np.sum(products)))
    ]  # fmt: skip
    return [*lines, Line("together", (whole, EQUALS, *parts))]


def _product(factors: list[Term]) -> list[Term]:
    """Return factors with the sign of multiplication between them."""
    joined = factors[:1]
    for factor in factors[1:]:
        joined += [Term(r"\cdot"), factor]
    return joined


def _error(moment: Moment, j: int) -> str:
    """Return the formula of an output's delta, factor by factor."""
    names, cost = moment.notation, moment.objective.cost
    depth = moment.lab.network.depth
    if cost.matched == moment.lab.network.functions[-1].name:
        scale = r"\tfrac{1}{m}" if cost.scale(moment.objective.m) != 1.0 else ""
        return rf"{scale}({names.a(depth, j)} - {names.y(j)})"
    return rf"{names.cost_slope(cost, j, moment.objective.m)}\,{names.f_prime(depth, j)}"


def of_unit(moment: Moment, layer: int, j: int, example: int | None) -> list[Line]:
    """Return a unit's part: its sum, its activation, its delta, and how far its bias moves."""
    unit = unit_factors(moment.objective, moment.theta, layer, j, moment.layers)
    if example is not None:
        return [*forward(moment, layer, j, example, None), backward(moment, unit, example)]
    names = moment.notation
    mean_z, mean_a = float(unit.z.mean()), float(unit.a.mean())
    return [
        Line("mean over all examples",
             (Term(rf"\bar {{{names.z(layer, j)}}}", mean_z), Term(r",\;"),
              Term(rf"\bar {{{names.a(layer, j)}}}", mean_a))),
        Line("deltas of all examples, summed",
             (Term(rf"\sum {names.delta(layer, j)}", float(unit.delta.sum()), None, "result"),)),
    ]  # fmt: skip
