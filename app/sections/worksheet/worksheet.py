"""A worksheet: one update of a small network with one example, to be calculated by hand.

Records in, numbers from the engine; what it looks like on paper is in sheet_pages.py. Weights and
inputs are rounded first, so that who calculates with the numbers on the sheet comes to those of
the key.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.by_hand.notation import Notation
from app.run.lab import Lab
from core.engine.costs import Cost
from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import GradientDescent
from core.explain.chain_rule import LayerPass, passes
from core.types import Array

#: The largest network that fits on a sheet.
MOST = (2, 3, 1)
#: Decimals of what is given, and digits that count in the answers, at least and at most.
DECIMALS = 3
FEWEST, MOST_DIGITS, USUAL = 2, 6, 4


@dataclass(frozen=True)
class Given:
    """A number that the sheet hands out: its name in LaTeX, and its value."""

    tex: str
    value: float


@dataclass(frozen=True)
class Blank:
    """A number that is to be found.

    Attributes
    ----------
    tex : str
        Its name in LaTeX.
    formula : str
        How it is found, in LaTeX, by the names of what has been found before.
    value : float
        From the engine.
    """

    tex: str
    formula: str
    value: float


@dataclass(frozen=True)
class Section:
    """A step of the calculation: its title, what to do, and the numbers to be found."""

    title: str
    text: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True)
class Sheet:
    """A worksheet with its answers.

    Attributes
    ----------
    sizes : tuple of int
        Of the network.
    example : int
        From 0.
    epoch : int
        Whose weights these are.
    digits : int
        Digits that count in the answers.
    given : mapping of str to sequence of Given
        Heading -> numbers.
    rules : tuple of (str, str)
        What and its formula in LaTeX: activations and cost.
    sections : tuple of Section
    """

    sizes: tuple[int, ...]
    example: int
    epoch: int
    digits: int
    given: dict[str, tuple[Given, ...]]
    rules: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


def fits(network: Network) -> bool:
    """Say whether a network is small enough for a sheet."""
    sizes = network.sizes
    if len(sizes) > len(MOST) or sizes[0] > MOST[0] or sizes[-1] > MOST[-1]:
        return False
    return len(sizes) < len(MOST) or sizes[1] <= MOST[1]


def worksheet(lab: Lab, epoch: int, example: int, alpha: float, digits: int = USUAL) -> Sheet:
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
        Digits that count in the answers, FEWEST to MOST_DIGITS.

    Raises
    ------
    ValueError
        If the network is too large, or there is no such example.
    """
    network = lab.network
    if not fits(network):
        raise ValueError(
            f"sizes: got {'-'.join(map(str, network.sizes))}, takes at most "
            f"{'-'.join(map(str, MOST))}, which fits on a sheet"
        )
    if not 0 <= example < lab.m:
        raise ValueError(f"example: got {example + 1}, takes 1 to {lab.m}")
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
        _given(network, names, x[0], y[0], theta, alpha),
        _rules(objective),
        (
            *(_forward(network, names, layer, one) for layer, one in enumerate(layers, 1)),
            _cost(objective, before.J),
            *(_delta(objective, names, layer, layers) for layer in range(network.depth, 0, -1)),
            _gradient(network, names, before.dJ_dtheta),
            _update(network, names, after.theta),
            _after(after.J),
        ),
    )


def _given(
    network: Network, names: Notation, x: Array, y: Array, theta: Array, alpha: float
) -> dict[str, tuple[Given, ...]]:
    return {
        "Input and target": (
            *(Given(names.a(0, i), float(value)) for i, value in enumerate(x)),
            *(Given(names.y(j), float(value)) for j, value in enumerate(y)),
            Given(r"\alpha", alpha),
        ),
        **{
            f"Layer {layer}": tuple(
                Given(names.W(*where), float(theta[index]))
                for index, where in _parameters(network)
                if where[0] == layer
            )
            for layer in range(1, network.depth + 1)
        },
    }


def _parameters(network: Network) -> Sequence[tuple[int, tuple[int, int | None, int]]]:
    """Return the place in theta of each parameter, with its layer, i and j."""
    return [
        (block.start + n, (block.layer, at[0] if block.kind == "W" else None, at[-1]))
        for block in network.blocks
        for n, at in enumerate(np.ndindex(block.shape))
    ]


def _rules(objective: Objective) -> tuple[tuple[str, str], ...]:
    functions = objective.network.functions
    hidden = {f.name: f for f in functions[:-1]}
    return (
        *(
            (f"hidden units ({f.label})", rf"f(z) = {f.formula}, \quad f'(z) = {f.formula_prime}")
            for f in hidden.values()
        ),
        (f"output ({functions[-1].label})", rf"f(z) = {functions[-1].formula}"),
        (f"cost ({objective.cost.label}), m = 1", f"J = {of_one(objective.cost)}"),
    )


def _forward(network: Network, names: Notation, layer: int, one: LayerPass) -> Section:
    last = layer == network.depth
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
        "Forward: the output" if last else f"Forward: layer {layer}",
        "Add up what comes in over the lines of each unit, and bend the sum.",
        tuple(blanks),
    )


def _cost(objective: Objective, J: float) -> Section:
    formula = of_one(objective.cost)
    return Section(
        "What it costs", "Put output and target into the cost.", (Blank("J", formula, J),)
    )


def of_one(cost: Cost) -> str:
    """Return the formula of a cost for one example and one output."""
    return cost.formula_each(r"\hat y", "y")


def _delta(
    objective: Objective, names: Notation, layer: int, layers: Sequence[LayerPass]
) -> Section:
    network, one = objective.network, layers[layer - 1]
    blanks = []
    for j in range(network.sizes[layer]):
        if layer < network.depth:
            parts = [
                f"{names.delta(layer + 1, k)} {names.W(layer + 1, j, k)}"
                for k in range(network.sizes[layer + 1])
            ]
            back = parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"
            formula = rf"{back} \cdot {names.f_prime(layer, j)}"
        elif one.f_prime is None:
            formula = f"{names.a(layer, j)} - {names.y(j)}"
        else:
            slope = names.cost_slope(objective.cost, j, objective.m)
            formula = rf"{slope} \cdot {names.f_prime(layer, j)}"
        blanks.append(Blank(names.delta(layer, j), formula, float(one.delta[0, j])))
    hidden = layer < network.depth
    return Section(
        f"Back: layer {layer}" if hidden else "Back: the output",
        "Each unit answers for what it passed on: carry the delta back over the same lines."
        if hidden
        else "How much the cost changes with the sum of the output.",
        tuple(blanks),
    )


def _gradient(network: Network, names: Notation, dJ_dtheta: Array) -> Section:
    blanks = []
    for index, (layer, i, j) in _parameters(network):
        delta = names.delta(layer, j)
        formula = delta if i is None else rf"{names.a(layer - 1, i)} \cdot {delta}"
        name = names.slope(names.W(layer, i, j))
        blanks.append(Blank(name, formula, float(dJ_dtheta[index])))
    return Section(
        "The gradient", "What came in over a line, times the delta of its end.", tuple(blanks)
    )


def _update(network: Network, names: Notation, theta: Array) -> Section:
    blanks = []
    for index, where in _parameters(network):
        w = names.W(*where)
        formula = rf"{w} - \alpha \cdot {names.slope(w)}"
        blanks.append(Blank(rf"\text{{new }} {w}", formula, float(theta[index])))
    return Section("The update", "A step against the gradient.", tuple(blanks))


def _after(J: float) -> Section:
    return Section(
        "Was it worth it?",
        "Go forward once more with the new weights. Is the cost lower than before?",
        (Blank(r"\text{new } J", r"J(\text{new weights})", J),),
    )
