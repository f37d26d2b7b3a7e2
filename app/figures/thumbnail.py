"""A small picture of a data set, as SVG."""

from functools import lru_cache

from app.figures.palette import PALETTES, Palette
from app.figures.plane import plane_around
from core.data.datasets import DATASETS

WIDTH, HEIGHT = 64, 48


@lru_cache(maxsize=len(DATASETS) * len(PALETTES))
def thumbnail(name: str, palette: Palette) -> str:
    """Return a small picture, as SVG text, of the data set `name`, a key of DATASETS, in a palette.

    Raises
    ------
    KeyError
        If there is no such data set.
    """
    X, labels = DATASETS[name].make(90, 0.08 if "spiral" not in name else 0.03, 0)
    plane = plane_around(X)
    dots = []
    for (x1, x2), label in zip(X, labels, strict=True):
        x = WIDTH * (x1 - plane.x[0]) / (plane.x[1] - plane.x[0])
        y = HEIGHT * (plane.y[1] - x2) / (plane.y[1] - plane.y[0])
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" fill="{palette.classes[label]}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{''.join(dots)}</svg>"
    )
