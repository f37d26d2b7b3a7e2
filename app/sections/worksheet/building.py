"""A worksheet from a run: one update of a small network with one example, to calculate by hand.

Weights and inputs are rounded first, so that a calculation with the numbers on the sheet leads to
those of the key.
"""

from collections.abc import Sequence

import numpy as np

from app.by_hand.notation import Notation
from app.run.lab import Lab
from app.sections.worksheet.records import Blank, Given, Section, Sheet
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import GradientDescent
from core.explain.chain_rule import LayerPass, passes
from core.explain.factors import Place, place_of
from core.language import _
from core.types import Array

#: The largest network that fits on a sheet.
LARGEST = (2, 3, 1)
#: Decimals of the numbers that are given.
DECIMALS = 3
#: Significant digits of the answers.
MIN_DIGITS, MAX_DIGITS, DEFAULT_DIGITS = 2, 6, 4


def fits(network: Network) -> bool:
    """Return whether a network is small enough for a sheet."""
    sizes = network.sizes
    if len(sizes) > len(LARGEST) or sizes[0] > LARGEST[0] or sizes[-1] > LARGEST[-1]:
        return False
    return len(sizes) < len(LARGEST) or sizes[1] <= LARGEST[1]


def worksheet(
    lab: Lab, epoch: int, example: int, alpha: float, digits: int = DEFAULT_DIGITS
) -> Sheet:
    """Return the sheet for one update with one example, from the weights of an epoch.

    Parameters
    ----------
    lab : Lab
    epoch : int
        One that the lab has reached.
    example : int
        Number of a training example, from 0.
    alpha : float
        Learning rate of the update, more than 0.
    digits : int
        Significant digits of the answers, MIN_DIGITS to MAX_DIGITS.

    Raises
    ------
    ValueError
        If the network is too large, or there is no such example.
    """
    network = lab.network
    if not fits(network):
        raise ValueError(
            _("sizes: got {sizes}, takes at most {most}, which fits on a sheet").format(
                sizes="-".join(map(str, network.sizes)), most="-".join(map(str, LARGEST))
            )
        )
    if not 0 <= example < lab.m:
        raise ValueError(
            _("example: got {example}, takes 1 to {m}").format(example=example + 1, m=lab.m)
        )
    x = np.round(lab.task.inputs[example : example + 1], DECIMALS)
    y = lab.task.y[example : example + 1]
    theta = np.round(lab.step(epoch).theta, DECIMALS)
    objective = Objective(network, lab.task.cost, x, y)
    layers = passes(objective, theta)
    optimizer = GradientDescent(alpha)
    before = optimizer.start(objective, theta)
    after = optimizer.step(objective, before)
    names = Notation(network)
    return Sheet(
        network.sizes,
        example,
        epoch,
        digits,
        _given(names, x[0], y[0], theta, alpha),
        _rules(objective),
        (
            *(_forward(names, layer, one) for layer, one in enumerate(layers, 1)),
            _cost(objective, before.J),
            *(_delta(objective, names, layer, layers) for layer in range(network.depth, 0, -1)),
            _gradient(names, before.dJ_dtheta),
            _update(names, after.theta),
            _after(after.J),
        ),
    )


def _given(
    names: Notation, x: Array, y: Array, theta: Array, alpha: float
) -> dict[str, tuple[Given, ...]]:
    return {
        _("Input and target"): (
            *(Given(names.a(0, i), float(value)) for i, value in enumerate(x)),
            *(Given(names.y(j), float(value)) for j, value in enumerate(y)),
            Given(r"\alpha", alpha),
        ),
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
    return (
        *rules,
        (_("output ({label})").format(label=output.label), f"f(z) = {output.formula('z')}"),
        (
            _("cost ({label}), m = 1").format(label=objective.cost.label),
            f"J = {_cost_formula(objective)}",
        ),
    )


def _forward(names: Notation, layer: int, one: LayerPass) -> Section:
    network = names.network
    blanks: list[Blank] = []
    for j in range(network.sizes[layer]):
        products = [
            f"{names.a(layer - 1, i)} {names.W(layer, i, j)}"
            for i in range(network.sizes[layer - 1])
        ]
        bias = [names.W(layer, None, j)] if network.biases else []
        z, a = float(one.z[0, j]), float(one.a[0, j])
        blanks += [
            Blank(names.z(layer, j), " + ".join([*products, *bias]), z),
            Blank(names.a(layer, j), f"f({names.z(layer, j)})", a),
        ]
    return Section(
        _("Forward: the output")
        if layer == network.depth
        else _("Forward: layer {layer}").format(layer=layer),
        _("Add up the weighted inputs of each unit to z, then apply f."),
        tuple(blanks),
    )


def _cost(objective: Objective, J: float) -> Section:
    return Section(
        _("Cost"),
        _("Put output and target into the formula of the cost."),
        (Blank("J", _cost_formula(objective), J),),
    )


def _cost_formula(objective: Objective) -> str:
    """Return the cost of the one example and its one output in LaTeX."""
    return objective.cost.formula_each(r"\hat y", "y")


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
            formula = f"{names.a(layer, j)} - {names.y(j)}"
        else:
            derivative = names.cost_derivative(objective.cost, objective.m, j)
            formula = rf"{derivative} \cdot {names.f_prime(layer, j)}"
        blanks.append(Blank(names.delta(layer, j), formula, float(one.delta[0, j])))
    return Section(
        _("Back: layer {layer}").format(layer=layer) if is_hidden else _("Back: the output"),
        _("The deltas of the next layer come back over the same weights, times f′(z).")
        if is_hidden
        else _("The derivative of the cost with respect to the sum z of the output."),
        tuple(blanks),
    )


def _gradient(names: Notation, dJ_dtheta: Array) -> Section:
    blanks = []
    for place, value in zip(_places(names.network), dJ_dtheta, strict=True):
        layer, i, j = place
        delta = names.delta(layer, j)
        formula = delta if i is None else rf"{names.a(layer - 1, i)} \cdot {delta}"
        blanks.append(Blank(names.derivative(names.W(*place)), formula, float(value)))
    return Section(
        _("Gradient"),
        _("The input of each weight, times the delta of the unit that it leads to."),
        tuple(blanks),
    )


def _update(names: Notation, theta: Array) -> Section:
    new, blanks = _("new"), []
    for place, value in zip(_places(names.network), theta, strict=True):
        w = names.W(*place)
        formula = rf"{w} - \alpha \cdot {names.derivative(w)}"
        blanks.append(Blank(rf"\text{{{new} }} {w}", formula, float(value)))
    return Section(_("Update"), _("A step against the gradient."), tuple(blanks))


def _after(J: float) -> Section:
    new, weights = _("new"), _("new weights")
    return Section(
        _("New cost"),
        _("Go forward once more with the new weights. Is the cost lower than before?"),
        (Blank(rf"\text{{{new} }} J", rf"J(\text{{{weights}}})", J),),
    )
