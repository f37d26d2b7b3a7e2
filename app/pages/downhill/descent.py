"""Downhill: gradient descent on a function of one variable, from a form to a path. No Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.pages.downhill.figure import BALL, STEP, TANGENT, TRAIL, curve_figure
from app.pages.downhill.settings import OWN, DownhillSettings
from app.playback.playback import (
    MovingTrace,
    Panel,
    Playback,
    TextReadout,
    evenly_spaced_frames,
)
from core.checks import within
from core.data.polynomials import POLYNOMIALS, read_polynomial
from core.engine.curve import Curve, ends
from core.engine.optimizers import Momentum
from core.engine.training import Run, Status
from core.types import Array

#: A step shorter than that ends the descent, as in the tutorial.
PRECISION = 1e-5
#: Times the farthest x that is drawn: a ball that is farther off has run away.
AWAY = 10.0
#: Half of what is drawn of a polynomial of one's own.
OWN_REACH = 5.0
#: Starts in the strip under the curve, and the updates that each of them makes.
STARTS, STRIP_STEPS = 241, 400


class Ending(StrEnum):
    """How a descent ended."""

    #: With a step shorter than PRECISION.
    ARRIVED = "arrived"
    #: Out of steps.
    SHORT = "short"
    RAN_AWAY = "diverged"


@dataclass(frozen=True)
class Descent:
    """A descent, made.

    Attributes
    ----------
    curve : Curve
    low, high : float
        The x that is drawn.
    optimizer : Momentum
    x : ndarray of shape (n + 1,)
        Every x, the start first.
    status : Ending
    """

    curve: Curve
    low: float
    high: float
    optimizer: Momentum
    x: Array
    status: Ending


def descend(settings: DownhillSettings) -> Descent:
    """Return the descent that settings stand for.

    Raises
    ------
    ValueError
        If the polynomial cannot be read, or the start lies outside of what is drawn.
    """
    if settings.f == OWN:
        curve, low, high = Curve(read_polynomial(settings.coefficients)), -OWN_REACH, OWN_REACH
    else:
        record = POLYNOMIALS[settings.f]
        curve, low, high = Curve(record.polynomial), record.low, record.high
    within("x_0", settings.x_0, low, high)
    optimizer = Momentum(settings.alpha, mu=settings.mu)
    run = Run(curve, optimizer, np.array([settings.x_0]))
    x, status = [float(settings.x_0)], Ending.SHORT
    while len(x) <= settings.steps:
        run.extend(1)
        # The step that runs away is shown too: it is what went wrong.
        has_diverged = run.status is Status.DIVERGED
        x.append(_next(optimizer, curve, x) if has_diverged else _at(run))
        if has_diverged or abs(x[-1]) > AWAY * max(abs(low), abs(high)):
            status = Ending.RAN_AWAY
            break
        # A ball that turns round is slow there as well: with momentum the slope counts too.
        pull = optimizer.alpha * abs(float(curve.f_prime(x[-1])))
        if max(abs(x[-1] - x[-2]), pull) <= PRECISION:
            status = Ending.ARRIVED
            break
    return Descent(curve, low, high, optimizer, np.array(x), status)


def _at(run: Run[Curve]) -> float:
    return float(run.last.theta[0])


def _next(optimizer: Momentum, curve: Curve, x: Sequence[float]) -> float:
    """Return the x that comes after these."""
    velocity = x[-1] - x[-2] if len(x) > 1 else 0.0
    return float(x[-1] + optimizer.mu * velocity - optimizer.alpha * curve.f_prime(x[-1]))


def sentence(descent: Descent) -> str:
    """Return how a descent ended and why."""
    x, n = descent.x[-1], len(descent.x) - 1
    slope = float(descent.curve.f_prime(x))
    minima = descent.curve.minima()
    if descent.status is Ending.RAN_AWAY:
        return f"It ran away at step {n}. {_why_it_overshoots(descent)}"
    if descent.status is Ending.ARRIVED:
        near = minima[np.abs(minima - x).argmin()] if len(minima) else np.inf
        if abs(near - x) < 0.05 * (descent.high - descent.low):
            return (
                f"Arrived after {n} steps at x = {float(x)!r}, where a step is shorter than "
                f"{PRECISION:.5f}; the minimum itself is at {near:.10g}."
            )
        return (
            f"Stuck after {n} steps at x = {x:.6g}: it is flat there, f′(x) = {slope:.2g}, and a "
            "step is as short as the slope is small. But it is no minimum."
        )
    if _swings(descent):
        return f"It swings to and fro and does not settle. {_why_it_overshoots(descent)}"
    return f"Still on its way after {n} steps: f′(x) = {slope:.3g}. More steps, or a larger α?"


def playback(settings: DownhillSettings) -> Playback:
    """Return the descent as pictures.

    Raises
    ------
    ValueError
        As `descend`.
    """
    descent = descend(settings)
    curve, x = descent.curve, descent.x[evenly_spaced_frames(len(descent.x))]
    f, slope = curve.f(x), curve.f_prime(x)
    mu = descent.optimizer.mu
    after = np.append(descent.x[1:], _next(descent.optimizer, curve, list(descent.x)))[
        evenly_spaced_frames(len(descent.x))
    ]
    reach = (descent.high - descent.low) / 9
    starts = np.linspace(descent.low, descent.high, STARTS)
    found = ends(curve, descent.optimizer, starts, STRIP_STEPS)
    figure = curve_figure(curve, descent.low, descent.high, starts, found)
    # A steep tangent is as long as a flat one: it is drawn in the figure's own proportions.
    top = float(np.ptp(figure.layout.yaxis.range)) / (descent.high - descent.low)
    half = reach / np.sqrt(1.0 + (slope / top) ** 2)
    moving = (
        MovingTrace(0, TRAIL, "trail", x, f),
        MovingTrace(0, TANGENT, "each", _pairs(x - half, x + half),
               _pairs(f - slope * half, f + slope * half)),
        MovingTrace(0, STEP, "each", _pairs(x, after), _pairs(f, f)),
        MovingTrace(0, BALL, "each", x[:, np.newaxis], f[:, np.newaxis]),
    )  # fmt: skip
    step = [f"{number:+.3g}" for number in after - x]
    readouts = (
        TextReadout("x", "Where the ball is", [f"{number:.5g}" for number in x]),
        TextReadout("f(x)", "How high it is", [f"{number:.4g}" for number in f]),
        TextReadout("f′(x)", "The slope there", [f"{number:.4g}" for number in slope]),
        TextReadout("Δx", "What the next step adds to x", step),
    )
    steps = evenly_spaced_frames(len(descent.x))
    rule = "v" if mu else "−α f′(x)"
    return Playback(
        page="downhill",
        steps=steps,
        panels=(Panel("Curve", figure, 7, 520, "strip below: in which valley a start there ends"),),
        moving=moving,
        readouts=readouts,
        ending=sentence(descent),
        good=descent.status is Ending.ARRIVED,
        columns=("step", "x", "f(x)", "f′(x)", rule),
        rows=[
            (str(k), f"{a:.6g}", f"{b:.5g}", f"{c:.4g}", f"{d:+.4g}")
            for k, a, b, c, d in zip(steps, x, f, slope, after - x, strict=True)
        ],
        speed=settings.pace,
    )


def _pairs(first: Array, second: Array) -> Array:
    return np.column_stack([first, second])


def _swings(descent: Descent) -> bool:
    """Say whether the last steps went to and fro without becoming shorter."""
    steps = np.diff(descent.x[-20:])
    return bool(len(steps) > 4 and (np.sign(steps[1:]) != np.sign(steps[:-1])).mean() > 0.8
                and np.abs(steps[-4:]).max() > 0.5 * np.abs(steps[:4]).max())  # fmt: skip


def _why_it_overshoots(descent: Descent) -> str:
    """Return the bound on alpha at the minimum that is nearest to the start."""
    minima = descent.curve.minima()
    alpha, mu = descent.optimizer.alpha, descent.optimizer.mu
    if not len(minima):
        return "f has no minimum: it falls without end."
    near = minima[np.abs(minima - descent.x[0]).argmin()]
    bend = float(descent.curve.f_prime.deriv()(near))
    bound = 2.0 * (1.0 + mu) / bend
    if alpha >= bound:
        return (
            f"With α = {alpha:g} each step overshoots the valley and lands higher on the other "
            f"side: at the minimum, x = {near:.4g}, f″ = {bend:.4g}, and α must stay under "
            f"{'2 (1 + μ)' if mu else '2'}/f″ = {bound:.3g}."
        )
    start = float(descent.curve.f_prime(descent.x[0]))
    return (
        f"With α = {alpha:g} the first step, −α f′(x₀) = {-alpha * start:+.3g}, is so long that it "
        f"leaves the valley, where the slope is steeper still."
    )
