"""The color language, in one place: classes, signs of weights, maps.

Class 0 and negative are red, class 1 and positive are blue, white lies between: the two ends
of a scale that color-blind people tell apart. A marker shape goes with each class.
"""

from collections.abc import Iterable, Sequence

# Plotly's scales (from ColorBrewer) and its sampling: color scales are not ours to invent.
from plotly.colors import sample_colorscale, unlabel_rgb

from app.figures.maps import FULL

#: Ends of the diverging scale that are used; beyond them its colors are nearly black.
ENDS = (0.18, 0.82)
RED, BLUE = "#d6604d", "#3a7ab8"
CLASS_COLORS = (RED, BLUE, "#c98a00")
#: What is trained or right, and what stands beside it. assets/shared/base.css has the same green.
GREEN, AMBER = "#149a70", "#c27c0e"
CLASS_SYMBOLS = ("circle", "square", "diamond")
WHITE = (255.0, 255.0, 255.0)


def _bytes(colors: Iterable[Sequence[float]]) -> list[int]:
    return [round(channel) for color in colors for channel in color]


def diverging_bytes() -> list[int]:
    """Return r, g, b for each map byte 0 to FULL of a unit or of two classes."""
    low, high = ENDS
    points = [low + (high - low) * byte / FULL for byte in range(FULL + 1)]
    sampled = sample_colorscale("RdBu", points)
    return _bytes([tuple(unlabel_rgb(color)) for color in sampled])


def three_class_bytes() -> list[int]:
    """Return r, g, b for each map byte of three classes: white to the class's color."""
    colors = []
    for byte in range(FULL + 1):
        group, lead = divmod(byte, 85)
        # Some color at no lead at all, so that every region is seen to belong.
        share = 0.25 + 0.6 * lead / 84
        end = tuple(int(CLASS_COLORS[group][i : i + 2], 16) for i in (1, 3, 5))
        colors.append(tuple(w + (e - w) * share for w, e in zip(WHITE, end, strict=True)))
    return _bytes(colors)
