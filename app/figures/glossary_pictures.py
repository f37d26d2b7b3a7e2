"""Small pictures of the glossary's terms, as SVG."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from app.figures.palette import PALETTES, Palette
from app.glossary.table import GLOSSARY
from core.data.datasets import DATASETS
from core.engine.activations import ACTIVATIONS
from core.types import Array

WIDTH, HEIGHT = 160, 90
#: Pixels around what is drawn, and of a line.
MARGIN, LINE = 10, 2.5
#: x and y of units, layer by layer.
UNITS = (
    tuple((24.0, y) for y in (28.0, 62.0)),
    tuple((80.0, y) for y in (18.0, 45.0, 72.0)),
    ((136.0, 45.0),),
)

Draw = Callable[[Palette], str]


def line(x: Iterable[float], y: Iterable[float], color: str, dash: str = "") -> str:
    """Return a line through points in the unit square, with y upward."""
    width, height, foot = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN, HEIGHT - MARGIN
    places = " ".join(
        f"{MARGIN + width * one:.1f},{foot - height * two:.1f}"
        for one, two in zip(x, y, strict=True)
    )
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{places}" fill="none" stroke="{color}" stroke-width="{LINE}"{dashed}/>'
    )


def axes(palette: Palette, zero: tuple[float, float] = (0.0, 0.0)) -> str:
    """Return two axes that cross at a place in the unit square."""
    x, y = zero
    return line((0, 1), (y, y), palette.mark) + line((x, x), (0, 1), palette.mark)


def curve(y: Callable[[Array], Array], color: str = "training") -> Draw:
    """Return what draws a curve over the unit interval, with values in it; a cost by epoch."""
    x = np.linspace(0.0, 1.0, 80)
    return lambda palette: axes(palette) + line(x, y(x), getattr(palette, color))


def activation(name: str) -> Draw:
    """Return what draws an activation over z from -4 to 4."""
    z = np.linspace(-4.0, 4.0, 80)
    a = ACTIVATIONS[name].f(z)
    low, high = min(-1.0, float(a.min())), max(1.0, float(a.max()))
    zero = -low / (high - low)
    return lambda palette: (
        axes(palette, (0.5, zero)) + line((z + 4) / 8, (a - low) / (high - low), palette.training)
    )


def two_curves(first: Callable[[Array], Array], second: Callable[[Array], Array]) -> Draw:
    """Return what draws the costs of training and test by epoch."""
    x = np.linspace(0.0, 1.0, 80)
    return lambda palette: (
        axes(palette)
        + line(x, first(x), palette.training)
        + line(x, second(x), palette.test, "5 3")
    )


def network(
    units: Sequence[tuple[int, int]] = (), lines: Sequence[tuple[int, int, int]] = ()
) -> Draw:
    """Return what draws a network of 2, 3 and 1 units with some units and lines lit.

    A unit is (layer, i); a line is (layer, i, j), from unit i of the layer to j of the next.
    """

    def draw(palette: Palette) -> str:
        parts = []
        for layer, (left, right) in enumerate(pairwise(UNITS)):
            for i, (x0, y0) in enumerate(left):
                for j, (x1, y1) in enumerate(right):
                    is_lit = (layer, i, j) in lines
                    color, width = (palette.positive, 4) if is_lit else (palette.mark, 1)
                    parts.append(
                        f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="{color}" '
                        f'stroke-width="{width}"/>'
                    )
        for layer, column in enumerate(UNITS):
            for i, (x, y) in enumerate(column):
                fill = palette.positive if (layer, i) in units else palette.not_converged
                parts.append(
                    f'<rect x="{x - 10}" y="{y - 8}" width="20" height="16" rx="3" fill="{fill}" '
                    f'stroke="{palette.mark}"/>'
                )
        return "".join(parts)

    return draw


def points(noise: float, seed: int = 0, held_out: int = 0, boundary: bool = False) -> Draw:
    """Return what draws two moons; each `held_out`-th point is hollow, as a test point is."""

    def draw(palette: Palette) -> str:
        X, labels = DATASETS["moons"].make(70, noise, seed)
        low, high = X.min(axis=0), X.max(axis=0)
        places = MARGIN + (X - low) / (high - low) * (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
        parts = []
        for i, ((x, y), label) in enumerate(zip(places, labels, strict=True)):
            color = palette.classes[label]
            is_hollow = bool(held_out) and i % held_out == 0
            fill = "none" if is_hollow else color
            parts.append(
                f'<circle cx="{x:.1f}" cy="{HEIGHT - y:.1f}" r="2.8" fill="{fill}" '
                f'stroke="{color}"/>'
            )
        if boundary:
            x_line = np.linspace(0.0, 1.0, 60)
            parts.append(line(x_line, 0.5 - 0.22 * np.sin(2.0 * np.pi * x_line), palette.mark))
        return "".join(parts)

    return draw


def matrix(palette: Palette) -> str:
    """Draw a confusion matrix: large numbers on the diagonal."""
    parts = []
    for row in range(4):
        for column in range(4):
            opacity = 0.9 if row == column else 0.1 + 0.07 * ((row + 2 * column) % 3)
            parts.append(
                f'<rect x="{40 + 20 * column}" y="{5 + 20 * row}" width="18" height="18" '
                f'fill="{palette.positive}" opacity="{opacity:.2f}"/>'
            )
    return "".join(parts)


def descent(alpha: float, n: int = 8) -> Draw:
    """Return what draws steps of gradient descent on a parabola, each -alpha times its slope."""

    def draw(palette: Palette) -> str:
        x = np.linspace(-1.0, 1.0, 60)
        at = [-0.9]
        for _ in range(n):
            at.append(at[-1] - alpha * 2.0 * at[-1])
        steps = np.clip(at, -1.0, 1.0)
        return line((x + 1) / 2, x**2, palette.mark) + line((steps + 1) / 2, steps**2, palette.path)

    return draw


def _falling(x: Array) -> Array:
    return 0.08 + 0.87 * np.exp(-4.0 * x)


def _plateau(x: Array) -> Array:
    return 0.1 + 0.5 / (1 + np.exp(40 * (x - 0.72))) + 0.35 * np.exp(-25.0 * x)


#: Name of an entry -> what draws its picture. Those that are not here have a formula alone.
PICTURES: dict[str, Draw] = {
    "neural-network": network(),
    "unit": network(units=[(1, 1)]),
    "input": network(units=[(0, 0), (0, 1)]),
    "target": points(0.05),
    "y-hat": network(units=[(2, 0)]),
    "weight": network(lines=[(0, 0, 1)]),
    "z": network(units=[(1, 1)], lines=[(0, 0, 1), (0, 1, 1)]),
    "a": network(units=[(1, 1)], lines=[(1, 1, 0)]),
    "theta": network(lines=[(0, i, j) for i in range(2) for j in range(3)]
                     + [(1, i, 0) for i in range(3)]),
    "hidden-layer": network(units=[(1, i) for i in range(3)]),
    "activation": activation("tanh"),
    **{name: activation(name) for name in ("sigmoid", "tanh", "relu", "linear")},
    "decision-boundary": points(0.05, boundary=True),
    "class": points(0.05),
    "example": points(0.05),
    "training-set": points(0.1, held_out=3),
    "test-set": points(0.1, held_out=2),
    "noise": points(0.3),
    "seed": points(0.1, seed=7),
    "confusion-matrix": matrix,
    "overfitting": two_curves(_falling, lambda x: 0.25 + 0.7 * np.exp(-7.0 * x) + 0.45 * x**2),
    "derivative": descent(0.05, 3),
    "gradient": descent(0.1, 4),
    "backpropagation": network(units=[(2, 0)], lines=[(1, i, 0) for i in range(3)]),
    "chain-rule": network(lines=[(0, 0, 1), (1, 1, 0)]),
    "cost": curve(_falling),
    "optimizer": descent(0.2),
    "learning-rate": descent(0.92, 6),
    "epoch": curve(_falling),
    "iteration": descent(0.3, 4),
    "evaluation": descent(0.3, 4),
    "initialization": network(lines=[(0, 0, 0), (0, 1, 2), (1, 1, 0)]),
    "minimum": descent(0.3),
    "plateau": curve(_plateau),
    "saturated": activation("sigmoid"),
    "dead-unit": activation("relu"),
    "symmetry": network(units=[(1, 0), (1, 2)], lines=[(0, 0, 0), (0, 0, 2), (1, 0, 0), (1, 2, 0)]),
    "vanishing-gradient": activation("sigmoid"),
    "divergence": curve(lambda x: np.minimum(1.0, 0.1 + 0.02 * np.exp(5.0 * x))),
}  # fmt: skip


@lru_cache(maxsize=len(PICTURES) * len(PALETTES))
def glossary_picture(name: str, palette: Palette) -> str:
    """Return the picture of an entry, as SVG text, in a palette.

    Raises
    ------
    KeyError
        If the entry has none.
    """
    title = GLOSSARY[name].title
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'width="{WIDTH}" height="{HEIGHT}"><title>{title}</title>{PICTURES[name](palette)}</svg>'
    )
