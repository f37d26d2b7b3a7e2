"""The field's symbols with their indices filled in, in LaTeX, and LaTeX as MathML."""

import re
from functools import lru_cache

# latex2mathml: browsers draw MathML by themselves, and a formula is then written once, in LaTeX.
from latex2mathml.converter import convert

from core.engine.costs import Cost
from core.engine.network import Network
from core.language import _

#: The layer of a symbol, and a symbol that has none.
_LAYER = re.compile(r"\^\{(\(\d+\))\}")
_PLAIN = re.compile(r"^(?:\\hat y|[A-Za-z])")


@lru_cache(maxsize=4096)
def mathml(tex: str) -> str:
    """Return what stands within the <math> of a formula."""
    # A prime as it stands, rather than as an index; a little room behind the name of a function.
    spaced = tex.replace("f'", "f′").replace(r"\log ", r"\log\, ").replace(r"\tanh ", r"\tanh\, ")
    whole = convert(spaced)
    return whole[whole.index(">") + 1 : whole.rindex("<")]


class Notation:
    """Symbols of one network: layers from 1, units from 0 as in code and shown from 1."""

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
        """Return a unit's value: an input, an activation, an output."""
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

    def derivative(self, symbol: str, of: str = "J") -> str:
        """Return dJ, or that of a batch, with respect to a symbol."""
        return rf"\partial {of} / \partial {symbol}"

    def f(self, layer: int, j: int) -> str:
        """Return a unit's activation as a function of its sum."""
        return self.network.functions[layer - 1].formula(self.z(layer, j))

    def f_prime(self, layer: int, j: int) -> str:
        """Return a unit's derivative da/dz as a factor, from its z and a."""
        activation = self.network.functions[layer - 1]
        return activation.derivative_factor(self.z(layer, j), self.a(layer, j))

    def cost_derivative(self, cost: Cost, m: int, j: int) -> str:
        """Return dJ/dy_hat of a cost over m examples at one output."""
        return cost_derivative(cost, m, self.a(self.network.depth, j), self.y(j))

    def unit_words(self, layer: int, j: int) -> str:
        """Return a unit's name in words."""
        if layer == 0:
            return _("input {j}").format(j=j + 1)
        if layer == self.network.depth:
            if self.network.sizes[-1] > 1:
                return _("output {j}").format(j=j + 1)
            return _("the output")
        return _("unit {j} of layer {layer}").format(j=j + 1, layer=layer)

    def parameter_words(self, layer: int, i: int | None, j: int) -> str:
        """Return in words which units a weight connects, or whose bias it is."""
        to = self.unit_words(layer, j)
        if i is None:
            return _("the bias of {to}").format(to=to)
        return _("from {source} to {to}").format(source=self.unit_words(layer - 1, i), to=to)

    def _output(self, symbol: str, j: int) -> str:
        return rf"{symbol}_{{{j + 1}}}" if self.network.sizes[-1] > 1 else symbol


def of_example(tex: str, k: int, m: int) -> str:
    """Return the symbol of example `k`, from 0, among m; the only one needs no number."""
    if m == 1:
        return tex
    number = f"[{k + 1}]"
    numbered, n = _LAYER.subn(lambda found: f"^{{{found[1]}{number}}}", tex)
    return numbered if n else _PLAIN.sub(lambda found: f"{found[0]}^{{{number}}}", tex)


def reduction(cost: Cost, m: int) -> str:
    """Return 1/m in LaTeX where the cost is a mean of more than one example; empty elsewhere."""
    return r"\frac{1}{m}" if cost.scale(m) != 1.0 else ""


def cost_derivative(cost: Cost, m: int, y_hat: str = r"\hat y", y: str = "y") -> str:
    """Return dJ/dy_hat of a cost over m examples in LaTeX, as factors of a product.

    Raises
    ------
    ValueError
        If the cost has no derivative of its own, only the matched form.
    """
    if cost.formula_derivative is None:
        raise ValueError(
            _("{name}: has no derivative with respect to the output alone").format(name=cost.name)
        )
    derivative, factor = cost.formula_derivative(y_hat, y), reduction(cost, m)
    return rf"{factor} \cdot {derivative}" if factor else derivative
