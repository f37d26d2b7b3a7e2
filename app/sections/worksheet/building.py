"""A worksheet from a run: its first update, to calculate by hand.

The numbers of the key are those of the run itself, so that the page shows the very same step.
"""

from collections.abc import Sequence

from app.by_hand.notation import Notation, of_example, reduction
from app.run.lab import Lab
from app.sections.worksheet.records import Blank, Given, Section, Sheet
from core.engine.network import Network
from core.engine.objective import Objective
from core.explain.chain_rule import LayerPass, passes
from core.explain.factors import Place, place_of
from core.language import _
from core.types import Array

#: The largest network that fits on a sheet.
LARGEST = (2, 3, 1)
#: Examples of an update that fit on a sheet, at the most.
MOST_EXAMPLES = 4
#: Significant digits of the answers.
MIN_DIGITS, MAX_DIGITS, DEFAULT_DIGITS = 2, 6, 4


def fits(network: Network) -> bool:
    """Return whether a network is small enough for a sheet."""
    sizes = network.sizes
    if len(sizes) > len(LARGEST) or sizes[0] > LARGEST[0] or sizes[-1] > LARGEST[-1]:
        return False
    return len(sizes) < len(LARGEST) or sizes[1] <= LARGEST[1]


def worksheet(lab: Lab, digits: int = DEFAULT_DIGITS) -> Sheet:
    """Return the sheet for the first update of a run.

    Parameters
    ----------
    lab : Lab
        Of gradient descent, with all of its examples in each update and without a penalty.
    digits : int
        Significant digits of the answers, MIN_DIGITS to MAX_DIGITS.

    Raises
    ------
    ValueError
        If the network is too large, or there are too many examples.
    """
    network = lab.network
    if not fits(network):
        raise ValueError(
            _("sizes: got {sizes}, takes at most {most}, which fits on a sheet").format(
                sizes="-".join(map(str, network.sizes)), most="-".join(map(str, LARGEST))
            )
        )
    if lab.m > MOST_EXAMPLES:
        raise ValueError(
            _("examples: got {m}, takes 1 to {most}").format(m=lab.m, most=MOST_EXAMPLES)
        )
    if lab.advance(1) < 1:
        raise ValueError(_("alpha: leads to numbers that are too large, takes a smaller one"))
    before, after, objective = lab.step(0), lab.step(1), lab.objective(0)
    layers = passes(objective, before.theta)
    names = Notation(network)
    return Sheet(
        network.sizes,
        lab.m,
        lab.settings.start,
        digits,
        _given(names, lab.task.inputs, lab.task.y, before.theta, lab.alpha(0)),
        _rules(objective),
        (
            *(_forward(names, layer, one) for layer, one in enumerate(layers, 1)),
            _cost(objective, layers[-1], before.J),
            *(_delta(objective, names, layer, layers) for layer in range(network.depth, 0, -1)),
            _gradient(names, before.dJ_dtheta, lab.m),
            _update(names, after.theta),
            _after(after.J),
        ),
    )


def _given(
    names: Notation, X: Array, y: Array, theta: Array, alpha: float
) -> dict[str, tuple[Given, ...]]:
    m = len(X)
    examples = [
        Given(of_example(tex, k, m), float(value))
        for k in range(m)
        for tex, value in (
            *((names.a(0, i), value) for i, value in enumerate(X[k])),
            *((names.y(j), value) for j, value in enumerate(y[k])),
        )
    ]
    return {
        _("Input and target"): (*examples, Given(r"\alpha", alpha)),
        **{
            _("Layer {layer}").format(layer=layer): tuple(
                Given(names.W(*place), float(value))
                for place, value in zip(_places(names.network), theta, strict=True)
                if place.layer == layer
            )
            for layer in range(1, names.network.depth + 1)
        },
    }


def _places(network: Network) -> list[Place]:
    """Return the place of each parameter, in the order of theta."""
    return [place_of(network, index) for index in range(network.n_parameters)]


def _rules(objective: Objective) -> tuple[tuple[str, str], ...]:
    *hidden, output = objective.network.functions
    rules = []
    for f in dict.fromkeys(hidden):
        assert f.formula_derivative is not None  # a hidden layer has a derivative
        formulas = rf"f(z) = {f.formula('z')}, \quad f'(z) = {f.formula_derivative('z', 'a')}"
        rules.append((_("hidden units ({label})").format(label=f.label), formulas))
    what = _("cost ({label}), m = {m}").format(label=objective.cost.label, m=objective.m)
    return (
        *rules,
        (_("output ({label})").format(label=output.label), f"f(z) = {output.formula('z')}"),
        (what, f"J = {_cost_formula(objective)}")
        if objective.m == 1
        else (what, f"C = {_cost_formula(objective)}, \\quad J = {_sum_of_costs(objective)}"),
    )


def _values(numbers: Array) -> tuple[float, ...]:
    """Return a number for each example."""
    return tuple(map(float, numbers))


def _forward(names: Notation, layer: int, one: LayerPass) -> Section:
    network = names.network
    blanks: list[Blank] = []
    for j in range(network.sizes[layer]):
        products = [
            f"{names.a(layer - 1, i)} {names.W(layer, i, j)}"
            for i in range(network.sizes[layer - 1])
        ]
        bias = [names.W(layer, None, j)] if network.biases else []
        z = names.z(layer, j)
        blanks += [
            Blank(z, " + ".join([*products, *bias]), _values(one.z[:, j])),
            Blank(names.a(layer, j), f"f({z})", _values(one.a[:, j])),
        ]
    return Section(
        _("Forward: the output")
        if layer == network.depth
        else _("Forward: layer {layer}").format(layer=layer),
        _("Add up the weighted inputs of each unit to z, then apply f."),
        tuple(blanks),
    )


def _cost(objective: Objective, output: LayerPass, J: float) -> Section:
    title, formula = _("Cost"), _cost_formula(objective)
    if objective.m == 1:
        text = _("Put output and target into the formula of the cost.")
        return Section(title, text, (Blank("J", formula, (J,)),))
    each = objective.cost.each(output.z, output.a, objective.y).sum(axis=1)
    return Section(
        title,
        _("The cost C of each example, and J of all of them."),
        (Blank("C", formula, _values(each)), Blank("J", _sum_of_costs(objective), (J,))),
    )


def _cost_formula(objective: Objective) -> str:
    """Return the cost of one example and its one output in LaTeX."""
    return objective.cost.formula_each(r"\hat y", "y")


def _sum_of_costs(objective: Objective) -> str:
    """Return J as the sum of the costs of all examples in LaTeX, written out."""
    m = objective.m
    costs = " + ".join(of_example("C", k, m) for k in range(m))
    factor = reduction(objective.cost, m)
    return f"{factor} ({costs})" if factor else costs


def _delta(
    objective: Objective, names: Notation, layer: int, layers: Sequence[LayerPass]
) -> Section:
    network, one = names.network, layers[layer - 1]
    is_hidden = layer < network.depth
    blanks = []
    for j in range(network.sizes[layer]):
        if is_hidden:
            products = [
                f"{names.delta(layer + 1, k)} {names.W(layer + 1, j, k)}"
                for k in range(network.sizes[layer + 1])
            ]
            back = products[0] if len(products) == 1 else f"({' + '.join(products)})"
            formula = rf"{back} \cdot {names.f_prime(layer, j)}"
        elif one.f_prime is None:
            difference = f"{names.a(layer, j)} - {names.y(j)}"
            factor = reduction(objective.cost, objective.m)
            formula = f"{factor} ({difference})" if factor else difference
        else:
            derivative = names.cost_derivative(objective.cost, objective.m, j)
            formula = rf"{derivative} \cdot {names.f_prime(layer, j)}"
        blanks.append(Blank(names.delta(layer, j), formula, _values(one.delta[:, j])))
    return Section(
        _("Back: layer {layer}").format(layer=layer) if is_hidden else _("Back: the output"),
        _("The deltas of the next layer come back over the same weights, times f′(z).")
        if is_hidden
        else _("The derivative of the cost with respect to the sum z of the output."),
        tuple(blanks),
    )


def _gradient(names: Notation, dJ_dtheta: Array, m: int) -> Section:
    blanks = []
    for place, value in zip(_places(names.network), dJ_dtheta, strict=True):
        layer, i, j = place
        products = []
        for k in range(m):
            delta = of_example(names.delta(layer, j), k, m)
            a = "" if i is None else of_example(names.a(layer - 1, i), k, m)
            products.append(f"{a} {delta}".strip())
        derivative = names.derivative(names.W(*place))
        blanks.append(Blank(derivative, " + ".join(products), (float(value),)))
    return Section(
        _("Gradient"),
        _("The input of each weight, times the delta of the unit that it leads to.")
        if m == 1
        else _("Input times delta, summed over the examples."),
        tuple(blanks),
    )


def _update(names: Notation, theta: Array) -> Section:
    new, blanks = _("new"), []
    for place, value in zip(_places(names.network), theta, strict=True):
        w = names.W(*place)
        formula = rf"{w} - \alpha \, {names.derivative(w)}"
        blanks.append(Blank(rf"\text{{{new} }} {w}", formula, (float(value),)))
    return Section(_("Update"), _("A step against the gradient."), tuple(blanks))


def _after(J: float) -> Section:
    new, weights = _("new"), _("new weights")
    return Section(
        _("New cost"),
        _("Go forward once more with the new weights. Is the cost lower than before?"),
        (Blank(rf"\text{{{new} }} J", rf"J(\text{{{weights}}})", (J,)),),
    )
