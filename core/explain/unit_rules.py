"""How one unit learns, one example at a time: three rules that differ in delta alone.

The unit computes z = w1 x1 + w2 x2 + b and y_hat = f(z); a step with one example is

    W <- W - alpha * delta * x        b <- b - alpha * delta

Sources: F. Rosenblatt, "The perceptron", Psychological Review 65(6), 1958; B. Widrow and
M. E. Hoff, "Adaptive switching circuits", 1960, for the delta rule, here with a sigmoid as in
D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating
errors", Nature 323, 1986.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np
from scipy.special import expit

from ..language import N_, translated
from ..types import Array


@translated("label", "note")
@dataclass(frozen=True)
class Rule:
    """A rule by which one unit learns.

    Attributes
    ----------
    name, label : str
    formula : str
        Of delta, as LaTeX.
    note : str
        What is peculiar to it.
    f : callable
        ``f(z)`` -> y_hat.
    delta : callable
        ``delta(y_hat, y)`` -> dJ/dz where it is a derivative.
    """

    name: str
    label: str
    formula: str
    note: str
    f: Callable[[float], float]
    delta: Callable[[float, float], float]


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "perceptron",
            N_("perceptron"),
            r"\hat y - y",
            N_("The output is 0 or 1, so a right answer changes nothing."),
            lambda z: float(z > 0.0),
            lambda y_hat, y: y_hat - y,
        ),
        Rule(
            "delta",
            N_("delta rule"),
            r"(\hat y - y)\, \hat y (1 - \hat y)",
            N_("Half the squared error of a sigmoid unit goes downhill: never quite done."),
            lambda z: float(expit(z)),
            lambda y_hat, y: (y_hat - y) * y_hat * (1.0 - y_hat),
        ),
        Rule(
            "logistic",
            N_("cross-entropy"),
            r"\hat y - y",
            N_("The cross-entropy of a sigmoid unit goes downhill: the derivative cancels out."),
            lambda z: float(expit(z)),
            lambda y_hat, y: y_hat - y,
        ),
    )
}


@dataclass(frozen=True)
class UnitStep:
    """One step, and the numbers it is made from.

    Attributes
    ----------
    k : int
        Steps before.
    example : int
        Its row.
    theta : ndarray of shape (3,)
        w1, w2 and b before the step.
    z, y_hat, delta : float
        Of this example with these.
    change : ndarray of shape (3,)
        What the step adds.
    """

    k: int
    example: int
    theta: Array
    z: float
    y_hat: float
    delta: float
    change: Array


def steps(rule: Rule, X: Array, y: Array, theta: Array, alpha: float) -> Iterator[UnitStep]:
    """Yield the steps of a unit that takes the examples in turn, again and again, without an end.

    Parameters
    ----------
    rule : Rule
    X : ndarray of shape (m, 2)
    y : ndarray of shape (m,)
        0 or 1.
    theta : ndarray of shape (3,)
        w1, w2 and b at first.
    alpha : float
    """
    for k in count():
        example = k % len(X)
        x = np.append(X[example], 1.0)
        z = float(x @ theta)
        y_hat = rule.f(z)
        delta = rule.delta(y_hat, float(y[example]))
        change = -alpha * delta * x
        yield UnitStep(k, example, theta, z, y_hat, delta, change)
        theta = theta + change


def is_right(X: Array, y: Array, theta: Array) -> Array:
    """Return for each example whether it lies on its class's side of the line z = 0.

    Parameters
    ----------
    X : ndarray of shape (m, 2)
    y : ndarray of shape (m,)
    theta : ndarray of shape (..., 3)

    Returns
    -------
    ndarray of bool, shape (..., m)
        On the line itself z is 0, which is no 1.
    """
    z = theta[..., :2] @ X.T + theta[..., 2:]
    return np.asarray((z > 0.0) == (y > 0.5))


def half_plane(theta: Array, low: float, high: float) -> Array:
    """Return the part of a square on which z > 0, as a polygon.

    Parameters
    ----------
    theta : ndarray of shape (3,)
    low, high : float
        Of both sides of the square.

    Returns
    -------
    ndarray of shape (n, 2)
        Its corners one after the other; n is 0 where z is nowhere positive.
    """
    corners = np.array([[low, low], [high, low], [high, high], [low, high]])
    heights = corners @ theta[:2] + theta[2]
    found: list[Array] = []
    for i in range(4):
        a, b, z_a, z_b = corners[i - 1], corners[i], heights[i - 1], heights[i]
        if (z_a > 0.0) != (z_b > 0.0):
            found.append(a + (b - a) * z_a / (z_a - z_b))
        if z_b > 0.0:
            found.append(b)
    return np.array(found).reshape(-1, 2)


def boundary(theta: Array, low: float, high: float) -> Array:
    """Return where the line z = 0 enters and leaves a square, shape (2, 2); (0, 2) if nowhere."""
    polygon = half_plane(theta, low, high)
    z = polygon @ theta[:2] + theta[2]
    size = float(np.abs(theta).sum())
    ends = polygon[np.abs(z) <= 1e-9 * size] if size else polygon[:0]
    return ends[:2] if len(ends) >= 2 else polygon[:0]


def through(theta: Array, one: Array, other: Array) -> Array:
    """Return theta with its line moved to go through two points.

    The unit is as sure as before, and says 1 on the same side: the length of W stays, and its
    direction turns by 90 degrees at the most.

    Parameters
    ----------
    theta : ndarray of shape (3,)
    one, other : ndarray of shape (2,)

    Raises
    ------
    ValueError
        If both points are the same: many lines go through it.
    """
    along = np.asarray(other, dtype=float) - np.asarray(one, dtype=float)
    length = float(np.hypot(*along))
    if not 0.0 < length < np.inf:
        raise ValueError("one and other: got the same point, takes two different ones")
    normal = np.array([-along[1], along[0]]) / length
    if normal @ theta[:2] < 0.0:
        normal = -normal
    W = normal * (float(np.hypot(*theta[:2])) or 1.0)
    return np.array([*W, -float(W @ one)])
