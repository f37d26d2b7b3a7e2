"""The chain rule multiplied out: one product for each path from an output back to a parameter."""

import numpy as np

from app.by_hand.epoch_state import EpochState
from app.by_hand.lines import EQUALS, PLUS, Line, Term, joined
from app.by_hand.notation import reduction
from core.explain.factors import n_paths, path_factors, weight_factors
from core.language import _

#: So many paths are written out; of more there are the sums per unit only.
MAX_PATHS = 27
#: So many products of paths are added up one by one.
MAX_PRODUCTS = 9


def path_lines(state: EpochState, index: int, example: int) -> list[Line]:
    """Return every path from the outputs back to a parameter as a product, and their sum.

    Empty where the parameter belongs to the output layer, or there are too many paths.
    """
    network, names = state.lab.network, state.notation
    weight = weight_factors(state.objective, state.theta, index, state.layers)
    if weight.layer == network.depth or n_paths(network, index) > MAX_PATHS:
        return []
    lines, products = [], []
    for path in path_factors(state.objective, state.theta, index, example, state.layers):
        output, *hidden = path.units
        factors = [Term(_output_delta(state, output), path.factors[0])]
        layer, before = network.depth, output
        for n, unit in enumerate(hidden):
            w, f_prime = path.factors[1 + 2 * n : 3 + 2 * n]
            factors.append(Term(names.W(layer, unit, before), w))
            layer, before = layer - 1, unit
            factors.append(Term(names.f_prime(layer, unit), f_prime, (layer, unit)))
        if weight.i is not None:
            factors.append(Term(names.a(weight.layer - 1, weight.i), path.factors[-1]))
        product = joined(Term(r"\cdot"), [[factor] for factor in factors])
        units = " ← ".join(str(unit + 1) for unit in path.units)
        result = Term("", path.product, None, "result")
        lines.append(Line(_("over {units}").format(units=units), (*product, EQUALS, result)))
        products.append(path.product)
    total = float(np.sum(products))
    sum_of, symbol = _("sum of"), names.derivative(names.W(weight.layer, weight.i, weight.j))
    terms = (
        joined(PLUS, [[Term("", product)] for product in products])
        if len(products) <= MAX_PRODUCTS
        else [Term(rf"\text{{{sum_of} }} {len(products)}", total)]
    )
    return [*lines, Line(_("together"), (Term(symbol, total, None, "result"), EQUALS, *terms))]


def _output_delta(state: EpochState, j: int) -> str:
    """Return an output's delta in LaTeX, factor by factor."""
    names, depth = state.notation, state.lab.network.depth
    cost, m = state.objective.cost, state.objective.m
    if cost.matched == state.lab.network.functions[-1].name:
        return f"{reduction(cost, m)}({names.a(depth, j)} - {names.y(j)})"
    return rf"{names.cost_derivative(cost, m, j)}\,{names.f_prime(depth, j)}"
