"""The colors of maps: r, g, b for each map byte, in the colors of a palette."""

from collections.abc import Iterable, Sequence
from functools import cache

# Plotly's interpolation between the colors of a scale.
from plotly.colors import hex_to_rgb, label_rgb, sample_colorscale, unlabel_rgb

from app.figures.maps import FULL
from app.figures.palette import Palette

WHITE = (255.0, 255.0, 255.0)


def evenly_spaced(colors: Sequence[str]) -> list[tuple[float, str]]:
    """Return a color scale of Plotly: each color with its place, from 0 to 1."""
    return [(i / (len(colors) - 1), color) for i, color in enumerate(colors)]


def sampled(colors: Sequence[str], points: Iterable[float]) -> tuple[int, ...]:
    """Return r, g, b of evenly spaced colors at some places, from 0 to 1."""
    scale = [label_rgb(hex_to_rgb(color)) for color in colors]
    found = sample_colorscale(scale, list(points))
    return _bytes(unlabel_rgb(color) for color in found)


def _bytes(colors: Iterable[Sequence[float]]) -> tuple[int, ...]:
    return tuple(round(channel) for color in colors for channel in color)


@cache
def diverging_bytes(palette: Palette) -> tuple[int, ...]:
    """Return r, g, b for each map byte 0 to FULL of a unit or of two classes."""
    low, high = palette.ends
    points = [low + (high - low) * byte / FULL for byte in range(FULL + 1)]
    return sampled(palette.diverging, points)


@cache
def three_class_bytes(palette: Palette) -> tuple[int, ...]:
    """Return r, g, b for each map byte of three classes: white to the class's color."""
    pale, strong = palette.tints
    colors = []
    for byte in range(FULL + 1):
        label, margin = divmod(byte, 85)
        share = pale + (strong - pale) * margin / 84
        end = hex_to_rgb(palette.classes[label])
        colors.append(tuple(w + (e - w) * share for w, e in zip(WHITE, end, strict=True)))
    return _bytes(colors)
