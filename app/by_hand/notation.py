"""The field's symbols with their indices filled in, in LaTeX, and LaTeX as MathML."""

import re
from functools import lru_cache

# latex2mathml: browsers draw MathML by themselves, and a formula is then written once, in LaTeX.
from latex2mathml.converter import convert

from core.engine.costs import Cost
from core.engine.network import Network


@lru_cache(maxsize=4096)
def mathml(tex: str) -> str:
    """Return what stands within the <math> of a formula."""
    # A prime as it stands, rather than as an index; a little room behind the name of a function.
    spaced = tex.replace("f'", "f′").replace(r"\log ", r"\log\, ").replace(r"\tanh ", r"\tanh\, ")
    whole = convert(spaced)
    return whole[whole.index(">") + 1 : whole.rindex("<")]


class Notation:
    """Names of everything in one network: layers from 1, units from 0 as in code, shown from 1."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def W(self, layer: int, i: int | None, j: int) -> str:
        """Return the weight from unit i to unit j of a layer; for no i its bias."""
        if i is None:
            return rf"b^{{({layer})}}_{{{j + 1}}}"
        return rf"W^{{({layer})}}_{{{i + 1},{j + 1}}}"

    def z(self, layer: int, j: int) -> str:
        """Return a unit's weighted sum."""
        return rf"z^{{({layer})}}_{{{j + 1}}}"

    def a(self, layer: int, j: int) -> str:
        """Return what a unit says: an input, an activation, an output."""
        if layer == 0:
            return rf"x_{{{j + 1}}}"
        if layer == self.network.depth:
            return self._output(r"\hat y", j)
        return rf"a^{{({layer})}}_{{{j + 1}}}"

    def y(self, j: int) -> str:
        """Return an output's target."""
        return self._output("y", j)

    def delta(self, layer: int, j: int) -> str:
        """Return dJ/dz of a unit."""
        return rf"\delta^{{({layer})}}_{{{j + 1}}}"

    def slope(self, name: str, of: str = "J") -> str:
        """Return dJ, or that of a batch, with respect to something."""
        return rf"\partial {of} / \partial {name}"

    def f(self, layer: int, j: int) -> str:
        """Return a unit's activation as a function of its sum."""
        return _fill(self.network.functions[layer - 1].formula, {"z": self.z(layer, j)})

    def f_prime(self, layer: int, j: int) -> str:
        """Return a unit's derivative, from its z and a."""
        names = {"z": self.z(layer, j), "a": self.a(layer, j)}
        formula = self.network.functions[layer - 1].formula_prime
        # A power wants brackets around what has an index of its own, a difference among factors
        # around itself.
        filled = _fill(formula.replace("a^2", "(a)^2"), names)
        is_difference = "-" in re.sub(r"\([^()]*\)", "", formula)
        return f"({filled})" if is_difference else filled

    def cost_slope(self, cost: Cost, j: int, m: int) -> str:
        """Return dJ/dy_hat of a cost over m examples at one output."""
        return derivative_of(cost, m, self.a(self.network.depth, j), self.y(j))

    def unit_words(self, layer: int, j: int) -> str:
        """Return what a unit is called."""
        if layer == 0:
            return f"input {j + 1}"
        if layer == self.network.depth:
            return f"output {j + 1}" if self.network.sizes[-1] > 1 else "the output"
        return f"unit {j + 1} of layer {layer}"

    def _output(self, symbol: str, j: int) -> str:
        return rf"{symbol}_{{{j + 1}}}" if self.network.sizes[-1] > 1 else symbol


def derivative_of(cost: Cost, m: int, y_hat: str = r"\hat y", y: str = "y") -> str:
    """Return dJ/dy_hat of a cost over m examples; empty where there is only the matched form."""
    if cost.formula_derivative is None:
        return ""
    mean = r"\frac{1}{m} " if cost.scale(m) != 1.0 else ""
    return mean + cost.formula_derivative(y_hat, y)


def _fill(formula: str, names: dict[str, str]) -> str:
    """Return a formula with names in place of its single letters."""
    letters = "".join(names)
    return re.sub(
        rf"(?<![A-Za-z\\])[{letters}](?![A-Za-z])", lambda found: names[found[0]], formula
    )
