"""The colors of the figures, in one place: classes, signs of weights, maps, curves.

Class 0 and negative are red, class 1 and positive are blue, white is between: a scale whose ends
color-blind people can tell apart. Each class also has a marker shape.
"""

from collections.abc import Iterable, Sequence
from functools import cache

# Plotly's color scales (from ColorBrewer) and its sampling of them.
from plotly.colors import sample_colorscale, unlabel_rgb

from app.figures.maps import FULL

#: The part of the diverging scale that is used; its ends are nearly black.
ENDS = (0.18, 0.82)
CLASS_COLORS = ("#d6604d", "#3a7ab8", "#c98a00")
RED, BLUE, _ = CLASS_COLORS
#: Of training and of the true gradient; of test examples and of another gradient; of penalties;
#: of lines that mark a place. assets/shared/base.css has the same green.
GREEN, AMBER, PURPLE, GRAY = "#149a70", "#c27c0e", "#8a7fb5", "#8a8f98"
#: Green that is seen on a surface in 3-D.
DARK_GREEN = "#0b8f63"
CLASS_SYMBOLS = ("circle", "square", "diamond")
WHITE = (255.0, 255.0, 255.0)


def _bytes(colors: Iterable[Sequence[float]]) -> tuple[int, ...]:
    return tuple(round(channel) for color in colors for channel in color)


@cache
def diverging_bytes() -> tuple[int, ...]:
    """Return r, g, b for each map byte 0 to FULL of a unit or of two classes."""
    low, high = ENDS
    points = [low + (high - low) * byte / FULL for byte in range(FULL + 1)]
    sampled = sample_colorscale("RdBu", points)
    return _bytes([tuple(unlabel_rgb(color)) for color in sampled])


@cache
def three_class_bytes() -> tuple[int, ...]:
    """Return r, g, b for each map byte of three classes: white to the class's color."""
    colors = []
    for byte in range(FULL + 1):
        label, margin = divmod(byte, 85)
        # Tinted even at a margin of 0, so that every region shows its class.
        share = 0.25 + 0.6 * margin / 84
        end = tuple(int(CLASS_COLORS[label][i : i + 2], 16) for i in (1, 3, 5))
        colors.append(tuple(w + (e - w) * share for w, e in zip(WHITE, end, strict=True)))
    return _bytes(colors)
