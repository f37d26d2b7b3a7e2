"""How far apart two colors are, for a full color vision and for those without one kind of cones."""

import numpy as np

from core.types import Array

#: Linear r, g, b as people without one kind of cones see them: Machado, Oliveira and Fernandes, "A
#: physiologically-based model for simulation of color vision deficiency", IEEE Transactions on
#: Visualization and Computer Graphics 15 (6), 2009, 1291-1298; their matrices for severity 1.0.
SEEN: dict[str, Array] = {
    "full": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
#: From linear sRGB to CIE X, Y, Z, and its white (IEC 61966-2-1, D65).
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = XYZ.sum(axis=1)


def channels(color: str) -> Array:
    """Return r, g, b of a color, 0 to 1."""
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255.0


def linear(rgb: Array) -> Array:
    """Return r, g, b as amounts of light."""
    return np.asarray(np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4))


def lab(light: Array) -> Array:
    """Return L*, a* and b* of CIE 1976."""
    share = XYZ @ np.clip(light, 0.0, 1.0) / WHITE
    x, y, z = np.where(share > (6 / 29) ** 3, np.cbrt(share), share / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def lightness(rgb: Array) -> float:
    """Return L* of a color, 0 to 100."""
    return float(lab(linear(rgb))[0])


def distance(one: str, other: str, seen: str = "full") -> float:
    """Return the CIE 1976 distance of two colors, as a kind of vision sees them."""
    first, second = (lab(SEEN[seen] @ linear(channels(color))) for color in (one, other))
    return float(np.linalg.norm(first - second))


def contrast(one: str | Array, other: str | Array) -> float:
    """Return the contrast of two colors, 1 to 21, as WCAG 2 defines it."""
    first, second = (
        float(XYZ[1] @ linear(channels(color) if isinstance(color, str) else color))
        for color in (one, other)
    )
    low, high = sorted((first, second))
    return (high + 0.05) / (low + 0.05)
